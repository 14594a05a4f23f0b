"""Units of work for mongomock, which has no transactions: one at a time, with a log of what takes each write back."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

from store.mongo.driver import Access, Document

T = TypeVar("T")


class Undoing(Access):
    """Access that remembers how to take its writes back."""

    def __init__(self, database: Any) -> None:
        super().__init__(database)
        self._undo: list[tuple[str, Any, Document | None]] = []

    async def insert(self, collection: str, documents: Sequence[Document]) -> None:
        await super().insert(collection, documents)
        self._undo += [(collection, each["_id"], None) for each in documents]

    async def replace(self, collection: str, query: Document, document: Document) -> bool:
        await self._remember(collection, query)
        return await super().replace(collection, query, document)

    async def update(self, collection: str, query: Document, change: Document) -> bool:
        await self._remember(collection, query)
        return await super().update(collection, query, change)

    async def delete(self, collection: str, query: Document) -> bool:
        await self._remember(collection, query)
        return await super().delete(collection, query)

    async def _remember(self, collection: str, query: Document) -> None:
        before = await self.one(collection, query["_id"])
        if before is not None:
            self._undo.append((collection, query["_id"], before))

    async def take_back(self) -> None:
        """Put everything back as it was."""
        for collection, key, before in reversed(self._undo):
            if before is None:
                await super().delete(collection, {"_id": key})
            elif not await super().replace(collection, {"_id": key}, before):
                await super().insert(collection, [before])


class UndoLog:
    """`store.mongo.driver.Units` on mongomock."""

    def __init__(self, database: Any) -> None:
        self._database = database
        self._lock = asyncio.Lock()

    async def run(self, work: Callable[[Access], Awaitable[T]]) -> T:
        async with self._lock:
            access = Undoing(self._database)
            try:
                return await work(access)
            except BaseException:
                await access.take_back()
                raise
