"""Linking a document: every citation of its text and its footnotes, in document order, with what it points to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from i18n.citing.footnotes import Components, Signal
from i18n.citing.mentions import FoundMention
from i18n.citing.pinpoints import unit_place
from seed.linking.authority import Authority
from seed.linking.calls import CallSite, sites, supported
from seed.linking.instruments import instrument_record
from seed.linking.linked import Linked, LinkedCitation, UnitKind
from seed.linking.mentions import MentionFinder
from seed.linking.notes import NoteCitation, NoteReader, by_note
from seed.tree import Diagnostic, ParsedDocument
from store import texts
from store.records import CitationOrigin, CitationRelation, CitationResolution, InstrumentRecord, Span

_RELATIONS = {
    Signal.NONE: CitationRelation.CITES,
    Signal.SEE: CitationRelation.SEE,
    Signal.SEE_ALSO: CitationRelation.SEE_ALSO,
    Signal.SEE_FOR_EXAMPLE: CitationRelation.SEE_FOR_EXAMPLE,
}


@dataclass(frozen=True, slots=True)
class _Place:
    """What stands at a place of the text: a mention of a paragraph, or a citation of a note."""

    paragraph: int | None
    index: int


def link(parsed: ParsedDocument, authority: Authority) -> Linked:
    """Find and resolve every citation of a document."""
    return _Linker(parsed, authority).linked()


class _Linker:
    """One document under way."""

    def __init__(self, parsed: ParsedDocument, authority: Authority) -> None:
        self._parsed = parsed
        self._authority = authority
        self._readings = [texts.read(paragraph.text) for paragraph in parsed.paragraphs]
        finder = MentionFinder(authority, parsed.metadata.body, parsed.language)
        self._mentions = [finder.find(reading.plain) for reading in self._readings]
        self._sites = self._all_sites()
        reader = NoteReader(authority, parsed.language)
        self._cited = reader.read(parsed.footnotes, self._named())
        self._instruments = reader.instruments
        self._remarks = tuple(reader.remarks)
        self._by_note = by_note(self._cited, len(parsed.footnotes))
        self._order = list(self._places())
        self._at = {place: index for index, place in enumerate(self._order)}

    def linked(self) -> Linked:
        """The result."""
        citations = tuple(
            self._of_note(place.index) if place.paragraph is None else self._of_text(place.paragraph, place.index)
            for place in self._order
        )
        return Linked(
            citations=citations,
            instruments=tuple({record.key: record for record in (*self._new(), *self._instruments)}.values()),
            diagnostics=tuple(self._diagnostics(citations)),
            remarks=self._remarks,
        )

    def _all_sites(self) -> list[CallSite]:
        """Every call of a note. A note may be called in an annex though it stands in the main text's sequence."""
        notes: dict[str | None, dict[str, int]] = {}
        anywhere: dict[str, int] = {}
        for index, note in enumerate(self._parsed.footnotes):
            notes.setdefault(note.part, {})[note.marker] = index
            anywhere.setdefault(note.marker, index)
        return [
            CallSite(site.footnote, index, site.at, site.after)
            for index, (paragraph, reading) in enumerate(zip(self._parsed.paragraphs, self._readings, strict=True))
            for site in sites([reading.calls], anywhere | notes.get(paragraph.part, {}))
        ]

    def _named(self) -> list[tuple[str, ...]]:
        """For each note the instruments that the text names at its calls."""
        found: list[dict[str, None]] = [{} for _ in self._parsed.footnotes]
        for site in self._sites:
            for index in self._supported(site, None):
                found[site.footnote][self._mentions[site.paragraph][index].identifier] = None
        return [tuple(names) for names in found]

    def _supported(self, site: CallSite, same: str | None) -> list[int]:
        mentions = self._mentions[site.paragraph]
        return supported(site, self._readings[site.paragraph].plain, mentions, same, self._parsed.language)

    def _places(self) -> Iterator[_Place]:
        """Document order: a note's citations stand where it is first called, those of a note never called last."""
        waiting = dict.fromkeys(range(len(self._parsed.footnotes)))
        for paragraph, mentions in enumerate(self._mentions):
            events = [(each.start, 0, index) for index, each in enumerate(mentions)]
            events += [(site.at, 1, site.footnote) for site in self._sites if site.paragraph == paragraph]
            for _, is_call, index in sorted(events):
                if not is_call:
                    yield _Place(paragraph, index)
                elif index in waiting:
                    del waiting[index]
                    yield from (_Place(None, cited) for cited in self._by_note[index])
        for index in waiting:
            yield from (_Place(None, cited) for cited in self._by_note[index])

    def _of_text(self, paragraph: int, index: int) -> LinkedCitation:
        mention = self._mentions[paragraph][index]
        return LinkedCitation(
            unit=UnitKind.PARAGRAPH,
            index=paragraph,
            words=self._readings[paragraph].plain[mention.start : mention.end],
            span=Span(mention.start, mention.end),
            origin=CitationOrigin.TEXT,
            resolution=CitationResolution.RESOLVED,
            rule=mention.rule,
            instrument=mention.identifier,
            targets=self._authority.lineage(mention.identifier),
            pinpoint=mention.pinpoint,
            canonical=Components(pinpoint=mention.pinpoint),
            pinpoint_label=unit_place(mention.pinpoint),
            paragraphs=(paragraph,),
        )

    def _of_note(self, index: int) -> LinkedCitation:
        cited = self._cited[index]
        identity = cited.identity
        own = [site for site in self._sites if site.footnote == cited.note]
        return LinkedCitation(
            unit=UnitKind.FOOTNOTE,
            index=cited.note,
            words=cited.parsed.words,
            span=Span(cited.parsed.start, cited.parsed.end),
            origin=CitationOrigin.FOOTNOTE,
            relation=_RELATIONS[cited.parsed.signal],
            resolution=_resolution(cited),
            rule=cited.rule,
            instrument=identity.instrument,
            targets=self._authority.lineage(identity.instrument) if identity.instrument else (),
            candidates=identity.candidates,
            pinpoint=identity.pinpoint,
            pinpoint_label=unit_place(cited.canonical.pinpoint if identity.pinpoint else None),
            canonical=cited.canonical,
            treaty_series=identity.treaty_series,
            is_ibid=cited.is_ibid,
            inherits=cited.inherits,
            antecedents=tuple(self._at[_Place(None, antecedent)] for antecedent in cited.antecedents),
            chain=cited.chain,
            supports=self._supports(own, identity.instrument),
            paragraphs=tuple(dict.fromkeys(site.paragraph for site in own)),
        )

    def _supports(self, own: Sequence[CallSite], instrument: str | None) -> tuple[int, ...]:
        found = (self._at[_Place(site.paragraph, index)] for site in own for index in self._supported(site, instrument))
        return tuple(dict.fromkeys(found))

    def _new(self) -> Iterator[InstrumentRecord]:
        """Records of what the text cites and the table does not have."""
        for mention in self._all_mentions():
            if mention.identifier not in self._authority:
                yield instrument_record(mention.identifier, self._authority)

    def _all_mentions(self) -> Iterator[FoundMention]:
        return (mention for own in self._mentions for mention in own)

    def _diagnostics(self, citations: Sequence[LinkedCitation]) -> Iterator[Diagnostic]:
        codes = {
            CitationResolution.AMBIGUOUS: "CITATION_AMBIGUOUS",
            CitationResolution.UNRESOLVED: "CITATION_UNRESOLVED",
        }
        for citation in citations:
            if citation.resolution in codes:
                note = self._parsed.footnotes[citation.index]
                yield Diagnostic(
                    code=codes[citation.resolution],
                    line=note.lines[0] if note.lines else None,
                    params={"words": citation.words, "marker": note.marker},
                    footnote=citation.index,
                )


def _resolution(cited: NoteCitation) -> CitationResolution:
    if cited.identity.instrument:
        return CitationResolution.RESOLVED
    return CitationResolution.AMBIGUOUS if cited.identity.is_ambiguous else CitationResolution.UNRESOLVED
