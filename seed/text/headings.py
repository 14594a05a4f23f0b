"""Headings: how they stand under one another, and which lines read as one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from seed.text.blocks import Block, Role
from seed.text.continuity import bare, may_recite, recites
from seed.text.lines import Line, is_finished
from seed.text.masthead import FORMULA
from seed.text.openings import Opened, Opening, opened
from seed.text.ordering import Order

LONGEST = 240
"""Code points of the longest heading."""
LONGEST_SIGNED = 600
"""The same behind a numeral in its running order."""
_LONGEST_RECITED = 80
"""The same of one that opens with a participle, as preambular paragraphs do."""
_REACH = 12
"""Lines of the longest heading, wrapped narrowly."""


class Headings:
    """The headings under which the outline stands, the outermost first, and their running orders."""

    def __init__(self) -> None:
        self.order = Order()
        self._path: list[Block] = []
        self._parts: set[str] = set()
        self._letter = ""

    @property
    def current(self) -> Block | None:
        """The heading that a paragraph now stands under."""
        return self._path[-1] if self._path else None

    def heading(self, line: Line, sign: str, depth: int) -> Block:
        """A heading at a depth below the part's, from 0."""
        base = 1 if self._path and self._path[0].opens_part else 0
        del self._path[base + depth :]
        block = Block(Role.HEADING, sign, [line], level=len(self._path) + 1, above=self.current)
        self._path.append(block)
        return block

    def plain(self, line: Line) -> Block:
        """A heading without a sign: below those that have one."""
        return self.heading(line, "", len(self.order.levels))

    def part(self, line: Line, sign: str) -> Block | None:
        """The heading of a part, or None where there was one of this name."""
        if sign in self._parts:
            return None
        self._parts.add(sign)
        self.order, self._path = Order(), []
        block = self.heading(line, sign, 0)
        block.opens_part = True
        return block

    def govern(self) -> None:
        """A formula stands here: a heading A or B above it opens a part, and its sections begin below."""
        top = next((one for one in self._path if re.fullmatch(r"[A-Z]", one.sign)), None)
        if top is None or top is not self._path[0] or top.opens_part or top.sign in self._parts:
            return
        self._parts.add(top.sign)
        top.opens_part = True
        self._letter = top.sign
        self.order = Order()

    def is_next_part(self, sign: str) -> bool:
        """Whether a letter is that of the next part: B behind A."""
        return bool(self._letter) and len(sign) == 1 and ord(sign) == ord(self._letter) + 1

    def next_part(self, line: Line, sign: str) -> Block:
        """The heading of the next part."""
        self._letter = sign
        self._path, self.order = [], Order()
        self._parts.add(sign)
        block = self.heading(line, sign, 0)
        block.opens_part = True
        return block


def stretch(lines: Sequence[Line], at: int) -> str:
    """The words from a line to the next blank, to what opens, or to a sentence that begins behind a short line."""
    words = [lines[at].text]
    for each in range(at + 1, min(at + _REACH, len(lines))):
        line = lines[each]
        if (
            line.is_apart
            or line.heads
            or FORMULA.fullmatch(line.text)
            or (_opens(line) and not words[-1].endswith("-"))
        ):
            break
        if lines[each - 1].ends_early and may_recite(line.text):
            break
        words.append(line.text)
    return " ".join(words).strip("* ")


def _opens(line: Line) -> Opened | None:
    """What a line opens; a numeral without a stop in the middle of a text opens nothing: "XIII Paralympic Games"."""
    found = opened(line.text)
    return None if found is not None and found.is_loose and not line.is_apart else found


def reads_as_heading(lines: Sequence[Line], at: int, found: Opened) -> bool:
    """Whether what stands behind a numeral is a heading: it begins with a capital and has no stop."""
    words = stretch(lines, at)
    return (
        found.rest.lstrip('*_“"‘(')[:1].isupper() and len(words) <= LONGEST_SIGNED and not re.search(r"[.;,]$", words)
    )


def reads_as_figure_heading(lines: Sequence[Line], at: int, found: Opened) -> bool:
    """The same behind a figure, which is more often a paragraph's number."""
    words = stretch(lines, at)
    return len(words) <= LONGEST / 2 and not is_finished(words) and bare(found.rest)[:1].isupper()


def is_words_of(lines: Sequence[Line], at: int, last: Block) -> bool:
    """Whether a line holds the words of a heading whose sign stood alone: "II", then "Our world today"."""
    if last.role is not Role.HEADING or last.last:
        return False
    words = stretch(lines, at)
    return len(words) <= LONGEST and _is_worded(words)


def heads_what_opens(lines: Sequence[Line], at: int, last: Block | None) -> bool:
    """Whether a line without a sign heads a numbered paragraph or a heading that opens behind it: it has no stop."""
    if last is not None and last.role is Role.HEADING and not lines[at].is_apart:
        return False
    words = stretch(lines, at)
    if len(words) > _LONGEST_RECITED and recites(words):
        return False
    return len(words) <= LONGEST_SIGNED and _is_worded(words) and _opens_next(lines, at)


def heads_page(lines: Sequence[Line], at: int) -> bool:
    """Whether a short line at a page's top is a heading: a sentence that goes on from the page before has a stop."""
    if not (lines[at].starts_page and lines[at].is_apart) or at + 1 >= len(lines):
        return False
    words = stretch(lines, at)
    return len(words) <= LONGEST / 2 and _is_worded(words) and not may_recite(words)


def is_plain_heading(lines: Sequence[Line], at: int, last: Block | None, *, preamble: bool) -> bool:
    """Whether a line without a sign is a heading: short, without a stop, apart."""
    line = lines[at]
    words = stretch(lines, at)
    if len(words) > LONGEST or not _is_worded(words) or at + 1 >= len(lines) or (preamble and may_recite(line.text)):
        return False
    return line.is_apart or last is None


def _is_worded(words: str) -> bool:
    """Whether words may be a heading's: they begin with a capital and have no stop."""
    return not is_finished(words) and bare(words).lstrip('“"‘(')[:1].isupper()


def _opens_next(lines: Sequence[Line], at: int) -> bool:
    """Whether a few lines on, a numbered paragraph or a heading opens, with no blank in the heading between."""
    for each in range(at + 1, min(at + 5, len(lines))):
        found = _opens(lines[each])
        if found is not None:
            return found.opening is not Opening.LETTER
        if lines[each].is_apart:
            return False
    return False
