"""The records of a document's units: sections, paragraphs, footnotes, from the tree and the keys given to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from i18n.languages import Tag
from seed.tree import ParsedDocument, ParsedFootnote, ParsedParagraph, ParsedSection
from store import keys, texts
from store.records import FootnoteRecord, ParagraphRecord, SectionRecord, SourceRank, Variant


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitKeys:
    """The keys of a document's units, in the order of its tree."""

    sections: tuple[str, ...]
    paragraphs: tuple[str, ...]
    footnotes: tuple[str, ...]


def published(language: Tag, text: str, rank: SourceRank) -> Mapping[Tag, Variant]:
    """One official text as a unit's only variant."""
    return {language: Variant(language=language, text=text, digest=texts.digest(text), rank=rank)}


def section_path(sections: tuple[ParsedSection, ...], index: int) -> str:
    """The numbers from the top, joined: "IV.I"; a heading without a number counts among all, from 1: "h7"."""
    section = sections[index]
    own = section.number or f"h{index + 1}"
    return own if section.parent is None else f"{section_path(sections, section.parent)}.{own}"


def calls_by_paragraph(parsed: ParsedDocument) -> list[tuple[int, ...]]:
    """For each paragraph the positions of the footnotes that it calls, in order, each once."""
    place = {(note.part, note.marker): at for at, note in enumerate(parsed.footnotes, 1)}
    by_marker: dict[str, int] = {}
    for at, note in enumerate(parsed.footnotes, 1):
        by_marker.setdefault(note.marker, at)
    found: list[tuple[int, ...]] = []
    for paragraph in parsed.paragraphs:
        markers = dict.fromkeys(call.marker for call in texts.read(paragraph.text).calls)
        # A note may be printed in the main text's sequence and called in an annex, where numbering runs on.
        positions = (place.get((paragraph.part, marker)) or by_marker.get(marker) for marker in markers)
        found.append(tuple(position for position in positions if position))
    return found


def section_records(
    document: str, parsed: ParsedDocument, unit_keys: UnitKeys, rank: SourceRank
) -> tuple[SectionRecord, ...]:
    """The headings, each with the positions of its own paragraphs."""
    own: dict[int, list[int]] = {}
    for at, paragraph in enumerate(parsed.paragraphs, 1):
        if paragraph.section is not None:
            own.setdefault(paragraph.section, []).append(at)

    def record(index: int, section: ParsedSection) -> SectionRecord:
        positions = own.get(index, [0])
        return SectionRecord(
            key=unit_keys.sections[index],
            document=document,
            position=index + 1,
            part=section.part,
            number=section.number,
            level=section.level,
            parent=None if section.parent is None else unit_keys.sections[section.parent],
            first=positions[0],
            last=positions[-1],
            original_language=parsed.language,
            variants=published(parsed.language, section.heading, rank),
        )

    return tuple(record(index, section) for index, section in enumerate(parsed.sections))


def last_descendants(paragraphs: tuple[ParsedParagraph, ...]) -> list[int]:
    """For each paragraph the position of its last sub-paragraph, or its own: sub-paragraphs follow their parent."""
    last = list(range(1, len(paragraphs) + 1))
    for index in range(len(paragraphs) - 1, -1, -1):
        parent = paragraphs[index].parent
        if parent is not None:
            last[parent] = max(last[parent], last[index])
    return last


def paragraph_records(
    document: str, parsed: ParsedDocument, unit_keys: UnitKeys, rank: SourceRank
) -> tuple[ParagraphRecord, ...]:
    """The paragraphs; their citations and submissions are filled in by those who know them."""
    calls = calls_by_paragraph(parsed)
    last = last_descendants(parsed.paragraphs)

    def record(index: int, paragraph: ParsedParagraph) -> ParagraphRecord:
        return ParagraphRecord(
            key=unit_keys.paragraphs[index],
            document=document,
            position=index + 1,
            part=paragraph.part,
            label=paragraph.label,
            label_key=keys.label_key(paragraph.label),
            label_is_printed=paragraph.label_is_printed,
            eid=paragraph.eid,
            aliases=paragraph.aliases,
            kind=paragraph.kind,
            section=None if paragraph.section is None else unit_keys.sections[paragraph.section],
            parent=None if paragraph.parent is None else unit_keys.paragraphs[paragraph.parent],
            last_descendant=last[index],
            acts=paragraph.acts,
            footnotes=calls[index],
            original_language=parsed.language,
            variants=published(parsed.language, paragraph.text, rank),
        )

    return tuple(record(index, paragraph) for index, paragraph in enumerate(parsed.paragraphs))


def footnote_records(
    document: str, parsed: ParsedDocument, unit_keys: UnitKeys, rank: SourceRank
) -> tuple[FootnoteRecord, ...]:
    """The footnotes, each with the positions of the paragraphs that call it."""
    callers: dict[int, list[int]] = {}
    for at, called in enumerate(calls_by_paragraph(parsed), 1):
        for position in called:
            callers.setdefault(position, []).append(at)

    def record(index: int, note: ParsedFootnote) -> FootnoteRecord:
        return FootnoteRecord(
            key=unit_keys.footnotes[index],
            document=document,
            position=index + 1,
            part=note.part,
            marker=note.marker,
            marker_key=keys.label_key(note.marker),
            called_in=tuple(callers.get(index + 1, ())),
            original_language=parsed.language,
            variants=published(parsed.language, note.text, rank),
        )

    return tuple(record(index, note) for index, note in enumerate(parsed.footnotes))
