"""The outline of a body: its lines as headings and paragraphs, by numbering, running order and what blanks say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from seed.text.blocks import Block, Role
from seed.text.lines import Line, is_finished
from seed.text.masthead import CLOSING, FORMULA
from seed.text.openings import Opened, Opening, opened
from seed.text.ordering import Order
from seed.text.verbs import ANY_PARTICIPLE, FINITE_PHRASE, PARTICIPLE_PHRASE

GAP = 3
"""How many numbers may be missing before a number is taken to belong to a sentence."""
HEADING = 240
"""Code points of the longest heading."""
_STOPPED = re.compile(r"[.;:!?…][*_”\"’)\]]*(?:[⁰¹²³⁴-⁹]+|\d{1,3})?[*_]*$")


class Outline:
    """Builds the blocks of one body, line after line. `spaced`: blanks say nothing."""

    def __init__(self, lines: Sequence[Line], *, preamble: bool, spaced: bool) -> None:
        self.blocks: list[Block] = []
        self.closing: list[Line] = []
        self.formulas: list[Line] = []
        self.titles: list[Line] = []
        self._lines = lines
        self._spaced = spaced
        self._preamble = preamble
        self._has_formula = preamble
        self._part: str | None = None
        self._parts: set[str] = set()
        self._headings = Order()
        self._path: list[Block] = []
        self._number = 0
        self._letters = Order()
        self._points: list[Block] = []
        self._recitals = 0
        self._plain = 0

    def build(self) -> list[Block]:
        """All blocks."""
        for at, line in enumerate(self._lines):
            self._line(at, line)
        return self.blocks

    def _line(self, at: int, line: Line) -> None:
        if self._is_formula(line):
            return
        if self._is_closing(line):
            self.closing.append(line)
            return
        found = opened(line.text)
        if found is None or not self._opens(at, line, found):
            self._other(at, line)

    def _opens(self, at: int, line: Line, found: Opened) -> bool:
        match found.opening:
            case Opening.PART:
                return self._is_free() and self._begin_part(line, found)
            case Opening.NUMBER:
                return self._numbered(at, line, found)
            case Opening.LETTER:
                return self._lettered(line, found)
            case Opening.NUMERAL:
                return self._numeral(at, line, found)

    # What stands between paragraphs

    def _is_formula(self, line: Line) -> bool:
        if not FORMULA.fullmatch(line.text) or not self._is_free():
            return False
        self.formulas.append(line)
        self._preamble = self._has_formula = True
        self._number = self._recitals = 0
        return True

    def _is_closing(self, line: Line) -> bool:
        last = self._last
        ended = last is None or bool(_STOPPED.search(last.last)) or bool(self.closing)
        return ended and bool(CLOSING.fullmatch(line.text))

    def _begin_part(self, line: Line, found: Opened) -> bool:
        name = found.sign
        if name in self._parts:
            return False
        self._parts.add(name)
        self._part = name
        self._headings, self._path = Order(), []
        self._number, self._plain, self._recitals = 0, 0, 0
        self._close_list()
        self._preamble = self._has_formula = False
        self._heading(replace(line, text=found.rest), "", 0, label=name)
        return True

    # Headings

    def _numeral(self, at: int, line: Line, found: Opened) -> bool:
        place = self._headings.place(found.sign)
        if place is None or not self._is_free() or not self._reads_as_heading(at, found):
            return False
        depth, level = place
        self._headings.go(depth, level)
        self._heading(replace(line, text=found.rest), found.sign, depth)
        return True

    def _reads_as_heading(self, at: int, found: Opened) -> bool:
        if found.is_bare or not found.rest:
            return self._lines[at].is_apart or self._spaced or self._lines[at].starts_page
        words = self._stretch(at)
        return found.rest.lstrip('*“"‘(')[:1].isupper() and len(words) <= HEADING and not re.search(r"[.;,]$", words)

    def _stretch(self, at: int) -> str:
        """The words from a line to the next blank or opening."""
        words = [self._lines[at].text]
        for line in self._lines[at + 1 : at + 8]:
            if line.is_apart or (opened(line.text) and not words[-1].endswith("-")) or FORMULA.fullmatch(line.text):
                break
            words.append(line.text)
        return " ".join(words).strip("* ")

    def _heading(self, line: Line, sign: str, depth: int, label: str = "") -> None:
        del self._path[depth:]
        block = Block(
            Role.HEADING,
            label or sign,
            [line],
            self._part,
            level=depth + 1,
            above=self._path[-1] if self._path else None,
        )
        self._path.append(block)
        self.blocks.append(block)
        self._close_list()

    def _close_list(self) -> None:
        self._letters, self._points = Order(), []

    # Paragraphs

    def _numbered(self, at: int, line: Line, found: Opened) -> bool:
        number = int(found.sign)
        if not self._comes_next(number):
            return self._figure_heading(at, line, found)
        self._fill(number)
        self._number = number
        self._preamble = False
        self._close_list()
        self._add(Block(Role.NUMBERED, found.sign), replace(line, text=found.rest))
        self._points = [self.blocks[-1]]
        return True

    def _comes_next(self, number: int) -> bool:
        if number == self._number + 1:
            return self._number > 0 or self._is_free()
        if number == 1:
            return self._is_free() and self._may_restart()
        return self._number < number <= self._number + 1 + GAP and self._number > 0 and self._is_free(stop=True)

    def _may_restart(self) -> bool:
        last = self._last
        return last is None or last.role in {Role.HEADING, Role.PREAMBULAR}

    def _figure_heading(self, at: int, line: Line, found: Opened) -> bool:
        """A heading that is numbered as paragraphs are: "1. General", in its own order."""
        place = self._headings.place(found.sign)
        if place is None or not found.rest or not self._is_free(stop=True):
            return False
        words = self._stretch(at)
        if len(words) > HEADING / 2 or is_finished(words) or not found.rest[:1].isupper():
            return False
        self._headings.go(*place)
        self._heading(replace(line, text=found.rest), found.sign, place[0])
        return True

    def _fill(self, number: int) -> None:
        """Give missing numbers to what stands in their places: plain paragraphs, else a sentence that begins a line."""
        missing = list(range(self._number + 1, number)) if self._number else []
        if not missing:
            return
        plain = self._plain_since_number()
        if len(plain) == len(missing):
            for block, label in zip(plain, missing, strict=True):
                block.role, block.label, block.is_printed = Role.NUMBERED, str(label), False
            return
        last = self._last
        if last is not None and len(missing) == 1 and not plain:
            self._cut(last, missing[0])

    def _plain_since_number(self) -> list[Block]:
        found: list[Block] = []
        for block in reversed(self.blocks):
            if block.role is not Role.PLAIN:
                break
            found.append(block)
        return found[::-1]

    def _cut(self, block: Block, number: int) -> None:
        """Part a block where a sentence begins with a line; of several such lines, behind the shortest."""
        places = [
            at
            for at in range(1, len(block.lines))
            if re.search(r"[.?!][”’)]?(?:\d{1,3})?$", block.lines[at - 1].text) and block.lines[at].text[:1].isupper()
        ]
        if not places:
            return
        at = min(places, key=lambda each: len(block.lines[each - 1].text))
        made = Block(Role.NUMBERED, str(number), block.lines[at:], block.part, section=block.section, is_printed=False)
        del block.lines[at:]
        self.blocks.append(made)

    def _lettered(self, line: Line, found: Opened) -> bool:
        last = self._last
        if last is None or (last.role is Role.HEADING and not self._points):
            return False
        opens = bool(re.search(r":[*_]*(?:[⁰¹²³⁴-⁹]+|\d{1,3})?$|[:,] (?:and|or|namely)$", last.last))
        begun = self._letters.begin(found.sign) if opens else None
        place = begun or self._letters.place(found.sign)
        if place is None or not (opens or self._is_free()):
            return False
        if place[0] >= len(self._letters.levels) and not (
            opens or line.is_apart or self._spaced or is_finished(last.last)
        ):
            return False
        self._letters.go(*place)
        self._point(place[0], line, found)
        return True

    def _point(self, depth: int, line: Line, found: Opened) -> None:
        if not self._points:
            self._points = [self._last_paragraph()]
        above = self._points[depth]
        self._add(Block(Role.LETTERED, f"{above.label}({found.sign})", above=above), replace(line, text=found.rest))
        self._points[depth + 1 :] = [self.blocks[-1]]

    def _last_paragraph(self) -> Block:
        return next(block for block in reversed(self.blocks) if block.role is not Role.HEADING)

    def _other(self, at: int, line: Line) -> None:
        last = self._last
        if last is not None and self._goes_on(line, last):
            last.lines.append(line)
        elif self._is_plain_heading(at, line):
            self._heading(line, "", len(self._headings.levels))
        elif self._preamble and not self._is_operative(line):
            self._recitals += 1
            self._add(Block(Role.PREAMBULAR, f"PP{self._recitals}", is_printed=False), line)
            self._close_list()
        else:
            self._plain += 1
            self._preamble = False
            self._add(Block(Role.PLAIN, f"U{self._plain}", is_printed=False), line)
            self._close_list()

    def _is_operative(self, line: Line) -> bool:
        words = line.text.lstrip("*_ ")
        return bool(FINITE_PHRASE.match(words)) and not PARTICIPLE_PHRASE.match(words)

    def _is_plain_heading(self, at: int, line: Line) -> bool:
        """A short line without a stop, apart, behind something that ended."""
        if not (line.is_apart or self._last is None) or not self._is_free(stop=True):
            return False
        words = self._stretch(at)
        return (
            len(words) <= HEADING
            and not is_finished(words)
            and words[:1].isupper()
            and not (self._preamble and self._recites(line))
            and at + 1 < len(self._lines)
        )

    def _goes_on(self, line: Line, last: Block) -> bool:
        """Whether a line that opens nothing goes on with the block before."""
        if last.role is Role.HEADING:
            return self._heading_goes_on(line, last)
        if not is_finished(last.last):
            return not (line.is_apart and not line.starts_page and self._starts_anew(line))
        if line.text[:1].islower():
            return True
        if self._preamble and last.role is Role.PREAMBULAR:
            return not (line.is_apart or line.starts_page or self._spaced) or (
                (line.starts_page or self._spaced) and not self._recites(line)
            )
        return not line.is_apart or (line.starts_page and not _STOPPED.search(last.last))

    def _starts_anew(self, line: Line) -> bool:
        return self._preamble and bool(PARTICIPLE_PHRASE.match(line.text.lstrip("*_ ")))

    def _recites(self, line: Line) -> bool:
        words = line.text.lstrip("*_ ")
        return bool(PARTICIPLE_PHRASE.match(words) or ANY_PARTICIPLE.match(words) or FINITE_PHRASE.match(words))

    def _heading_goes_on(self, line: Line, last: Block) -> bool:
        if not last.last:
            return not self._recites(line) and not is_finished(line.text)
        return (not line.is_apart and not is_finished(last.last)) or last.last.endswith("-")

    # Where the outline stands

    @property
    def _last(self) -> Block | None:
        return self.blocks[-1] if self.blocks else None

    def _is_free(self, *, stop: bool = False) -> bool:
        """Whether something new may begin: the block before is a heading or has ended (`stop`: with more than a
        comma).
        """
        last = self._last
        if last is None or last.role is Role.HEADING or self.closing:
            return True
        return bool(_STOPPED.search(last.last)) if stop else is_finished(last.last)

    def _add(self, block: Block, line: Line) -> None:
        block.part, block.lines = self._part, [line]
        block.section = self._path[-1] if self._path else None
        block.has_formula = self._has_formula
        self.blocks.append(block)
