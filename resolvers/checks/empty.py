"""A text that says nothing: blank, or footnote calls and punctuation only, where its source has words."""

from __future__ import annotations

from collections.abc import Iterator

from resolvers.checks.findings import Found
from resolvers.checks.subject import Pair, Text

NAME = "empty"


def alone(target: Text) -> Iterator[Found]:
    """A text that has nothing at all."""
    if not target.plain.strip():
        yield Found("CHECK_EMPTY")


def check(pair: Pair) -> Iterator[Found]:
    """A text without a letter or digit where the source has one."""
    if not _has_words(pair.target) and _has_words(pair.source) and pair.target.plain.strip():
        yield Found("CHECK_EMPTY")


def _has_words(text: Text) -> bool:
    return any(sign.isalnum() for sign in text.plain)
