"""The outline of a body: its lines as headings and paragraphs, by numbering, running order and what blanks say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from seed.text.blocks import Block, Role
from seed.text.closings import Closings
from seed.text.continuity import goes_on, is_operative, recites
from seed.text.forms import is_formula
from seed.text.gaps import GAP, Numbers, fill
from seed.text.heading_lines import (
    heads_page,
    heads_what_opens,
    is_plain_heading,
    is_words_of,
    reads_as_figure_heading,
    reads_as_heading,
)
from seed.text.headings import Headings
from seed.text.lines import Line, is_finished, is_stopped
from seed.text.lists import Lists
from seed.text.openings import Opened, Opening, opened


class Outline:
    """Builds the blocks of one body, line after line. `spaced`: blanks say nothing."""

    def __init__(self, lines: Sequence[Line], *, preamble: bool, spaced: bool) -> None:
        self.blocks: list[Block] = []
        self.closings = Closings()
        self.formulas: list[Line] = []
        self._lines = lines
        self._spaced = spaced
        self._preamble = preamble
        self._has_formula = preamble
        self._headings = Headings()
        self._number = 0
        self._lists = Lists()
        self._numbers = Numbers(lines)

    def build(self) -> list[Block]:
        """All blocks."""
        for at, line in enumerate(self._lines):
            self._line(at, line)
        return self.blocks

    def _line(self, at: int, line: Line) -> None:
        if self._formula(at, line) or self.closings.take(line, self._last):
            return
        found = opened(line.text)
        if found is None or not self._opens(at, line, found):
            self._other(at, line)

    def _opens(self, at: int, line: Line, found: Opened) -> bool:
        match found.opening:
            case Opening.PART:
                return (line.is_apart or not found.is_loose) and self._is_free() and self._begin_part(line, found)
            case Opening.NUMBER:
                return self._numbered(at, line, found)
            case Opening.LETTER:
                return self._lettered(line, found)
            case Opening.NUMERAL:
                return self._numeral(at, line, found)
            case Opening.BULLET:
                return self._bullet(line)

    # What stands between paragraphs

    def _formula(self, at: int, line: Line) -> bool:
        if not self._is_free() or not is_formula(self._lines, at):
            return False
        self.formulas.append(line)
        self._preamble = self._has_formula = True
        self._number = 0
        self._lists.close()
        self._headings.govern()
        self.closings.end()
        return True

    def _begin_part(self, line: Line, found: Opened) -> bool:
        block = self._headings.part(replace(line, text=found.rest), found.sign)
        if block is None:
            return False
        self._number = 0
        self._preamble = self._has_formula = False
        self._begin_heading(block)
        return True

    # Headings

    def _numeral(self, at: int, line: Line, found: Opened) -> bool:
        if self.closings.is_open and self._headings.is_next_part(found.sign):
            self._number, self._preamble = 0, False
            self._begin_heading(self._headings.next_part(replace(line, text=found.rest), found.sign))
            return True
        place = self._headings.order.place(found.sign)
        if place is None or not (line.heads or self._is_free()) or not self._may_head(at, found):
            return False
        self._headings.order.go(*place)
        self._begin_heading(self._headings.heading(replace(line, text=found.rest), found.sign, place[0]))
        return True

    def _may_head(self, at: int, found: Opened) -> bool:
        line = self._lines[at]
        if line.heads:
            return True
        if found.is_bare or found.is_loose or not found.rest:
            apart = line.is_apart or self._spaced or line.starts_page or not at or self._ended_early()
            return apart and (not found.is_loose or reads_as_heading(self._lines, at, found))
        return reads_as_heading(self._lines, at, found)

    def _ended_early(self) -> bool:
        return self._last is None or self._last.ends_early

    def _begin_heading(self, block: Block) -> None:
        self.blocks.append(block)
        self.closings.end()
        self._lists.close()

    # Paragraphs

    def _numbered(self, at: int, line: Line, found: Opened) -> bool:
        number = int(found.sign)
        if not self._comes_next(at, number):
            return self._figure_heading(at, line, found)
        if self._number:
            fill(self.blocks, self._number, number)
        self._number = number
        self._preamble = False
        self._add(Block(Role.NUMBERED, found.sign), replace(line, text=found.rest))
        self._lists.open(self.blocks[-1])
        return True

    def _comes_next(self, at: int, number: int) -> bool:
        line = self._lines[at]
        if self._number and number == self._number + 1:
            return True
        if number == 1 and (not self._number or self._may_restart()):
            return self._is_free() or line.is_apart or self._numbers.run_on(at, 1)
        if not self._is_free(stop=True):
            return False
        ahead = number - self._number - 1
        return (0 < ahead <= GAP and self._number > 0) or (ahead > 0 and self._numbers.run_on(at, 2))

    def _may_restart(self) -> bool:
        last = self._last
        if last is None or last.role in {Role.HEADING, Role.PREAMBULAR}:
            return True
        return last.role is Role.PLAIN and not is_stopped(last.last)

    def _figure_heading(self, at: int, line: Line, found: Opened) -> bool:
        """A heading that is numbered as paragraphs are: "1. General", in its own order."""
        place = self._headings.order.place(found.sign)
        if place is None or not self._is_free(stop=True) or not reads_as_figure_heading(self._lines, at, found):
            return False
        self._headings.order.go(*place)
        self._begin_heading(self._headings.heading(replace(line, text=found.rest), found.sign, place[0]))
        return True

    def _lettered(self, line: Line, found: Opened) -> bool:
        last = self._last
        item = self._lists.item(line, found.sign, last) if last is not None else None
        if item is None:
            return False
        self._add(item, replace(line, text=found.rest))
        return True

    def _bullet(self, line: Line) -> bool:
        if not self._is_free():
            return False
        self._preamble = False
        self._add(Block(Role.PLAIN, "", is_printed=False), line)
        return True

    def _other(self, at: int, line: Line) -> None:
        last = self._last
        if last is not None and is_words_of(self._lines, at, last):
            last.lines.append(line)
        elif self._is_marked_heading(at, line, last):
            self._begin_heading(self._headings.plain(line))
        elif last is not None and goes_on(line, last, preamble=self._may_recite_here(last)):
            last.lines.append(line)
        elif self._is_free(stop=True) and is_plain_heading(self._lines, at, last, preamble=self._may_recite_here(last)):
            self._begin_heading(self._headings.plain(line))
        elif self._is_recital(line, last):
            self._preamble = True
            self._add(Block(Role.PREAMBULAR, "", is_printed=False), line)
            self._lists.close()
        else:
            self._preamble = False
            self._add(Block(Role.PLAIN, "", is_printed=False), line)
            self._lists.interrupt()

    def _is_marked_heading(self, at: int, line: Line, last: Block | None) -> bool:
        """Whether mark-up, the page or what opens behind it shows that a line is a heading."""
        if line.heads or (self._is_free(stop=True) and heads_page(self._lines, at)):
            return True
        return self._is_free(stop=not line.is_apart) and heads_what_opens(self._lines, at, last)

    def _may_recite_here(self, last: Block | None) -> bool:
        """Whether a preamble is under way, or a section of a body that acts may have its own."""
        return self._preamble or (self._has_formula and last is not None and last.role is Role.HEADING)

    def _is_recital(self, line: Line, last: Block | None) -> bool:
        if self._preamble:
            return not is_operative(line.text)
        return self._may_recite_here(last) and recites(line.text)

    # Where the outline stands

    @property
    def _last(self) -> Block | None:
        return self.blocks[-1] if self.blocks else None

    def _is_free(self, *, stop: bool = False) -> bool:
        """Whether something new may begin: the block before is a heading or has ended (`stop`: with more than a
        comma).
        """
        last = self._last
        if last is None or last.role is Role.HEADING or self.closings.is_open:
            return True
        return is_stopped(last.last) if stop else is_finished(last.last)

    def _add(self, block: Block, line: Line) -> None:
        block.lines = [line]
        block.section = self._headings.current
        block.has_formula = self._has_formula
        self.blocks.append(block)
        self.closings.end()
