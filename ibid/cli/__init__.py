"""The command line: `ibid serve`, `load`, `parse`, `status`, `migrate`, `schema`."""

from ibid.cli.main import app, main

__all__ = ["app", "main"]
