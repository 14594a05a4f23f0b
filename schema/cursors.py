"""The cursors of the feed: places in it as readers keep them, sealed with the feed's own key."""

from __future__ import annotations

from resolvers.changes.places import Place
from resolvers.changes.sealing import sealed, unsealed
from schema import opaque
from schema.context import Info

_FORM = "changes:2:"
"""What the text of a cursor begins with: whose it is, and the version of its form."""


def cursor_of(key: bytes, place: Place) -> str:
    """A place in the feed as readers keep it."""
    return opaque.wrap(sealed(key, f"{_FORM}{place}"))


def place_of(key: bytes, cursor: str) -> Place | None:
    """The place of a cursor; None where this feed, or what it was restored from, did not give it."""
    text = unsealed(key, opaque.unwrap(cursor) or "")
    return Place.parse(text.removeprefix(_FORM)) if text and text.startswith(_FORM) else None


async def feed_cursor(info: Info, seq: int) -> str | None:
    """The cursor behind a commit of one's own, for any filter; None where a request changed nothing in the feed."""
    if not seq:
        return None
    state = await info.context.loaders.feed_state.load(None)
    return cursor_of(state.key, Place(state.epoch, seq))
