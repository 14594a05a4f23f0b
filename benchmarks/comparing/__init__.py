"""Ibid beside others, on the same data, in one run: `make bench` (docs/performance.md)."""
