"""Measurements: `make bench`. They print numbers and judge nothing; docs/operating.md has some."""
