"""The made-up data as Ibid's records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from benchmarks.made.data import Made, MadeDocument, MadeInstrument, MadeNote, MadeParagraph, Texts
from i18n.citing.symbols import Symbol
from i18n.languages import EN, Tag
from store import keys
from store.derived import Parts, counts, coverage
from store.records import (
    CitationOrigin,
    CitationRecord,
    CitationRelation,
    CitationResolution,
    DocumentKind,
    DocumentRecord,
    Entity,
    Evidence,
    FootnoteRecord,
    InstrumentKind,
    InstrumentRecord,
    ParagraphRecord,
    ReporterRecord,
    Span,
    SubmissionRecord,
    Variant,
)
from store.texts import digest

STORED_AT = datetime(2026, 1, 1, tzinfo=UTC)
"""When everything was stored, as far as records say."""


def records(made: Made) -> Iterator[Entity]:
    """Everything: States, instruments, then each document with its parts."""
    states, instruments = made.states(), made.instruments()
    yield from (replace(state, revision=1, updated_at=STORED_AT) for state in states)
    yield from (_instrument(each) for each in instruments)
    evidence = _evidence(instruments, len(states))
    for number, document in enumerate(made.documents()):
        reporting = range(number, len(states), made.size.documents)
        submissions = [
            _submission(document, place, states[state], evidence[state]) for place, state in enumerate(reporting, 1)
        ]
        yield from _document(document, instruments, submissions)


def _document(
    made: MadeDocument, instruments: Sequence[MadeInstrument], submissions: Sequence[SubmissionRecord]
) -> Iterator[Entity]:
    notes = [note for paragraph in made.paragraphs for note in paragraph.notes]
    parts = Parts(
        sections=(),
        paragraphs=[_paragraph(made.symbol, each) for each in made.paragraphs],
        footnotes=[_footnote(made.symbol, each) for each in notes],
        citations=[_citation(made.symbol, each, instruments[each.instrument]) for each in notes],
        submissions=submissions,
    )
    document = DocumentRecord(
        key=made.symbol,
        revision=1,
        updated_at=STORED_AT,
        symbol=Symbol(made.symbol),
        kind=DocumentKind.RESOLUTION,
        session=made.session,
        agenda_item=made.agenda_item,
        adopted_on=made.adopted_on,
        variants=_variants(made.title),
        counts=counts(parts),
    )
    yield replace(document, coverage=coverage((document, *parts.units())))
    yield from (*parts.paragraphs, *parts.footnotes, *parts.citations, *parts.submissions)


def _variants(texts: Texts) -> dict[Tag, Variant]:
    return {
        tag: Variant(language=tag, text=text.markdown, digest=digest(text.markdown), updated_at=STORED_AT)
        for tag, text in texts.items()
    }


def _paragraph(document: str, made: MadeParagraph) -> ParagraphRecord:
    numbers = tuple(note.number for note in made.notes)
    return ParagraphRecord(
        key=keys.paragraph(document, made.label),
        revision=1,
        updated_at=STORED_AT,
        document=document,
        position=made.number,
        label=made.label,
        label_key=keys.label_key(made.label),
        eid=f"para_{made.number}",
        kind=made.kind,
        last_descendant=made.number,
        variants=_variants(made.texts),
        footnotes=numbers,
        citations=numbers,
    )


def _footnote(document: str, made: MadeNote) -> FootnoteRecord:
    return FootnoteRecord(
        key=keys.footnote(document, str(made.number)),
        revision=1,
        updated_at=STORED_AT,
        document=document,
        position=made.number,
        marker=str(made.number),
        marker_key=str(made.number),
        variants=_variants(made.texts),
        called_in=(made.paragraph,),
        citations=(made.number,),
    )


def _citation(document: str, made: MadeNote, cited: MadeInstrument) -> CitationRecord:
    unit = keys.footnote(document, str(made.number))
    words = {tag: text.plain.removesuffix(".") for tag, text in made.texts.items()}
    return CitationRecord(
        key=keys.citation(unit, words[EN], 1),
        revision=1,
        updated_at=STORED_AT,
        document=document,
        position=made.number,
        unit=unit,
        origin=CitationOrigin.FOOTNOTE,
        relation=CitationRelation.SEE,
        words=words,
        spans={tag: Span(0, len(text)) for tag, text in words.items()},
        paragraphs=(made.paragraph,),
        footnote=unit,
        resolution=CitationResolution.RESOLVED,
        instrument=cited.identifier,
        targets=(cited.identifier,),
        pinpoint=made.pinpoint,
    )


def _instrument(made: MadeInstrument) -> InstrumentRecord:
    title = Variant(language=EN, text=made.title, digest=digest(made.title), updated_at=STORED_AT)
    return InstrumentRecord(
        key=made.identifier,
        revision=1,
        updated_at=STORED_AT,
        kind=InstrumentKind.RESOLUTION,
        symbol=Symbol(made.identifier),
        variants={EN: title},
        aliases=(keys.fold(made.identifier),),
    )


def _evidence(instruments: Sequence[MadeInstrument], states: int) -> list[list[str]]:
    """For each State the instruments that it reports on."""
    found: list[list[str]] = [[] for _ in range(states)]
    for instrument in instruments:
        for state in instrument.reporting:
            found[state].append(instrument.identifier)
    return found


def _submission(made: MadeDocument, place: int, state: ReporterRecord, cited: Sequence[str]) -> SubmissionRecord:
    last = len(made.paragraphs)
    return SubmissionRecord(
        key=keys.submission(made.symbol, state.key),
        revision=1,
        updated_at=STORED_AT,
        document=made.symbol,
        position=place,
        reporter=state.key,
        reporter_is_state=True,
        first=last,
        last=last,
        evidence=tuple(Evidence(instrument=each, paragraphs=(last,)) for each in cited),
    )
