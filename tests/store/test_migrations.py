"""A database says which schema version it has; another one's is not opened."""

from __future__ import annotations

import pytest

from store.errors import BadURI, WrongSchemaVersion
from store.mongo import migrations
from store.mongo.driver import Access, connect
from store.mongo.store import MongoStore
from tests.support.stores import mongomock_connection


async def test_an_empty_database_is_made_ready_and_then_left_alone() -> None:
    connection = mongomock_connection()

    await MongoStore.on(connection)
    await MongoStore.on(connection)

    assert migrations.VERSION == await migrations.version(connection.access)
    assert migrations.VERSION == await migrations.migrate(connection)


async def test_a_newer_database_is_neither_opened_nor_migrated() -> None:
    connection = mongomock_connection()
    await connection.access.insert("counters", [{"_id": "schema", "version": migrations.VERSION + 1}])

    with pytest.raises(WrongSchemaVersion) as caught:
        await MongoStore.on(connection)
    with pytest.raises(WrongSchemaVersion):
        await migrations.migrate(connection)

    assert ("STORE_SCHEMA_VERSION", migrations.VERSION + 1, migrations.VERSION) == (
        caught.value.code,
        caught.value.found,
        caught.value.wanted,
    )


async def test_an_older_database_waits_for_its_migration(monkeypatch: pytest.MonkeyPatch) -> None:
    connection = mongomock_connection()
    store = await MongoStore.on(connection)
    ran: list[int] = []

    async def second(access: Access) -> None:
        ran.append(2)

    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, second))
    monkeypatch.setattr(migrations, "VERSION", 2)

    with pytest.raises(WrongSchemaVersion):
        await MongoStore.on(connection)
    assert 1 == await migrations.migrate(connection)
    assert 2 == await migrations.migrate(connection)

    assert [2] == ran
    assert 0 == await store.head()
    await MongoStore.on(connection)


@pytest.mark.parametrize("uri", ["mongodb://", "mongodb://host:port/"])
def test_an_address_that_cannot_be_read_is_a_clear_error(uri: str) -> None:
    with pytest.raises(BadURI):
        connect(uri)
