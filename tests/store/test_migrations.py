"""A database says which schema version it has; another one's is not opened."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from store.credentials import Credential
from store.errors import BadURI, WrongSchemaVersion
from store.mongo import migrations
from store.mongo.codec import encode
from store.mongo.driver import Access, connect
from store.mongo.store import MongoStore
from store.records import Change
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

    now, following = migrations.VERSION, migrations.VERSION + 1

    async def step(access: Access) -> None:
        ran.append(following)

    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, step))
    monkeypatch.setattr(migrations, "VERSION", following)

    with pytest.raises(WrongSchemaVersion):
        await MongoStore.on(connection)
    assert now == await migrations.migrate(connection)
    assert following == await migrations.migrate(connection)

    assert [following] == ran
    assert 0 == await store.head()
    await MongoStore.on(connection)


async def test_a_feed_of_a_row_a_change_becomes_one_in_blocks() -> None:
    connection = mongomock_connection()
    await connection.access.insert("counters", [{"_id": "schema", "version": 1}, {"_id": "changes", "seq": 250}])
    at = datetime(2026, 1, 1, tzinfo=UTC)
    old = Change(seq=0, type="PARAGRAPH", key="A/1#1", operation="UPSERT", revision=1, at=at, by="import")
    rows = [
        {**encode(replace(old, seq=seq)), "_id": seq, "key": old.key, "seq": seq, "commit": f"c{seq // 200}"}
        for seq in range(1, 251)
    ]
    await connection.access.insert("changes", rows)

    assert 1 == await migrations.migrate(connection)

    store = await MongoStore.on(connection)
    assert [replace(old, seq=seq) for seq in range(1, 251)] == await store.changes(0, 300)
    assert 3 == len([row async for row in connection.access.scan("changes")])


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


async def test_a_database_from_before_there_were_keys_takes_them_once_it_is_migrated() -> None:
    connection = mongomock_connection()
    await connection.access.insert("counters", [{"_id": "schema", "version": 3}, {"_id": "changes", "seq": 7}])

    assert 3 == await migrations.migrate(connection)

    store = await MongoStore.on(connection)
    at = datetime(2026, 11, 25, tzinfo=UTC)
    await store.keyring.add(Credential(key="0" * 64, id="1", name="partner", grants=(), created_at=at))
    assert ["1"] == [each.id for each in await store.keyring.every()]
    assert 7 == await store.head()
