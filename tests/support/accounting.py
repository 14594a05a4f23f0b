"""Where the lines of a text went: each belongs to one unit, or names why it is furniture."""

from __future__ import annotations

from seed.tree import ParsedDocument


def lines_taken(parsed: ParsedDocument) -> list[int]:
    """The numbers of all lines of a tree's units and furniture, in order, as often as they are taken."""
    units = [one.lines for one in parsed.sections]
    units += [one.lines for one in parsed.paragraphs]
    units += [one.lines for one in parsed.footnotes]
    return sorted([line for lines in units for line in lines] + [one.line for one in parsed.furniture])
