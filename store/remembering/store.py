"""A store of which the records that were read are kept in memory, and readers of it that note what they read."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, cast

from store.editing import Answered, Once
from store.gathering import Gathering
from store.ports import Commit, FeedState, Match, P, Page, Place, R, Range, Slice, Store, Write
from store.records import Change, Entity, Revised, Unit
from store.remembering.freshness import Freshness, Seen
from store.remembering.memory import LONGEST_KEY, Memory
from store.remembering.names import TOLD, MadeFrom, order_of
from store.search.query import Hits, Search

LONGEST = 1000
"""The most positions of a range that are looked for one by one; a longer one is the store's to answer."""


class Announcing:
    """A store that says when something was committed by it. Everything is handed on."""

    def __init__(self, inner: Store, freshness: Freshness) -> None:
        self._inner = inner
        self._freshness = freshness

    async def get(self, kind: type[R], keys: Sequence[str]) -> list[R | None]:
        """Records by key."""
        return await self._inner.get(kind, keys)

    async def buried(self, kind: type[R], keys: Sequence[str]) -> list[R | None]:
        """Tombstones by key."""
        return await self._inner.buried(kind, keys)

    async def ranges(self, kind: type[P], ranges: Sequence[Range]) -> list[list[P]]:
        """Records by position."""
        return await self._inner.ranges(kind, ranges)

    async def lists(self, kind: type[R], lists: Sequence[tuple[str, ...]]) -> list[list[R | None]]:
        """Lists of records by key."""
        return await self._inner.lists(kind, lists)

    async def at(self, kind: type[P], places: Sequence[Place]) -> list[list[P]]:
        """Records by their places."""
        return await self._inner.at(kind, places)

    async def matching(self, kind: type[R], matches: Sequence[Match]) -> list[list[R]]:
        """Records by equality."""
        return await self._inner.matching(kind, matches)

    async def pages(self, slices: Sequence[Slice]) -> list[Page]:
        """Pages of listings."""
        return await self._inner.pages(slices)

    async def search(self, search: Search) -> Hits:
        """A page of hits."""
        return await self._inner.search(search)

    async def history(self, kind: type[Unit], key: str) -> list[Revised]:
        """The texts of a unit."""
        return await self._inner.history(kind, key)

    async def histories(self, kind: type[Unit], keys: Sequence[str]) -> list[list[Revised]]:
        """The texts of units."""
        return await self._inner.histories(kind, keys)

    async def state(self) -> FeedState:
        """What the feed is."""
        return await self._inner.state()

    async def head(self) -> int:
        """The head of the feed."""
        return await self._inner.head()

    async def changes(self, after: int, limit: int) -> list[Change]:
        """Changes of the feed."""
        return await self._inner.changes(after, limit)

    async def answered(self, key: str) -> Answered | None:
        """What a request was answered."""
        return await self._inner.answered(key)

    async def commit(
        self, writes: Sequence[Write], *, by: str, note: str | None = None, once: Once | None = None
    ) -> Commit:
        """Write everything or nothing; afterwards nothing from before is given any more, whatever became of it."""
        try:
            return await self._inner.commit(writes, by=by, note=note, once=once)
        finally:
            self._freshness.expire()


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
            self._memory.keep_lists(kind, {each: some for each, some in found.items() if _is_short(each)})
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
                if not all(map(_is_short, asked.fields.values())):
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
                if asked.where is None and all(map(_is_short, asked)):
                    self._memory.keep_page(asked, page)
        rest = iter(read)
        return [next(rest) if known is None else known for known in found]

    async def buried(self, kind: type[R], keys: Sequence[str]) -> list[R | None]:
        """Tombstones by key, which nobody keeps."""
        return await self._store.buried(kind, keys)

    async def search(self, search: Search) -> Hits:
        """A page of hits, which the index keeps itself."""
        return await self._store.search(search)

    async def history(self, kind: type[Unit], key: str) -> list[Revised]:
        """The texts of a unit, which nobody keeps."""
        return await self._store.history(kind, key)

    async def histories(self, kind: type[Unit], keys: Sequence[str]) -> list[list[Revised]]:
        """The texts of units."""
        return await self._store.histories(kind, keys)

    async def state(self) -> FeedState:
        """What the feed is, now."""
        return await self._store.state()

    async def head(self) -> int:
        """The head of the feed, now."""
        return await self._store.head()

    async def changes(self, after: int, limit: int) -> list[Change]:
        """Changes of the feed."""
        return await self._store.changes(after, limit)


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
        if self.turn is None:
            await self.begin()
        self.made_from.records(kind, keys)
        return await self._inner.get(kind, keys)

    async def buried(self, kind: type[R], keys: Sequence[str]) -> list[R | None]:
        """Tombstones by key."""
        if self.turn is None:
            await self.begin()
        self.made_from.records(kind, keys)
        return await self._inner.buried(kind, keys)

    async def ranges(self, kind: type[P], ranges: Sequence[Range]) -> list[list[P]]:
        """Records by position."""
        if self.turn is None:
            await self.begin()
        found = await self._inner.ranges(kind, ranges)
        self.made_from.placed(kind, [each.document for each in ranges], found)
        return found

    async def lists(self, kind: type[R], lists: Sequence[tuple[str, ...]]) -> list[list[R | None]]:
        """Lists of records by key."""
        if self.turn is None:
            await self.begin()
        self.made_from.lists(kind, lists)
        return await self._inner.lists(kind, lists)

    async def at(self, kind: type[P], places: Sequence[Place]) -> list[list[P]]:
        """Records by their places."""
        if self.turn is None:
            await self.begin()
        found = await self._inner.at(kind, places)
        self.made_from.placed(kind, [document for document, _ in places], found)
        return found

    async def matching(self, kind: type[R], matches: Sequence[Match]) -> list[list[R]]:
        """Records by equality."""
        if self.turn is None:
            await self.begin()
        found = await self._inner.matching(kind, matches)
        self.made_from.matched(kind, matches, found)
        return found

    async def pages(self, slices: Sequence[Slice]) -> list[Page]:
        """Pages of listings."""
        if self.turn is None:
            await self.begin()
        self.made_from.listed(slices)
        return await self._inner.pages(slices)

    async def search(self, search: Search) -> Hits:
        """A page of hits: the index follows the feed when it can, and no change tells when it has."""
        if self.turn is None:
            await self.begin()
        self.made_from.untold()
        return await self._inner.search(search)

    async def history(self, kind: type[Unit], key: str) -> list[Revised]:
        """The texts of a unit, to which each of its changes may add."""
        if self.turn is None:
            await self.begin()
        self.made_from.records(kind, [key])
        return await self._inner.history(kind, key)

    async def histories(self, kind: type[Unit], keys: Sequence[str]) -> list[list[Revised]]:
        """The texts of units."""
        if self.turn is None:
            await self.begin()
        self.made_from.records(kind, keys)
        return await self._inner.histories(kind, keys)

    async def state(self) -> FeedState:
        """What the feed is, which is another after every change."""
        if self.turn is None:
            await self.begin()
        self.made_from.untold()
        return await self._inner.state()

    async def head(self) -> int:
        """The head of the feed."""
        if self.turn is None:
            await self.begin()
        self.made_from.untold()
        return await self._inner.head()

    async def changes(self, after: int, limit: int) -> list[Change]:
        """Changes of the feed."""
        if self.turn is None:
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


def _named(match: Match) -> frozenset[tuple[str, str | None]]:
    return frozenset(match.fields.items())


def _is_short(asked: object) -> bool:
    """Whether what is asked for is no longer than what is called by it can be: its words, or each of several."""
    if isinstance(asked, tuple):
        return all(map(_is_short, asked))
    return not isinstance(asked, str) or len(asked) <= LONGEST_KEY
