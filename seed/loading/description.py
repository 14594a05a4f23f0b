"""What a document's record says of the document, from the best of its sources; and the document as a thing cited."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from seed.authority.bodies import body_for
from seed.authority.reporters import ReporterNames
from seed.loading.proceedings import known_sponsors, known_voters
from seed.loading.source import Gathered
from seed.loading.units import variant
from seed.tree import Metadata
from store.records import (
    Answered,
    DocumentKind,
    DocumentRecord,
    Finding,
    InstrumentKind,
    InstrumentRecord,
    Mandate,
    Origin,
)

_INSTRUMENT_KINDS = {
    DocumentKind.RESOLUTION: InstrumentKind.RESOLUTION,
    DocumentKind.DECISION: InstrumentKind.DECISION,
    DocumentKind.REPORT: InstrumentKind.REPORT,
    DocumentKind.PRESIDENTIAL_STATEMENT: InstrumentKind.STATEMENT,
}


def metadata(gathered: Gathered) -> Metadata:
    """What the sources say, each fact by the highest source that has it, and of equals by the original language."""
    order = list(gathered.united.languages)
    ranked = sorted(gathered.sources.values(), key=lambda each: (-each.rank.order, order.index(each.language)))
    best, *others = [source.parsed.metadata for source in ranked]
    return replace(best, **{name: _first(name, best, others) for name in _names()})


def _names() -> list[str]:
    return [each.name for each in fields(Metadata)]


def _first(name: str, best: Metadata, others: list[Metadata]) -> Any:
    """A fact, or what the next source says where it says nothing."""
    nothing = getattr(_NOTHING, name)
    return next((value for each in (best, *others) if (value := getattr(each, name)) != nothing), nothing)


_NOTHING = Metadata()


def document_record(
    gathered: Gathered,
    names: ReporterNames,
    *,
    findings: tuple[Finding, ...],
    mandates: tuple[Mandate, ...],
    answers: tuple[Answered, ...],
) -> DocumentRecord:
    """The record, without its counts and coverage."""
    meta = metadata(gathered)
    assert meta.symbol is not None
    return DocumentRecord(
        key=gathered.key,
        symbol=meta.symbol,
        symbol_is_printed=meta.symbol_is_printed,
        kind=meta.kind,
        body=meta.body or body_for(meta.symbol),
        author=meta.author,
        session=meta.session,
        agenda_item=meta.agenda_item,
        adopted_on=meta.adopted_on,
        issued_on=meta.issued_on,
        distribution=meta.distribution,
        committee_report=meta.committee_report,
        committee_report_paragraph=meta.committee_report_paragraph,
        meeting=meta.meeting,
        meeting_record=meta.meeting_record,
        draft=meta.draft,
        sponsors=known_sponsors(meta.sponsors, names),
        vote=known_voters(meta.vote, names),
        subjects=meta.subjects,
        job_numbers={
            tag: number
            for tag, source in sorted(gathered.sources.items())
            if (number := source.parsed.metadata.job_number)
        },
        original_language=gathered.united.languages[0],
        variants={
            tag: variant(tag, source.parsed.metadata.title or gathered.key, source.rank)
            for tag, source in gathered.sources.items()
            if not source.is_held
        },
        mandates=mandates,
        answers=answers,
        findings=findings,
        origins={
            tag: Origin(rank=source.rank, file=source.file, digest=source.digest)
            for tag, source in sorted(gathered.sources.items())
        },
    )


def as_instrument(gathered: Gathered) -> InstrumentRecord:
    """The document as a thing that is cited."""
    meta = metadata(gathered)
    return InstrumentRecord(
        key=gathered.key,
        kind=_INSTRUMENT_KINDS.get(meta.kind, InstrumentKind.OTHER),
        symbol=meta.symbol,
        adopted_on=meta.adopted_on,
        original_language=gathered.united.languages[0],
        variants={
            tag: variant(tag, source.parsed.metadata.title, source.rank)
            for tag, source in gathered.sources.items()
            if source.parsed.metadata.title and not source.is_held
        },
    )
