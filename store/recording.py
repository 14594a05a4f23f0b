"""A store that keeps a list of what it was asked, so that round trips can be counted."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field

from store.credentials import Keyring
from store.editing import Answered, Once
from store.gathering import Gathering
from store.ports import Commit, FeedState, Match, P, Page, R, Range, Slice, Store, Write
from store.records import Change, Revised, Unit
from store.search.ports import SegmentStore
from store.search.query import Hits, Search


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a port: its method, the kind of record (None where there is none), and how many were asked for."""

    method: str
    kind: str | None
    count: int


@dataclass(slots=True, eq=False, weakref_slot=True)
class RecordingStore(Gathering):
    """`store.ports.Store`, handing everything on to another; `calls` is what was asked, in order."""

    inner: Store
    calls: list[Call] = field(default_factory=list)

    async def get(self, kind: type[R], keys: Sequence[str]) -> list[R | None]:
        """Records by key."""
        self._note("get", kind, len(keys))
        return await self.inner.get(kind, keys)

    async def buried(self, kind: type[R], keys: Sequence[str]) -> list[R | None]:
        """Tombstones by key."""
        self._note("buried", kind, len(keys))
        return await self.inner.buried(kind, keys)

    async def ranges(self, kind: type[P], ranges: Sequence[Range]) -> list[list[P]]:
        """Records by position."""
        self._note("ranges", kind, len(ranges))
        return await self.inner.ranges(kind, ranges)

    async def matching(self, kind: type[R], matches: Sequence[Match]) -> list[list[R]]:
        """Records by equality."""
        self._note("matching", kind, len(matches))
        return await self.inner.matching(kind, matches)

    async def pages(self, slices: Sequence[Slice]) -> list[Page]:
        """Pages of listings."""
        self._note("pages", None, len(slices))
        return await self.inner.pages(slices)

    async def history(self, kind: type[Unit], key: str) -> list[Revised]:
        """The texts of a unit."""
        self._note("history", kind, 1)
        return await self.inner.history(kind, key)

    async def search(self, search: Search) -> Hits:
        """A page of hits."""
        self._note("search", None, 1)
        return await self.inner.search(search)

    @property
    def segments(self) -> SegmentStore:
        """Where the search index is kept."""
        return self.inner.segments

    @property
    def keyring(self) -> Keyring:
        """The API keys."""
        return self.inner.keyring

    async def histories(self, kind: type[Unit], keys: Sequence[str]) -> list[list[Revised]]:
        """The texts of units."""
        self._note("histories", kind, len(keys))
        return await self.inner.histories(kind, keys)

    async def commit(
        self, writes: Sequence[Write], *, by: str, note: str | None = None, once: Once | None = None
    ) -> Commit:
        """Write everything or nothing."""
        self._note("commit", None, len(writes))
        return await self.inner.commit(writes, by=by, note=note, once=once)

    async def answered(self, key: str) -> Answered | None:
        """What a request was answered."""
        self._note("answered", None, 1)
        return await self.inner.answered(key)

    async def state(self) -> FeedState:
        """What the feed is."""
        self._note("state", None, 1)
        return await self.inner.state()

    async def head(self) -> int:
        """The head of the feed."""
        self._note("head", None, 1)
        return await self.inner.head()

    async def changes(self, after: int, limit: int) -> list[Change]:
        """Changes of the feed."""
        self._note("changes", None, limit)
        return await self.inner.changes(after, limit)

    def wakeups(self) -> AsyncGenerator[None, None]:
        """When there are new changes: no question, and not noted."""
        return self.inner.wakeups()

    async def check(self) -> None:
        """Read something real."""
        self._note("check", None, 1)
        await self.inner.check()

    async def close(self) -> None:
        """Let go of connections."""
        await self.inner.close()

    def _note(self, method: str, kind: type | None, count: int) -> None:
        self.calls.append(Call(method, kind.__name__ if kind else None, count))
