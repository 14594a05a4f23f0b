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

    newer = migrations.VERSION + 1

    async def one_more(access: Access) -> None:
        ran.append(newer)

    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, one_more))
    monkeypatch.setattr(migrations, "VERSION", newer)

    with pytest.raises(WrongSchemaVersion):
        await MongoStore.on(connection)
    assert newer - 1 == await migrations.migrate(connection)
    assert newer == await migrations.migrate(connection)

    assert [newer] == ran
    assert 0 == await store.head()
    await MongoStore.on(connection)


async def test_a_database_from_before_searching_gets_an_empty_index() -> None:
    connection = mongomock_connection()
    await migrations._first(connection.access)
    await connection.access.insert("counters", [{"_id": "schema", "version": 1}])

    assert 1 == await migrations.migrate(connection)

    store = await MongoStore.on(connection)
    assert (0, ()) == ((await store.segments.manifest()).seq, (await store.segments.manifest()).live)


@pytest.mark.parametrize("uri", ["mongodb://", "mongodb://host:port/"])
def test_an_address_that_cannot_be_read_is_a_clear_error(uri: str) -> None:
    with pytest.raises(BadURI):
        connect(uri)
