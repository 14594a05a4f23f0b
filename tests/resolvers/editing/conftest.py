"""The small corpus, and people who edit it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.support.desks import Table
from tests.support.records import corpus, counted, stored


@pytest.fixture
async def table() -> AsyncIterator[Table]:
    """The corpus, with the coverage that its texts have."""
    store = await stored(counted(corpus()))
    yield Table(store)
    await store.close()
