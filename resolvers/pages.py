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
        return Slice(listing, self.first, self.last, self.after, self.before, prefix, where)


class Listed(Protocol):
    """A question that a page of a listing answers."""

    def slice(self) -> Slice:
        """What to ask of the store."""
        ...


async def pages(reader: Reader, slices: Sequence[Slice]) -> list[Page]:
    """The page that answers each question."""
    return await reader.pages(slices)


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

    def bounds(self) -> tuple[int, int]:
        """The positions from which to which the page may lie."""
        after, before = self.window.after, self.window.before
        low = max(self.low, int(after) + 1) if after else self.low
        return low, min(self.high, int(before) - 1) if before else self.high

    def step(self, low: int, high: int, size: int) -> Range:
        """So many positions within bounds, from the near end."""
        if self.window.is_backward:
            return Range(self.document, max(low, high - size + 1), high)
        return Range(self.document, low, min(high, low + size - 1))

    def range(self) -> Range:
        """The positions of the page, where something stands at each; the first is behind the last where it is empty."""
        return self.step(*self.bounds(), self.window.size)

    def page(self, records: Sequence[P], span: Range) -> Stretched[P]:
        """The page, which is the records of its range."""
        low, high = self.bounds()
        if self.window.is_backward:
            return Stretched(records, self.is_cut(self.window.before), span.first > low, self.total)
        return Stretched(records, span.last < high, self.is_cut(self.window.after), self.total)

    def is_cut(self, place: str | None) -> bool:
        """Whether a page begins at a cursor that lies within the stretch: something stands on its other side."""
        return place is not None and self.low <= int(place) <= self.high


@dataclass(frozen=True, slots=True)
class Stretched(Generic[P]):
    """The records of a page in a document, in order."""

    records: Sequence[P]
    has_next: bool
    has_previous: bool
    total: int | None


async def stretches(
    reader: Reader, kind: type[P], asked: Sequence[Stretch], trait: Callable[[P], str]
) -> list[Stretched[P]]:
    """Pages in documents. One call where nothing is left out, and more in windows until the pages are full."""
    if all(each.traits is None for each in asked):
        pages = await _at_once(reader, kind, asked)
        if pages is not None:
            return pages
    walks = [_Walk(each, trait) for each in asked]
    while pending := [walk for walk in walks if not walk.is_done]:
        found = await reader.ranges(kind, [walk.wanted() for walk in pending])
        for walk, records in zip(pending, found, strict=True):
            walk.give(records)
    return [walk.page() for walk in walks]


async def _at_once(reader: Reader, kind: type[P], asked: Sequence[Stretch]) -> list[Stretched[P]] | None:
    """Pages of which each is one range; None where nothing stands at some position, so that more has to be read."""
    wanted = [each.range() for each in asked]
    ranges = [each for each in wanted if each.first <= each.last]
    found = iter(await reader.ranges(kind, ranges) if ranges else ())
    pages = []
    for each, span in zip(asked, wanted, strict=True):
        records: Sequence[P] = next(found) if span.first <= span.last else ()
        if len(records) < span.last - span.first + 1:
            return None
        pages.append(each.page(records, span))
    return pages


@dataclass(slots=True)
class _Walk(Generic[P]):
    """One stretch being read, from its near end: `low` to `high` are the positions that are still to be read."""

    asked: Stretch
    trait: Callable[[P], str]
    low: int = field(init=False)
    high: int = field(init=False)
    found: list[P] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.low, self.high = self.asked.bounds()

    @property
    def is_done(self) -> bool:
        size = self.asked.window.size
        enough = size if self.asked.traits is None else size + 1
        return self.low > self.high or len(self.found) >= enough

    def wanted(self) -> Range:
        return self.asked.step(self.low, self.high, self.asked.window.size if self.asked.traits is None else WINDOW)

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
            return Stretched(records, self.asked.is_cut(window.before), more, self.asked.total)
        return Stretched(tuple(self.found[:size]), more, self.asked.is_cut(window.after), self.asked.total)
