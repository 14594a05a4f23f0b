"""The writes that make the store hold a document as it was read: what is new, what changed, what is gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from seed.loading.bundle import Bundle
from seed.loading.correcting import Corrected
from seed.loading.merging import cited, is_same, itself, merged
from store.correcting import carried, with_evidence
from store.derived import coverage
from store.ports import Put
from store.records import (
    NOTHING,
    CitationRecord,
    DocumentRecord,
    Entity,
    InstrumentRecord,
    SubmissionRecord,
    Unit,
)

RecordName = tuple[type[Entity], str]
"""What names a record among those of all kinds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The writes of one document, and how many records they add, change and remove."""

    writes: tuple[Put, ...]
    added: int
    changed: int
    removed: int


def by_name(records: Iterable[Entity]) -> dict[RecordName, Entity]:
    """Records by kind and key."""
    return {(type(record), record.key): record for record in records}


def plan(
    whole: Bundle, held: Sequence[Entity], others: Sequence[Entity], at: datetime, corrected: Corrected = NOTHING
) -> Plan:
    """Compare a bundle with what is there.

    `held` is all that the store has inside the document; `others` are the bundle's instruments that it has, and the
    tombstones under the bundle's keys; `corrected` are texts that editors corrected.
    """
    before = by_name([*others, *held])
    after = [*_inside(whole, before, at, corrected), *_instruments(whole, before, at)]
    gone = by_name(held).keys() - by_name(after).keys()
    puts = [Put(before.get((type(record), record.key)), record) for record in after]
    writes = [put for put in puts if put.before is None or not is_same(put.before, put.after)]
    added = sum(put.before is None or put.before.deleted for put in writes)
    return Plan(
        writes=(*writes, *(Put(before[name], replace(before[name], deleted=True)) for name in sorted(gone, key=str))),
        added=added,
        changed=len(writes) - added,
        removed=len(gone),
    )


def _inside(whole: Bundle, before: Mapping[RecordName, Entity], at: datetime, corrected: Corrected) -> list[Entity]:
    """Everything inside the document as it will be; its coverage is counted last, with the languages it then has."""
    inside = [
        merged(
            before.get((type(record), record.key)),
            record,
            at,
            whole.loaded,
            corrected.get((type(record), record.key), NOTHING),
        )
        for record in whole.inside()
    ]
    inside = list(_corrected(inside))
    document = inside.pop()
    assert isinstance(document, DocumentRecord)
    units = [record for record in (*inside, document) if isinstance(record, Unit)]
    return [*inside, replace(document, coverage=coverage(units))]


def _corrected(inside: Sequence[Entity]) -> Iterator[Entity]:
    """The records of a document with what editors corrected in its citations carried on."""
    cited = [record for record in inside if isinstance(record, CitationRecord)]
    if not any(record.is_corrected for record in cited):
        yield from inside
        return
    after = carried(cited)
    by_key = {record.key: record for record in after}
    for record in inside:
        if isinstance(record, SubmissionRecord):
            yield with_evidence(record, after)
        else:
            yield by_key.get(record.key, record) if isinstance(record, CitationRecord) else record


def _instruments(whole: Bundle, before: Mapping[RecordName, Entity], at: datetime) -> list[Entity]:
    """The instruments that it cites; two citations of one document may each know a part of one."""
    found: dict[str, InstrumentRecord] = {}
    for wanted in whole.instruments:
        held = before.get((InstrumentRecord, wanted.key))
        base = found.get(wanted.key) or (held if isinstance(held, InstrumentRecord) else None)
        adds = itself if wanted.key == whole.document.key else cited
        found[wanted.key] = merged(base, adds(base, wanted) if base else wanted, at)
    return list(found.values())
