"""Room for a partner's copy in a MongoDB: plain documents by name, no store of Ibid's own and no transactions.

What is kept there, and in which order it is written, is the copier's to say (`ibid.mirror.targets.mongo`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Self

from store.mongo.collections import COUNTERS
from store.mongo.driver import Access, Connection, DriverName, Duplicate, chunks, connect, translated

Document = dict[str, Any]

OTHERWISE = "ibid_mirror"
"""The database of an address that names none: not the one that Ibid keeps its own records in."""

AT_ONCE = 500
"""Documents that are written by one message."""


class Copies:
    """A database that holds a copy. Raises the store's errors."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @classmethod
    def open(cls, uri: str, driver: DriverName = "motor") -> Self:
        """The database of an address; BadURI for what is none. Nothing is asked of it yet."""
        return cls(connect(uri, driver=driver, otherwise=OTHERWISE))

    async def close(self) -> None:
        """Let go of every connection."""
        await self._connection.close()

    async def is_a_store(self) -> bool:
        """Whether Ibid keeps its own records in this database."""
        return await self.one(COUNTERS, "schema") is not None

    async def index(self, collection: str, fields: Sequence[str]) -> None:
        """Make an index for each of some fields, unless it is there."""
        with self._writing() as access:
            for field in fields:
                await access.ensure_index(collection, [field])

    async def one(self, collection: str, name: str) -> Document | None:
        """A document by name."""
        with self._connection.reading() as access:
            return await access.one(collection, name)

    async def named(self, collection: str, names: Sequence[str]) -> Mapping[str, Document]:
        """Documents by name, those that are there."""
        with self._connection.reading(in_time=False) as access:
            return await access.by_ids(collection, names)

    async def among(self, collection: str, field: str, values: Sequence[str]) -> list[Document]:
        """The documents in which a field has one of some values."""
        found: list[Document] = []
        with self._connection.reading(in_time=False) as access:
            for chunk in chunks(values):
                found += await access.find(collection, {field: {"$in": list(chunk)}})
        return found

    async def values(self, collection: str, field: str) -> set[str]:
        """The values of a field in all documents of a collection."""
        with self._connection.reading(in_time=False) as access:
            return await access.values(collection, field)

    async def count(self, collection: str) -> int:
        """How many documents a collection has."""
        with self._connection.reading(in_time=False) as access:
            return await access.count(collection)

    async def put(self, collection: str, documents: Sequence[Document]) -> None:
        """Write documents whole, whatever was there of their names."""
        with self._writing() as access:
            for chunk in chunks(documents, AT_ONCE):
                await access.put_all(collection, chunk)

    async def add(self, collection: str, document: Document) -> bool:
        """Write a document unless one of its name is there, and say whether it was written."""
        with self._writing() as access:
            try:
                await access.insert(collection, [document])
            except Duplicate:
                return False
            return True

    async def change(self, collection: str, query: Document, change: Document) -> bool:
        """Change one document; False where the query matches none."""
        with self._writing() as access:
            return await access.update(collection, query, change)

    async def delete(self, collection: str, names: Sequence[str]) -> None:
        """Delete documents by name."""
        with self._writing() as access:
            for chunk in chunks(names, AT_ONCE):
                await access.delete_all(collection, chunk)

    async def delete_where(self, collection: str, query: Document) -> None:
        """Delete every document that the query matches."""
        with self._writing() as access:
            await access.delete_where(collection, query)

    @contextmanager
    def _writing(self) -> Iterator[Access]:
        with translated(writing=True):
            yield self._connection.access
