"""The records of a document's citations, and their places on paragraphs and footnotes.

A citation is one thing seen in several languages: what it points to is what the language that leads says, its words and
spans are each language's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from i18n.languages import Tag
from seed.linking.linked import LinkedCitation, UnitKind
from seed.loading.source import Gathered
from seed.loading.units import UnitKeys
from seed.uniting.united import Seen
from store import keys, texts
from store.records import CitationRecord, CitationResolution, FootnoteRecord, ParagraphRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """One citation: which of each language's citations it is (`linked.citations`), and whose target counts."""

    seen: Seen
    lead: Tag


class _Places:
    """Where the units and citations of each language stand in the whole."""

    def __init__(self, gathered: Gathered, cited: Sequence[Cited]) -> None:
        united = gathered.united
        self._paragraphs = {
            (tag, at): place for place, seen in enumerate(united.paragraphs) for tag, at in seen.items()
        }
        self._footnotes = {(tag, at): place for place, seen in enumerate(united.footnotes) for tag, at in seen.items()}
        self._citations = {(tag, at): place for place, one in enumerate(cited) for tag, at in one.seen.items()}

    def unit(self, tag: Tag, citation: LinkedCitation) -> int:
        """The place of the unit whose words a citation is."""
        places = self._footnotes if citation.unit is UnitKind.FOOTNOTE else self._paragraphs
        return places[tag, citation.index]

    def paragraphs(self, tag: Tag, indexes: Sequence[int]) -> list[int]:
        """The places of paragraphs."""
        return [self._paragraphs[tag, index] for index in indexes]

    def footnotes(self, tag: Tag, indexes: Sequence[int]) -> list[int]:
        """The places of footnotes."""
        return [self._footnotes[tag, index] for index in indexes]

    def citations(self, tag: Tag, indexes: Sequence[int]) -> list[int]:
        """The places of citations; those that were matched with none of the whole's are left out."""
        return [self._citations[tag, index] for index in indexes if (tag, index) in self._citations]


def citation_records(gathered: Gathered, cited: Sequence[Cited], unit_keys: UnitKeys) -> tuple[CitationRecord, ...]:
    """The citations in document order."""
    places = _Places(gathered, cited)
    leads = [gathered.sources[one.lead].linked.citations[one.seen[one.lead]] for one in cited]
    own = _keys([_unit_key(places, one.lead, lead, unit_keys) for one, lead in zip(cited, leads, strict=True)], leads)

    def record(at: int, one: Cited, lead: LinkedCitation) -> CitationRecord:
        tag = one.lead
        unit = _unit_key(places, tag, lead, unit_keys)
        seen = {other: gathered.sources[other].linked.citations[index] for other, index in sorted(one.seen.items())}
        return CitationRecord(
            key=own[at],
            document=gathered.key,
            position=at + 1,
            unit=unit,
            origin=lead.origin,
            words={other: each.words for other, each in seen.items()},
            spans={other: each.span for other, each in seen.items()},
            relation=lead.relation,
            paragraphs=tuple(place + 1 for place in sorted(places.paragraphs(tag, lead.paragraphs))),
            footnote=unit if lead.unit is UnitKind.FOOTNOTE else None,
            resolution=lead.resolution,
            rule=lead.rule,
            instrument=lead.instrument,
            targets=lead.targets,
            candidates=lead.candidates,
            pinpoint=lead.pinpoint,
            pinpoint_paragraph=_pinpoint_paragraph(lead),
            treaty_series=lead.treaty_series,
            is_ibid=lead.is_ibid,
            antecedents=tuple(own[place] for place in places.citations(tag, lead.antecedents)),
            chain=tuple(unit_keys.footnotes[place] for place in places.footnotes(tag, lead.chain)),
            supports=tuple(own[place] for place in places.citations(tag, lead.supports)),
            unsettled=tuple(
                other for other, each in seen.items() if each.resolution is not CitationResolution.RESOLVED
            ),
        )

    return tuple(record(at, one, lead) for at, (one, lead) in enumerate(zip(cited, leads, strict=True)))


def _keys(units: Sequence[str], leads: Sequence[LinkedCitation]) -> tuple[str, ...]:
    """A key for each citation: from its unit, its words and which occurrence of them it is."""
    seen: Counter[str] = Counter()
    given: list[str] = []
    for unit, lead in zip(units, leads, strict=True):
        first = keys.citation(unit, lead.words, 1)
        seen[first] += 1
        given.append(keys.citation(unit, lead.words, seen[first]))
    return tuple(given)


def _unit_key(places: _Places, tag: Tag, citation: LinkedCitation, unit_keys: UnitKeys) -> str:
    held = unit_keys.footnotes if citation.unit is UnitKind.FOOTNOTE else unit_keys.paragraphs
    return held[places.unit(tag, citation)]


def _pinpoint_paragraph(citation: LinkedCitation) -> str | None:
    """The key of the paragraph cited, whether or not its document is held: A/RES/73/195#annex.23(l)."""
    if not citation.instrument or not citation.pinpoint_label:
        return None
    return keys.cited_paragraph(citation.instrument, citation.pinpoint_label)


def with_citations(
    gathered: Gathered,
    paragraphs: Sequence[ParagraphRecord],
    footnotes: Sequence[FootnoteRecord],
    citations: Sequence[CitationRecord],
) -> tuple[tuple[ParagraphRecord, ...], tuple[FootnoteRecord, ...]]:
    """Paragraphs and footnotes with the positions of their citations, in the order of their own text.

    A note called twice is cited in two paragraphs, so that the document's order is not every paragraph's order.
    """
    own: dict[int, list[CitationRecord]] = {}
    noted: dict[str, list[int]] = {}
    for citation in citations:
        if citation.footnote:
            noted.setdefault(citation.footnote, []).append(citation.position)
        else:
            for position in citation.paragraphs:
                own.setdefault(position, []).append(citation)
    by_position = {note.position: note for note in footnotes}
    return (
        tuple(
            replace(unit, citations=_in_text(unit, parsed.text, own.get(unit.position, []), by_position, noted))
            for unit, parsed in zip(paragraphs, gathered.united.whole.paragraphs, strict=True)
        ),
        tuple(replace(note, citations=tuple(noted.get(note.key, ()))) for note in footnotes),
    )


def _in_text(
    unit: ParagraphRecord,
    text: str,
    own: Sequence[CitationRecord],
    footnotes: Mapping[int, FootnoteRecord],
    noted: Mapping[str, list[int]],
) -> tuple[int, ...]:
    """The positions of a paragraph's citations: its words at their start, its notes' where they are called."""
    language = unit.original_language
    markers = {note.markers.get(language, note.marker): note.key for note in map(footnotes.__getitem__, unit.footnotes)}
    places = [(start_of(citation, language), 0, citation.position) for citation in own]
    places += [
        (call.at, 1, position)
        for call in texts.read(text).calls
        for position in noted.get(markers.get(call.marker, ""), ())
    ]
    return tuple(dict.fromkeys(position for _, _, position in sorted(places)))


def start_of(citation: CitationRecord, language: Tag) -> int:
    """Where its words start, in a language, or in the first that has them."""
    span = citation.spans.get(language) or next(iter(citation.spans.values()))
    return span.start
