"""Reads United Nations documents that circulate as plain text."""

from __future__ import annotations

from seed.text.reading import read_text

__all__ = ["read_text"]
