"""A server of the small corpus."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from store.mongo.store import MongoStore
from tests.support.live import Listening, listening
from tests.support.records import corpus, stored


@pytest.fixture
async def store() -> AsyncIterator[MongoStore]:
    """The small corpus."""
    found = await stored(corpus())
    yield found
    await found.close()


@pytest.fixture
async def server(store: MongoStore) -> AsyncIterator[Listening]:
    """A server of it, with the default settings."""
    async with listening(store) as found:
        yield found
