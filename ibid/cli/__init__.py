"""The command line: `ibid serve`, `load`, `export`, `parse`, `status`, `migrate`, `schema`."""

from ibid.cli.main import app, main

__all__ = ["app", "main"]
