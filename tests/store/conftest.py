"""Stores for the contract: each engine, by each driver, gives an empty one to each test."""

from __future__ import annotations

import gc
import os
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from itertools import count
from typing import get_args

import pytest
from pymongo import MongoClient

from store.mongo.driver import DriverName
from store.mongo.store import MongoStore
from tests.support.embedded import running
from tests.support.stores import mongomock_store

GIVEN_URI = os.environ.get("IBID_TEST_MONGODB_URI")
"""A MongoDB to run the contract on, too."""

DRIVERS: tuple[DriverName, ...] = get_args(DriverName)

MARKS: Mapping[DriverName, Sequence[pytest.MarkDecorator]] = {
    "motor": (),
    # When it is closed, it leaves a socket that it was just connecting to whoever collects it.
    "pymongo": (pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),),
}

ENGINES = [
    pytest.param(("mongomock", "motor"), id="mongomock"),
    *(
        pytest.param(("embedded", each), id=f"embedded-{each}", marks=(pytest.mark.embedded, *MARKS[each]))
        for each in DRIVERS
    ),
    *(pytest.param(("given", each), id=f"given-{each}", marks=MARKS[each]) for each in DRIVERS if GIVEN_URI),
]

_numbers = count(1)


@pytest.fixture(scope="session")
def embedded_uri(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of one embedded server for all tests."""
    with running(tmp_path_factory.mktemp("data")) as uri:
        yield uri


def fresh_name() -> str:
    """The name of a database of a test's own."""
    return f"test_{os.getpid()}_{next(_numbers)}"


@pytest.fixture(params=[pytest.param(each, marks=MARKS[each]) for each in DRIVERS])
def driver(request: pytest.FixtureRequest) -> Iterator[DriverName]:
    """Each driver."""
    name: DriverName = request.param
    yield name
    if name == "pymongo":
        gc.collect()


@pytest.fixture(params=ENGINES)
async def store(request: pytest.FixtureRequest) -> AsyncIterator[MongoStore]:
    """An empty store. The embedded server's databases go with its directory."""
    engine, driver = request.param
    if engine == "mongomock":
        yield await mongomock_store()
        return
    uri: str = request.getfixturevalue("embedded_uri") if engine == "embedded" else str(GIVEN_URI)
    database = fresh_name()
    opened = await MongoStore.open(uri, driver=driver, database=database)
    yield opened
    await opened.close()
    if engine == "given":
        with MongoClient[dict[str, object]](uri) as client:
            client.drop_database(database)
