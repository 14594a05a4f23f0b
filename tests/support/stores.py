"""Fresh stores for tests: `mongomock_store()` is an empty `MongoStore` in memory."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from typing import Any

from mongomock_motor import AsyncMongoMockClient

from store.errors import Unavailable
from store.mongo.driver import Access, Connection, Document
from store.mongo.store import MongoStore
from store.ports import Commit, Put, Writer
from store.records import Entity
from tests.support.undo import UndoLog


class InMemory(Access):
    """Access to mongomock: without change streams, and with replacements one by one.

    Its bulk writes do not know the options that the driver replaces with.
    """

    def writes(self, collection: str, key: Any) -> AsyncGenerator[None, None]:
        raise Unavailable("there are no change streams in memory")

    async def put_all(self, collection: str, documents: Sequence[Document]) -> None:
        for each in documents:
            await self._database[collection].replace_one({"_id": each["_id"]}, each, upsert=True)


def mongomock_connection() -> Connection:
    """An empty database in memory, behind the seam."""
    client: Any = AsyncMongoMockClient(tz_aware=True)
    database = client["ibid"]
    return Connection(client, InMemory(database), UndoLog(database))


async def mongomock_store() -> MongoStore:
    """An empty store in memory."""
    return await MongoStore.on(mongomock_connection())


async def put(store: Writer, *records: Entity) -> Commit:
    """Insert records in one commit."""
    return await store.commit([Put(None, record) for record in records], by="import")
