"""The store on a database that speaks MongoDB's wire protocol."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any, Self, TypeVar

from store.calls import OnCall
from store.editing import Answered, Once
from store.errors import FeedGap, Unavailable
from store.gathering import Gathering
from store.mongo import listings, reading
from store.mongo.answering import is_forgotten, read_answer
from store.mongo.assembling import check_distinct
from store.mongo.checking import Difference, differences
from store.mongo.collections import CHANGES, COUNTERS, IDEMPOTENCY
from store.mongo.driver import UNIT_SECONDS, Access, Connection, DriverName, connect, translated
from store.mongo.feed import HEAD, feed_state, prune
from store.mongo.keyring import MongoKeyring
from store.mongo.listening import CommandCalls
from store.mongo.migrations import ready
from store.mongo.rebuilding import rebuild
from store.mongo.rows import PACK, read_changes
from store.mongo.segments import MongoSegments
from store.mongo.together import Together
from store.mongo.writing import Commitment, now
from store.ports import Commit, FeedState, Match, P, Page, R, Range, Slice, Write
from store.records import Change, Revised, Unit
from store.search.index import SearchIndex
from store.search.query import Hits, Search

_QUIET_TRIES = 3

T = TypeVar("T")


class MongoStore(Gathering):
    """`store.ports.Store` on MongoDB, or on what speaks like it."""

    def __init__(self, connection: Connection, *, clock: Callable[[], datetime] = now) -> None:
        self._connection = connection
        self._clock = clock
        self._turn = asyncio.Lock()
        self._running: set[asyncio.Task[Any]] = set()
        self.segments = MongoSegments(connection, clock)
        self.keyring = MongoKeyring(connection)
        self._together = Together(connection)
        self._index = SearchIndex(self.segments)

    @classmethod
    async def open(
        cls,
        uri: str,
        *,
        driver: DriverName = "motor",
        database: str | None = None,
        listeners: Sequence[Any] = (),
        on_call: OnCall | None = None,
    ) -> Self:
        """Connect; an empty database is made ready, one of another schema version raises WrongSchemaVersion.

        `on_call` is told of each command that has ended.
        """
        told = [] if on_call is None else [CommandCalls(on_call)]
        connection = connect(uri, driver=driver, database=database, listeners=[*listeners, *told])
        try:
            return await cls.on(connection)
        except BaseException:
            await connection.close()
            raise

    @classmethod
    async def on(cls, connection: Connection, *, clock: Callable[[], datetime] = now) -> Self:
        """The store on a connection that is open."""
        await ready(connection)
        return cls(connection, clock=clock)

    async def get(self, kind: type[R], keys: Sequence[str]) -> list[R | None]:
        """Records by key, in the order of `keys`; None for tombstones and for what is not there."""
        return await self._by_key(kind, keys, deleted=False)

    async def buried(self, kind: type[R], keys: Sequence[str]) -> list[R | None]:
        """Tombstones by key, in the order of `keys`."""
        return await self._by_key(kind, keys, deleted=True)

    async def _by_key(self, kind: type[R], keys: Sequence[str], *, deleted: bool) -> list[R | None]:
        found = await self._together.by_key(kind, keys)
        records = (found.get(key) for key in keys)
        return [record if record is not None and record.deleted is deleted else None for record in records]

    async def ranges(self, kind: type[P], ranges: Sequence[Range]) -> list[list[P]]:
        """Records of documents by position, each list in order."""
        with self._connection.reading() as access:
            return await reading.by_position(access, kind, ranges)

    async def matching(self, kind: type[R], matches: Sequence[Match]) -> list[list[R]]:
        """Records by equality on indexed fields; ValueError when no index has them."""
        with self._connection.reading() as access:
            return await reading.by_fields(access, kind, matches)

    async def pages(self, slices: Sequence[Slice]) -> list[Page]:
        """Pages of listings."""
        with self._connection.reading() as access:
            return await listings.pages(access, slices)

    async def history(self, kind: type[Unit], key: str) -> list[Revised]:
        """The texts of a unit in all languages, by language and revision, the first ones first."""
        (found,) = await self.histories(kind, [key])
        return found

    async def histories(self, kind: type[Unit], keys: Sequence[str]) -> list[list[Revised]]:
        """The texts of units in all languages, each list by language and revision, the first ones first."""
        with self._connection.reading() as access:
            return await reading.histories(access, kind, keys)

    async def search(self, search: Search) -> Hits:
        """A page of what answers a search; what was committed and not yet indexed is not found (docs/search.md)."""
        return await self._index.search(search)

    async def commit(
        self, writes: Sequence[Write], *, by: str, note: str | None = None, once: Once | None = None
    ) -> Commit:
        """Write everything in one transaction, or raise Conflict or AlreadyAnswered and write nothing.

        After Unavailable it is not known whether it was written; the same writes again do no harm.
        """
        check_distinct(writes)
        commitment = Commitment(writes, by, note, self._clock(), once)
        if not writes and once is None:
            return Commit(first=0, last=0, at=commitment.at)
        # Who asked may go away, and then the commit goes on: a transaction must not be left in the middle.
        running = asyncio.create_task(self._in_turn(commitment.run))
        self._running.add(running)
        running.add_done_callback(self._running.discard)
        return await asyncio.shield(running)

    async def answered(self, key: str) -> Answered | None:
        """The answer that a request was given in the last days; None where it was not done."""
        with self._connection.reading() as access:
            row = await access.one(IDEMPOTENCY, key)
        return None if row is None or is_forgotten(row, self._clock()) else read_answer(row)

    async def _in_turn(self, work: Callable[[Access], Awaitable[T]]) -> T:
        """One unit of work at a time, since two would only conflict on the feed's counter; nobody waits for ever."""
        with translated(writing=True):
            async with asyncio.timeout(UNIT_SECONDS):
                await self._turn.acquire()
        try:
            return await self._connection.unit(work)
        finally:
            self._turn.release()

    async def state(self) -> FeedState:
        """What the feed is, and how far it goes."""
        with self._connection.reading() as access:
            return await feed_state(access)

    async def head(self) -> int:
        """The sequence number of the last commit; 0 for none."""
        return (await self.state()).head

    async def changes(self, after: int, limit: int) -> list[Change]:
        """The changes with `after < seq <= after + limit`: contiguous, in order; FeedGap when one is missing."""
        last = min(after + limit, await self.head())
        if last <= after:
            return []
        with self._connection.reading() as access:
            rows = await access.find(CHANGES, {"last": {"$gt": after, "$lt": last + PACK}})
        found = (change for row in rows for change in read_changes(row))
        changes = sorted((each for each in found if after < each.seq <= last), key=lambda change: change.seq)
        if [change.seq for change in changes] != list(range(after + 1, last + 1)):
            raise FeedGap(after, last)
        return changes

    def wakeups(self) -> AsyncGenerator[None, None]:
        """One once it listens, then one after each commit; Unavailable where the database does not tell of them."""
        return self._connection.access.writes(COUNTERS, HEAD)

    async def prune(self, before: datetime) -> int:
        """Give up changes committed before a time, as far as the search index has them; gives how many.

        Whoever is further back than that copies everything anew. Records, their history and tombstones stay.
        """
        seen = (await self.segments.manifest()).seq
        return await prune(self._connection, before, seen)

    async def differences(self) -> list[Difference]:
        """Where listings, counts and coverage are not what the records say. Reads everything: for `ibid status`."""
        for _ in range(_QUIET_TRIES):
            head = await self.head()
            with self._connection.reading(in_time=False) as access:
                found = await differences(access)
            if head == await self.head():
                return found
        raise Unavailable("the store is being written, and cannot be compared meanwhile")

    async def rebuild(self, names: Sequence[str]) -> None:
        """Make listings again from the records. Conflict when somebody commits meanwhile."""
        async with self._turn:
            await rebuild(self._connection, names, head=await self.head())

    async def check(self) -> None:
        """Read the feed's counter, or raise Unavailable: a server with a full disk still answers a ping."""
        await self.head()

    async def close(self) -> None:
        """Let go of connections, once what is being committed is."""
        await asyncio.gather(*self._running, return_exceptions=True)
        await self._connection.close()
