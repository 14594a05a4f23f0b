"""Blocks as the tree's sections, paragraphs and footnotes."""

from __future__ import annotations

from collections.abc import Sequence

from i18n.languages import EN, Tag
from seed.akn.inline import Note
from seed.akn.labels import give_labels
from seed.akn.mending import mend
from seed.akn.outline import Placed
from seed.akn.runs import Run, joined, markdown, opening
from seed.text.acts import acts
from seed.text.blocks import Role
from seed.text.eids import paragraph_eid
from seed.text.kinds import kind_of
from seed.text.units import Units
from seed.tree import ParsedFootnote, ParsedParagraph, ParsedSection
from store import texts
from store.records import Act, ParagraphKind

_ACTING = frozenset({ParagraphKind.PREAMBULAR, ParagraphKind.OPERATIVE})


def units(blocks: Sequence[Placed], notes: Sequence[Note], language: Tag) -> Units:
    """The units of a document, in its order."""
    mend(blocks)
    parts = give_labels(blocks)
    headings = [block for block in blocks if block.role is Role.HEADING]
    paragraphs = [block for block in blocks if block.role is not Role.HEADING]
    section_at = {id(block): at for at, block in enumerate(headings)}
    paragraph_at = {id(block): at for at, block in enumerate(paragraphs)}
    return Units(
        tuple(_section(block, section_at) for block in headings),
        tuple(_paragraph(block, parts[block], section_at, paragraph_at, language) for block in paragraphs),
        footnotes(notes),
    )


def _section(block: Placed, at: dict[int, int]) -> ParsedSection:
    return ParsedSection(
        number=None if block.opens_part else block.sign or None,
        heading=markdown([*map(_unemphasised, block.runs)]) or (block.printed if block.opens_part else ""),
        level=block.level,
        parent=at[id(block.above)] if block.above is not None else None,
        part=block.part,
        aliases=block.aliases,
        lines=(block.line,),
    )


def _unemphasised(run: Run) -> Run:
    return Run(run.words)


def _paragraph(
    block: Placed, part: str | None, section_at: dict[int, int], paragraph_at: dict[int, int], language: Tag
) -> ParsedParagraph:
    kind = kind_of(block)
    text = markdown(block.runs)
    return ParsedParagraph(
        label=block.label,
        kind=kind,
        text=text,
        label_is_printed=block.is_printed,
        part=part,
        section=section_at[id(block.section)] if block.section is not None else None,
        parent=paragraph_at[id(block.above)] if block.above is not None else None,
        eid=paragraph_eid(block),
        aliases=block.aliases,
        acts=_acts(block, text, kind, language),
        lines=(block.line,),
    )


def _acts(block: Placed, text: str, kind: ParagraphKind, language: Tag) -> tuple[Act, ...]:
    """The acts of a paragraph: in English by the lexicon of verbs, else the words emphasised at its beginning."""
    if block.table or kind not in _ACTING:
        return ()
    if language == EN:
        return acts(texts.plain(text), kind)
    verb = opening(joined(block.runs)) if block.role is not Role.LETTERED else None
    return (Act(verb=verb),) if verb else ()


def footnotes(notes: Sequence[Note]) -> tuple[ParsedFootnote, ...]:
    """The notes; they stand in a part of their own where their numbers begin anew there."""
    seen: dict[str, set[str | None]] = {}
    for note in notes:
        seen.setdefault(note.marker, set()).add(note.part)
    anew = any(len(parts) > 1 for parts in seen.values())
    return tuple(
        ParsedFootnote(
            marker=note.marker,
            text=note.words,
            part=note.part if anew else None,
            aliases=(note.eid,) if note.eid else (),
            lines=(note.line,),
        )
        for note in notes
    )
