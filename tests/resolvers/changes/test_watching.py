"""The watch over the feed: one for everybody, and only while somebody follows."""

from __future__ import annotations

import asyncio
import logging

import pytest

from resolvers.changes import watching
from resolvers.changes.troubles import change_at
from resolvers.changes.watching import KEPT, TooManyFollowers
from store.errors import Unavailable
from tests.support.feeds import EPOCH, WITHIN, a_feed, a_watch, settle


async def test_nobody_looks_while_nobody_follows() -> None:
    feed = a_feed(3)
    watch = a_watch(feed)
    before = asyncio.all_tasks()

    async with watch.following(), watch.following():
        polling = asyncio.all_tasks() - before

    assert len(polling) == 1
    assert asyncio.all_tasks() == before
    assert not watch.is_polling


async def test_it_looks_as_long_as_one_follows() -> None:
    watch = a_watch(a_feed())

    async with watch.following():
        async with watch.following():
            pass
        assert (watch.is_polling, watch.followers) == (True, 1)


async def test_it_looks_every_so_often_by_itself() -> None:
    feed = a_feed()
    watch = a_watch(feed, poll_seconds=0.001)

    async with watch.following():
        await settle(feed)
        feed.add()
        await watch.moved(0, WITHIN)

    assert watch.seen == 1


async def test_who_wakes_it_need_not_wait() -> None:
    feed = a_feed()
    watch = a_watch(feed)

    async with watch.following():
        await settle(feed)
        feed.add(2)
        watch.wake()
        await watch.moved(0, WITHIN)

    assert watch.seen == 2


async def test_however_many_follow_the_store_is_asked_once() -> None:
    feed = a_feed(1)
    watch = a_watch(feed)
    await watch.advance()
    feed.add(40)
    await watch.advance()
    feed.asked.clear()

    for _ in range(5):
        assert [each.seq for each in await watch.changes(1, 500)] == list(range(2, 42))

    assert feed.asked == []


async def test_what_is_old_comes_from_the_store() -> None:
    feed = a_feed(10)
    watch = a_watch(feed)
    await watch.advance()
    feed.add(1)

    assert [each.seq for each in await watch.changes(4, 3)] == [5, 6, 7]
    assert [each.seq for each in await watch.changes(8, 500)] == [9, 10]
    assert await watch.changes(10, 500) == []


async def test_only_so_many_changes_are_kept() -> None:
    feed = a_feed(1)
    watch = a_watch(feed)
    await watch.advance()
    for _ in range(3):
        feed.add(KEPT)
        await watch.advance()

    assert len(watch._kept) == KEPT
    assert [each.seq for each in await watch.changes(0, 2)] == [1, 2]


async def test_more_than_is_kept_at_once_is_left_to_the_store() -> None:
    feed = a_feed(1)
    watch = a_watch(feed)
    await watch.advance()
    feed.add(3 * KEPT)
    feed.asked.clear()

    await watch.advance()

    assert feed.asked == [(3 * KEPT, 1)]
    assert watch.seen == 3 * KEPT + 1
    assert len(await watch.changes(1, watching.WINDOW)) == watching.WINDOW


async def test_the_change_of_a_number() -> None:
    watch = a_watch(a_feed(3))
    await watch.advance()

    found = [await change_at(watch, seq) for seq in (0, 1, 3)]

    assert [each and each.seq for each in found] == [None, 1, 3]


async def test_what_a_feed_is_can_be_asked_before_anybody_follows() -> None:
    watch = a_watch(a_feed(3))

    state = await watch.state()

    assert (state.epoch, state.head) == (EPOCH, 3)


async def test_no_more_follow_than_may() -> None:
    watch = a_watch(a_feed(), most=1)

    async with watch.following():
        with pytest.raises(TooManyFollowers):
            async with watch.following():
                pytest.fail("one more followed")
    async with watch.following():
        assert watch.followers == 1


async def test_a_store_that_fails_is_told_of_once_and_looked_at_again(caplog: pytest.LogCaptureFixture) -> None:
    feed = a_feed()
    feed.failing = Unavailable("gone")
    watch = a_watch(feed, poll_seconds=0.001)

    with caplog.at_level(logging.WARNING, "ibid.changes"):
        async with watch.following():
            await settle(feed)
            await settle(feed)
            await settle(feed)
            feed.failing = None
            feed.add()
            await watch.moved(0, WITHIN)

    assert watch.seen == 1
    assert [record.getMessage() for record in caplog.records] == ["the feed cannot be read"]
