"""Numbers of paragraphs that are cited: "paragraph 23 (l)", "第 23 段", "пункт 23 l)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from resolvers.checks.findings import Found
from resolvers.checks.subject import Pair, Text, joined

NAME = "paragraph-numbers"

_NUMBER = re.compile(r"\d+")


def check(pair: Pair) -> Iterator[Found]:
    """Numbers of paragraphs that one text cites and the other prints nowhere."""
    if not pair.is_known:
        return
    lost = _cited(pair.source) - _printed(pair.target)
    added = _cited(pair.target) - _printed(pair.source)
    if lost:
        yield Found("CHECK_PARAGRAPHS_LOST", {"numbers": joined(lost)})
    if added:
        yield Found("CHECK_PARAGRAPHS_ADDED", {"numbers": joined(added)})


def _cited(text: Text) -> set[str]:
    return {number for token in text.paragraphs for number in _NUMBER.findall(token.value)}


def _printed(text: Text) -> set[str]:
    return {str(value) for value in text.available} | set(_NUMBER.findall(text.folded))
