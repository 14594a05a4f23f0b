"""The pipeline from a text to a tree: lines, the pages' furniture, notes, masthead, outline, units, metadata."""

from __future__ import annotations

from collections.abc import Iterable

from seed.text import furniture, notes
from seed.text.codes import Rule
from seed.text.findings import diagnostics
from seed.text.labels import label
from seed.text.lines import split
from seed.text.masthead import read_masthead
from seed.text.metadata import read_metadata
from seed.text.outline import Outline
from seed.text.units import units
from seed.tree import Furniture, ParsedDocument
from store import texts


def read_text(text: str) -> ParsedDocument:
    """Read a document's plain text. Any text can be read: what is not understood is kept and reported."""
    read = split(text)
    kept, pages, symbol = furniture.lift(read.lines)
    body, lifted = notes.lift(kept, spaced=read.spaced)
    masthead = read_masthead(body)
    outline = Outline(body[masthead.size :], preamble=masthead.formula is not None, spaced=read.spaced)
    blocks = outline.build()
    if masthead.formula is None and outline.formulas:
        masthead.formula = outline.formulas[0].text.strip("*_ ")
    label(blocks)
    parts = units(blocks, lifted)
    metadata = read_metadata(
        masthead, symbol, outline.closings.lines, [texts.plain(paragraph.text) for paragraph in parts.paragraphs]
    )
    lines = _ordered(
        pages,
        masthead.furniture,
        furniture.alone(outline.closings.lines, Rule.CLOSING),
        furniture.alone(outline.formulas, Rule.FORMULA),
    )
    return ParsedDocument(
        metadata=metadata,
        sections=parts.sections,
        paragraphs=parts.paragraphs,
        footnotes=parts.footnotes,
        diagnostics=diagnostics(metadata, parts, lines),
        furniture=lines,
    )


def _ordered(*groups: Iterable[Furniture]) -> tuple[Furniture, ...]:
    return tuple(sorted((one for group in groups for one in group), key=lambda one: one.line))
