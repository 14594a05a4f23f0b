"""Labels and parts: the number of each paragraph, unique in its part as far as its document lets it be.

Numbers that begin anew in each section ("II.1") repeat; then the section's path is the part: "II" in the main text,
"annex.II", "B.II.A". It is as short as it can be.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from seed.akn.outline import Placed
from seed.text.blocks import Block, Role

_DEEPEST = 3
"""Levels of sections that a part may name."""


def give_labels(blocks: Sequence[Placed]) -> dict[Placed, str | None]:
    """Write each block's label into it; give the part of each, which its eId does not have."""
    depths = {part: _depth(own) for part, own in _by_part(blocks).items()}
    parts = {block: _part(block, depths[block.part]) for block in blocks}
    counts: dict[tuple[str | None, str], int] = defaultdict(int)
    rows: dict[tuple[str | None, int], int] = defaultdict(int)
    tables: dict[str | None, list[int]] = defaultdict(list)
    for block in blocks:
        part = parts[block]
        if block.role is Role.LETTERED:
            block.label = f"{block.above.label if block.above else ''}({block.sign})"
        elif block.role is Role.NUMBERED:
            block.label = block.sign
        elif block.table:
            if block.table not in tables[part]:
                tables[part].append(block.table)
            rows[part, block.table] += 1
            block.label = f"T{tables[part].index(block.table) + 1}.{rows[part, block.table]}"
        elif block.role is not Role.HEADING:
            kind = "PP" if block.role is Role.PREAMBULAR else "U"
            counts[part, kind] += 1
            block.label = f"{kind}{counts[part, kind]}"
    return parts


def _by_part(blocks: Sequence[Placed]) -> dict[str | None, list[Placed]]:
    found: dict[str | None, list[Placed]] = defaultdict(list)
    for block in blocks:
        found[block.part].append(block)
    return found


def _depth(blocks: Sequence[Placed]) -> int:
    """How many levels of sections it takes to tell numbers apart; 0 where numbers run on."""
    numbered = [(block.sign, _path(block)) for block in blocks if block.role is Role.NUMBERED]

    def repeats(depth: int) -> int:
        counted = Counter((number, path[:depth]) for number, path in numbered)
        return sum(count - 1 for count in counted.values())

    return min(range(_DEEPEST + 1), key=lambda depth: (repeats(depth), depth))


def _path(block: Block) -> tuple[str, ...]:
    """The numbers of the sections that a block stands in, from the top."""
    found: list[str] = []
    section = block.section
    while section is not None:
        if section.sign:
            found.append(section.sign)
        section = section.above
    return tuple(reversed(found))


def _part(block: Placed, depth: int) -> str | None:
    if block.role is Role.HEADING:
        return block.part
    return ".".join(filter(None, [block.part, *_path(block)[:depth]])) or None
