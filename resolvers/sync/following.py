"""Pages of the feed for whoever asks for them by a cursor: each a page, or why there is none."""

from __future__ import annotations

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


async def page_of_feed(feed: Feed, state: FeedState, asked: AskedPage, *, source: Feed | None = None) -> Page | NoPage:
    """The page that is asked for of a feed, which is as `state` says, or why there is none.

    `source` is the feed itself, where `feed` is what a process has seen of it. Raises FeedGap where it is damaged.
    """
    try:
        return await _told(feed, state, asked)
    except FeedGap:  # it was pruned since it was asked what it is
        source = source or feed
        return await _told(source, await source.state(), asked)


async def _told(feed: Feed, state: FeedState, asked: AskedPage) -> Page | NoPage:
    if asked.place is None:
        return await _none(Trouble.CURSOR_INVALID, feed, state, asked)
    wrong = await trouble(feed, state, asked.place, asked.scope)
    if wrong is not None:
        return await _none(wrong, feed, state, asked)
    return await page_behind(feed, state, asked.place, asked.scope, asked.first)


async def _none(wrong: Trouble, feed: Feed, state: FeedState, asked: AskedPage) -> NoPage:
    return NoPage(wrong, await place_behind(feed, state, state.pruned, asked.scope))
