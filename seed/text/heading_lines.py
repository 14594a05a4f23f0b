"""Which lines read as headings: by their sign, by mark-up, by their place, and by what opens behind them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from seed.text.blocks import Block, Role
from seed.text.continuity import bare, may_recite, recites
from seed.text.forms import FORMULA
from seed.text.lines import Line, is_finished
from seed.text.openings import Opened, Opening, opened

LONGEST = 240
"""Code points of the longest heading."""
LONGEST_SIGNED = 600
"""The same behind a numeral in its running order."""
_LONGEST_RECITED = 80
"""The same of one that opens with a participle, as preambular paragraphs do."""
_REACH = 12
"""Lines of the longest heading, wrapped narrowly."""


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
