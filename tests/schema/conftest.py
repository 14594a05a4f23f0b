"""The small corpus, and somebody who asks of it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.support.asking import Asker
from tests.support.records import corpus, stored


@pytest.fixture
async def ask() -> AsyncIterator[Asker]:
    """A reader of the small corpus, without a preference."""
    store = await stored(corpus())
    yield Asker.of(store)
    await store.close()
