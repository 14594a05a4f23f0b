"""A store with a memory gives what the store itself would give, whatever is written meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from store.listings import names
from store.mongo.store import MongoStore
from store.ports import Match, Put, Range, Slice
from store.recording import RecordingStore
from store.records import (
    CitationRecord,
    DocumentRecord,
    Entity,
    FootnoteRecord,
    InstrumentRecord,
    ParagraphRecord,
    ReporterRecord,
    SubmissionRecord,
    Unit,
)
from store.remembering.freshness import Freshness
from store.remembering.memory import Memory
from store.remembering.names import touched
from store.remembering.noting import Noting
from store.remembering.store import Remembering
from tests.support.lists import growth
from tests.support.records import COMPACT, REPORT, RESOLUTION, TREATY, corpus, stored

Read = Callable[[Any], Awaitable[Any]]


def _get(kind: type[Entity], *keys: str) -> Read:
    return lambda store: store.get(kind, keys)


def _matching(kind: type[Entity], **fields: str | None) -> Read:
    return lambda store: store.matching(kind, [Match(dict(fields))])


def _range(kind: type[Any], document: str, first: int, last: int) -> Read:
    return lambda store: store.ranges(kind, [Range(document, first, last)])


def _page(listing: str, **fields: Any) -> Read:
    return lambda store: store.pages([Slice(listing=listing, **({"first": 5} | fields))])


READS: Sequence[Read] = (
    _get(DocumentRecord, RESOLUTION, REPORT, "A/RES/75/1"),
    _get(ParagraphRecord, f"{RESOLUTION}#1", f"{RESOLUTION}#2(b)"),
    _get(InstrumentRecord, TREATY, "other:1"),
    _range(ParagraphRecord, RESOLUTION, 1, 7),
    _range(ParagraphRecord, RESOLUTION, 2, 2**31 - 1),
    _range(FootnoteRecord, RESOLUTION, 1, 9),
    _range(CitationRecord, REPORT, 2, 3),
    _range(SubmissionRecord, REPORT, 1, 6),
    _matching(ParagraphRecord, document=RESOLUTION, label_key="1", part=None),
    _matching(FootnoteRecord, document=RESOLUTION, marker_key="3"),
    _matching(InstrumentRecord, aliases="the compact"),
    _matching(InstrumentRecord, symbol=RESOLUTION),
    _matching(ReporterRecord, alpha2="NP"),
    _page(names.documents(names.DocumentOrder.SYMBOL)),
    _page(names.documents(names.DocumentOrder.UPDATED_AT_DESC)),
    _page(names.cited_by(TREATY)),
    _page(names.cited_by(TREATY), first=1),
    _page(names.documents_citing(COMPACT)),
    _page(names.submissions_on(REPORT)),
    _page(names.reporting(COMPACT)),
    _page(names.parts_of(TREATY)),
    lambda store: store.histories(ParagraphRecord, [f"{RESOLUTION}#1"]),
)
"""What is asked again and again."""

WRITES = [record for step in growth() for record in step.records]


@dataclass(frozen=True, slots=True)
class Touch:
    """A write: one of the states above, or a record deleted, or a text altered."""

    record: Entity
    how: str


touches = st.builds(Touch, st.sampled_from([*WRITES, *corpus()]), st.sampled_from(["put", "delete", "text"]))


async def write(store: MongoStore, touch: Touch) -> None:
    """Make a write of what is there now."""
    kind, key = type(touch.record), touch.record.key
    (now,), (gone,) = await store.get(kind, [key]), await store.buried(kind, [key])
    after = now or touch.record
    if touch.how == "put":
        after = touch.record
    elif touch.how == "delete" and now is not None:
        after = replace(now, deleted=True)
    elif isinstance(after, Unit):
        altered = {tag: replace(text, text=f"{text.text}.") for tag, text in after.variants.items()}
        after = replace(after, variants=altered)
    await store.commit([Put(now or gone, after)], by="test")


@settings(max_examples=25, deadline=None)
@given(st.lists(touches, min_size=1, max_size=6), st.sampled_from([0, 4_000, 10_000_000]))
def test_what_is_remembered_is_what_is_stored(writes: list[Touch], room: int) -> None:
    async def run() -> None:
        store = await stored(corpus())
        memory = Memory(room)
        freshness = Freshness(store, memory.forget)
        remembering = Remembering(store, freshness, memory)
        for each in [None, *writes]:
            if each is not None:
                await write(store, each)
                freshness.expire()
            for read in READS:
                expected = await read(store)
                assert await read(remembering) == expected
                assert await read(remembering) == expected

    asyncio.run(run())


@settings(max_examples=25, deadline=None)
@given(st.lists(touches, min_size=1, max_size=6))
def test_whatever_reads_otherwise_after_a_write_was_made_from_what_it_touched(writes: list[Touch]) -> None:
    async def run() -> None:
        store = await stored(corpus())
        for each in writes:
            freshness = Freshness(store, lambda _: None)
            remembering = Remembering(store, freshness, Memory(0))
            noting = [Noting(remembering, freshness) for _ in READS]
            before = [await read(note) for read, note in zip(READS, noting, strict=True)]
            head = await store.head()
            await write(store, each)
            changed = touched(await store.changes(head, await store.head() - head))
            assert changed is not None
            for read, note, was in zip(READS, noting, before, strict=True):
                if await read(store) != was:
                    assert note.made_from.settled().meets(changed)

    asyncio.run(run())


async def test_what_is_remembered_is_not_read_again() -> None:
    recording = RecordingStore(await stored(corpus()))
    memory = Memory(10_000_000)
    remembering = Remembering(recording, Freshness(recording, memory.forget), memory)
    for read in READS:
        await read(remembering)
    recording.calls.clear()
    for read in READS:
        await read(remembering)

    assert [call.method for call in recording.calls] == ["ranges", "histories"], "the endless range, and history"


async def test_a_read_that_a_write_overtook_is_not_remembered() -> None:
    store = await stored(corpus())
    memory = Memory(10_000_000)
    freshness = Freshness(store, memory.forget)
    remembering = Remembering(store, freshness, memory)
    read = store.get
    (before,) = await read(DocumentRecord, [RESOLUTION])
    assert before is not None

    async def overtaken(kind: Any, keys: Any) -> Any:
        found = await read(kind, keys)
        store.get = read  # type: ignore[method-assign]  # once
        await store.commit([Put(before, replace(before, session="99"))], by="another process")
        freshness.expire()
        await freshness.ensure()
        return found

    store.get = overtaken  # type: ignore[method-assign]
    await remembering.get(DocumentRecord, [RESOLUTION])
    (after,) = await remembering.get(DocumentRecord, [RESOLUTION])

    assert after is not None
    assert after.session == "99"


async def test_memory_stays_within_its_room() -> None:
    room = 50_000
    memory = Memory(room)
    for number in range(1000):
        memory.keep(InstrumentRecord, [(f"i:{number}", None)])

    assert memory.weight <= room
    assert memory.records(InstrumentRecord, ["i:999"]) == [None]
    assert memory.records(InstrumentRecord, ["i:0"]) is None
