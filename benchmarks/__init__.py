"""Measurements: `make bench`. They print numbers and judge nothing; docs/performance.md says how to read them."""
