"""A store of which the records that were read are kept in memory."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, cast

from store.gathering import Gathering
from store.ports import Match, P, Page, Place, R, Range, Slice, Store
from store.records import Entity
from store.remembering.announcing import Announcing
from store.remembering.freshness import Freshness
from store.remembering.memory import Memory, is_short
from store.remembering.names import TOLD, order_of

LONGEST = 1000
"""The most positions of a range that are looked for one by one; a longer one is the store's to answer."""


class NotInMemory(BaseException):
    """Something is not in memory, and nothing else is to be read. It is no error: nobody who catches these sees it."""


class Remembering(Announcing):
    """A store whose records, order and listings are given from memory where they are known, and kept there.

    The same question is answered by the very same lists, as long as nothing in them changes.
    """

    def __init__(self, inner: Store, freshness: Freshness, memory: Memory) -> None:
        super().__init__(inner, freshness)
        self._memory = memory
        self._is_alone = False

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Read nothing until the block ends, in which nothing is awaited: NotInMemory is raised instead."""
        self._is_alone = True
        try:
            yield
        finally:
            self._is_alone = False

    @property
    def _store(self) -> Store:
        """Where what is not in memory is read."""
        if self._is_alone:
            raise NotInMemory
        return self._inner

    async def get(self, kind: type[R], keys: Sequence[str]) -> list[R | None]:
        """Records by key."""
        if kind not in TOLD:
            return await self._store.get(kind, keys)
        if not self._freshness.is_fresh():
            await self._freshness.ensure()
        known = self._memory.records(kind, keys)
        return await self._got(kind, keys) if known is None else known

    async def _got(self, kind: type[R], keys: Sequence[str]) -> list[R | None]:
        """Records by key, of which some are not known."""
        turn = self._freshness.turn
        missing = self._memory.unknown(kind, keys)
        read = dict(zip(missing, await self._store.get(kind, missing), strict=True))
        if turn != self._freshness.turn:
            return await self._store.get(kind, keys)
        self._memory.keep(kind, read.items())
        there = self._memory.records(kind, [key for key in keys if key not in read])
        if there is None:
            return await self._store.get(kind, keys)
        rest = iter(there)
        return [read[key] if key in read else next(rest) for key in keys]

    async def lists(self, kind: type[R], lists: Sequence[tuple[str, ...]]) -> list[list[R | None]]:
        """Lists of records by key."""
        if kind not in TOLD:
            return await self._store.lists(kind, lists)
        return await self._listed(kind, lists, partial(Gathering.lists, self, kind))

    async def at(self, kind: type[P], places: Sequence[Place]) -> list[list[P]]:
        """Records by their places."""
        return await self._listed(kind, places, partial(Gathering.at, self, kind))

    async def ranges(self, kind: type[P], ranges: Sequence[Range]) -> list[list[P]]:
        """Records by position."""
        if any(last - first >= LONGEST for _, first, last in ranges):
            return await self._ranges(kind, ranges)
        return await self._listed(kind, ranges, partial(self._ranges, kind))

    async def _listed(
        self, kind: type[Entity], asked: Sequence[Any], ask: Callable[[list[Any]], Awaitable[list[list[Any]]]]
    ) -> list[list[Any]]:
        """Lists of records, those that were not asked for before put together by `ask`."""
        if not self._freshness.is_fresh():
            await self._freshness.ensure()
        known = self._memory.lists(kind)
        try:
            return list(map(known.__getitem__, asked))
        except KeyError:
            missing = [each for each in dict.fromkeys(asked) if each not in known]
        turn = self._freshness.turn
        found = dict(zip(missing, await ask(missing), strict=True))
        if turn == self._freshness.turn:
            self._memory.keep_lists(kind, {each: some for each, some in found.items() if is_short(each)})
        return [found[each] if each in found else known[each] for each in asked]

    async def _ranges(self, kind: type[P], ranges: Sequence[Range]) -> list[list[P]]:
        """Records by position, of which no list is kept."""
        found = [self._range(kind, each) for each in ranges]
        missing = [each for each, known in zip(ranges, found, strict=True) if known is None]
        if not missing:
            return cast("list[list[P]]", found)
        turn = self._freshness.turn
        read = await self._store.ranges(kind, missing)
        if turn == self._freshness.turn:
            for asked, records in zip(missing, read, strict=True):
                self._keep_range(kind, asked, records)
        rest = iter(read)
        return [next(rest) if known is None else known for known in found]

    def _range(self, kind: type[P], asked: Range) -> list[P] | None:
        """The records of a range; None where they are not all known."""
        if asked.last - asked.first >= LONGEST:
            return None
        known = self._memory.order((kind, asked.document))
        try:
            keys = [known[position] for position in range(asked.first, asked.last + 1)]
        except KeyError:
            return None
        found = self._memory.records(kind, [key for key in keys if key is not None])
        # A record of an order that is still so is there: only its text can have been forgotten.
        return None if found is None else cast("list[P]", found)

    def _keep_range(self, kind: type[P], asked: Range, records: Sequence[P]) -> None:
        if asked.last - asked.first >= LONGEST:
            return
        places: dict[Hashable, str | None] = dict.fromkeys(range(asked.first, asked.last + 1))
        places.update((record.position, record.key) for record in records)
        if sum(map(bool, places.values())) != len(records):
            return  # two stand at one position
        self._memory.keep(kind, [(record.key, record) for record in records])
        self._memory.keep_order((kind, asked.document), places)

    async def matching(self, kind: type[R], matches: Sequence[Match]) -> list[list[R]]:
        """Records by equality."""
        if kind not in TOLD:
            return await self._store.matching(kind, matches)
        if not self._freshness.is_fresh():
            await self._freshness.ensure()
        found = [self._match(kind, each) for each in matches]
        missing = [each for each, known in zip(matches, found, strict=True) if known is None]
        if not missing:
            return cast("list[list[R]]", found)
        turn = self._freshness.turn
        read = await self._store.matching(kind, missing)
        if turn == self._freshness.turn:
            for asked, records in zip(missing, read, strict=True):
                self._memory.keep(kind, [(record.key, record) for record in records])
                if not all(map(is_short, asked.fields.values())):
                    continue
                self._memory.keep_order(order_of(kind, asked), {_named(asked): tuple(each.key for each in records)})
        rest = iter(read)
        return [next(rest) if known is None else known for known in found]

    def _match(self, kind: type[R], asked: Match) -> list[R] | None:
        """The records that a match finds; None where they are not known."""
        keys = self._memory.order(order_of(kind, asked)).get(_named(asked))
        return None if keys is None else cast("list[R] | None", self._memory.records(kind, keys))

    async def pages(self, slices: Sequence[Slice]) -> list[Page]:
        """Pages of listings; those of a condition are read."""
        if not self._freshness.is_fresh():
            await self._freshness.ensure()
        try:
            return list(map(self._memory.pages.__getitem__, slices))
        except KeyError:
            return await self._paged(slices)

    async def _paged(self, slices: Sequence[Slice]) -> list[Page]:
        """Pages of listings, of which some are not known."""
        found = [self._memory.page(each) for each in slices]
        missing = [each for each, known in zip(slices, found, strict=True) if known is None]
        turn = self._freshness.turn
        read = await self._store.pages(missing)
        if turn == self._freshness.turn:
            for asked, page in zip(missing, read, strict=True):
                if asked.where is None and all(map(is_short, asked)):
                    self._memory.keep_page(asked, page)
        rest = iter(read)
        return [next(rest) if known is None else known for known in found]


def _named(match: Match) -> frozenset[tuple[str, str | None]]:
    return frozenset(match.fields.items())
