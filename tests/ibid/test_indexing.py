"""The search index of a server that runs."""

from __future__ import annotations

import asyncio

import pytest

from i18n.words import sought
from ibid.indexing import PATIENCE, _Watch, indexed
from store.errors import CannotWrite
from store.mongo.store import MongoStore
from store.ports import Put
from store.search.query import Query, Search, Term
from tests.store.builders import document, paragraph
from tests.support.stores import mongomock_store

KEY = "A/RES/74/148#1"


async def found(store: MongoStore, word: str) -> list[str]:
    hits = await store.search(Search(query=Query(((Term(sought(word)),),)), first=10))
    return [hit.key for hit in hits.hits]


async def test_what_was_committed_before_is_found_from_the_start() -> None:
    store = await mongomock_store()
    await store.commit([Put(None, document()), Put(None, paragraph(1, "before"))], by="import")

    async with indexed(store):
        assert [KEY] == await found(store, "before")


async def test_what_is_committed_later_is_found_soon() -> None:
    store = await mongomock_store()

    async with indexed(store, look_seconds=0.001):
        await store.commit([Put(None, document()), Put(None, paragraph(1, "later"))], by="editor")

        async with asyncio.timeout(10):
            while await found(store, "later") != [KEY]:
                pass


async def test_a_store_that_takes_no_writes_is_served_all_the_same(caplog: pytest.LogCaptureFixture) -> None:
    store = await mongomock_store()
    await store.commit([Put(None, document()), Put(None, paragraph(1, "word"))], by="import")

    async def full(segment: str) -> None:
        raise CannotWrite("the disk is full")

    store.segments.begin = full  # type: ignore[method-assign]

    async with indexed(store):
        assert [] == await found(store, "word")

    assert "the search index is behind" in caplog.text


def test_a_load_that_runs_is_left_to_index_what_it_commits() -> None:
    """New commits at each look, and segments now and then."""
    watch = _Watch()

    assert not any(watch.is_left_behind(head, head // 10 * 10 - 20) for head in range(100, 300))


def test_what_nobody_indexes_is_taken_in() -> None:
    """At once when nothing more is committed; else after some patience."""
    quiet, busy = _Watch(), _Watch()

    assert [False, True] == [quiet.is_left_behind(5, 3), quiet.is_left_behind(5, 3)]
    assert [PATIENCE] == [look for look in range(PATIENCE + 1) if busy.is_left_behind(10 + look, 3)]
    assert not _Watch(head=5).is_left_behind(5, 5)
