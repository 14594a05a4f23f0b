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
    section = section_eid(block.section) if block.section is not None else _part(block)
    name = f"rec_{block.label.removeprefix('PP')}" if block.role is Role.PREAMBULAR else f"para_{block.label}"
    return f"{section}__{name}" if section else name


def _part(block: Block) -> str:
    """An attachment, or one of the parts that a resolution is adopted in."""
    if not block.part:
        return ""
    return f"{'part' if block.part.isupper() else 'att'}_{block.part.replace(' ', '-')}"
