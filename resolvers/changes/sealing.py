"""Sealing what is handed out and comes back, such as cursors: whoever changes it, or makes one up, is found out.

The seal is an HMAC (RFC 2104) with SHA-256, of which the first 128 bits are kept: half, as section 5 of it asks for.
"""

from __future__ import annotations

import hashlib
import hmac

_LETTERS = 32


def sealed(key: bytes, text: str) -> str:
    """A text with its seal."""
    return f"{text}.{_seal(key, text)}"


def unsealed(key: bytes, text: str) -> str | None:
    """A text without its seal; None where that is not its own."""
    said, dot, seal = text.rpartition(".")
    return said if dot and hmac.compare_digest(seal.encode(), _seal(key, said).encode()) else None


def _seal(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()[:_LETTERS]
