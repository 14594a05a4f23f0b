"""The arguments of connections: page sizes within bounds, and cursors that only their own list understands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

import strawberry

from resolvers.pages import Window
from schema import opaque
from schema.errors import BadCursor, BadPageSize
from schema.fields import given

DEFAULT_SIZE = 20
MOST = 100
"""The most items of a page."""

MOST_IN_DOCUMENT = 500
"""The most items of a page that lies inside one document."""

_POSITION = re.compile(r"[1-9][0-9]{0,8}")

First = Annotated[
    int | None,
    strawberry.argument(description="How many items to give from the start, or after `after`; 20 unless asked."),
]
After = Annotated[str | None, strawberry.argument(description="The cursor that the page comes right after.")]
Last = Annotated[
    int | None, strawberry.argument(description="How many items to give from the end, or before `before`.")
]
Before = Annotated[str | None, strawberry.argument(description="The cursor that the page comes right before.")]


@dataclass(frozen=True, slots=True)
class Order:
    """An order in which things are listed; a cursor of one order is refused by every other.

    `is_in_document` is true for places that are positions in a document.
    """

    name: str
    is_in_document: bool = False

    @property
    def most(self) -> int:
        """The most items of a page."""
        return MOST_IN_DOCUMENT if self.is_in_document else MOST

    def window(self, first: int | None, after: str | None, last: int | None, before: str | None) -> Window:
        """The page that the arguments ask for, or BadPageSize, or BadCursor."""
        first, last = given(first), given(last)
        if first is None and last is None:
            first = DEFAULT_SIZE
        if (first is not None and last is not None) or not 1 <= (first or last or 0) <= self.most:
            raise BadPageSize(limit=str(self.most))
        return Window(first=first, last=last, after=self._place(given(after)), before=self._place(given(before)))

    def cursor(self, place: str | int) -> str:
        """The cursor of a place: the version of its form, the order, the place."""
        return opaque.wrap(f"1:{self.name}:{place}")

    def _place(self, cursor: str | None) -> str | None:
        if cursor is None:
            return None
        version, _, rest = (opaque.unwrap(cursor) or "").partition(":")
        name, _, place = rest.partition(":")
        is_place = bool(_POSITION.fullmatch(place)) if self.is_in_document else bool(place)
        if (version, name) != ("1", self.name) or not is_place:
            raise BadCursor(words=cursor[:100])
        return place
