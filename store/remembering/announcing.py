"""A store that says when something was committed by it."""

from __future__ import annotations

from collections.abc import Sequence

from store.editing import Answered, Once
from store.ports import Commit, FeedState, Match, P, Page, Place, R, Range, Slice, Store, Write
from store.records import Change, Revised, Unit
from store.remembering.freshness import Freshness
from store.search.query import Hits, Search


class Announcing:
    """A store that says when something was committed by it. Everything is handed on."""

    def __init__(self, inner: Store, freshness: Freshness) -> None:
        self._inner = inner
        self._freshness = freshness

    @property
    def _store(self) -> Store:
        """Where things are read."""
        return self._inner

    async def get(self, kind: type[R], keys: Sequence[str]) -> list[R | None]:
        """Records by key."""
        return await self._store.get(kind, keys)

    async def buried(self, kind: type[R], keys: Sequence[str]) -> list[R | None]:
        """Tombstones by key."""
        return await self._store.buried(kind, keys)

    async def ranges(self, kind: type[P], ranges: Sequence[Range]) -> list[list[P]]:
        """Records by position."""
        return await self._store.ranges(kind, ranges)

    async def lists(self, kind: type[R], lists: Sequence[tuple[str, ...]]) -> list[list[R | None]]:
        """Lists of records by key."""
        return await self._store.lists(kind, lists)

    async def at(self, kind: type[P], places: Sequence[Place]) -> list[list[P]]:
        """Records by their places."""
        return await self._store.at(kind, places)

    async def matching(self, kind: type[R], matches: Sequence[Match]) -> list[list[R]]:
        """Records by equality."""
        return await self._store.matching(kind, matches)

    async def pages(self, slices: Sequence[Slice]) -> list[Page]:
        """Pages of listings."""
        return await self._store.pages(slices)

    async def search(self, search: Search) -> Hits:
        """A page of hits."""
        return await self._store.search(search)

    async def history(self, kind: type[Unit], key: str) -> list[Revised]:
        """The texts of a unit."""
        return await self._store.history(kind, key)

    async def histories(self, kind: type[Unit], keys: Sequence[str]) -> list[list[Revised]]:
        """The texts of units."""
        return await self._store.histories(kind, keys)

    async def state(self) -> FeedState:
        """What the feed is."""
        return await self._store.state()

    async def head(self) -> int:
        """The head of the feed."""
        return await self._store.head()

    async def changes(self, after: int, limit: int) -> list[Change]:
        """Changes of the feed."""
        return await self._store.changes(after, limit)

    async def answered(self, key: str) -> Answered | None:
        """What a request was answered."""
        return await self._store.answered(key)

    async def commit(
        self, writes: Sequence[Write], *, by: str, note: str | None = None, once: Once | None = None
    ) -> Commit:
        """Write everything or nothing; afterwards nothing from before is given any more, whatever became of it."""
        try:
            return await self._inner.commit(writes, by=by, note=note, once=once)
        finally:
            self._freshness.expire()
