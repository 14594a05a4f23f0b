"""How like two texts are, and where they differ."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from store.records import Span

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|\w+|\s+|[^\w\s]")
"""What is compared as one: a word, a sign of a script without spaces, white space, a mark."""

EXACT = 1.0


class Operation(StrEnum):
    """What makes of the words of the one text those of the other."""

    EQUAL = "EQUAL"
    INSERT = "INSERT"
    DELETE = "DELETE"
    REPLACE = "REPLACE"


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of two texts; offsets count code points. `candidate` is of the remembered text."""

    operation: Operation
    candidate: Span
    asked: Span


def normal(plain: str) -> str:
    """The form in which texts are the same: composed signs (NFC), one space."""
    return " ".join(unicodedata.normalize("NFC", plain).split())


def score(candidate: str, asked: str, *, least: float = 0.0) -> float:
    """How like two normal texts are, from 0 to 1: the share of code points that neither is inserted nor deleted.

    1 for the same text only; 0 where it is less than `least`.
    """
    if candidate == asked:
        return EXACT
    return min(fuzz.ratio(candidate, asked, score_cutoff=least * 100) / 100, 0.9999)


def differences(candidate: str, asked: str) -> list[Difference]:
    """The stretches of two texts, in order and without gaps, by the least number of words to change (Levenshtein)."""
    old, new = _words(candidate), _words(asked)
    found = Levenshtein.opcodes([candidate[a:b] for a, b in old], [asked[a:b] for a, b in new])
    return [
        Difference(
            Operation(each.tag.upper()),
            _span(old, each.src_start, each.src_end, len(candidate)),
            _span(new, each.dest_start, each.dest_end, len(asked)),
        )
        for each in found
    ]


def _words(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in _WORD.finditer(text)]


def _span(words: list[tuple[int, int]], first: int, end: int, length: int) -> Span:
    start = words[first][0] if first < len(words) else length
    return Span(start, words[end - 1][1] if end > first else start)
