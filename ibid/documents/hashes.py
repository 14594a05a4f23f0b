"""The ids of GraphQL documents: the SHA-256 of their text (GraphQL over HTTP, Persisted Documents)."""

from __future__ import annotations

import hashlib
import re

PREFIX = "sha256:"
_HASH = re.compile(r"[0-9a-f]{64}")


def hash_of(text: str) -> str:
    """The hash of a document."""
    return hashlib.sha256(text.encode()).hexdigest()


def hash_in(document_id: str) -> str | None:
    """The hash that an id names, with its prefix or without; None for what is no such id."""
    found = document_id.removeprefix(PREFIX).lower()
    return found if _HASH.fullmatch(found) else None
