"""AKN4UN element identifiers: `para_7`, `para_8__list_1__point_a`, `sec_IV__sec_I__para_64`, `att_annex-II__para_3`.

Source: Akoma Ntoso for the United Nations, part 1, "Naming convention": level and number joined by "_", levels by "__".
"""

from __future__ import annotations

from seed.text.blocks import Block, Role


def section_eid(block: Block) -> str:
    """The identifier of a heading's section: the signs from the top."""
    own = f"sec_{block.sign}" if block.sign and not block.opens_part else ""
    above = section_eid(block.above) if block.above is not None else _part(block)
    return "__".join(filter(None, [above, own]))


def paragraph_eid(block: Block) -> str:
    """The identifier of a paragraph: under its section, a point under its paragraph."""
    if block.role is Role.LETTERED and block.above is not None:
        return f"{paragraph_eid(block.above)}__list_1__point_{block.sign}"
    if block.role is Role.LETTERED:
        return "__".join(filter(None, [_above(block), "list_1", f"point_{block.sign}"]))
    section = _above(block)
    name = f"rec_{block.label.removeprefix('PP')}" if block.role is Role.PREAMBULAR else f"para_{block.label}"
    return f"{section}__{name}" if section else name


def _above(block: Block) -> str:
    return section_eid(block.section) if block.section is not None else _part(block)


def _part(block: Block) -> str:
    """The identifier of a part: part A of a document, or what is attached to it."""
    if not block.part:
        return ""
    return f"{'part' if len(block.part) == 1 else 'att'}_{block.part.replace(' ', '-')}"
