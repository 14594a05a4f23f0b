"""Why the changes behind a place cannot be told."""

from __future__ import annotations

from enum import StrEnum

from resolvers.changes.places import Place, mark
from resolvers.changes.scope import Scope
from store.errors import FeedGap
from store.ports import Feed, FeedState
from store.records import Change


class Trouble(StrEnum):
    """What is wrong with a place in the feed."""

    CURSOR_EXPIRED = "CURSOR_EXPIRED"
    CURSOR_FILTER_MISMATCH = "CURSOR_FILTER_MISMATCH"
    CURSOR_INVALID = "CURSOR_INVALID"
    EPOCH_CHANGED = "EPOCH_CHANGED"


async def change_at(feed: Feed, seq: int) -> Change | None:
    """The change of a number; None for the number before the first one. Raises FeedGap."""
    found = await feed.changes(seq - 1, 1) if seq else []
    return found[0] if found else None


async def place_behind(feed: Feed, state: FeedState, seq: int, scope: Scope) -> Place:
    """The place behind a number of the feed, for one follower."""
    return scope.behind(state.epoch, seq, await change_at(feed, seq) if seq > state.pruned else None)


async def trouble(feed: Feed, state: FeedState, place: Place, scope: Scope) -> Trouble | None:
    """What is wrong with a place, for one follower; None where one can go on from it."""
    if place.epoch != state.epoch or place.seq > state.head:
        return Trouble.EPOCH_CHANGED
    if place.filter not in {"", scope.wanted.digest} or place.grants not in {"", scope.grants}:
        return Trouble.CURSOR_FILTER_MISMATCH
    if place.seq < state.pruned:
        return Trouble.CURSOR_EXPIRED
    return await _is_another(feed, state, place)


async def _is_another(feed: Feed, state: FeedState, place: Place) -> Trouble | None:
    """Whether the change at a place is another one than it was: the files of the database were put back."""
    if not place.mark or place.seq == state.pruned:
        return None
    try:
        found = mark(await change_at(feed, place.seq))
    except FeedGap:
        return Trouble.CURSOR_EXPIRED
    return None if found == place.mark else Trouble.EPOCH_CHANGED
