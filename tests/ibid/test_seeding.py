"""Filling an empty store: once, wholly, and never where somebody else began."""

from __future__ import annotations

import pytest

from ibid.seeding import BY, seed_if_empty
from seed.loading import SEED_CORPUS, load
from seed.loading.sources import sources
from store.mongo.store import MongoStore
from store.records import DocumentRecord
from tests.support.stores import mongomock_store

FILES = sources(SEED_CORPUS)


async def texts(store: MongoStore) -> dict[str, list[str]]:
    """The documents of the seed corpus that are held, with the languages of their titles."""
    held = await store.get(DocumentRecord, ["A/RES/74/148", "A/HRC/45/30"])
    return {record.key: sorted(record.variants) for record in held if record is not None}


WHOLE = {"A/RES/74/148": ["en", "fr"], "A/HRC/45/30": ["en"]}


async def test_an_empty_store_is_filled_and_a_full_one_left_alone() -> None:
    store = await mongomock_store()

    assert await seed_if_empty(store) == len(FILES)
    head = await store.head()
    assert WHOLE == await texts(store)
    assert await seed_if_empty(store) == 0
    assert head == await store.head()


@pytest.mark.parametrize("done", range(1, len(FILES)))
async def test_a_seeding_that_was_stopped_goes_on(done: int) -> None:
    store = await mongomock_store()
    async for _ in load(store, [file.path for file in FILES[:done]], by=BY):
        pass

    assert await seed_if_empty(store) == len(FILES) - done
    assert WHOLE == await texts(store)


async def test_a_store_that_somebody_loads_into_is_left_to_them() -> None:
    store = await mongomock_store()
    async for _ in load(store, [FILES[1].path], by="somebody"):
        pass

    assert await seed_if_empty(store) == 0
    assert list(await texts(store)) == ["A/RES/74/148"]
