"""The order of numbers is the order of commits: whoever reads the feed while many write misses nothing, ever."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

import pytest

from store.mongo.driver import DriverName
from store.mongo.store import MongoStore
from store.records import Change, ParagraphRecord
from tests.store.conftest import fresh_name
from tests.support.writing import SIZE, Outcome, Task, written_apart

pytestmark = pytest.mark.embedded

PROCESSES, STORES, WRITERS = 2, 5, 10
"""Processes, and in each of them connections and writers: two writers share a connection and its turns, others race."""

COMMITS = [pytest.param(100, id="100 commits"), pytest.param(1000, id="1000 commits", marks=pytest.mark.soak)]

RHYTHMS = ((3, 0.0), (7, 0.01), (SIZE, 0.02), (64, 0.1), (500, 0.5))
"""Of the readers: how many changes each asks for at once, and how many seconds it lets pass."""


@dataclass
class Reader:
    """Tails the feed, and remembers what it saw. `window` changes at once, and `pause` seconds between."""

    store: MongoStore
    window: int
    pause: float
    seen: list[Change] = field(default_factory=list)

    async def tail(self, done: asyncio.Event) -> None:
        """Read until everybody has written and all of it was seen."""
        chance = random.Random(self.window)
        while True:
            is_last = done.is_set()
            head = await self.store.head()
            assert head % SIZE == 0, "a head in the middle of a commit"
            while len(self.seen) < head:
                await self._step(head)
            if self.seen:
                await self._assert_is_written(self.seen[-1])
                await self._assert_stays(chance.randrange(len(self.seen)))
            if is_last:
                return
            await asyncio.sleep(self.pause)

    async def _step(self, head: int) -> None:
        at = len(self.seen)
        found = await self.store.changes(at, self.window)
        assert [change.seq for change in found] == list(range(at + 1, at + len(found) + 1))
        assert len(found) >= min(self.window, head - at), "a change that the head promised is not there yet"
        assert len(found) == self.window or found[-1].seq % SIZE == 0, "a part of a commit"
        self.seen += found

    async def _assert_is_written(self, change: Change) -> None:
        """What the feed tells of is there: the record has that revision, or a later one."""
        (alive,) = await self.store.get(ParagraphRecord, [change.key])
        (buried,) = await self.store.buried(ParagraphRecord, [change.key])
        revisions = [record.revision for record in (alive, buried) if record is not None]
        # Between the two questions it may have been deleted, or have come back.
        assert not revisions or max(revisions) >= change.revision

    async def _assert_stays(self, at: int) -> None:
        """What was seen is so when it is read again."""
        again = await self.store.changes(at, min(SIZE, len(self.seen) - at))
        assert again == self.seen[at : at + len(again)]
        assert again


@pytest.mark.parametrize("commits", COMMITS)
async def test_twenty_writers_and_five_readers_see_one_order(
    embedded_uri: str, driver: DriverName, commits: int
) -> None:
    database = fresh_name()
    first = await MongoStore.open(embedded_uri, driver=driver, database=database)
    readers = [
        Reader(await MongoStore.open(embedded_uri, driver=driver, database=database), window, pause)
        for window, pause in RHYTHMS
    ]
    done = asyncio.Event()
    each = commits // (PROCESSES * WRITERS)

    async with asyncio.TaskGroup() as group:
        for reader in readers:
            group.create_task(reader.tail(done))
        outcome = Outcome()
        tasks = [
            Task(
                uri=embedded_uri,
                database=database,
                driver=driver,
                name=name,
                stores=STORES,
                writers=WRITERS,
                commits=each,
            )
            for name in "ab"
        ]
        for other in await asyncio.gather(*(written_apart(task) for task in tasks)):
            outcome.add(other)
        done.set()

    told = await first.changes(0, await first.head())
    assert len(outcome.written) == commits
    assert_one_order(told, outcome)
    for reader in readers:
        assert reader.seen == told
        await reader.store.close()
    await first.close()


def assert_one_order(told: Sequence[Change], outcome: Outcome) -> None:
    """Each commit whole and at the numbers that its writer was told; none that was refused; revisions one by one."""
    assert [change.seq for change in told] == list(range(1, len(told) + 1))
    blocks = [list(block) for _, block in groupby(told, key=lambda change: change.by)]
    assert {len(block) for block in blocks} == {SIZE}
    assert all(len({change.at for change in block}) == 1 for block in blocks)
    numbers = {block[0].by: (block[0].seq, block[-1].seq) for block in blocks}
    assert len(numbers) == len(blocks)
    assert outcome.written.items() <= numbers.items()
    assert numbers.keys() <= outcome.written.keys() | set(outcome.unknown)
    assert not numbers.keys() & set(outcome.refused)
    revisions: dict[str, list[int]] = {}
    for change in told:
        revisions.setdefault(change.key, []).append(change.revision)
    assert all(found == list(range(1, len(found) + 1)) for found in revisions.values())
    assert {change.operation for change in told} == {"UPSERT", "DELETE"}
    assert outcome.refused
    assert outcome.unknown
