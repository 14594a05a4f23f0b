"""A resolution as its mark-up has it: what stands in the text in order, each unit with its label and footnotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a piece is."""

    FORMULA = "formula"
    RECITAL = "recital"
    NUMBERED = "numbered"
    POINT = "point"
    PLAIN = "plain"
    HEADING = "heading"
    CLOSING = "closing"

    @property
    def is_paragraph(self) -> bool:
        """Whether it has a label."""
        return self not in {Kind.FORMULA, Kind.HEADING, Kind.CLOSING}


@dataclass(frozen=True, slots=True)
class Call:
    """A footnote call; `note` is the place of its note in the script where this call brings it, else None."""

    marker: str
    note: int | None


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or a heading. `runs` are its words and calls; `sign` is what is printed before them."""

    kind: Kind
    runs: tuple[str | Call, ...]
    sign: str = ""
    label: str = ""
    part: str | None = None
    depth: int = 0

    @property
    def plain(self) -> str:
        """Its words without calls and emphasis."""
        words = "".join(run for run in self.runs if isinstance(run, str)).translate({ord(OPEN): None, ord(SHUT): None})
        return " ".join(words.split())

    @property
    def calls(self) -> tuple[Call, ...]:
        """Its calls in order."""
        return tuple(run for run in self.runs if isinstance(run, Call))


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, in the words of its mark-up."""

    marker: str
    text: str


@dataclass(frozen=True, slots=True)
class Script:
    """A resolution. `masthead` are its lines down to the title; `symbol` and `job` head and foot its pages."""

    name: str
    symbol: str
    job: str
    masthead: tuple[str, ...]
    title: str
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]

    @property
    def paragraphs(self) -> list[Piece]:
        """The pieces that have labels."""
        return [piece for piece in self.pieces if piece.kind.is_paragraph]


OPEN, SHUT = "\ue010", "\ue011"
"""Private signs round what is set in italics."""

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def _roman(sign: str) -> int | None:
    if not sign or not set(sign) <= set(_ROMAN):
        return None
    values = [_ROMAN[each] for each in sign]
    return sum(-one if one < two else one for one, two in zip(values, [*values[1:], 0], strict=True))


def _letter(sign: str) -> int | None:
    if len(sign) > 2 or len(set(sign)) != 1 or not sign.islower():
        return None
    return ord(sign[0]) - 96 + 26 * (len(sign) - 1)


def depths(signs: Sequence[str]) -> list[int]:
    """The depth of each sign of a list, from 1: "(i)" is a letter behind "(h)" where no "(ii)" follows it."""
    found: list[int] = []
    styles: list[tuple[str, int]] = []
    for at, sign in enumerate(signs):
        following = signs[at + 1] if at + 1 < len(signs) else ""
        style, value = _style(sign, following, styles)
        while styles and not any(style == held for held, _ in styles[-1:]) and any(style == one for one, _ in styles):
            styles.pop()
        if styles and styles[-1][0] == style:
            styles[-1] = (style, value)
        else:
            styles.append((style, value))
        found.append(len(styles))
    return found


def _style(sign: str, following: str, styles: Sequence[tuple[str, int]]) -> tuple[str, int]:
    if sign.isdigit() or sign.isupper():
        return ("figure", int(sign)) if sign.isdigit() else ("capital", ord(sign[0]))
    roman, letter = _roman(sign), _letter(sign)
    if roman is None or letter is None:
        return ("letter", letter or 0) if roman is None else ("roman", roman)
    goes_on = ("letter", letter - 1) in styles
    if roman == 1 and goes_on:
        return ("roman", 1) if following == "ii" else ("letter", letter)
    if ("roman", roman - 1) in styles:
        return "roman", roman
    return ("letter", letter) if goes_on or roman != 1 else ("roman", 1)


NUMBER = re.compile(r"^(?P<sign>\d{1,3})\.\s+")
LETTER = re.compile(r"^\((?P<sign>[a-z]{1,5}|[A-Z]|\d{1,2})\)\s+")
