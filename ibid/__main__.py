"""`python -m ibid` is `ibid`."""

from ibid.cli import main

if __name__ == "__main__":
    main()
