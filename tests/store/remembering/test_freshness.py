"""How new what is kept is: when the feed is looked at, and what is taken for gone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from store.errors import Unavailable
from store.ports import FeedState
from store.records import ParagraphRecord
from store.remembering.freshness import MOST_CHANGES, MOST_SECONDS, REMEMBERED, SOON_SECONDS, Freshness, Seen
from store.remembering.names import MadeFrom, Names
from tests.support.feeds import EPOCH, FakeFeed, a_feed


@dataclass(slots=True)
class Clock:
    now: float = 100.0

    def __call__(self) -> float:
        return self.now


@dataclass
class CountedFeed(FakeFeed):
    """A feed that counts how often it was looked at; `meanwhile` is done once, while somebody looks."""

    looks: int = 0
    meanwhile: Callable[[], None] | None = None

    async def state(self) -> FeedState:
        self.looks += 1
        state = await super().state()
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile is not None:
            meanwhile()
        return state


class Looked:
    """A freshness over a feed, and what it had forgotten."""

    def __init__(self, number: int) -> None:
        self.feed = CountedFeed()
        self.feed.add(number)
        self.clock = Clock()
        self.forgotten: list[Names | None] = []
        self.freshness = Freshness(self.feed, self.forgotten.append, clock=self.clock)

    async def ensure(self) -> int:
        """How often the feed was asked until it is known how new things are."""
        before = self.feed.looks
        await self.freshness.ensure()
        return self.feed.looks - before


def paragraph(number: int) -> Names:
    made_from = MadeFrom()
    made_from.records(ParagraphRecord, [f"A/RES/74/148#{number}"])
    return made_from.settled()


async def test_one_look_is_enough_for_all_who_ask_within_its_time() -> None:
    looked = Looked(3)

    assert await looked.ensure() == 1
    looked.clock.now += SOON_SECONDS
    assert await looked.ensure() == 0
    looked.clock.now += MOST_SECONDS
    assert await looked.ensure() == 1


async def test_many_who_wait_wait_for_the_same_look() -> None:
    feed = a_feed(3)
    freshness = Freshness(feed, lambda _: None)
    await asyncio.gather(*(freshness.ensure() for _ in range(20)))

    assert freshness.seen == Seen(EPOCH, 3)
    assert freshness.turn == 1


async def test_after_a_commit_here_nothing_is_given_before_a_look() -> None:
    looked = Looked(3)
    await looked.ensure()
    looked.feed.add(document="A/RES/74/148")
    looked.freshness.expire()

    assert not looked.freshness.is_fresh()
    assert await looked.ensure() == 1
    assert looked.freshness.seen.seq == 4


async def test_a_look_that_a_commit_overtook_is_not_enough() -> None:
    looked = Looked(3)

    def commit() -> None:
        looked.feed.add()
        looked.freshness.expire()

    looked.feed.meanwhile = commit
    await looked.freshness.ensure()

    assert looked.freshness.seen.seq == 4


async def test_what_a_change_touches_is_no_longer_so_and_the_rest_is() -> None:
    looked = Looked(3)
    await looked.ensure()
    turn = looked.freshness.turn
    looked.feed.add()
    looked.freshness.expire()
    await looked.ensure()

    assert not looked.freshness.holds(turn, paragraph(4))
    assert looked.freshness.holds(turn, paragraph(1))
    assert looked.freshness.holds(looked.freshness.turn, paragraph(4))


@pytest.mark.parametrize("how", ["epoch", "shorter", "much", "pruned", "unknown"])
async def test_where_it_is_not_known_what_changed_nothing_is_so_any_longer(how: str) -> None:
    looked = Looked(3)
    await looked.ensure()
    turn = looked.freshness.turn
    match how:
        case "epoch":
            looked.feed.epoch = "e2"
        case "shorter":
            del looked.feed.rows[-1]
        case "much":
            looked.feed.add(MOST_CHANGES + 1)
        case "pruned":
            looked.feed.add()
            looked.feed.pruned = 4
        case _:
            looked.feed.add(type="TREATY BODY")
    looked.freshness.expire()
    await looked.ensure()

    assert looked.forgotten[-1] is None
    assert not looked.freshness.holds(turn, paragraph(1))


async def test_what_was_made_so_many_turns_ago_that_they_are_not_remembered_is_taken_for_gone() -> None:
    looked = Looked(3)
    await looked.ensure()
    turns = []
    for _ in range(REMEMBERED + 1):
        turns.append(looked.freshness.turn)
        looked.feed.add()
        looked.freshness.expire()
        await looked.freshness.ensure()

    assert not looked.freshness.holds(turns[0], paragraph(1))
    assert looked.freshness.holds(turns[1], paragraph(1))


async def test_a_place_that_was_not_seen_is_worth_a_look_and_one_that_was_is_not() -> None:
    looked = Looked(3)
    await looked.ensure()
    looked.feed.add()
    await looked.freshness.reach(Seen(EPOCH, 3))
    before = looked.freshness.seen.seq
    await looked.freshness.reach(Seen(EPOCH, 4))
    known = looked.freshness.seen.seq
    looked.feed.add()
    await looked.freshness.reach(None)

    assert (before, known, looked.freshness.seen.seq) == (3, 4, 5)


async def test_a_feed_that_cannot_be_looked_at_is_told_to_who_waits() -> None:
    feed = a_feed(3)
    feed.failing = Unavailable("away")
    freshness = Freshness(feed, lambda _: None)
    with pytest.raises(Unavailable):
        await freshness.ensure()
    feed.failing = None
    await freshness.ensure()

    assert freshness.seen.seq == 3
