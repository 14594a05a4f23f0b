"""A reader that remembers what it was asked."""

from __future__ import annotations

from collections.abc import Sequence

from store.gathering import Gathering
from store.ports import Match, P, Page, R, Range, Reader, Slice


class CountingReader(Gathering):
    """Asks another reader; `asked` are the names of the questions, those about nothing left out."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.asked: list[str] = []

    async def get(self, kind: type[R], keys: Sequence[str]) -> list[R | None]:
        """Records by key."""
        self.asked += ["get"] * bool(keys)
        return await self._reader.get(kind, keys)

    async def buried(self, kind: type[R], keys: Sequence[str]) -> list[R | None]:
        """Tombstones by key."""
        self.asked += ["buried"] * bool(keys)
        return await self._reader.buried(kind, keys)

    async def ranges(self, kind: type[P], ranges: Sequence[Range]) -> list[list[P]]:
        """Records by position."""
        self.asked.append("ranges")
        return await self._reader.ranges(kind, ranges)

    async def matching(self, kind: type[R], matches: Sequence[Match]) -> list[list[R]]:
        """Records by equality."""
        self.asked.append("matching")
        return await self._reader.matching(kind, matches)

    async def pages(self, slices: Sequence[Slice]) -> list[Page]:
        """Pages of listings."""
        self.asked.append("pages")
        return await self._reader.pages(slices)
