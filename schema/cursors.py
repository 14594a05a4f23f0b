"""The cursors of the feed: places in it as readers keep them, sealed with the feed's own key."""

from __future__ import annotations

from resolvers.changes.places import FIRST, Place
from resolvers.changes.scope import Scope, Told
from resolvers.changes.sealing import sealed, unsealed
from schema import opaque
from schema.context import Info
from store.ports import FeedState

_FORM = "changes:2:"
"""What the text of a cursor begins with: whose it is, and the version of its form."""


def cursor_of(key: bytes, place: Place) -> str:
    """A place in the feed as readers keep it."""
    return opaque.wrap(sealed(key, f"{_FORM}{place}"))


def place_of(key: bytes, cursor: str) -> Place | None:
    """The place of a cursor; None where this feed, or what it was restored from, did not give it."""
    text = unsealed(key, opaque.unwrap(cursor) or "")
    return Place.parse(text.removeprefix(_FORM)) if text and text.startswith(_FORM) else None


def start_of(state: FeedState, cursor: str | None) -> Place | None:
    """The place to go on from behind a cursor: without one the beginning of all; None where it is none of this feed."""
    return Place(state.epoch, FIRST) if cursor is None else place_of(state.key, cursor)


def cursor_behind(state: FeedState, scope: Scope, told: Told) -> str:
    """The cursor behind a change, of one follower."""
    return cursor_of(state.key, scope.behind(state.epoch, told.change.seq, told.change))


async def feed_cursor(info: Info, seq: int) -> str | None:
    """The cursor behind a commit of one's own, for any filter; None where a request changed nothing in the feed."""
    if not seq:
        return None
    state = await info.context.loaders.feed_state.load(None)
    return cursor_of(state.key, Place(state.epoch, seq))
