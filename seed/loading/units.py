"""The records of a document's units: sections, paragraphs, footnotes, from what its languages have and their keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from i18n.languages import Tag
from seed.loading.source import Gathered
from seed.tree import ParsedDocument, ParsedFootnote, ParsedParagraph, ParsedSection
from seed.uniting.united import Seen
from store import keys, texts
from store.records import FootnoteRecord, ParagraphRecord, Provenance, SectionRecord, SourceRank, Variant

PROVENANCES = {SourceRank.EDITOR: Provenance.UNOFFICIAL, SourceRank.MACHINE: Provenance.MACHINE}
"""Who vouches for a text, by the rank of its source, where it is not official."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitKeys:
    """The keys of a document's units, in the order of the whole."""

    sections: tuple[str, ...]
    paragraphs: tuple[str, ...]
    footnotes: tuple[str, ...]


def variant(language: Tag, text: str, rank: SourceRank) -> Variant:
    """One text of a source."""
    provenance = PROVENANCES.get(rank, Provenance.OFFICIAL)
    return Variant(language=language, text=text, digest=texts.digest(text), rank=rank, provenance=provenance)


def loaded_texts(gathered: Gathered, seen: Seen, text: Callable[[ParsedDocument, int], str]) -> Mapping[Tag, Variant]:
    """A unit's texts in the languages that were read anew; what the store has stays there."""
    return {
        tag: variant(tag, text(source.parsed, seen[tag]), source.rank)
        for tag, source in gathered.sources.items()
        if tag in seen and not source.is_held
    }


def section_path(sections: tuple[ParsedSection, ...], index: int) -> str:
    """The numbers from the top, joined: "IV.I"; a heading without a number counts among all, from 1: "h7"."""
    section = sections[index]
    own = section.number or f"h{index + 1}"
    return own if section.parent is None else f"{section_path(sections, section.parent)}.{own}"


def calls_by_paragraph(gathered: Gathered) -> list[tuple[int, ...]]:
    """For each paragraph the positions of the footnotes that it calls, in order, each once.

    The original's calls come first; then those that only other languages make.
    """
    united = gathered.united
    note_at = {(tag, at): place for place, seen in enumerate(united.footnotes, 1) for tag, at in seen.items()}
    called = {tag: _calls(tree) for tag, tree in united.trees.items()}
    return [
        tuple(
            dict.fromkeys(note_at[tag, note] for tag in united.trees if tag in seen for note in called[tag][seen[tag]])
        )
        for seen in united.paragraphs
    ]


def _calls(tree: ParsedDocument) -> list[list[int]]:
    """For each paragraph of one language the notes that it calls (indexes)."""
    place = {(note.part, note.marker): at for at, note in enumerate(tree.footnotes)}
    by_marker = {note.marker: at for at, note in reversed([*enumerate(tree.footnotes)])}

    def called(paragraph: ParsedParagraph, marker: str) -> int | None:
        # A note may be printed in the main text's sequence and called in an annex, where numbering runs on.
        own = place.get((paragraph.part, marker))
        return own if own is not None else by_marker.get(marker)

    return [
        [note for call in texts.read(paragraph.text).calls if (note := called(paragraph, call.marker)) is not None]
        for paragraph in tree.paragraphs
    ]


def section_records(gathered: Gathered, unit_keys: UnitKeys) -> tuple[SectionRecord, ...]:
    """The headings, each with the positions of its own paragraphs."""
    whole = gathered.united.whole
    own: dict[int, list[int]] = {}
    for at, paragraph in enumerate(whole.paragraphs, 1):
        if paragraph.section is not None:
            own.setdefault(paragraph.section, []).append(at)

    def record(index: int, section: ParsedSection) -> SectionRecord:
        seen, positions = gathered.united.sections[index], own.get(index, [0])
        return SectionRecord(
            key=unit_keys.sections[index],
            document=gathered.key,
            position=index + 1,
            part=section.part,
            aliases=section.aliases,
            number=section.number,
            level=section.level,
            parent=None if section.parent is None else unit_keys.sections[section.parent],
            first=positions[0],
            last=positions[-1],
            original_language=first_language(gathered, seen),
            variants=loaded_texts(gathered, seen, lambda tree, at: tree.sections[at].heading),
        )

    return tuple(record(index, section) for index, section in enumerate(whole.sections))


def first_language(gathered: Gathered, seen: Seen) -> Tag:
    """A unit's original language: the document's, or the first that has the unit."""
    return next(tag for tag in gathered.united.trees if tag in seen)


def last_descendants(paragraphs: tuple[ParsedParagraph, ...]) -> list[int]:
    """For each paragraph the position of its last sub-paragraph, or its own: sub-paragraphs follow their parent."""
    last = list(range(1, len(paragraphs) + 1))
    for index in range(len(paragraphs) - 1, -1, -1):
        parent = paragraphs[index].parent
        if parent is not None:
            last[parent] = max(last[parent], last[index])
    return last


def paragraph_records(gathered: Gathered, unit_keys: UnitKeys) -> tuple[ParagraphRecord, ...]:
    """The paragraphs; their citations and submissions are filled in by those who know them."""
    whole = gathered.united.whole
    calls = calls_by_paragraph(gathered)
    last = last_descendants(whole.paragraphs)

    def record(index: int, paragraph: ParsedParagraph) -> ParagraphRecord:
        seen = gathered.united.paragraphs[index]
        return ParagraphRecord(
            key=unit_keys.paragraphs[index],
            document=gathered.key,
            position=index + 1,
            part=paragraph.part,
            aliases=paragraph.aliases,
            label=paragraph.label,
            label_key=keys.label_key(paragraph.label),
            label_is_printed=paragraph.label_is_printed,
            labels=_otherwise(gathered, seen, paragraph.label, lambda tree, at: tree.paragraphs[at].label),
            eid=paragraph.eid,
            kind=paragraph.kind,
            section=None if paragraph.section is None else unit_keys.sections[paragraph.section],
            parent=None if paragraph.parent is None else unit_keys.paragraphs[paragraph.parent],
            last_descendant=last[index],
            acts=paragraph.acts,
            footnotes=calls[index],
            original_language=first_language(gathered, seen),
            variants=loaded_texts(gathered, seen, lambda tree, at: tree.paragraphs[at].text),
        )

    return tuple(record(index, paragraph) for index, paragraph in enumerate(whole.paragraphs))


def footnote_records(gathered: Gathered, unit_keys: UnitKeys) -> tuple[FootnoteRecord, ...]:
    """The footnotes, each with the positions of the paragraphs that call it."""
    callers: dict[int, list[int]] = {}
    for at, called in enumerate(calls_by_paragraph(gathered), 1):
        for position in called:
            callers.setdefault(position, []).append(at)

    def record(index: int, note: ParsedFootnote) -> FootnoteRecord:
        seen = gathered.united.footnotes[index]
        return FootnoteRecord(
            key=unit_keys.footnotes[index],
            document=gathered.key,
            position=index + 1,
            part=note.part,
            aliases=note.aliases,
            marker=note.marker,
            marker_key=keys.label_key(note.marker),
            markers=_otherwise(gathered, seen, note.marker, lambda tree, at: tree.footnotes[at].marker),
            called_in=tuple(callers.get(index + 1, ())),
            is_remark=any(at in gathered.sources[tag].linked.remarks for tag, at in seen.items()),
            original_language=first_language(gathered, seen),
            variants=loaded_texts(gathered, seen, lambda tree, at: tree.footnotes[at].text),
        )

    return tuple(record(index, note) for index, note in enumerate(gathered.united.whole.footnotes))


def _otherwise(
    gathered: Gathered, seen: Seen, common: str, printed: Callable[[ParsedDocument, int], str]
) -> Mapping[Tag, str]:
    """What the languages print that print something else."""
    found = {tag: printed(gathered.united.trees[tag], at) for tag, at in seen.items()}
    return {tag: words for tag, words in sorted(found.items()) if words != common}
