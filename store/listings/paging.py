"""Reading a page of a listing: pure. It says which chunks it wants next, and is given them, until it is done."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from store.listings.tree import Directory, Piece
from store.ports import Page, Slice
from store.records import Entry

ROUND = 50
"""The most chunks that are read at once."""

_TOP = "\U0010ffff"
"""Above every sort place."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The sort places from `low` to `high`; an open end is not part of it."""

    low: str = ""
    high: str = _TOP
    low_open: bool = False
    high_open: bool = False

    def holds(self, sort: str) -> bool:
        """Whether a sort place is in it."""
        above = sort > self.low if self.low_open else sort >= self.low
        below = sort < self.high if self.high_open else sort <= self.high
        return above and below

    def pieces(self, directory: Directory) -> Sequence[Piece]:
        """The chunks that can hold such places, in order."""
        lows = [piece.low[0] for piece in directory.pieces]
        first = bisect_right(lows, self.low) if self.low_open else bisect_left(lows, self.low)
        return directory.pieces[max(first - 1, 0) : bisect_right(lows, self.high)]

    def after(self, sort: str | None) -> Stretch:
        """The part above a sort place."""
        return self if sort is None or sort < self.low else Stretch(sort, self.high, True, self.high_open)

    def before(self, sort: str | None) -> Stretch:
        """The part below a sort place."""
        return self if sort is None or sort > self.high else Stretch(self.low, sort, self.low_open, True)

    def up_to(self, sort: str) -> Stretch:
        """The part below a sort place, and that place."""
        return Stretch(self.low, min(sort, self.high), self.low_open)

    def onward(self, sort: str) -> Stretch:
        """The part above a sort place, and that place."""
        return Stretch(max(sort, self.low), self.high, high_open=self.high_open)


@dataclass(slots=True)
class Scan:
    """The first `limit` entries of a stretch for which `where` is true, from its low end or from its high end."""

    directory: Directory
    stretch: Stretch
    limit: float
    backward: bool
    where: Callable[[Entry], bool] | None
    found: list[Entry] = field(default_factory=list)
    _pending: list[Piece] = field(default_factory=list)
    _pace: int = 1

    def __post_init__(self) -> None:
        self._take(self.directory.entries)
        self._pending = list(self.stretch.pieces(self.directory))
        if not self.backward:
            self._pending.reverse()

    def wanted(self) -> list[str]:
        """The chunks to read next, fewest first: what the counts promise, then twice as many each time."""
        if len(self.found) >= self.limit:
            return []
        enough = self.limit - len(self.found)
        ids: list[str] = []
        for piece in reversed(self._pending):
            if len(ids) >= ROUND or (enough <= 0 and len(ids) >= self._pace):
                break
            ids.append(piece.id)
            enough -= piece.count
        return ids

    def give(self, chunks: Mapping[str, Sequence[Entry]]) -> None:
        """Take the chunks that are next, as far as they are there."""
        while self._pending and self._pending[-1].id in chunks and len(self.found) < self.limit:
            self._take(chunks[self._pending.pop().id])
        self._pace *= 2

    def _take(self, entries: Sequence[Entry]) -> None:
        for entry in reversed(entries) if self.backward else entries:
            if len(self.found) >= self.limit:
                return
            if self.stretch.holds(entry.sort) and (self.where is None or self.where(entry)):
                self.found.append(entry)


class Paging:
    """One Slice being read: a scan for its entries, and one for whether something lies on their other side.

    A Slice with neither `first` nor `last` is the whole listing: for programs, not for requests.
    """

    def __init__(self, wanted: Slice, directory: Directory) -> None:
        self._slice = wanted
        self._directory = directory
        self._backward = wanted.first is None and wanted.last is not None
        self._size = wanted.last if self._backward else wanted.first
        all_of_it = _stretch(wanted.prefix)
        start = wanted.before if self._backward else wanted.after
        self._main = self._scan(
            all_of_it.before(start) if self._backward else all_of_it.after(start),
            float("inf") if self._size is None else self._size + 1,
            backward=self._backward,
        )
        self._behind: Scan | None = None
        if start is not None:
            behind = all_of_it.onward(start) if self._backward else all_of_it.up_to(start)
            self._behind = self._scan(behind, 1, backward=not self._backward)

    def _scan(self, stretch: Stretch, limit: float, *, backward: bool) -> Scan:
        return Scan(self._directory, stretch, limit, backward, self._slice.where)

    def wanted(self) -> list[str]:
        """The chunks to read next; none when the page is complete."""
        return list(dict.fromkeys(self._main.wanted() + (self._behind.wanted() if self._behind else [])))

    def give(self, chunks: Mapping[str, Sequence[Entry]]) -> None:
        """Take what was wanted."""
        self._main.give(chunks)
        if self._behind is not None:
            self._behind.give(chunks)

    def page(self) -> Page:
        """The page, once nothing is wanted."""
        found = self._main.found
        within = [entry for entry in found[: self._size] if self._is_within(entry)]
        ahead = len(found) > len(within)
        behind = bool(self._behind and self._behind.found)
        if not self._backward and self._slice.last is not None and len(within) > self._slice.last:
            within = within[len(within) - self._slice.last :]
            behind = True
        return Page(
            entries=tuple(reversed(within) if self._backward else within),
            has_next=behind if self._backward else ahead,
            has_previous=ahead if self._backward else behind,
            total=self._total(),
        )

    def _is_within(self, entry: Entry) -> bool:
        """Whether an entry is on the near side of the far bound, which only a Slice with both bounds has."""
        if self._backward:
            return self._slice.after is None or entry.sort > self._slice.after
        return self._slice.before is None or entry.sort < self._slice.before

    def _total(self) -> int | None:
        if self._slice.where is None and self._slice.prefix is None:
            return self._directory.total
        if self._directory.pieces:
            return None
        stretch, where = _stretch(self._slice.prefix), self._slice.where
        return sum(stretch.holds(entry.sort) and (where is None or where(entry)) for entry in self._directory.entries)


def _stretch(prefix: str | None) -> Stretch:
    """Everything, or what begins with a prefix."""
    return Stretch() if prefix is None else Stretch(prefix, prefix + _TOP, high_open=True)
