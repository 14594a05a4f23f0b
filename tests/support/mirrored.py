"""Copies for tests, in a folder or in a MongoDB in memory, by mirrors that are killed between any two steps."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import httpx

from ibid.mirror.mirror import Mirror
from ibid.mirror.patience import Patience
from ibid.mirror.source import Source, Wanted
from ibid.mirror.targets import mongo
from ibid.mirror.targets.directory import FILE, LOCK, DirectoryTarget, connected
from ibid.mirror.targets.lease import Lease
from ibid.mirror.targets.ports import Target
from ibid.mirror.telling import Silence, Telling
from store.embedded.locks import FileLock
from store.mongo.copies import Copies
from tests.support.sources import URL, no_pause
from tests.support.stores import mongomock_connection

Rows = dict[tuple[str, str], str]
"""What a copy holds: canonical states by type and key."""


class Killed(BaseException):
    """The end of a process, as far as one process can show it."""


@dataclass(slots=True)
class Steps:
    """How many steps somebody does before they are killed; None for any number."""

    left: int | None = None

    def step(self) -> None:
        """One more."""
        if self.left is not None:
            if not self.left:
                raise Killed
            self.left -= 1


class _Database:
    """A connection of SQLite whose user is killed after so many statements."""

    def __init__(self, inner: sqlite3.Connection, steps: Steps) -> None:
        self._inner = inner
        self._steps = steps

    def execute(self, *given: Any) -> Any:
        self._steps.step()
        return self._inner.execute(*given)

    def executemany(self, query: str, rows: Any) -> Any:
        return [self.execute(query, row) for row in rows]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


class _Copies:
    """A database in memory whose user is killed after so many calls, and which stays when they are."""

    def __init__(self, inner: Copies, steps: Steps) -> None:
        self._inner = inner
        self._steps = steps

    async def close(self) -> None:
        """Let go of nothing."""

    def __getattr__(self, name: str) -> Any:
        async def call(*given: Any) -> Any:
            self._steps.step()
            return await getattr(self._inner, name)(*given)

        return call


class Kept(Protocol):
    """A place where a copy is kept, whoever keeps it."""

    def opened(self, steps: Steps | None = None) -> AbstractAsyncContextManager[Target]:
        """The target, for one mirror."""
        ...

    async def spoil(self, key: str) -> None:
        """Damage the state that is kept of a record."""
        ...


@dataclass(slots=True)
class InFolder:
    """A copy in a folder."""

    folder: Path

    @asynccontextmanager
    async def opened(self, steps: Steps | None = None) -> AsyncIterator[Target]:
        """The target, for one mirror."""
        self.folder.mkdir(exist_ok=True)
        lock, database = FileLock(self.folder / LOCK), connected(self.folder / FILE)
        assert lock.claim()
        proxy: Any = _Database(database, steps or Steps())
        try:
            yield DirectoryTarget(self.folder, proxy, lock)
        finally:
            database.close()
            lock.release()

    async def spoil(self, key: str) -> None:
        """Damage the state that is kept of a record."""
        with contextlib.closing(sqlite3.connect(self.folder / FILE)) as database, database:
            database.execute("UPDATE entries SET state = replace(state, ':', ';') WHERE key = ?", (key,))


@dataclass(slots=True)
class InMongo:
    """A copy in a MongoDB in memory. A lease that was not given back is taken at once: nobody else is there."""

    copies: Copies = field(default_factory=lambda: Copies(mongomock_connection()))

    @asynccontextmanager
    async def opened(self, steps: Steps | None = None) -> AsyncIterator[Target]:
        """The target, for one mirror."""
        copies: Any = _Copies(self.copies, steps or Steps())
        async with mongo.opened("memory", copies, Lease("memory", copies, mongo.MIRROR, beat=3600, watch=0)) as target:
            yield target

    async def spoil(self, key: str) -> None:
        """Damage the state that is kept of a record."""
        for collection in mongo.COLLECTIONS.values():
            await self.copies.change(collection, {"_id": key}, {"$set": {"state.damaged": True}})


async def rows(kept: Kept) -> Rows:
    """What a copy holds."""
    async with kept.opened() as target:
        held = await target.held(sorted(await target.buckets()))
    return {(each.type, each.key): each.state for some in held.values() for each in some}


class Heard(Silence):
    """What a mirror said that matters here: which buckets it had to take anew."""

    def __init__(self) -> None:
        self.repairs: list[str] = []

    def repaired(self, bucket: str) -> None:
        """Hear of one."""
        self.repairs.append(bucket)


@asynccontextmanager
async def mirror(
    kept: Kept,
    transport: httpx.AsyncBaseTransport,
    wanted: Wanted | None = None,
    *,
    steps: Steps | None = None,
    key: str = "",
    url: str = URL,
    waits: list[float] | None = None,
    telling: Telling | None = None,
) -> AsyncIterator[Mirror]:
    """A mirror that waits for nothing."""

    async def pause(seconds: float) -> None:
        if waits is not None:
            waits.append(seconds)
        await no_pause(seconds)

    async with kept.opened(steps) as target, httpx.AsyncClient(transport=transport) as client:
        source = Source(client, url, wanted or Wanted(), key)
        yield Mirror(source, target, Patience(url, pause=pause), telling or Silence())


async def mirrored(kept: Kept, transport: httpx.AsyncBaseTransport, **options: Any) -> Rows:
    """What a copy holds after a mirror ran once."""
    async with mirror(kept, transport, **options) as at_work:
        await at_work.run_once()
    return await rows(kept)


def both(folder: Path) -> Sequence[Kept]:
    """A copy of each kind, empty."""
    return InFolder(folder), InMongo()
