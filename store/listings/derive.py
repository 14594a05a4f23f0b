"""What one record contributes to listings. Pure: everything a listing holds can be made again from the records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from store.listings import names
from store.records import (
    NOTHING,
    BodyRecord,
    CitationRecord,
    Coverage,
    DocumentRecord,
    Entity,
    InstrumentRecord,
    ReporterRecord,
    SubmissionRecord,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """One owner's word for one entry: `key` stands in `listing` at `sort` while an owner says so.

    `payload` holds only strings, numbers and lists of them.
    """

    listing: str
    sort: str
    key: str
    owner: str
    payload: Mapping[str, Any] = field(default_factory=lambda: NOTHING)


def contributions(record: Entity | None) -> tuple[Contribution, ...]:
    """Everything that a record puts into listings; nothing for None and for tombstones."""
    if record is None or record.deleted:
        return ()
    derive = _DERIVE.get(type(record))
    return () if derive is None else tuple(derive(record))


def _of_document(record: DocumentRecord) -> Iterator[Contribution]:
    symbol = str(record.symbol)
    payload = {
        "kind": record.kind.value,
        "body": record.body,
        "session": record.session,
        "adopted": record.adopted_on and record.adopted_on.isoformat(),
        "languages": sorted({*record.variants, *(each.language for each in record.coverage if each.published)}),
    }
    places = {
        names.DocumentOrder.SYMBOL: names.by_symbol(symbol),
        names.DocumentOrder.ADOPTED_ON_DESC: names.newest_day(symbol, record.adopted_on),
        names.DocumentOrder.UPDATED_AT_DESC: names.newest_moment(symbol, record.updated_at),
    }
    wants = {"wants": list(wanted_work(record.coverage))}
    for order, sort in places.items():
        said = {**payload, **wants} if order is names.DocumentOrder.SYMBOL else payload
        yield Contribution(listing=names.documents(order), sort=sort, key=record.key, owner=record.key, payload=said)
    yield from _answers(record)


def wanted_work(coverage: Iterable[Coverage]) -> Iterator[str]:
    """What each language holds for translators, as "fr draft"; "fr complete" where every unit has a published text."""
    for each in coverage:
        marks = {
            "draft": each.draft,
            "review": each.in_review,
            "stale": each.stale,
            "published": each.published,
            "complete": each.missing == 0,
        }
        yield from (f"{each.language} {mark}" for mark, is_there in marks.items() if is_there)


def _answers(record: DocumentRecord) -> Iterator[Contribution]:
    """One entry a document answered; where it is answered twice, the first words that name a paragraph count."""
    paragraphs: dict[str, str | None] = {}
    for answered in record.answers:
        paragraphs[answered.document] = paragraphs.get(answered.document) or answered.paragraph
    for document, paragraph in paragraphs.items():
        yield Contribution(
            listing=names.answers(document),
            sort=names.by_symbol(record.symbol),
            key=record.key,
            owner=record.key,
            payload={"paragraph": paragraph},
        )


def _of_citation(record: CitationRecord) -> Iterator[Contribution]:
    place = names.by_position(record.document, record.position)
    where = {"document": record.document, "origin": record.origin.value}
    for target in record.targets:
        yield Contribution(
            listing=names.cited_by(target),
            sort=place,
            key=record.key,
            owner=record.key,
            payload={**where, "target": record.instrument},
        )
        yield Contribution(
            listing=names.documents_citing(target),
            sort=names.by_symbol(record.document),
            key=record.document,
            owner=record.key,
        )
    if record.pinpoint_paragraph is not None:
        yield Contribution(
            listing=names.cited_by_paragraph(record.pinpoint_paragraph),
            sort=place,
            key=record.key,
            owner=record.key,
            payload=where,
        )


def _of_instrument(record: InstrumentRecord) -> Iterator[Contribution]:
    place = names.by_identifier(record.key)
    yield Contribution(
        listing=names.INSTRUMENTS, sort=place, key=record.key, owner=record.key, payload={"kind": record.kind.value}
    )
    if record.ancestors:
        yield Contribution(listing=names.parts_of(record.ancestors[0]), sort=place, key=record.key, owner=record.key)
    if record.symbol is not None:
        yield Contribution(listing=names.instruments_of(record.symbol), sort=place, key=record.key, owner=record.key)


def _of_body(record: BodyRecord) -> Iterator[Contribution]:
    yield Contribution(listing=names.BODIES, sort=record.key, key=record.key, owner=record.key)


def _of_reporter(record: ReporterRecord) -> Iterator[Contribution]:
    yield Contribution(listing=names.REPORTERS, sort=record.key, key=record.key, owner=record.key)
    if record.is_state:
        yield Contribution(listing=names.STATES, sort=record.key, key=record.key, owner=record.key)


def _of_submission(record: SubmissionRecord) -> Iterator[Contribution]:
    listings = [names.submissions_of(record.reporter), names.submissions_on(record.document)]
    listings += [names.submissions_citing(each.instrument) for each in record.evidence]
    place = names.by_position(record.document, record.position)
    for listing in listings:
        yield Contribution(listing=listing, sort=place, key=record.key, owner=record.key)
    if record.reporter_is_state:
        yield from _of_state(record)


def _of_state(record: SubmissionRecord) -> Iterator[Contribution]:
    """The States that report: only they are listed, organizations have submissions."""
    state = record.reporter
    for document in record.responds_to:
        payload = {"first": record.first, "last": record.last, "document": record.document}
        yield Contribution(
            listing=names.reporting_on(document), sort=state, key=state, owner=record.key, payload=payload
        )
    for each in record.evidence:
        evidence = {"paragraphs": list(each.paragraphs), "document": record.document}
        yield Contribution(
            listing=names.reporting(each.instrument), sort=state, key=state, owner=record.key, payload=evidence
        )
        if each.is_cited:
            yield Contribution(
                listing=names.cited_instruments(state),
                sort=names.by_identifier(each.instrument),
                key=each.instrument,
                owner=record.key,
            )


_DERIVE: Mapping[type[Entity], Callable[[Any], Iterable[Contribution]]] = {
    DocumentRecord: _of_document,
    CitationRecord: _of_citation,
    InstrumentRecord: _of_instrument,
    ReporterRecord: _of_reporter,
    BodyRecord: _of_body,
    SubmissionRecord: _of_submission,
}
