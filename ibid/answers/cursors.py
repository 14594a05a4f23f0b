"""The `Ibid-Cursor` header, both ways: the place in the feed that an answer is as new as.

Who sends the cursor of the last answer that they had, or of a mutation of theirs, is given nothing older.
"""

from __future__ import annotations

from resolvers.changes.places import Place
from schema.cursors import cursor_of, place_of
from store.remembering.freshness import Freshness, Seen

HEADER = "Ibid-Cursor"


class Cursors:
    """The cursors of places; the last one is known by heart."""

    def __init__(self) -> None:
        self._last: tuple[Seen, bytes] = (Seen(), b"")

    def of(self, seen: Seen, key: bytes) -> bytes:
        """The cursor of a place."""
        place, cursor = self._last
        if place is not seen:  # most looks at the feed find the same
            if place != seen:
                cursor = cursor_of(key, Place(seen.epoch, seen.seq)).encode()
            self._last = seen, cursor
        return cursor


def place_in(freshness: Freshness, cursor: str) -> Seen | None:
    """The place of a cursor; None where it is not of this feed."""
    place = place_of(freshness.key, cursor)
    return None if place is None else Seen(place.epoch, place.seq)
