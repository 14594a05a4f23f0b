"""The command line: `ibid serve`, `load`, `remove`, `export`, `parse`, `status`, `migrate`, `index`, `schema`."""

from ibid.cli.main import app, main

__all__ = ["app", "main"]
