"""Stores for the contract: each engine gives an empty one to each test."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from itertools import count

import pytest
from pymongo import MongoClient

from store.mongo.store import MongoStore
from tests.support.embedded import running
from tests.support.stores import mongomock_store

GIVEN_URI = os.environ.get("IBID_TEST_MONGODB_URI")
"""A MongoDB to run the contract on, too."""

ENGINES = ["mongomock", pytest.param("embedded", marks=pytest.mark.embedded), *(["given"] if GIVEN_URI else [])]

_numbers = count(1)


@pytest.fixture(scope="session")
def embedded_uri(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of one embedded server for all tests."""
    with running(tmp_path_factory.mktemp("data")) as uri:
        yield uri


def fresh_name() -> str:
    """The name of a database of a test's own."""
    return f"test_{os.getpid()}_{next(_numbers)}"


@pytest.fixture(params=ENGINES)
async def store(request: pytest.FixtureRequest) -> AsyncIterator[MongoStore]:
    """An empty store. The embedded server's databases go with its directory."""
    if request.param == "mongomock":
        yield await mongomock_store()
        return
    uri: str = request.getfixturevalue("embedded_uri") if request.param == "embedded" else str(GIVEN_URI)
    database = fresh_name()
    opened = await MongoStore.open(uri, database=database)
    yield opened
    await opened.close()
    if request.param == "given":
        with MongoClient[dict[str, object]](uri) as client:
            client.drop_database(database)
