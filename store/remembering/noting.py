"""Readers that note what they read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from store.editing import Answered, Once
from store.ports import Commit, FeedState, Match, P, Page, Place, R, Range, Slice, Store, Write
from store.records import Change, Revised, Unit
from store.remembering.announcing import Announcing
from store.remembering.freshness import Freshness, Seen
from store.remembering.names import MadeFrom
from store.search.query import Hits, Search


class Noting(Announcing):
    """What one answer is made from, noted while it is read from another store.

    The feed is looked at before the first thing is read. `turn` and `seen` are of then: what was read is as new.
    """

    def __init__(self, inner: Announcing, freshness: Freshness) -> None:
        super().__init__(cast("Store", inner), freshness)  # what of a store has to do with records, it has
        self.made_from = MadeFrom()
        self.turn: int | None = None
        self.seen = Seen()

    @property
    def unchanged(self) -> int | None:
        """The turn that everything was read in so far; None where there was a change since, or nobody knows.

        It is known, too, where the feed was looked at for others, and not long ago.
        """
        if self.turn is None and self._freshness.is_fresh():
            self.turn, self.seen = self._freshness.turn, self._freshness.seen
        return self.turn if self.turn == self._freshness.turn else None

    def later(self, note: Callable[[MadeFrom], None]) -> None:
        """Note something when somebody wants to know."""
        self.made_from.later(note)

    async def begin(self) -> None:
        """Look at the feed, where nothing was read yet. Raises StoreError."""
        if self.turn is None:
            await self._freshness.ensure()
            self.turn, self.seen = self._freshness.turn, self._freshness.seen

    async def get(self, kind: type[R], keys: Sequence[str]) -> list[R | None]:
        """Records by key."""
        await self.begin()
        self.made_from.records(kind, keys)
        return await self._inner.get(kind, keys)

    async def buried(self, kind: type[R], keys: Sequence[str]) -> list[R | None]:
        """Tombstones by key."""
        await self.begin()
        self.made_from.records(kind, keys)
        return await self._inner.buried(kind, keys)

    async def ranges(self, kind: type[P], ranges: Sequence[Range]) -> list[list[P]]:
        """Records by position."""
        await self.begin()
        found = await self._inner.ranges(kind, ranges)
        self.made_from.placed(kind, [each.document for each in ranges], found)
        return found

    async def lists(self, kind: type[R], lists: Sequence[tuple[str, ...]]) -> list[list[R | None]]:
        """Lists of records by key."""
        await self.begin()
        self.made_from.lists(kind, lists)
        return await self._inner.lists(kind, lists)

    async def at(self, kind: type[P], places: Sequence[Place]) -> list[list[P]]:
        """Records by their places."""
        await self.begin()
        found = await self._inner.at(kind, places)
        self.made_from.placed(kind, [document for document, _ in places], found)
        return found

    async def matching(self, kind: type[R], matches: Sequence[Match]) -> list[list[R]]:
        """Records by equality."""
        await self.begin()
        found = await self._inner.matching(kind, matches)
        self.made_from.matched(kind, matches, found)
        return found

    async def pages(self, slices: Sequence[Slice]) -> list[Page]:
        """Pages of listings."""
        await self.begin()
        self.made_from.listed(slices)
        return await self._inner.pages(slices)

    async def search(self, search: Search) -> Hits:
        """A page of hits: the index follows the feed when it can, and no change tells when it has."""
        await self.begin()
        self.made_from.untold()
        return await self._inner.search(search)

    async def history(self, kind: type[Unit], key: str) -> list[Revised]:
        """The texts of a unit, to which each of its changes may add."""
        await self.begin()
        self.made_from.records(kind, [key])
        return await self._inner.history(kind, key)

    async def histories(self, kind: type[Unit], keys: Sequence[str]) -> list[list[Revised]]:
        """The texts of units."""
        await self.begin()
        self.made_from.records(kind, keys)
        return await self._inner.histories(kind, keys)

    async def state(self) -> FeedState:
        """What the feed is, which is another after every change."""
        await self.begin()
        self.made_from.untold()
        return await self._inner.state()

    async def head(self) -> int:
        """The head of the feed."""
        await self.begin()
        self.made_from.untold()
        return await self._inner.head()

    async def changes(self, after: int, limit: int) -> list[Change]:
        """Changes of the feed."""
        await self.begin()
        self.made_from.untold()
        return await self._inner.changes(after, limit)

    async def answered(self, key: str) -> Answered | None:
        """What a request was answered."""
        self.made_from.untold()
        return await self._inner.answered(key)

    async def commit(
        self, writes: Sequence[Write], *, by: str, note: str | None = None, once: Once | None = None
    ) -> Commit:
        """Write: whoever does is no reader, and gets an answer of their own."""
        self.made_from.untold()
        return await self._inner.commit(writes, by=by, note=note, once=once)
