"""Several documents in one commit: each is still whole or not there, and the store is asked once for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from seed.loading.bundle import Bundle
from seed.loading.plan import Plan, RecordName, plan
from store.ports import Put, Reader
from store.records import DocumentRecord, Entity, InstrumentRecord

RECORDS = 1000
"""Records from which on a batch is written. The embedded server stalls on transactions that fill its cache."""


@dataclass(slots=True)
class Batch:
    """New documents that wait to be written together, and the instruments that they cite as they will be then."""

    wholes: list[Bundle] = field(default_factory=list)
    size: int = 0

    def add(self, whole: Bundle) -> None:
        """One more."""
        self.wholes.append(whole)
        self.size += len(whole.inside())

    @property
    def is_full(self) -> bool:
        """Whether it is large enough to be written."""
        return self.size >= RECORDS

    @property
    def keys(self) -> frozenset[str]:
        """The documents in it."""
        return frozenset(whole.document.key for whole in self.wholes)


@dataclass(frozen=True, slots=True)
class Planned:
    """The writes of a batch, and what each of its documents adds."""

    writes: Sequence[Put]
    plans: Sequence[Plan]


async def plan_batch(store: Reader, wholes: Sequence[Bundle], at: datetime) -> Planned:
    """Plan new documents together. An instrument that several of them cite is written once."""
    keys = list(dict.fromkeys(each.key for whole in wholes for each in whole.instruments))
    found = await store.get(InstrumentRecord, keys)
    before: dict[RecordName, Entity] = {(InstrumentRecord, each.key): each for each in found if each is not None}
    now = dict(before)
    plans: list[Plan] = []
    for whole in wholes:
        own = [now[name] for each in whole.instruments if (name := (InstrumentRecord, each.key)) in now]
        planned = plan(whole, (), own, at)
        now |= {(type(put.after), put.after.key): put.after for put in planned.writes}
        plans.append(planned)
    return Planned(_puts(before, plans), plans)


def _puts(before: Mapping[RecordName, Entity], plans: Sequence[Plan]) -> list[Put]:
    """One write a record, from what the store has to what the last document makes of it."""
    last = {(type(put.after), put.after.key): put.after for planned in plans for put in planned.writes}
    return [Put(before.get(name), after, is_new=name not in before) for name, after in last.items()]


async def are_new(store: Reader, keys: Sequence[str]) -> frozenset[str]:
    """The documents that the store never had, not even as tombstones."""
    held = await store.get(DocumentRecord, keys)
    buried = await store.buried(DocumentRecord, keys)
    return frozenset(key for key, *there in zip(keys, held, buried, strict=True) if not any(there))
