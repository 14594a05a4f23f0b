"""The lines of a text: numbered, white space folded, with what the blanks between them say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_BREAKS = re.compile(r"\r\n|\r|\n")
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\x00-\x08\x0e-\x1b]")
_RESERVED = re.compile("[\ue000-\ue00f]")
_FINISHED = re.compile(r"[.,;:!?…][*_”\"’)\]]*(?:[⁰¹²³⁴-⁹]+|\d{1,3})?[*_]*$")

MOSTLY = 0.5
"""Share of blanks inside sentences from which on blanks say nothing: a text set with double spacing."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank. `number` is from 1; `is_apart` says that a blank which means something is before it.

    `starts_page` says that it is the first of a page, and `column` where its first sign stood.
    """

    number: int
    text: str
    is_apart: bool
    starts_page: bool
    column: int = 0


def clean(raw: str) -> str:
    """A line without invisible signs, white space folded; signs that the parser uses as marks become U+FFFD."""
    return " ".join(_RESERVED.sub("\ufffd", _INVISIBLE.sub("", raw)).split())


def is_finished(text: str) -> bool:
    """Whether a line may be a sentence's or a clause's last: it ends in a stop, whatever markers follow."""
    return bool(_FINISHED.search(text))


@dataclass(frozen=True, slots=True)
class Lines:
    """A text's lines, and whether it is set with double spacing."""

    lines: tuple[Line, ...]
    spaced: bool


def split(text: str) -> Lines:
    """The lines that are not blank.

    In a text set with double spacing a blank says nothing, and two lines without one between are a page's last and
    the next page's first.
    """
    raw = [(number, each, clean(each)) for number, each in enumerate(_BREAKS.split(text), 1)]
    kept = [(number, each, cleaned) for number, each, cleaned in raw if cleaned]
    spaced = is_double_spaced(kept)
    lines: list[Line] = []
    before = 0
    for number, each, cleaned in kept:
        apart = number > before + 1
        lines.append(
            Line(
                number,
                cleaned,
                is_apart=apart and not spaced,
                starts_page="\f" in each or (spaced and not apart and before > 0),
                column=len(each) - len(each.lstrip()),
            )
        )
        before = number
    return Lines(tuple(lines), spaced)


def is_double_spaced(kept: list[tuple[int, str, str]]) -> bool:
    """Whether blanks stand inside sentences: most lines before a blank are not finished."""
    before_blank = [one[2] for one, other in pairwise(kept) if other[0] > one[0] + 1]
    if len(before_blank) < len(kept) * MOSTLY:
        return False
    running = sum(not is_finished(line) for line in before_blank)
    return running > len(before_blank) * MOSTLY
