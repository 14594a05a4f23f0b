"""A store whose commits are taken into the search index as they are made."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field

from store.credentials import Keyring
from store.editing import Answered, Once
from store.gathering import Gathering
from store.ports import Commit, FeedState, Match, P, Page, R, Range, Slice, Store, Write
from store.records import Change, Revised, Unit
from store.search.indexing import FAN_OF_LOAD, Indexer
from store.search.ports import SegmentStore
from store.search.query import Hits, Search


@dataclass(slots=True)
class IndexingStore(Gathering):
    """`store.ports.Store`, handing everything on to another; `finish` makes findable what was committed."""

    inner: Store
    indexer: Indexer = field(init=False)

    def __post_init__(self) -> None:
        self.indexer = Indexer(self.inner, fan=FAN_OF_LOAD)

    async def commit(
        self, writes: Sequence[Write], *, by: str, note: str | None = None, once: Once | None = None
    ) -> Commit:
        """Write everything or nothing, and take it in."""
        commit = await self.inner.commit(writes, by=by, note=note, once=once)
        await self.indexer.committed(commit, writes)
        return commit

    async def finish(self) -> None:
        """Publish what was taken in."""
        await self.indexer.finish()

    async def get(self, kind: type[R], keys: Sequence[str]) -> list[R | None]:
        """Records by key."""
        return await self.inner.get(kind, keys)

    async def buried(self, kind: type[R], keys: Sequence[str]) -> list[R | None]:
        """Tombstones by key."""
        return await self.inner.buried(kind, keys)

    async def ranges(self, kind: type[P], ranges: Sequence[Range]) -> list[list[P]]:
        """Records by position."""
        return await self.inner.ranges(kind, ranges)

    async def matching(self, kind: type[R], matches: Sequence[Match]) -> list[list[R]]:
        """Records by equality."""
        return await self.inner.matching(kind, matches)

    async def pages(self, slices: Sequence[Slice]) -> list[Page]:
        """Pages of listings."""
        return await self.inner.pages(slices)

    async def history(self, kind: type[Unit], key: str) -> list[Revised]:
        """The texts of a unit."""
        return await self.inner.history(kind, key)

    async def histories(self, kind: type[Unit], keys: Sequence[str]) -> list[list[Revised]]:
        """The texts of units."""
        return await self.inner.histories(kind, keys)

    async def answered(self, key: str) -> Answered | None:
        """What a request was answered."""
        return await self.inner.answered(key)

    async def search(self, search: Search) -> Hits:
        """A page of hits."""
        return await self.inner.search(search)

    @property
    def segments(self) -> SegmentStore:
        """Where the search index is kept."""
        return self.inner.segments

    @property
    def keyring(self) -> Keyring:
        """The API keys."""
        return self.inner.keyring

    async def state(self) -> FeedState:
        """What the feed is."""
        return await self.inner.state()

    async def head(self) -> int:
        """The head of the feed."""
        return await self.inner.head()

    async def changes(self, after: int, limit: int) -> list[Change]:
        """Changes of the feed."""
        return await self.inner.changes(after, limit)

    def wakeups(self) -> AsyncGenerator[None, None]:
        """When there are new changes."""
        return self.inner.wakeups()

    async def check(self) -> None:
        """Read something real."""
        await self.inner.check()

    async def close(self) -> None:
        """Let go of connections."""
        await self.inner.close()
