"""Kill -9: nothing that was acknowledged is lost, nothing is half there, and the feed has no gap."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from store.embedded.client import embedded
from store.listings import names
from store.mongo.driver import DriverName
from store.mongo.store import MongoStore
from store.ports import Put, Slice
from store.records import CitationRecord, ParagraphRecord
from tests.store.builders import citation, paragraph
from tests.support.processes import kill, runtime

pytestmark = pytest.mark.embedded

WRITERS = 3
ROUNDS = [pytest.param(3, id="3 rounds"), pytest.param(20, id="20 rounds", marks=pytest.mark.soak)]


class Writer:
    """Commits a paragraph and its citation again and again, and remembers what was acknowledged."""

    def __init__(self, store: MongoStore, number: int) -> None:
        self.store = store
        self.document = f"A/RES/74/{number}"
        self.acknowledged: dict[int, tuple[int, int]] = {}
        self.progress = asyncio.Event()

    async def write(self, stopping: asyncio.Event) -> None:
        position = 0
        while not stopping.is_set():
            position += 1
            records = (paragraph(position, of=self.document), citation(position, "treaty:X", of=self.document))
            commit = await self.store.commit([Put(None, record) for record in records], by="test")
            self.acknowledged[position] = (commit.first, commit.last)
            self.progress.set()


@pytest.mark.parametrize("rounds", ROUNDS)
async def test_nothing_acknowledged_is_lost(tmp_path: Path, rounds: int, driver: DriverName) -> None:
    async with embedded(tmp_path, role="serve") as uri:
        stores = [await MongoStore.open(uri, driver=driver) for _ in range(WRITERS)]
        writers = [Writer(store, number) for number, store in enumerate(stores, start=1)]
        stopping = asyncio.Event()
        writing = asyncio.gather(*(writer.write(stopping) for writer in writers))
        for round_ in range(rounds):
            await _until_all_have_written(writers)
            now = runtime(tmp_path)
            kill(now.supervisor if round_ % 2 else now.engine)
        await _until_all_have_written(writers)
        stopping.set()
        await asyncio.wait_for(writing, 60)

        await _assert_whole(stores[0], writers)
        for store in stores:
            await store.close()


async def _until_all_have_written(writers: list[Writer]) -> None:
    """Two acknowledged commits each from now on."""
    for _ in range(2):
        for writer in writers:
            writer.progress.clear()
        await asyncio.wait_for(asyncio.gather(*(writer.progress.wait() for writer in writers)), 60)


async def _assert_whole(store: MongoStore, writers: list[Writer]) -> None:
    head = await store.head()
    changes = await store.changes(0, head)
    acknowledged = sum(len(writer.acknowledged) for writer in writers)
    (page,) = await store.pages([Slice(listing=names.cited_by("treaty:X"), first=head)])

    assert list(range(1, head + 1)) == [change.seq for change in changes]
    assert 2 * acknowledged == head
    assert acknowledged == page.total == len(page.entries)
    by_seq = {change.seq: change.key for change in changes}
    for writer in writers:
        keys = {position: paragraph(position, of=writer.document).key for position in writer.acknowledged}
        assert None not in await store.get(ParagraphRecord, list(keys.values()))
        assert None not in await store.get(
            CitationRecord, [citation(position, of=writer.document).key for position in keys]
        )
        for position, (first, last) in writer.acknowledged.items():
            assert keys[position] == by_seq[first]
            assert citation(position, of=writer.document).key == by_seq[last]
