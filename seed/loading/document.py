"""A whole document, from its tree and its links, as the records that are wanted in the store."""

from __future__ import annotations

from dataclasses import dataclass, replace

from seed.authority.bodies import body_for
from seed.authority.reporters import ReporterNames
from seed.linking.linked import Linked
from seed.linking.mandates import answered, mandate_records
from seed.linking.submissions import submissions
from seed.loading.bundle import Bundle
from seed.loading.citations import citation_records, with_citations
from seed.loading.keying import Held, unit_keys
from seed.loading.proceedings import known_sponsors, known_voters
from seed.loading.submissions import submission_records
from seed.loading.units import UnitKeys, footnote_records, paragraph_records, published, section_records
from seed.tree import Diagnostic, ParsedDocument
from store.derived import Parts, counts
from store.records import (
    Answered,
    DocumentKind,
    DocumentRecord,
    Finding,
    InstrumentKind,
    InstrumentRecord,
    SourceRank,
)

_INSTRUMENT_KINDS = {
    DocumentKind.RESOLUTION: InstrumentKind.RESOLUTION,
    DocumentKind.DECISION: InstrumentKind.DECISION,
    DocumentKind.REPORT: InstrumentKind.REPORT,
    DocumentKind.PRESIDENTIAL_STATEMENT: InstrumentKind.STATEMENT,
}


class NoSymbol(ValueError):
    """A document that neither prints its symbol nor lets it be built: it cannot be named, so it cannot be kept."""

    code = "SYMBOL_UNKNOWN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document read and linked, with the rank of the source it came from."""

    parsed: ParsedDocument
    linked: Linked
    rank: SourceRank = SourceRank.OFFICIAL_TEXT


def bundle(source: Source, names: ReporterNames, held: Held) -> Bundle:
    """The document's records; `held` are the units that the store has, whose keys are kept. Raises NoSymbol."""
    parsed, linked, rank = source.parsed, source.linked, source.rank
    if parsed.metadata.symbol is None:
        raise NoSymbol
    key = str(parsed.metadata.symbol)
    own = unit_keys(key, parsed, held)
    citations = citation_records(key, parsed.language, linked, own)
    paragraphs, footnotes = with_citations(
        paragraph_records(key, parsed, own, rank), footnote_records(key, parsed, own, rank), citations
    )
    answers = answered(parsed, linked)
    submitted, paragraphs = submission_records(
        key,
        submissions(parsed, names),
        unit_keys=own,
        paragraphs=paragraphs,
        citations=citations,
        responds_to=tuple(answer.document for answer in answers),
    )
    whole = Bundle(
        document=_document(source, own, answers, names),
        sections=section_records(key, parsed, own, rank),
        paragraphs=paragraphs,
        footnotes=footnotes,
        citations=citations,
        submissions=submitted,
        instruments=(*linked.instruments, _as_instrument(source)),
    )
    return replace(whole, document=replace(whole.document, counts=counts(_parts(whole))))


def _document(source: Source, own: UnitKeys, answers: tuple[Answered, ...], names: ReporterNames) -> DocumentRecord:
    parsed = source.parsed
    meta = parsed.metadata
    assert meta.symbol is not None
    title = meta.title or str(meta.symbol)
    return DocumentRecord(
        key=str(meta.symbol),
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
        job_numbers={parsed.language: meta.job_number} if meta.job_number else {},
        original_language=parsed.language,
        variants=published(parsed.language, title, source.rank),
        mandates=mandate_records(parsed, own.paragraphs),
        answers=answers,
        findings=tuple(_finding(diagnostic, own) for diagnostic in (*parsed.diagnostics, *source.linked.diagnostics)),
    )


def _finding(diagnostic: Diagnostic, own: UnitKeys) -> Finding:
    return Finding(
        code=diagnostic.code,
        params=diagnostic.params,
        line=diagnostic.line,
        paragraph=None if diagnostic.paragraph is None else own.paragraphs[diagnostic.paragraph],
        footnote=None if diagnostic.footnote is None else own.footnotes[diagnostic.footnote],
    )


def _as_instrument(source: Source) -> InstrumentRecord:
    """The document as a thing that is cited."""
    meta = source.parsed.metadata
    assert meta.symbol is not None
    return InstrumentRecord(
        key=str(meta.symbol),
        kind=_INSTRUMENT_KINDS.get(meta.kind, InstrumentKind.OTHER),
        symbol=meta.symbol,
        adopted_on=meta.adopted_on,
        original_language=source.parsed.language,
        variants=published(source.parsed.language, meta.title, source.rank) if meta.title else {},
    )


def _parts(whole: Bundle) -> Parts:
    return Parts(
        sections=whole.sections,
        paragraphs=whole.paragraphs,
        footnotes=whole.footnotes,
        citations=whole.citations,
        submissions=whole.submissions,
    )
