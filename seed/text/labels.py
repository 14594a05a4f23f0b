"""Labels and parts of blocks: "PP7", "6(b)", "U2"; numbers that begin anew make parts of sections.

A document's paragraphs are cited by their numbers. Where these begin anew (in an annex, in part A, in each of the
sections of a resolution) the part says which is meant: "annex II", "A", "I", "B.II".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from seed.text.blocks import Block, Role


def label(blocks: Sequence[Block]) -> None:
    """Give all blocks their labels and parts."""
    _give_parts(blocks)
    for depth in (1, 2):
        _part_by_sections(blocks, depth)
    _give_labels(blocks)


def _give_parts(blocks: Sequence[Block]) -> None:
    part: str | None = None
    for block in blocks:
        if block.opens_part:
            part = block.sign
        block.part = part


def _part_by_sections(blocks: Sequence[Block], depth: int) -> None:
    """Make parts of the sections at a depth in each part whose numbers begin anew."""
    numbers = Counter((block.part, block.sign) for block in blocks if block.role is Role.NUMBERED)
    anew = {part for (part, _), count in numbers.items() if count > 1}
    for block in blocks:
        if block.part in anew and block.role is not Role.HEADING:
            signs = _signs(block)[:depth]
            base = _base(block)
            if len(signs) == depth:
                block.part = ".".join(filter(None, [base, *signs]))


def _base(block: Block) -> str | None:
    """The part that a heading opened above a block."""
    above = block.section
    while above is not None:
        if above.opens_part:
            return above.sign
        above = above.above
    return None


def _signs(block: Block) -> list[str]:
    """The signs of the sections that a block stands in, the outermost first, without the part's own."""
    found: list[str] = []
    section = block.section
    while section is not None:
        if section.sign and not section.opens_part:
            found.insert(0, section.sign)
        section = section.above
    return found


def _give_labels(blocks: Sequence[Block]) -> None:
    counted: Counter[tuple[str | None, str]] = Counter()
    for block in blocks:
        match block.role:
            case Role.PREAMBULAR | Role.PLAIN:
                prefix = "PP" if block.role is Role.PREAMBULAR else "U"
                counted[block.part, prefix] += 1
                block.label = f"{prefix}{counted[block.part, prefix]}"
            case Role.LETTERED:
                block.label = f"{block.above.label if block.above is not None else ''}({block.sign})"
                block.part = block.above.part if block.above is not None else block.part
            case _:
                block.label = block.sign
