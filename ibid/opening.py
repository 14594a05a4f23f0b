"""Opening the store that the settings name: MongoDB by its address, or the embedded server in a data directory."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from ibid.settings import Settings
from store.calls import OnCall
from store.embedded.client import Role, embedded
from store.mongo.driver import Connection, connect
from store.mongo.store import MongoStore


@asynccontextmanager
async def database_uri(settings: Settings, role: Role) -> AsyncIterator[str]:
    """The address of the database, which the embedded server is started or joined for."""
    if not settings.is_embedded:
        yield settings.mongodb_uri
        return
    async with embedded(settings.data_dir, role=role, port=settings.store_port, database=settings.database) as uri:
        yield uri


@asynccontextmanager
async def opened_connection(settings: Settings, role: Role) -> AsyncIterator[Connection]:
    """The database as it is, of whatever schema version, open until the block ends. Raises the store's errors."""
    async with database_uri(settings, role) as uri:
        connection = connect(uri, driver=settings.driver, database=settings.database)
        try:
            yield connection
        finally:
            await connection.close()


@asynccontextmanager
async def opened_store(settings: Settings, role: Role, on_call: OnCall | None = None) -> AsyncIterator[MongoStore]:
    """The store, open until the block ends. Raises the store's errors. `on_call` is told of each command."""
    async with database_uri(settings, role) as uri:
        store = await MongoStore.open(uri, driver=settings.driver, database=settings.database, on_call=on_call)
        try:
            yield store
        finally:
            await store.close()
