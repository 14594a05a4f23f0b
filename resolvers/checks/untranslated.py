"""Text that was left in the source language: the same words in a row in both texts, more than names have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from resolvers.checks.findings import Found
from resolvers.checks.subject import Pair, Text

NAME = "untranslated"

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,/]\d+)*|[^\w\s]")
_LEAST = 5
"""Words in a row; a source that is shorter is compared whole."""

_SMALL = 2
"""Words in a row that begin with a small letter: names of people, places and works have few."""


def check(pair: Pair) -> Iterator[Found]:
    """The longest run of words that both texts have."""
    if pair.source.language in {pair.target.language, "zh"}:
        return
    source, target = _words(pair.source), _words(pair.target)
    run = _longest(source, target)
    letters = [word for word in run if word[0].isalpha()]
    if len(letters) >= _LEAST and sum(word[0].islower() for word in letters) > _SMALL:
        yield Found("CHECK_UNTRANSLATED", {"words": " ".join(run[:12])})


def _words(text: Text) -> list[str]:
    return _WORD.findall(text.plain)


def _longest(source: Sequence[str], target: Sequence[str]) -> Sequence[str]:
    """The longest run of the target that stands in the source too."""
    places: dict[tuple[str, str], list[int]] = {}
    for at, words in enumerate(pairwise(source)):
        places.setdefault(words, []).append(at)
    best: Sequence[str] = ()
    at = 0
    while at < len(target) - 1:
        longest = max(
            (_run(source, start, target, at) for start in places.get((target[at], target[at + 1]), ())), default=0
        )
        if longest > len(best):
            best = target[at : at + longest]
        at += max(longest, 1)
    return best


def _run(source: Sequence[str], start: int, target: Sequence[str], at: int) -> int:
    length = 0
    while start + length < len(source) and at + length < len(target) and source[start + length] == target[at + length]:
        length += 1
    return length
