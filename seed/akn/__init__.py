"""Reads United Nations documents in Akoma Ntoso (AKN4UN)."""

from __future__ import annotations

from seed.akn.reading import peek, read_akn

__all__ = ["peek", "read_akn"]
