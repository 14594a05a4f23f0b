"""Pages of the feed for whoever asks for them by a cursor: each a page, or why there is none."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from resolvers.changes.places import Place
from resolvers.changes.scope import Scope
from resolvers.changes.troubles import Trouble, place_behind, trouble
from resolvers.sync.page import Page, page_behind
from store.errors import FeedGap
from store.ports import Feed, FeedState


@dataclass(frozen=True, slots=True)
class AskedPage:
    """At most `first` entities that changed behind a place (None: there was a cursor, and it is none of the feed)."""

    place: Place | None
    scope: Scope
    first: int


@dataclass(frozen=True, slots=True)
class NoPage:
    """Why there is no page, and the oldest place that can be gone on from."""

    trouble: Trouble
    oldest: Place


def pages_of_feed(feed: Feed) -> Callable[[Sequence[AskedPage]], Awaitable[list[Page | NoPage]]]:
    """What answers such questions, the feed being asked once what it is."""

    async def pages(asked: Sequence[AskedPage]) -> list[Page | NoPage]:
        state = await feed.state()
        return [await _page(feed, state, each) for each in asked]

    return pages


async def _page(feed: Feed, state: FeedState, asked: AskedPage) -> Page | NoPage:
    place = asked.place
    try:
        return await _told(feed, state, place, asked)
    except FeedGap:  # it was pruned since it was asked what it is
        state = await feed.state()
        return NoPage(Trouble.CURSOR_EXPIRED, await place_behind(feed, state, state.pruned, asked.scope))


async def _told(feed: Feed, state: FeedState, place: Place | None, asked: AskedPage) -> Page | NoPage:
    wrong = Trouble.CURSOR_INVALID if place is None else await trouble(feed, state, place, asked.scope)
    if place is None or wrong is not None:
        oldest = await place_behind(feed, state, state.pruned, asked.scope)
        return NoPage(wrong or Trouble.CURSOR_INVALID, oldest)
    return await page_behind(feed, state, place, asked.scope, asked.first)
