"""A store that is damaged here and there, the same way each time it is asked: records gone, fields of a wrong kind."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from store.errors import Unavailable
from store.gathering import Gathering
from store.ports import Match, P, Page, R, Range, Slice
from store.records import Entity, Revised, Unit
from store.search.query import Hits, Search

_HARMLESS = {"key", "document", "position", "variants", "working", "original_language", "counts", "deleted", "coverage"}
_HARMLESS |= {"paragraphs", "citations", "footnotes", "called_in"}
"""Fields that resolvers compute with before anything is told: a fault in them would only be a fault of the test."""


_WRONG = object()


@dataclass(eq=False)
class Damaged(Gathering):
    """Reads of another store, remembered, and damaged by a seed: 0 is not at all."""

    inner: Any
    seed: int = 0
    known: dict[Any, Any] = field(default_factory=dict)
    failed: int = 0
    """How many calls failed as a whole."""

    def of(self, seed: int) -> Damaged:
        """The same store, damaged by another seed."""
        return Damaged(self.inner, seed, self.known)

    async def get(self, kind: type[R], keys: Sequence[str]) -> list[R | None]:
        """Records by key."""
        self._fail("get", kind.__name__)
        unknown = [key for key in keys if ("get", kind, key) not in self.known]
        if unknown:
            found = await self.inner.get(kind, unknown)
            self.known |= {("get", kind, key): each for key, each in zip(unknown, found, strict=True)}
        return [self._damaged(self.known["get", kind, key]) for key in keys]

    async def ranges(self, kind: type[P], ranges: Sequence[Range]) -> list[list[P]]:
        """Records by position."""
        self._fail("ranges", kind.__name__)
        return [self._left(await self._one("ranges", kind, asked)) for asked in ranges]

    async def matching(self, kind: type[R], matches: Sequence[Match]) -> list[list[R]]:
        """Records by equality."""
        self._fail("matching", kind.__name__)
        name = ("matching", kind, repr(matches))
        if name not in self.known:
            self.known[name] = await self.inner.matching(kind, matches)
        return [self._left(some) for some in self.known[name]]

    async def pages(self, slices: Sequence[Slice]) -> list[Page]:
        """Pages of listings."""
        self._fail("pages", "")
        pages: list[Page] = await self.inner.pages(slices)
        return pages

    async def search(self, search: Search) -> Hits:
        """A page of hits."""
        self._fail("search", "")
        hits: Hits = await self.inner.search(search)
        return hits

    async def histories(self, kind: type[Unit], keys: Sequence[str]) -> list[list[Revised]]:
        """The texts of units."""
        self._fail("histories", kind.__name__)
        found: list[list[Revised]] = await self.inner.histories(kind, keys)
        return found

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    async def _one(self, method: str, kind: type, asked: Any) -> Any:
        name = (method, kind, asked)
        if name not in self.known:
            (self.known[name],) = await getattr(self.inner, method)(kind, [asked])
        return self.known[name]

    def _draw(self, *about: Any) -> int:
        """A number from 0 to 999, by what it is about."""
        return int.from_bytes(hashlib.blake2b(repr((self.seed, *about)).encode(), digest_size=4).digest()) % 1000

    def _fail(self, method: str, kind: str) -> None:
        if self.seed and self._draw("call", method, kind) < 40:
            self.failed += 1
            raise Unavailable(f"{method} {kind}") if self._draw("which", method) < 500 else ValueError(method)

    def _left(self, records: Sequence[Any]) -> list[Any]:
        """Records that are not gone."""
        return [left for each in records if (left := self._damaged(each)) is not None]

    def _damaged(self, record: Any) -> Any:
        """A record with a field of the wrong kind, or None in its place."""
        if record is None or not self.seed:
            return record
        drawn = self._draw("record", record.key)
        if drawn < 60:
            return None
        if drawn < 240 and isinstance(record, Entity):
            names = [each.name for each in fields(record) if each.name not in _HARMLESS]
            name = names[self._draw("field", record.key) % len(names)]
            wrong: Any = (None, ["wrong"], _WRONG)[self._draw("value", record.key) % 3]
            return replace(record, **{name: wrong})
        return record
