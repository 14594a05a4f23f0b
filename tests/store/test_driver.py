"""The seam: the store's errors and no others come out of it, and in time."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from pymongo.errors import (
    AutoReconnect,
    DuplicateKeyError,
    ExecutionTimeout,
    InvalidOperation,
    OperationFailure,
    PyMongoError,
    ServerSelectionTimeoutError,
)

from store.embedded.client import embedded
from store.errors import CannotWrite, NoTransactions, StoreError, Unavailable
from store.mongo.driver import Access, Connection, DriverName, Duplicate, Transactions, chunks, connect, translated
from store.mongo.store import MongoStore
from store.ports import Put
from tests.store.builders import state
from tests.store.conftest import fresh_name
from tests.support.processes import paused, runtime
from tests.support.stores import mongomock_connection


@pytest.mark.parametrize(
    ("error", "read", "write"),
    [
        (ServerSelectionTimeoutError("nobody"), Unavailable, Unavailable),
        (AutoReconnect("gone"), Unavailable, Unavailable),
        (InvalidOperation("Cannot use MongoClient after close"), Unavailable, Unavailable),
        (ExecutionTimeout("too long", 50), Unavailable, Unavailable),
        (OperationFailure("authentication failed", 18), Unavailable, Unavailable),
        (OperationFailure("internal server error", 1), Unavailable, CannotWrite),
        (OperationFailure("no space", 14031), Unavailable, CannotWrite),
        (OperationFailure("not authorized", 13), Unavailable, CannotWrite),
        (TimeoutError(), Unavailable, Unavailable),
    ],
    ids=lambda value: type(value).__name__ + str(getattr(value, "code", "")) if isinstance(value, Exception) else "",
)
def test_what_the_driver_raises_becomes_ours(error: Exception, read: type[StoreError], write: type[StoreError]) -> None:
    with pytest.raises(read), translated(writing=False):
        raise error
    with pytest.raises(write), translated(writing=True):
        raise error


@pytest.mark.parametrize("error", [OperationFailure("unknown operator", 2), DuplicateKeyError("x", 11000)])
def test_a_fault_of_ours_is_not_hidden(error: PyMongoError) -> None:
    with pytest.raises(type(error)), translated(writing=True):
        raise error


def test_a_database_without_transactions_is_a_clear_error() -> None:
    with pytest.raises(NoTransactions, match="replica set"), translated(writing=True):
        raise OperationFailure("Transaction numbers are only allowed on a replica set member or mongos", 20)


async def test_an_insert_of_a_name_that_is_there_is_a_duplicate() -> None:
    access = mongomock_connection().access
    await access.insert("x", [{"_id": "a"}])

    with pytest.raises(Duplicate):
        await access.insert("x", [{"_id": "b"}, {"_id": "a"}])


def test_long_lists_are_asked_for_fifty_at_a_time() -> None:
    assert [50, 50, 1] == [len(some) for some in chunks(range(101))]


async def test_a_server_that_is_not_there_is_unavailable(driver: DriverName) -> None:
    connection = replace(connect("mongodb://127.0.0.1:1/", driver=driver), read_seconds=0.1)

    with pytest.raises(Unavailable):
        await MongoStore.on(connection)

    await connection.close()


@pytest.mark.embedded
async def test_a_store_that_was_closed_is_unavailable(embedded_uri: str, driver: DriverName) -> None:
    store = await MongoStore.open(embedded_uri, driver=driver, database=fresh_name())
    await store.close()

    with pytest.raises(Unavailable):
        await store.check()


@pytest.fixture
async def hasty(tmp_path: Path, driver: DriverName) -> AsyncIterator[MongoStore]:
    """A store that waits for a second, and an embedded server of its own in `tmp_path`."""
    async with embedded(tmp_path, role="serve") as uri:
        opened = connect(uri, driver=driver)
        client = opened.client
        database = client.get_default_database()
        store = await MongoStore.on(
            Connection(client, Access(database), Transactions(client, database, 1.0), read_seconds=1.0)
        )
        yield store
        await store.close()


@pytest.mark.embedded
async def test_a_server_that_hangs_is_unavailable_in_time_and_then_as_before(hasty: MongoStore, tmp_path: Path) -> None:
    await hasty.commit([Put(None, state("MEX"))], by="test")

    with paused(runtime(tmp_path).engine):
        started = time.monotonic()
        with pytest.raises(Unavailable):
            await hasty.check()
        with pytest.raises(Unavailable):
            await hasty.commit([Put(None, state("ALB"))], by="test")
        assert 6 > time.monotonic() - started

    await hasty.commit([Put(None, state("AND"))], by="test")
    changes = await hasty.changes(0, 10)
    assert list(range(1, len(changes) + 1)) == [change.seq for change in changes]
    assert {"MEX", "AND"} <= {change.key for change in changes} <= {"MEX", "AND", "ALB"}
