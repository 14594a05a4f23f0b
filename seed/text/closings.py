"""The lines that close a text: the meeting, its date, and how it was adopted, with the names of those who voted."""

from __future__ import annotations

import re

from seed.text.blocks import Block
from seed.text.forms import CLOSING
from seed.text.lines import Line, is_stopped

_VOTES = re.compile(
    r"[*_\[]{0,3}(?:In favour|Against|Abstain(?:ing|ed)|Abstentions|Absent|Not participating|The voting was as follows)"
    r"[*_]{0,3}[:.]?\b.*"
)
_SIGNED = re.compile(r"[*_]{0,3}\([*_]{0,3}Signed[*_]{0,3}\)")
_RECORDED = re.compile(r"\bvote\b")


class Closings:
    """Takes the closing lines of a text or of its parts."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.is_open = False
        self._voting = False
        self._signing = False

    def take(self, line: Line, last: Block | None) -> bool:
        """Whether a line closes the text; it is kept then."""
        if self._signing and not line.is_apart:
            self.lines.append(line)
            return True
        self._signing = bool(_SIGNED.match(line.text))
        if self._signing:
            self.lines.append(line)
            self.is_open = True
            return True
        ended = last is None or self.is_open or is_stopped(last.last)
        if not ended or not (self._voting or CLOSING.fullmatch(line.text) or self._is_vote(line)):
            return False
        self._voting = (self._voting or bool(_RECORDED.search(line.text))) and not line.text.rstrip("*_").endswith("]")
        self.lines.append(line)
        self.is_open = True
        return True

    def _is_vote(self, line: Line) -> bool:
        return self.is_open and bool(_VOTES.fullmatch(line.text))

    def end(self) -> None:
        """Something else has begun."""
        self.is_open = self._voting = False
