"""The watch over the feed: one for everybody, and only while somebody follows."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field

import pytest

from resolvers.changes import watching
from resolvers.changes.listening import Listener
from resolvers.changes.troubles import change_at
from resolvers.changes.watching import KEPT, TooManyFollowers
from store.errors import Unavailable
from tests.support.feeds import EPOCH, WITHIN, FakeFeed, a_feed, a_watch, settle
from tests.support.processes import until


async def test_nobody_looks_while_nobody_follows() -> None:
    feed = a_feed(3)
    watch = a_watch(feed)
    before = asyncio.all_tasks()

    async with watch.following(), watch.following():
        polling = asyncio.all_tasks() - before

    assert len(polling) == 2
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


async def test_what_the_store_tells_of_is_looked_at_at_once() -> None:
    feed = a_feed()
    feed.tell = asyncio.Event()
    watch = a_watch(feed)

    async with watch.following():
        await settle(feed)
        feed.add(3)
        feed.tell.set()
        await watch.moved(0, WITHIN)

    assert watch.seen == 3


async def test_a_store_that_tells_is_looked_at_seldom_all_the_same() -> None:
    """The net below what is told: here nothing is, though it seems to be."""
    feed = a_feed()
    feed.tell = asyncio.Event()
    watch = a_watch(feed, net_seconds=0.001)

    async with watch.following():
        await settle(feed)
        feed.add()
        await watch.moved(0, WITHIN)
        assert watch.is_told

    assert watch.seen == 1
    assert not watch.is_told


async def test_where_the_store_tells_of_nothing_it_is_looked_at_often(caplog: pytest.LogCaptureFixture) -> None:
    feed = a_feed()
    watch = a_watch(feed, poll_seconds=0.001)

    with caplog.at_level(logging.INFO, "ibid.changes"):
        async with watch.following():
            await settle(feed)
            assert not watch.is_told
            feed.add()
            await watch.moved(0, WITHIN)

    assert [record.reason for record in caplog.records] == ["nothing is told"]  # type: ignore[attr-defined]  # extra


async def test_a_store_that_ceases_to_tell_is_looked_at_at_once_and_then_often() -> None:
    """The net is an hour, and so would be the wait for it."""
    feed = a_feed()
    feed.tell = asyncio.Event()
    watch = a_watch(feed, poll_seconds=0.001, net_seconds=3600)

    async with watch.following():
        await settle(feed)
        await until(lambda: watch.is_told)
        feed.add()
        feed.mute = True
        feed.tell.set()
        await watch.moved(0, WITHIN)
        await until(lambda: not watch.is_told)
        feed.add()
        await watch.moved(1, WITHIN)

    assert watch.seen == 2


@dataclass
class Moody(FakeFeed):
    """A feed that tells each time for as long as its moods say, and of nothing where that is 0."""

    moods: list[int] = field(default_factory=list)
    heard: list[bool] = field(default_factory=list)
    done: asyncio.Event = field(default_factory=asyncio.Event)

    async def wakeups(self) -> AsyncGenerator[None, None]:
        if not self.moods:
            self.done.set()
        elif not (times := self.moods.pop(0)):
            raise Unavailable("nothing is told")
        else:
            for _ in range(times):
                yield


async def test_a_store_that_ceased_to_tell_is_asked_again(caplog: pytest.LogCaptureFixture) -> None:
    """Whoever is woken is told whether there is more to come; that there is none is said once, until there was."""
    feed = Moody(moods=[0, 0, 2, 0, 1])
    listener = Listener(lambda: feed, lambda: feed.heard.append(listener.is_told), again_seconds=0.001)

    with caplog.at_level(logging.INFO, "ibid.changes"):
        listening = asyncio.create_task(listener.run())
        async with asyncio.timeout(WITHIN):
            await feed.done.wait()
        listening.cancel()
        await asyncio.wait({listening})

    assert feed.heard == [True, True, False, True, False]
    assert [record.reason for record in caplog.records] == ["nothing is told", "it has ended", "it has ended"]  # type: ignore[attr-defined]  # extra
