"""What a follower is told: what was, that it is caught up, what comes, and why it ends."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import pytest

from i18n.languages import EN, Tag
from resolvers.access import PUBLIC, Grant, Principal, Role
from resolvers.changes.following import CaughtUp, Changed, Event, Heartbeat, Reset, ResetReason
from resolvers.changes.places import Place, Wanted, mark
from resolvers.changes.scope import Operation, Scope, Told
from resolvers.changes.watching import WINDOW, TooManyFollowers
from store.errors import Unavailable
from tests.support.feeds import EPOCH, a_feed, a_following, a_scope, a_watch, change, rest, settle, take

FR = Tag("fr")
NOTES = Wanted(types=frozenset({"FOOTNOTE"}))
ONLY_NOTES = a_scope(types=frozenset({"FOOTNOTE"}))


FRENCH = Principal("a reader", grants=(Grant(Role.READER, frozenset({FR})),))


def place(seq: int, wanted: Wanted = Wanted(), principal: Principal = PUBLIC) -> Place:  # noqa: B008  # frozen
    return Scope.of(principal, wanted).behind(EPOCH, seq, change(seq) if seq else None)


def seqs(events: Sequence[Event]) -> list[int]:
    return [event.told.change.seq for event in events if isinstance(event, Changed)]


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


async def test_without_a_cursor_it_begins_now() -> None:
    feed = a_feed(5)
    watch = a_watch(feed)
    events = a_following(watch).events()

    assert await take(events, 1) == [CaughtUp(place(5))]
    feed.add()
    watch.wake()
    assert await take(events, 1) == [Changed(Told(change(6), Operation.UPSERT), place(6))]
    await events.aclose()


async def test_an_empty_feed_can_be_followed() -> None:
    feed = a_feed()
    watch = a_watch(feed)
    events = a_following(watch).events()

    (caught_up,) = await take(events, 1)
    feed.add(2)
    watch.wake()

    assert caught_up == CaughtUp(place(0))
    assert seqs(await take(events, 2)) == [1, 2]
    await events.aclose()


@pytest.mark.parametrize("after", [0, 1, 499, 500, 501, 1234])
async def test_what_was_missed_is_told_in_order_and_then_that_it_is_caught_up(after: int) -> None:
    events = a_following(a_watch(a_feed(1234)), start=place(after)).events()

    told = await take(events, 1234 - after + 1)

    assert seqs(told) == list(range(after + 1, 1235))
    assert told[-1] == CaughtUp(place(1234))
    await events.aclose()


async def test_from_any_cursor_that_was_told_the_rest_follows() -> None:
    """Whoever is cut off after any event, and comes back with its cursor, misses nothing and gets nothing twice."""
    feed = a_feed(7)
    whole = a_following(a_watch(feed), start=place(0)).events()
    told = await take(whole, 8)
    await whole.aclose()

    for number, event in enumerate(told[:-1], start=1):
        again = a_following(a_watch(feed), start=event.place).events()
        assert seqs(await take(again, 8 - number)) == list(range(number + 1, 8))
        await again.aclose()


async def test_what_is_not_wanted_is_not_told_and_the_cursor_goes_on_all_the_same() -> None:
    feed = a_feed(WINDOW + 3)
    feed.add(type="FOOTNOTE")
    feed.add(2)
    events = a_following(a_watch(feed), start=place(0, NOTES), scope=ONLY_NOTES).events()

    told = await take(events, 2)

    assert seqs(told) == [WINDOW + 4]
    assert told[1] == CaughtUp(place(WINDOW + 6, NOTES))
    await events.aclose()


async def test_what_one_may_not_see_is_not_told_and_the_cursor_goes_on_all_the_same() -> None:
    feed = a_feed()
    feed.add(3, is_of_texts=True)
    watch = a_watch(feed)
    events = a_following(watch, scope=a_scope(FRENCH), start=place(0, principal=FRENCH)).events()

    (caught_up,) = await take(events, 1)
    assert isinstance(caught_up, CaughtUp)
    assert caught_up.place.seq == 3
    feed.add(languages=(FR,), is_of_texts=True)
    feed.add(languages=(EN,), is_of_texts=True)
    watch.wake()
    assert seqs(await take(events, 1)) == [4]
    await events.aclose()


async def test_silence_is_broken_by_heartbeats() -> None:
    events = a_following(a_watch(a_feed(2)), heartbeat_seconds=0.001).events()

    assert await take(events, 3) == [CaughtUp(place(2)), Heartbeat(place(2)), Heartbeat(place(2))]
    await events.aclose()


async def test_changes_that_are_not_wanted_do_not_put_off_a_heartbeat() -> None:
    feed, clock = a_feed(1), Clock()
    watch = a_watch(feed)
    events = a_following(watch, scope=ONLY_NOTES, clock=clock).events()
    await take(events, 1)

    waiting = asyncio.ensure_future(anext(events))
    await settle(feed)
    clock.now = 21
    feed.add(4)
    watch.wake()

    assert await waiting == Heartbeat(place(5, NOTES))
    await events.aclose()


@pytest.mark.parametrize(
    ("start", "reason"),
    [
        (replace(place(3), seq=4), ResetReason.EPOCH_CHANGED),
        (replace(place(2), mark=mark(change(2, key="A/RES/1/1"))), ResetReason.EPOCH_CHANGED),
        (replace(place(2), epoch="e0"), ResetReason.EPOCH_CHANGED),
        (place(2, principal=FRENCH), ResetReason.GRANTS_CHANGED),
    ],
    ids=["beyond the head", "another history", "another epoch", "other grants"],
)
async def test_a_cursor_that_cannot_be_served_is_answered_by_a_reset_without_one(
    start: Place, reason: ResetReason
) -> None:
    assert await rest(a_following(a_watch(a_feed(3)), start=start).events()) == [Reset(reason, None)]


@pytest.mark.parametrize(("scope", "told"), [(a_scope(), [4, 5]), (ONLY_NOTES, []), (a_scope(FRENCH), [])])
async def test_behind_a_number_alone_one_can_begin_with_any_filter_and_grants(scope: Scope, told: list[int]) -> None:
    feed = a_feed()
    feed.add(5, is_of_texts=True)
    following = a_following(a_watch(feed), start=Place(EPOCH, 3), scope=scope)
    events = following.events()

    *changes, caught_up = await take(events, len(told) + 1)

    assert seqs(changes) == told
    assert isinstance(caught_up, CaughtUp)
    await events.aclose()


async def test_a_cursor_of_changes_that_are_no_longer_kept_has_expired() -> None:
    feed = a_feed(9)
    feed.gone = {1, 2, 3}

    assert await rest(a_following(a_watch(feed), start=place(2)).events()) == [Reset(ResetReason.CURSOR_EXPIRED, None)]


async def test_a_cursor_from_before_what_was_pruned_has_expired_and_one_at_its_end_has_not() -> None:
    feed = a_feed(9)
    feed.pruned = 3
    watch = a_watch(feed)
    at_the_end = a_following(watch, start=place(3)).events()

    assert await rest(a_following(watch, start=place(2)).events()) == [Reset(ResetReason.CURSOR_EXPIRED, None)]
    assert seqs(await take(at_the_end, 6)) == [4, 5, 6, 7, 8, 9]
    await at_the_end.aclose()


async def test_who_is_overtaken_by_pruning_is_told_that_their_place_has_expired() -> None:
    feed = a_feed(WINDOW + 9)
    events = a_following(a_watch(feed), start=place(0)).events()
    await take(events, WINDOW)
    feed.pruned = WINDOW + 3

    assert await rest(events) == [Reset(ResetReason.CURSOR_EXPIRED, None)]


async def test_a_backup_that_was_restored_ends_the_subscription_though_it_has_as_many_changes() -> None:
    feed = a_feed(9)
    watch = a_watch(feed)
    events = a_following(watch).events()
    await take(events, 1)

    feed.epoch = "e2"
    watch.wake()

    assert await rest(events) == [Reset(ResetReason.EPOCH_CHANGED, None)]


async def test_a_database_that_was_replaced_ends_the_subscription() -> None:
    feed = a_feed(9)
    watch = a_watch(feed)
    events = a_following(watch).events()
    await take(events, 1)

    del feed.rows[4:]
    watch.wake()

    assert await rest(events) == [Reset(ResetReason.EPOCH_CHANGED, None)]


async def test_a_server_that_stops_says_where_to_go_on() -> None:
    watch = a_watch(a_feed(3))
    events = a_following(watch, start=place(0)).events()
    await take(events, 2)

    watch.stop()

    assert await rest(events) == [Reset(ResetReason.SHUTTING_DOWN, place(2))]


async def test_who_waits_hears_of_the_stop_at_once() -> None:
    feed = a_feed(3)
    watch = a_watch(feed)
    events = a_following(watch).events()
    await take(events, 1)
    ending = asyncio.ensure_future(rest(events))
    watch.wake()
    await settle(feed)

    watch.stop()

    assert await ending == [Reset(ResetReason.SHUTTING_DOWN, place(3))]


async def test_who_stays_behind_for_too_long_is_told_where_to_go_on() -> None:
    feed, clock = a_feed(1), Clock()
    watch = a_watch(feed)
    events = a_following(watch, clock=clock, patience_seconds=60).events()
    await take(events, 1)
    feed.add(10)
    watch.wake()

    assert seqs(await take(events, 2)) == [2, 3]
    clock.now = 61

    assert await rest(events) == [Reset(ResetReason.TOO_SLOW, place(3))]


async def test_who_is_still_reading_what_was_is_never_too_slow() -> None:
    clock = Clock()
    events = a_following(a_watch(a_feed(5)), start=place(0), clock=clock, patience_seconds=60).events()
    told: list[Event] = []
    for _ in range(6):
        told += await take(events, 1)
        clock.now += 100

    assert seqs(told) == [1, 2, 3, 4, 5]
    assert isinstance(told[-1], CaughtUp)
    await events.aclose()


async def test_grants_that_are_taken_away_end_the_subscription_within_a_heartbeat() -> None:
    scope = a_scope()
    answers = iter([scope.grants, scope.grants])

    async def now() -> str:
        return next(answers, "fewer")

    events = a_following(a_watch(a_feed(2)), scope=scope, grants_now=now, heartbeat_seconds=0.001).events()

    *before, last = await rest(events)

    assert {type(event) for event in before} == {CaughtUp, Heartbeat}
    assert last == Reset(ResetReason.GRANTS_CHANGED, None)


async def test_a_store_that_cannot_say_takes_no_grants_away() -> None:
    async def now() -> str:
        raise Unavailable("gone")

    events = a_following(a_watch(a_feed(2)), grants_now=now, heartbeat_seconds=0.001).events()

    assert [type(event) for event in await take(events, 4)] == [CaughtUp, Heartbeat, Heartbeat, Heartbeat]
    await events.aclose()


@pytest.mark.parametrize("taken", [0, 1, 2])
async def test_who_leaves_leaves_nothing_behind(taken: int) -> None:
    before = asyncio.all_tasks()
    watch = a_watch(a_feed(3))
    events = a_following(watch, start=place(2)).events()
    await take(events, taken)

    await events.aclose()

    assert (watch.followers, watch.is_polling) == (0, False)
    assert asyncio.all_tasks() == before


async def test_who_is_cut_off_while_waiting_leaves_nothing_behind() -> None:
    before = asyncio.all_tasks()
    feed = a_feed(3)
    watch = a_watch(feed)
    following = asyncio.create_task(rest(a_following(watch).events()))
    await settle(feed)

    following.cancel()
    await asyncio.wait({following})

    assert (watch.followers, watch.is_polling) == (0, False)
    assert asyncio.all_tasks() == before


async def test_one_too_many_is_told_nothing() -> None:
    watch = a_watch(a_feed(), most=1)
    first = a_following(watch).events()
    await take(first, 1)

    with pytest.raises(TooManyFollowers):
        await rest(a_following(watch).events())
    await first.aclose()
