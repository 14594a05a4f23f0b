"""Writes documents in Akoma Ntoso for the United Nations (AKN4UN)."""

from __future__ import annotations

from seed.writing.akn.document import write_akn

__all__ = ["write_akn"]
