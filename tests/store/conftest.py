"""Stores for the contract: each engine gives an empty one to each test."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from store.mongo.store import MongoStore
from tests.support.stores import mongomock_store

ENGINES = ["mongomock"]


@pytest.fixture(params=ENGINES)
async def store(request: pytest.FixtureRequest) -> AsyncIterator[MongoStore]:
    """An empty store."""
    opened = await mongomock_store()
    yield opened
    await opened.close()
