"""The records of a document's citations, and their places on paragraphs and footnotes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from i18n.languages import Tag
from seed.linking.linked import Linked, LinkedCitation, UnitKind
from seed.loading.units import UnitKeys
from store import keys, texts
from store.records import CitationRecord, FootnoteRecord, ParagraphRecord


def citation_keys(linked: Linked, unit_keys: UnitKeys) -> tuple[str, ...]:
    """A key for each citation: from its unit, its words and which occurrence of them it is."""
    seen: Counter[str] = Counter()
    given: list[str] = []
    for citation in linked.citations:
        unit = _unit_key(citation, unit_keys)
        first = keys.citation(unit, citation.words, 1)
        seen[first] += 1
        given.append(keys.citation(unit, citation.words, seen[first]))
    return tuple(given)


def _unit_key(citation: LinkedCitation, unit_keys: UnitKeys) -> str:
    held = unit_keys.footnotes if citation.unit is UnitKind.FOOTNOTE else unit_keys.paragraphs
    return held[citation.index]


def citation_records(document: str, language: Tag, linked: Linked, unit_keys: UnitKeys) -> tuple[CitationRecord, ...]:
    """The citations in document order."""
    own = citation_keys(linked, unit_keys)

    def record(at: int, citation: LinkedCitation) -> CitationRecord:
        return CitationRecord(
            key=own[at],
            document=document,
            position=at + 1,
            unit=_unit_key(citation, unit_keys),
            origin=citation.origin,
            words={language: citation.words},
            spans={language: citation.span},
            relation=citation.relation,
            paragraphs=tuple(index + 1 for index in citation.paragraphs),
            footnote=unit_keys.footnotes[citation.index] if citation.unit is UnitKind.FOOTNOTE else None,
            resolution=citation.resolution,
            rule=citation.rule,
            instrument=citation.instrument,
            targets=citation.targets,
            candidates=citation.candidates,
            pinpoint=citation.pinpoint,
            pinpoint_paragraph=_pinpoint_paragraph(citation),
            treaty_series=citation.treaty_series,
            is_ibid=citation.is_ibid,
            antecedents=tuple(own[index] for index in citation.antecedents),
            chain=tuple(unit_keys.footnotes[index] for index in citation.chain),
            supports=tuple(own[index] for index in citation.supports),
        )

    return tuple(record(at, citation) for at, citation in enumerate(linked.citations))


def _pinpoint_paragraph(citation: LinkedCitation) -> str | None:
    """The key of the paragraph cited, whether or not its document is held: A/RES/73/195#annex.23(l)."""
    if not citation.instrument or not citation.pinpoint_label:
        return None
    document, _, part = citation.instrument.partition("#")
    label = citation.pinpoint_label
    return f"{document}#{label}" if not part or label.startswith(f"{part}.") else f"{document}#{part}.{label}"


def with_citations(
    paragraphs: Sequence[ParagraphRecord],
    footnotes: Sequence[FootnoteRecord],
    citations: Sequence[CitationRecord],
) -> tuple[tuple[ParagraphRecord, ...], tuple[FootnoteRecord, ...]]:
    """Paragraphs and footnotes with the positions of their citations, in the order of their own text.

    A note called twice is cited in two paragraphs, so that the document's order is not every paragraph's order.
    """
    own: dict[int, list[tuple[int, int]]] = {}
    noted: dict[str, list[int]] = {}
    for citation in citations:
        if citation.footnote:
            noted.setdefault(citation.footnote, []).append(citation.position)
        else:
            start = next(iter(citation.spans.values())).start
            for position in citation.paragraphs:
                own.setdefault(position, []).append((start, citation.position))
    by_position = {note.position: note for note in footnotes}
    return (
        tuple(
            replace(unit, citations=_in_text(unit, own.get(unit.position, []), by_position, noted))
            for unit in paragraphs
        ),
        tuple(replace(note, citations=tuple(noted.get(note.key, ()))) for note in footnotes),
    )


def _in_text(
    unit: ParagraphRecord,
    own: Sequence[tuple[int, int]],
    footnotes: Mapping[int, FootnoteRecord],
    noted: Mapping[str, list[int]],
) -> tuple[int, ...]:
    """The positions of a paragraph's citations: its words at their start, its notes' where they are called."""
    called = {footnotes[position].marker: footnotes[position].key for position in unit.footnotes}
    calls = texts.read(unit.variants[unit.original_language].text).calls
    places = [(start, 0, position) for start, position in own]
    places += [(call.at, 1, position) for call in calls for position in noted.get(called.get(call.marker, ""), ())]
    return tuple(dict.fromkeys(position for _, _, position in sorted(places)))
