"""Running numbers: whether they go on from a line, and what stands where one is not printed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from seed.text.blocks import Block, Role
from seed.text.lines import Line
from seed.text.openings import Opening, opened

GAP = 3
"""How many numbers may be missing before a number is taken to belong to a sentence."""
_REACH = 400
"""Lines within which the next number must follow."""


class Numbers:
    """The lines of a body that open with numbers."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._at: dict[int, list[int]] = {}
        for at, line in enumerate(lines):
            found = opened(line.text) if line.text[:4].lstrip("*_")[:1].isdigit() else None
            if found is not None and found.opening is Opening.NUMBER:
                self._at.setdefault(int(found.sign), []).append(at)
        self._number = {at: number for number, places in self._at.items() for at in places}

    def run_on(self, at: int, steps: int) -> bool:
        """Whether the next numbers follow a line's, so many."""
        number, place = self._number[at], at
        for each in range(number + 1, number + 1 + steps):
            places = self._at.get(each, [])
            behind = bisect_right(places, place)
            if behind == len(places) or places[behind] > place + _REACH:
                return False
            place = places[behind]
        return True


def fill(blocks: list[Block], before: int, number: int) -> None:
    """Give the numbers between two that are printed to plain paragraphs, else to a sentence that begins a line."""
    missing = list(range(before + 1, number))
    if not missing:
        return
    plain = _plain_at_end(blocks)
    if len(plain) == len(missing):
        for block, sign in zip(plain, missing, strict=True):
            block.role, block.sign, block.is_printed = Role.NUMBERED, str(sign), False
    elif blocks and len(missing) == 1 and not plain:
        _cut(blocks, missing[0])


def _plain_at_end(blocks: list[Block]) -> list[Block]:
    found: list[Block] = []
    for block in reversed(blocks):
        if block.role is not Role.PLAIN:
            break
        found.append(block)
    return found[::-1]


def _cut(blocks: list[Block], number: int) -> None:
    """Part the last block where a sentence begins with a line; of several such lines, behind the shortest."""
    block = blocks[-1]
    places = [
        at
        for at in range(1, len(block.lines))
        if re.search(r"[.?!][”’)]?(?:\d{1,3})?$", block.lines[at - 1].text) and block.lines[at].text[:1].isupper()
    ]
    if not places or block.role is Role.HEADING:
        return
    at = min(places, key=lambda each: len(block.lines[each - 1].text))
    made = Block(
        Role.NUMBERED,
        str(number),
        block.lines[at:],
        section=block.section,
        is_printed=False,
        has_formula=block.has_formula,
    )
    del block.lines[at:]
    blocks.append(made)
