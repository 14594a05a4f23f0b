"""The lists of sub-paragraphs: which item a letter opens, and under what it stands."""

from __future__ import annotations

import re

from seed.text.blocks import Block, Role
from seed.text.lines import Line, is_finished
from seed.text.ordering import Order

_OPENS_LIST = re.compile(r":[*_]*(?:[⁰¹²³⁴-⁹]+|\[\^\S{1,12}\]|\d{1,3})?$|[:,] (?:and|or|namely)$")
_NEXT_ITEM = re.compile(r"[;,] (?:and|or)$")
_TAIL = 60
"""Code points in which a list's opening words end."""


class Lists:
    """The list under way in a paragraph, and the one that a paragraph without a sign has interrupted."""

    def __init__(self) -> None:
        self._order, self._above = Order(), list[Block | None]()
        self._held = self._order, self._above

    def close(self) -> None:
        """What comes next stands in no list."""
        self._order, self._above = Order(), []
        self._held = self._order, self._above

    def open(self, paragraph: Block) -> None:
        """A numbered paragraph begins, whose list may follow."""
        self.close()
        self._above = [paragraph]

    def interrupt(self) -> None:
        """A paragraph without a sign stands in a list, or behind it: what follows shows which."""
        if self._above:
            self._held = self._order, self._above
        self._order, self._above = Order(), []

    def item(self, line: Line, sign: str, last: Block) -> Block | None:
        """The item that a sign opens behind a block, or None where it opens none."""
        opens = last.role is Role.HEADING or bool(_OPENS_LIST.search(last.last[-_TAIL:]))
        if not opens and not self._above and self._held[0].goes_on_with(sign):
            self._order, self._above = self._held
        place = (self._order.begin(sign) if opens else None) or self._order.place(sign)
        if place is None or not (opens or line.is_apart or last.ends_early or _has_ended(last)):
            return None
        self._order.go(*place)
        if not self._above:
            self._above = [last if last.role is not Role.HEADING else None]
        depth = place[0]
        made = Block(Role.LETTERED, sign, above=self._above[depth])
        self._above[depth + 1 :] = [made]
        return made


def _has_ended(last: Block) -> bool:
    return is_finished(last.last) or bool(_NEXT_ITEM.search(last.last[-8:]))
