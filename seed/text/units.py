"""Blocks as the tree's sections, paragraphs and footnotes, with their calls, emphasis and acts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from seed.text.acts import acts, opening_verb
from seed.text.blocks import Block, Role
from seed.text.calls import raised, starred
from seed.text.eids import paragraph_eid
from seed.text.figured import Marks
from seed.text.figures import Passage, figures
from seed.text.joining import join
from seed.text.kinds import kind_of
from seed.text.markup import STAR, emphasised, to_markdown, unlinked
from seed.text.notes import Note
from seed.tree import ParsedFootnote, ParsedParagraph, ParsedSection
from store import texts
from store.records import ParagraphKind


@dataclass(frozen=True, slots=True)
class Units:
    """What a body holds."""

    sections: tuple[ParsedSection, ...]
    paragraphs: tuple[ParsedParagraph, ...]
    footnotes: tuple[ParsedFootnote, ...]


def units(blocks: Sequence[Block], notes: Sequence[Note]) -> Units:
    """The units of a body, in its order."""
    marked = dict(zip(blocks, _marked(blocks, notes), strict=True))
    headings = [block for block in blocks if block.role is Role.HEADING]
    paragraphs = [block for block in blocks if block.role is not Role.HEADING]
    section_at = {block: at for at, block in enumerate(headings)}
    paragraph_at = {block: at for at, block in enumerate(paragraphs)}
    return Units(
        tuple(_section(block, marked[block], section_at) for block in headings),
        tuple(_paragraph(block, marked[block], section_at, paragraph_at) for block in paragraphs),
        tuple(_footnote(note) for note in notes),
    )


def _marked(blocks: Sequence[Block], notes: Sequence[Note]) -> list[str]:
    """The blocks' texts with their calls marked, stars not read yet."""
    printed = starred([raised(unlinked(block.text)) for block in blocks], _stars(notes))
    windows = _windows(notes)
    if not windows:
        return printed
    lines = [(block.lines[0].number, block.lines[-1].number) for block in blocks]
    return figures([Passage(text, *each) for text, each in zip(printed, lines, strict=True)], windows)


def _stars(notes: Sequence[Note]) -> list[str]:
    return [note.marker for note in notes if note.marks is Marks.STAR]


_STRAYED = 3
"""Lines of notes that may have been left in the text between two notes of one page."""


def _windows(notes: Sequence[Note]) -> dict[int, tuple[int, int]]:
    """Where each note with a figure for its marker must be called first: since the notes before it on other pages."""
    windows: dict[int, tuple[int, int]] = {}
    behind = last = after = 0
    for note in notes:
        if note.after > after + _STRAYED:
            behind = last
        after = note.after
        last = note.lines[-1].number
        if note.marks is Marks.FIGURE:
            windows.setdefault(int(note.marker), (behind, note.lines[0].number))
    return windows


def _section(block: Block, marked: str, at: dict[Block, int]) -> ParsedSection:
    is_part = block.opens_part
    words = to_markdown(marked.replace("*", ""))
    return ParsedSection(
        number=None if is_part else block.sign or None,
        heading=words or (block.sign.capitalize() if is_part else ""),
        level=block.level,
        parent=at[block.above] if block.above is not None else None,
        part=block.part,
        lines=tuple(line.number for line in block.lines),
    )


def _paragraph(
    block: Block, marked: str, section_at: dict[Block, int], paragraph_at: dict[Block, int]
) -> ParsedParagraph:
    kind = kind_of(block)
    text = to_markdown(_unopened(emphasised(marked), kind))
    return ParsedParagraph(
        label=block.label,
        kind=kind,
        text=text,
        label_is_printed=block.is_printed,
        part=block.part,
        section=section_at[block.section] if block.section is not None else None,
        parent=paragraph_at[block.above] if block.above is not None else None,
        eid=paragraph_eid(block),
        acts=acts(texts.plain(text), kind),
        lines=tuple(line.number for line in block.lines),
    )


def _unopened(text: str, kind: ParagraphKind) -> str:
    """A text without the emphasis that its opening verb had."""
    return text.replace(STAR, "") if text.startswith(STAR) and opening_verb(text.strip(STAR), kind) else text


def _footnote(note: Note) -> ParsedFootnote:
    words = join(line.text for line in note.lines)
    text = to_markdown(emphasised(unlinked(words), is_note=True))
    return ParsedFootnote(marker=note.marker, text=text, lines=tuple(line.number for line in note.lines))
