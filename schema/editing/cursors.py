"""The place in the feed of changes behind a commit."""

from __future__ import annotations

from schema import opaque


def feed_cursor(seq: int) -> str | None:
    """The cursor behind a number of the feed; None where a request changed nothing in it."""
    return opaque.wrap(f"changes:0:{seq}") if seq else None
