"""Headings: how they stand under one another, and the parts that some of them open."""

from __future__ import annotations

import re

from seed.text.blocks import Block, Role
from seed.text.lines import Line
from seed.text.ordering import Order


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
