"""Notes whose markers are printed as plain figures: "12 Ibid., vol. 596", found by their running order.

A line that begins with a figure may be a note, or the middle of a sentence ("... adopted on / 15 November 2015").
Of all such lines, those are notes that make the best chain: numbers in order, called above, worded as notes are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from seed.text.lines import Line, is_finished


class Marks(StrEnum):
    """How a text prints its markers."""

    RAISED = "raised"
    MARKDOWN = "Markdown"
    STAR = "star"
    FIGURE = "figure"


_LINE = re.compile(r"(?P<marker>[1-9]\d{0,2})(?:/|\))?\s+(?P<text>\S.*)")
_WORDED = re.compile(r"(?:(?:19|20)\d\d )?[A-Z“\"‘(*\[]|https?:|www\.|ibid|see |e\.g\.")
_MONTH = re.compile(r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")
SOURCE = re.compile(
    r"[*_(\[]{0,3}(?:Ibid|See\b|Cf\.|Resolutions?\b|United Nations|Official Records|[A-Z]{1,8}(?:-\d+)?/[A-Z0-9]|"
    r"Available|Adopted|Report of|https?:|www\.|General Assembly|Security Council|Human Rights Council|Economic|"
    r"International|Council|For |On \d|In |The |As |Including|Decision|Document|World|Subject|Note)"
)
"""Words with which notes begin."""
_CALLED = re.compile(
    r"(?:[^\W\d_]|[^\W\d_][.,;:)\]”’\"]+|[)”’\"%]|\d[.,;:)”]+) ?(?P<marker>[1-9]\d{0,2})(?![\d%–-]|/\d|[.,]\d)(?=\W|$)|"
    r"(?P<raised>[⁰¹²³⁴-⁹]+)|(?<![\d/.,-])(?:19|20)\d\d(?P<year>[1-9]\d?)(?!\d)|\b\d{1,2}/\d{2,3}(?P<behind>[1-9]\d?)(?!\d)"
)
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NEAR = 150
"""Lines above a note in which its call is looked for: two or three pages."""
_LONG = 12
"""Lines of a long note."""
_AHEAD = 4
"""How far the running order may jump: notes that are lost must not lose those after them."""


@dataclass(frozen=True, slots=True)
class _Chain:
    """The best chain that ends with a note: its weight, the line of that note, and the chain before it."""

    weight: float
    line: int
    before: _Chain | None = None


def figured(lines: Sequence[Line], *, spaced: bool) -> Mapping[int, tuple[int, str]]:
    """The lines that begin notes: by their index the note's number and its first words."""
    return _Figured(lines, spaced=spaced).notes()


class _Figured:
    """The best chain of one text, line after line: `best` for each number, `top` over all."""

    def __init__(self, lines: Sequence[Line], *, spaced: bool) -> None:
        self._lines = lines
        self._spaced = spaced
        self._called = _called(lines)
        self._best: dict[int, _Chain] = {}
        self._top: _Chain | None = None

    def notes(self) -> Mapping[int, tuple[int, str]]:
        found: dict[int, tuple[int, str]] = {}
        for at, line in enumerate(self._lines):
            match = _LINE.fullmatch(line.text)
            if match and not _MONTH.match(match["text"]):
                found[at] = int(match["marker"]), match["text"]
                self._take(at, *found[at])
        return {at: found[at] for at in _links(self._top)}

    def _take(self, at: int, number: int, text: str) -> None:
        chain = self._longest(at, number, self._weight(at, number, text))
        if number not in self._best or self._best[number].weight <= chain.weight:
            self._best[number] = chain
        if self._top is None or self._top.weight < chain.weight:
            self._top = chain

    def _weight(self, at: int, number: int, text: str) -> float:
        """How much a line looks like a note: called above, worded as notes are, standing where notes stand."""
        weight = self._weight_of_call(at, number) - 2
        if SOURCE.match(text):
            weight += 1.5
        elif not _WORDED.match(text):
            weight -= 1.5
        line = self._lines[at]
        if line.is_apart or line.starts_page or self._is_behind_note(at, number):
            weight += 1
        elif at and not self._spaced and not is_finished(self._lines[at - 1].text):
            weight -= 1
        return weight

    def _weight_of_call(self, at: int, number: int) -> float:
        calls = self._called.get(number, [])
        above = bisect_left(calls, at)
        if not above:
            return 0
        return 2 if calls[above - 1] >= at - _NEAR else 1

    def _is_behind_note(self, at: int, number: int) -> bool:
        before = [self._best[each].line for each in (number - 1, number - 2) if each in self._best]
        return any(at - _LONG <= line < at for line in before)

    def _longest(self, at: int, number: int, weight: float) -> _Chain:
        """The best chain that a note may end; numbers may begin anew, and some may be missing."""
        options = [_Chain(weight - 1.5 * min(number - 1, 6), at)]
        for each in range(max(number - 1 - _AHEAD, 1), number):
            if each in self._best:
                before = self._best[each]
                options.append(_Chain(before.weight + weight - 1.5 * (number - 1 - each), at, before))
        if number == 1 and self._top is not None:
            options.append(_Chain(self._top.weight + weight - 1, at, self._top))
        return max(options, key=lambda one: one.weight)


def _links(chain: _Chain | None) -> list[int]:
    links: list[int] = []
    at = chain if chain is not None and chain.weight > 0 else None
    while at is not None:
        links.append(at.line)
        at = at.before
    return links


def _called(lines: Sequence[Line]) -> Mapping[int, list[int]]:
    """For each number the lines that may call it."""
    called: dict[int, list[int]] = {}
    for at, line in enumerate(lines):
        for found in _CALLED.finditer(line.text):
            number = int(found[found.lastgroup or 0].translate(_DIGITS)[:4])
            called.setdefault(number, []).append(at)
    return called
