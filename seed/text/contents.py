"""The table of contents: entries that lead to pages, from its heading to the last of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from seed.text.lines import Line

_HEADING = re.compile(r"[*_]{0,3}(?:Table of )?[Cc]ontents[*_]{0,3}|CONTENTS")
_LEADER = re.compile(r".*?(?:\.{4}|(?:\. ){3}|…{2}|_{4})[. …_]*(?:\d[\d–-]*)?(?: \d+)?")
_ENTRY = re.compile(r"(?P<words>[^\d].*?) (?:\d[\d–-]* )?\d{1,4}")
_WIDEST = 300
"""Code points of the longest entry."""
_REACH = 200
"""Lines of the longest table."""
_WRAPPED = 4
"""Lines that one entry may have."""


def contents(lines: Sequence[Line]) -> Iterator[int]:
    """The indexes of the lines of a table of contents."""
    for at, line in enumerate(lines):
        if _HEADING.fullmatch(line.text):
            yield from range(at, _end(lines, at))


def _end(lines: Sequence[Line], heading: int) -> int:
    """The index behind the last entry, or the heading's own where nothing that leads to pages follows."""
    end = heading
    first = ""
    for at in range(heading + 1, min(heading + _REACH, len(lines))):
        text = lines[at].text[:_WIDEST]
        if first and text == first:
            return at
        if _LEADER.fullmatch(text):
            end = at + 1
        elif not first and (entry := _ENTRY.fullmatch(text)):
            first = entry["words"]
        if end > heading and at - end >= _WRAPPED:
            return end
    return end
