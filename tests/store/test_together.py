"""Those who ask for records at the same moment are answered by one read, each with what they asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from store.errors import Unavailable
from store.mongo.driver import Access, Document
from store.mongo.store import MongoStore
from store.records import DocumentRecord, ReporterRecord
from tests.store.builders import document, state
from tests.support.stores import mongomock_connection, put


class Counting(Access):
    """Access that remembers what it was asked for by key, and answers nothing while it is `failing`."""

    def __init__(self, inner: Access) -> None:
        self._inner = inner
        self.asked: list[tuple[str, list[str]]] = []
        self.begun = asyncio.Event()
        self.failing = False

    async def one(self, collection: str, key: Any) -> Document | None:
        return await self._inner.one(collection, key)

    async def by_ids(self, collection: str, ids: Sequence[str]) -> dict[str, Document]:
        self.asked.append((collection, sorted(ids)))
        self.begun.set()
        if self.failing:
            raise Unavailable("gone")
        return await self._inner.by_ids(collection, ids)


@pytest.fixture
async def store() -> tuple[MongoStore, Counting]:
    """Two States and a document, and what the store is asked for by key from now on."""
    connection = mongomock_connection()
    await put(await MongoStore.on(connection), state("MEX"), state("ALB"), document())
    counting = Counting(connection.access)
    return MongoStore(replace(connection, access=counting)), counting


def keys(records: Sequence[ReporterRecord | None]) -> list[str | None]:
    return [None if record is None else record.key for record in records]


async def test_who_asks_at_the_same_moment_is_answered_by_one_read(store: tuple[MongoStore, Counting]) -> None:
    reading, counting = store

    states, documents = await asyncio.gather(
        asyncio.gather(
            *(reading.get(ReporterRecord, ["MEX"]) for _ in range(100)),
            reading.get(ReporterRecord, ["XXX", "ALB", "ALB"]),
            reading.buried(ReporterRecord, ["MEX"]),
        ),
        reading.get(DocumentRecord, ["A/RES/74/148"]),
    )

    assert counting.asked == [("reporters", ["ALB", "MEX", "XXX"]), ("documents", ["A/RES/74/148"])]
    assert [keys(each) for each in states] == [["MEX"]] * 100 + [[None, "ALB", "ALB"], [None]]
    assert [each and each.key for each in documents] == ["A/RES/74/148"]


async def test_nothing_is_remembered_for_who_asks_later(store: tuple[MongoStore, Counting]) -> None:
    reading, counting = store

    await reading.get(ReporterRecord, ["MEX"])
    await reading.get(ReporterRecord, ["MEX"])

    assert counting.asked == [("reporters", ["MEX"])] * 2


async def test_who_asks_while_it_is_read_gets_a_read_of_their_own(store: tuple[MongoStore, Counting]) -> None:
    """What they were told of may have been written after the first read began."""
    reading, counting = store
    first = asyncio.create_task(reading.get(ReporterRecord, ["MEX"]))
    await counting.begun.wait()

    await reading.get(ReporterRecord, ["MEX"])
    await first

    assert counting.asked == [("reporters", ["MEX"])] * 2


async def test_who_goes_away_takes_nothing_from_the_others(store: tuple[MongoStore, Counting]) -> None:
    reading, _ = store
    going, staying = (asyncio.create_task(reading.get(ReporterRecord, ["MEX"])) for _ in range(2))
    await asyncio.sleep(0)

    going.cancel()

    assert keys(await staying) == ["MEX"]
    assert going.cancelled()


async def test_what_goes_wrong_is_told_to_each(store: tuple[MongoStore, Counting]) -> None:
    reading, counting = store
    counting.failing = True

    found = await asyncio.gather(*(reading.get(ReporterRecord, ["MEX"]) for _ in range(3)), return_exceptions=True)

    assert [type(each) for each in found] == [Unavailable] * 3
