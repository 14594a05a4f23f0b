"""Opaque texts: what clients keep and give back as it is, ids and cursors. base64url without padding, strictly read."""

from __future__ import annotations

import base64
import binascii

MAX_LENGTH = 1500
"""Of an opaque text, in characters: keys of citations are the longest, and have a fifth of it."""


def wrap(text: str) -> str:
    """An opaque form of a text."""
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def unwrap(opaque: str) -> str | None:
    """The text of an opaque form; None for anything that `wrap` did not make."""
    if len(opaque) > MAX_LENGTH:
        return None
    try:
        text = base64.urlsafe_b64decode(opaque + "=" * (-len(opaque) % 4)).decode()
    except (binascii.Error, ValueError):
        return None
    return text if wrap(text) == opaque else None
