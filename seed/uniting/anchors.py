"""What a text says in every language: its figures, its symbols, its footnote calls, and how long it is.

Length is a sign of its own: translations of one text are about as long as each other (Gale and Church, "A Program for
Aligning Sentences in Bilingual Corpora", Computational Linguistics 19(1), 1993), once each language's measure is known.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from store import texts

_FIGURES = re.compile(r"\d+")
_LATIN = re.compile(r"[A-Z]{1,8}(?:/[A-Z0-9.]+)+")


@dataclass(frozen=True, slots=True)
class Anchors:
    """The signs of one text that are the same in its translations. `size` is its length in code points."""

    signs: Counter[str]
    calls: int
    size: int


def anchors(markdown: str) -> Anchors:
    """Read a unit's signs."""
    reading = texts.read(markdown)
    folded = western(reading.plain)
    signs = Counter(_FIGURES.findall(folded))
    signs.update(_LATIN.findall(folded))
    return Anchors(signs=signs, calls=len(reading.calls), size=len(reading.plain))


def western(text: str) -> str:
    """A text with its decimal digits, whatever their script, as 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


def overlap(one: Counter[str], other: Counter[str]) -> float | None:
    """The share of signs that two texts have in common (Jaccard, counted), or None where neither has any."""
    every = (one | other).total()
    return (one & other).total() / every if every else None
