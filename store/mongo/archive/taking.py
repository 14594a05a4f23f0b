"""Reading a database that is being written, so that what was read is its state at one place of the feed.

Everything is read once, in bounded batches, which takes as long as it takes. What was written meanwhile the feed tells,
and that is read again, and so on while it is much. The last of it is read in one short unit of work, together with what
the feed does not tell of. A later reading of a row counts, and not an earlier one.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self, TypeAlias

import bson

from store.errors import Conflict, FeedGap, Unavailable
from store.mongo.archive.kept import COUNTED, TOLD, UNTOLD
from store.mongo.archive.spool import Reading
from store.mongo.archive.touched import Touched
from store.mongo.collections import CHANGES, COUNTERS, REVISIONS
from store.mongo.driver import Access, Connection, Document
from store.mongo.feed import feed_state
from store.mongo.rows import PACK, read_changes
from store.ports import FeedState

FEW = 200
"""Changes that are left to the last unit of work, which is short."""

ROUNDS = 20
"""How often what was written meanwhile is read, before the last unit of work takes the rest, much as it may be."""

_TRIES = 5

_WINDOW = 20 * PACK
"""Changes of which the records are read at once."""

Told: TypeAlias = Callable[[str, int], None]
"""What is told of progress: which collection, and how many rows more."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What was read, the first reading first, and the state of the feed that it is of."""

    readings: Sequence[Reading]
    state: FeedState

    def rows(self, collection: str) -> Iterator[bytes]:
        """The BSON of each row of a collection, once."""
        for number, reading in enumerate(self.readings):
            again = set().union(*(each.ids.get(collection, ()) for each in self.readings[number + 1 :]))
            for content in reading.rows(collection):
                if not again and collection != CHANGES:
                    yield content
                    continue
                row = bson.decode(content)
                # Changes that were given up meanwhile are no more part of the feed.
                if row["_id"] not in again and not (collection == CHANGES and row["last"] <= self.state.pruned):
                    yield content


class Taking:
    """A reading of a database under way. What it reads is put aside in files without names, in a file's folder."""

    @classmethod
    @contextmanager
    def beside(cls, path: Path, connection: Connection, told: Told) -> Iterator[Self]:
        """One that puts aside what it reads where a file is going to be, until the block ends."""
        taking = cls(connection, path.absolute().parent, told)
        try:
            yield taking
        finally:
            for reading in taking._opened:
                reading.close()

    def __init__(self, connection: Connection, folder: Path, told: Told) -> None:
        self._connection = connection
        self._folder = folder
        self._told = told
        self._opened: list[Reading] = []

    async def take(self) -> Taken:
        """Read everything. Raises the store's errors."""
        with self._connection.reading(in_time=False) as access:
            at = (await feed_state(access)).head
            readings = [await self._everything(access)]
            for _ in range(ROUNDS):
                state = await feed_state(access)
                if state.head - at <= FEW:
                    break
                reading = self._reading()
                await self._since(access, at, state, reading)
                readings.append(reading)
                at = state.head
        last, state = await self._last(at)
        return Taken([*readings, last], state)

    async def _last(self, at: int) -> tuple[Reading, FeedState]:
        """The rest. A sharded cluster's transaction may see records newer than the feed that it sees; then again."""
        for _ in range(_TRIES):
            with suppress(Conflict):
                return await self._connection.unit(lambda access: self._rest(access, at))
        raise Unavailable("the database is written faster than it is read; try again when it is quieter")

    def _reading(self, *, is_first: bool = False) -> Reading:
        reading = Reading(self._folder, is_first=is_first)
        self._opened.append(reading)
        return reading

    async def _everything(self, access: Access) -> Reading:
        """Every row that the feed tells of, as it is when its turn comes."""
        reading = self._reading(is_first=True)
        for collection in TOLD:
            async for row in access.scan(collection):
                reading.add(collection, row)
                self._told(collection, 1)
        return reading

    async def _rest(self, access: Access, at: int) -> tuple[Reading, FeedState]:
        """What was written behind a place, and what the feed does not tell of, at one point of time."""
        reading = self._reading()
        state = await feed_state(access)
        if newer := await self._since(access, at, state, reading):
            raise newer
        for collection in UNTOLD:
            async for row in access.scan(collection):
                reading.add(collection, row)
        for name in COUNTED:
            counter = await access.one(COUNTERS, name)
            if counter is not None:
                reading.add(COUNTERS, counter)
        return reading, state

    async def _since(self, access: Access, after: int, state: FeedState, reading: Reading) -> Conflict | None:
        """The rows that were written behind a place, up to the head of the feed.

        Gives a conflict where a record is not at the revision that the feed says: somebody commits meanwhile.
        """
        if state.pruned > after:
            raise Unavailable("changes were given up while they were copied; try again")
        said: dict[tuple[str, str], int] = {}
        there: dict[tuple[str, str], int] = {}
        async for blocks in _blocks(access, after, state.head):
            touched = Touched.by(blocks)
            for row in blocks:
                reading.add(CHANGES, row)
            for row in await touched.history(access):
                reading.add(REVISIONS, row)
            for collection, revisions in touched.records.items():
                said |= {(collection, key): revision for key, revision in revisions.items()}
                for row in (await access.by_ids(collection, list(revisions))).values():
                    reading.add(collection, row)
                    there[collection, row["_id"]] = row["revision"]
        newer = (Conflict(*name, expected) for name, expected in said.items() if there.get(name) != expected)
        return next(newer, None)


async def _blocks(access: Access, after: int, head: int) -> AsyncIterator[list[Document]]:
    """The blocks of the feed behind a place and up to its head, some at a time; FeedGap when one is missing."""
    while after < head:
        found = await access.find(CHANGES, {"last": {"$gt": after, "$lte": min(after + _WINDOW, head)}})
        blocks = sorted(found, key=lambda row: int(row["last"]))
        numbers = [change.seq for block in blocks for change in read_changes(block)]
        if not numbers or numbers != list(range(after + 1, numbers[-1] + 1)):
            raise FeedGap(after, head)
        yield blocks
        after = numbers[-1]
