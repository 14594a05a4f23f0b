"""Fresh stores for tests: `mongomock_store()` is an empty `MongoStore` in memory."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Any

from mongomock_motor import AsyncMongoMockClient

from store.errors import Unavailable
from store.mongo.driver import Access, Connection
from store.mongo.store import MongoStore
from store.ports import Commit, Put, Writer
from store.records import Entity
from tests.support.undo import UndoLog


class Untold(Access):
    """Access to a database without change streams."""

    def writes(self, collection: str, key: Any) -> AsyncGenerator[None, None]:
        raise Unavailable("there are no change streams in memory")


def mongomock_connection() -> Connection:
    """An empty database in memory, behind the seam."""
    client: Any = AsyncMongoMockClient(tz_aware=True)
    database = client["ibid"]
    return Connection(client, Untold(database), UndoLog(database))


async def mongomock_store() -> MongoStore:
    """An empty store in memory."""
    return await MongoStore.on(mongomock_connection())


async def put(store: Writer, *records: Entity) -> Commit:
    """Insert records in one commit."""
    return await store.commit([Put(None, record) for record in records], by="import")
