"""A store whose records are in memory: what Ibid costs where no database is asked.

Records are kept in dictionaries, and listings in the very shape that the database has them in, so that a page is read
by the code that always reads it. All that is no reading of records is that of an empty database in memory.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any, Self

from store.listings.derive import contributions
from store.listings.paging import Paging
from store.listings.tree import Directory, build
from store.mongo.collections import is_indexed
from store.mongo.store import MongoStore
from store.ports import Match, P, Page, R, Range, Slice
from store.records import CitationRecord, Entity, Entry, Placed, SubmissionRecord
from tests.support.stores import mongomock_connection


class Memory:
    """Records by key, by their place in a document, by indexed fields, and in listings."""

    def __init__(self, records: Iterable[Entity]) -> None:
        self.by_key: dict[type[Entity], dict[str, Any]] = defaultdict(dict)
        self._in_document: dict[tuple[type[Entity], str], list[Any]] = defaultdict(list)
        self._indexes: dict[tuple[type[Entity], tuple[str, ...]], dict[tuple[str | None, ...], list[Any]]] = {}
        said: dict[str, dict[tuple[str, str], dict[str, Any]]] = defaultdict(lambda: defaultdict(dict))
        for record in records:
            self.by_key[type(record)][record.key] = record
            if isinstance(record, Placed | CitationRecord | SubmissionRecord):
                self._in_document[type(record), record.document].append(record)
            for each in contributions(record):
                said[each.listing][each.sort, each.key][each.owner] = each.payload
        for placed in self._in_document.values():
            placed.sort(key=attrgetter("position"))
        self._chunks: dict[str, Sequence[Entry]] = {}
        self._directories = {name: self._listing(name, places) for name, places in said.items()}

    def _listing(self, name: str, places: dict[tuple[str, str], dict[str, Any]]) -> Directory:
        entries = (Entry(sort=sort, key=key, owners=owners) for (sort, key), owners in places.items())
        built = build(name, entries)
        self._chunks.update(built.chunks)
        return built.directory

    def between(self, kind: type[P], asked: Range) -> list[P]:
        """The records of a document at positions from the first to the last."""
        placed = self._in_document.get((kind, asked.document), [])
        position = attrgetter("position")
        return placed[bisect_left(placed, asked.first, key=position) : bisect_right(placed, asked.last, key=position)]

    def page(self, asked: Slice) -> Page:
        """A page of a listing."""
        paging = Paging(asked, self._directories.get(asked.listing) or Directory(name=asked.listing))
        while wanted := paging.wanted():
            paging.give({name: self._chunks[name] for name in wanted})
        return paging.page()

    def equal(self, kind: type[R], match: Match) -> list[R]:
        """The records that have these values; ValueError where the database has no such index."""
        names = tuple(sorted(match.fields))
        if not is_indexed(kind, frozenset(names)):
            raise ValueError(f"{kind.__name__} has no index on {', '.join(names)}")
        if (kind, names) not in self._indexes:
            self._indexes[kind, names] = self._index(kind, names)
        return list(self._indexes[kind, names].get(tuple(match.fields[name] for name in names), ()))

    def _index(self, kind: type[R], names: Sequence[str]) -> dict[tuple[str | None, ...], list[R]]:
        found: dict[tuple[str | None, ...], list[R]] = defaultdict(list)
        for record in sorted(self.by_key[kind].values(), key=lambda each: (getattr(each, "position", 0), each.key)):
            for values in _values(record, names):
                found[values].append(record)
        return found


def _values(record: Entity, names: Sequence[str]) -> Iterable[tuple[str | None, ...]]:
    """What a record is found by: an array's every item."""
    held = [getattr(record, name) for name in names]
    if len(held) == 1 and isinstance(held[0], tuple):
        return [(each,) for each in held[0]]
    return [tuple(None if value is None else str(value) for value in held)]


class MemoryStore(MongoStore):
    """`store.ports.Store`, its records read from memory."""

    memory: Memory

    @classmethod
    async def holding(cls, records: Iterable[Entity]) -> Self:
        """A store of these records."""
        store = await cls.on(mongomock_connection())
        store.memory = Memory(records)
        return store

    async def get(self, kind: type[R], keys: Sequence[str]) -> list[R | None]:
        """Records by key, in the order of `keys`."""
        records = self.memory.by_key[kind]
        return [records.get(key) for key in keys]

    async def ranges(self, kind: type[P], ranges: Sequence[Range]) -> list[list[P]]:
        """Records of documents by position."""
        return [self.memory.between(kind, each) for each in ranges]

    async def matching(self, kind: type[R], matches: Sequence[Match]) -> list[list[R]]:
        """Records by equality on indexed fields."""
        return [self.memory.equal(kind, each) for each in matches]

    async def pages(self, slices: Sequence[Slice]) -> list[Page]:
        """Pages of listings."""
        return [self.memory.page(each) for each in slices]
