"""The lines of a text: numbered, white space folded, with what the blanks between them say."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_BREAKS = re.compile(r"\r\n|\r|\n")
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\x00-\x08\x0e-\x1b]")
_HEADS = re.compile(r"^#{1,6}(?: |$)")
"""What makes a Markdown line a heading."""
_LISTED = re.compile(r"^[-+*] (?=[*_]{0,3}\([a-zA-Z0-9]{1,5}\))|^> ")
"""Marks of a list or a quotation before what has a sign of its own."""
_RESERVED = re.compile("[\ue000-\ue00f]")
MARKERS = r"(?:[⁰¹²³⁴-⁹]+|\[\^[^\]\s]{1,12}\]|\d{1,3})"
"""Footnote markers as they may stand behind a stop."""
_AFTER_STOP = (
    rf"[*_”\"’)\]]*(?: ?(?=[⁰¹²³⁴-⁹\[])|(?=\d)|(?= \d{{1,3}}/)|$)"
    rf"(?:{MARKERS}(?:[ ,*_]{{1,2}}{MARKERS}){{0,3}}[*_]*)?(?: \d{{1,3}}/)?$"
)
_FINISHED = re.compile(rf"[.,;:!?…]{_AFTER_STOP}")
_STOPPED = re.compile(rf"[.;:!?…]{_AFTER_STOP}")
_TAIL = 60
"""Code points in which a line's last stop and the markers behind it are looked for."""

RUNNING = 0.3
"""Share of the blanks that stand inside sentences from which on blanks say nothing: a text set with double spacing."""
WRAPPED = 0.12
"""Share of lines that break off inside a sentence from which on a text is wrapped; below, a line is a paragraph."""
SHORT = 0.7
"""Share of a text's width below which a line ends because its paragraph does."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank. `number` is from 1; `is_apart` says that a blank which means something is before it.

    `starts_page` says that it is the first of a page, `ends_early` that it is shorter than wrapping makes lines,
    `heads` that its mark-up makes it a heading.
    """

    number: int
    text: str
    is_apart: bool
    starts_page: bool
    ends_early: bool = False
    heads: bool = False


def clean(raw: str) -> str:
    """A line without invisible signs, white space folded; signs that the parser uses as marks become U+FFFD."""
    return " ".join(_RESERVED.sub("\ufffd", _INVISIBLE.sub("", raw)).split())


def is_finished(text: str) -> bool:
    """Whether a line may be a sentence's or a clause's last: it ends in a stop, whatever markers follow."""
    return bool(_FINISHED.search(text[-_TAIL:]))


def is_stopped(text: str) -> bool:
    """The same with more than a comma."""
    return bool(_STOPPED.search(text[-_TAIL:]))


@dataclass(frozen=True, slots=True)
class Lines:
    """A text's lines, and whether it is set with double spacing."""

    lines: tuple[Line, ...]
    spaced: bool


@dataclass(frozen=True, slots=True)
class _Raw:
    """A line that is not blank, its words folded, and how many blanks are before it."""

    number: int
    printed: str
    words: str
    blanks: int
    heads: bool


def split(text: str) -> Lines:
    """The lines that are not blank.

    In a text set with double spacing one blank says nothing, and two lines without one between are a page's last and
    the next page's first.
    """
    kept = _kept(text)
    spaced = is_double_spaced(kept)
    width = _width(kept)
    return Lines(
        tuple(
            Line(
                one.number,
                one.words,
                is_apart=one.blanks > spaced and at > 0,
                starts_page="\f" in one.printed or (spaced and not one.blanks and at > 0),
                ends_early=len(one.words) < width * SHORT,
                heads=one.heads,
            )
            for at, one in enumerate(kept)
        ),
        spaced,
    )


def _kept(text: str) -> list[_Raw]:
    kept: list[_Raw] = []
    before = 0
    for number, each in enumerate(_BREAKS.split(text), 1):
        words = clean(each)
        if words:
            bare = _HEADS.sub("", words) or words
            kept.append(_Raw(number, each, _LISTED.sub("", bare), number - before - 1, heads=bare != words))
            before = number
    return kept


def _breaks_off(one: _Raw, other: _Raw) -> bool:
    """Whether a sentence runs from one line to the next."""
    return not is_finished(one.words) and other.words[:1].islower()


def is_double_spaced(kept: Sequence[_Raw]) -> bool:
    """Whether blanks stand inside sentences: behind lines that break off, or that fill the width and do not end."""
    parted = [(one, other) for one, other in pairwise(kept) if other.blanks]
    if len(parted) < len(kept) / 2:
        return False
    full = _ninth(kept) * SHORT
    running = sum(
        _breaks_off(one, other) or (len(one.words) > full and not is_finished(one.words)) for one, other in parted
    )
    return running > len(parted) * RUNNING


def _ninth(kept: Sequence[_Raw]) -> int:
    """The length that one line in ten exceeds."""
    return sorted(len(one.words) for one in kept)[len(kept) * 9 // 10] if kept else 0


def _width(kept: Sequence[_Raw]) -> float:
    """How wide a text is set: the length that one line in ten exceeds; without end where it is not wrapped."""
    running = sum(_breaks_off(one, other) for one, other in pairwise(kept))
    if running < len(kept) * WRAPPED:
        return math.inf
    return _ninth(kept)
