"""Pages of long lists: what is asked of a page, and pages of what stands in one document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol

from store.ports import P, Page, Range, Reader, Slice
from store.records import Entry

WINDOW = 500
"""How many positions are read at once where only some of the records are wanted."""

NO_END = 2**31 - 1
"""A position above every real one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A page as it is asked for: `first` after `after`, or `last` before `before`.

    The places are sort places of a listing, or positions in a document as decimal digits; both are exclusive. Exactly
    one of `first` and `last` is set.
    """

    first: int | None = None
    last: int | None = None
    after: str | None = None
    before: str | None = None

    @property
    def size(self) -> int:
        """How many items the page may hold."""
        return (self.last if self.first is None else self.first) or 0

    @property
    def is_backward(self) -> bool:
        """Whether the page is counted from the end."""
        return self.first is None

    def of(self, listing: str, *, prefix: str | None = None, where: Callable[[Entry], bool] | None = None) -> Slice:
        """This page of a listing."""
        return Slice(
            listing=listing,
            first=self.first,
            last=self.last,
            after=self.after,
            before=self.before,
            prefix=prefix,
            where=where,
        )


class Listed(Protocol):
    """A question that a page of a listing answers."""

    def slice(self) -> Slice:
        """What to ask of the store."""
        ...


async def pages(reader: Reader, questions: Sequence[Listed]) -> list[Page]:
    """The page that answers each question."""
    return await reader.pages([question.slice() for question in questions])


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A page of the records of one kind that stand in a document at positions `low` to `high`.

    `traits` keeps only the records of these kinds or origins; `total` is how many there are of them, None where that
    is not kept.
    """

    document: str
    low: int
    high: int
    window: Window
    total: int | None
    traits: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Stretched(Generic[P]):
    """The records of a page in a document, in order."""

    records: tuple[P, ...]
    has_next: bool
    has_previous: bool
    total: int | None


async def stretches(
    reader: Reader, kind: type[P], asked: Sequence[Stretch], trait: Callable[[P], str]
) -> list[Stretched[P]]:
    """Pages in documents. One call where nothing is left out, and more in windows until the pages are full."""
    walks = [_Walk(each, trait) for each in asked]
    while pending := [walk for walk in walks if not walk.is_done]:
        found = await reader.ranges(kind, [walk.wanted() for walk in pending])
        for walk, records in zip(pending, found, strict=True):
            walk.give(records)
    return [walk.page() for walk in walks]


@dataclass(slots=True)
class _Walk(Generic[P]):
    """One stretch being read, from its near end: `low` to `high` are the positions that are still to be read."""

    asked: Stretch
    trait: Callable[[P], str]
    low: int = field(init=False)
    high: int = field(init=False)
    found: list[P] = field(default_factory=list)

    def __post_init__(self) -> None:
        window = self.asked.window
        self.low = max(self.asked.low, int(window.after) + 1 if window.after else 0)
        self.high = min(self.asked.high, int(window.before) - 1 if window.before else NO_END)

    @property
    def is_done(self) -> bool:
        size = self.asked.window.size
        enough = size if self.asked.traits is None else size + 1
        return self.low > self.high or len(self.found) >= enough

    def wanted(self) -> Range:
        step = self.asked.window.size if self.asked.traits is None else WINDOW
        if self.asked.window.is_backward:
            return Range(self.asked.document, max(self.low, self.high - step + 1), self.high)
        return Range(self.asked.document, self.low, min(self.high, self.low + step - 1))

    def give(self, records: Sequence[P]) -> None:
        traits, read = self.asked.traits, self.wanted()
        kept = [record for record in records if traits is None or self.trait(record) in traits]
        if self.asked.window.is_backward:
            self.found = kept + self.found
            self.high = read.first - 1
        else:
            self.found += kept
            self.low = read.last + 1

    def page(self) -> Stretched[P]:
        window, size = self.asked.window, self.asked.window.size
        more = len(self.found) > size or self.low <= self.high
        if window.is_backward:
            records = tuple(self.found[-size:])
            return Stretched(records, self._is_cut(window.before), more, self.asked.total)
        return Stretched(tuple(self.found[:size]), more, self._is_cut(window.after), self.asked.total)

    def _is_cut(self, place: str | None) -> bool:
        """Whether the page begins at a cursor that lies within the stretch: something stands on its other side."""
        return place is not None and self.asked.low <= int(place) <= self.asked.high
