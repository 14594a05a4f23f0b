"""Merging segments into one: their runs are walked together, block by block, and dead owners are left out.

What a source segment has is moved up by what the sources before it have: units by units, places by places of the same
language. A list whose source lost nobody is moved without being unpacked.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress, groupby, pairwise
from operator import itemgetter

from i18n.languages import Tag
from store.search.blocks import Keyed
from store.search.postings import Piece, joined, shifted, split
from store.search.segments import UNITS, Segment, language_of

Row = tuple[bytes, int, bytes]
"""A key, the number of the source, what that has under it."""


@dataclass(slots=True)
class Source:
    """A segment that is merged, with its names and where its texts begin."""

    segment: Segment
    names: Sequence[str]
    starts: Mapping[Tag, Sequence[int]]


@dataclass(slots=True)
class Merged:
    """What a merged segment is laid out from, and where each source's numbers go (`store.search.segments.Content`)."""

    owners: list[str] = field(default_factory=list)
    firsts: array[int] = field(default_factory=lambda: array("I"))
    generations: array[int] = field(default_factory=lambda: array("I"))
    digests: bytearray = field(default_factory=bytearray)
    names: list[str] = field(default_factory=list)
    widths: dict[Tag, array[int]] = field(default_factory=dict)
    moves: list[Move] = field(default_factory=list)
    _kinds: bytearray = field(default_factory=bytearray)

    @classmethod
    def of(cls, sources: Iterable[Source]) -> Merged:
        """Put sources one behind the other."""
        merged = cls()
        for source in sources:
            merged.add(source)
        return merged

    @property
    def kinds(self) -> bytes:
        """Of each unit."""
        return bytes(self._kinds)

    def add(self, source: Source) -> None:
        """One source more, without its dead."""
        segment, table = source.segment, source.segment.table
        base = len(self.names)
        ends = {tag: sum(widths) for tag, widths in self.widths.items()}
        alive = segment.alive
        for number, owner in enumerate(table.owners):
            if number not in segment.dead:
                start, stop = table.extent(number)
                self.owners.append(owner)
                self.firsts.append(len(self.names))
                self.generations.append(table.generations[number])
                self.digests += segment.digest(number)
                self.names += source.names[start:stop]
                self._kinds += table.kinds[start:stop]
        for tag, starts in source.starts.items():
            widths = self.widths.setdefault(tag, array("I", [0]) * base)
            own = [after - before for before, after in pairwise(starts)]
            widths.extend(own if alive is None else compress(own, alive))
        for widths in self.widths.values():
            widths.extend([0] * (len(self.names) - len(widths)))
        self.moves.append(Move(base, ends) if alive is None else Sieve(base, ends, alive, source.starts))

    def items(self, run: str, rows: Sequence[Row]) -> Iterator[Keyed]:
        """What the merged run has under the keys of these rows, which are whole: nothing of a key is missing."""
        ordered = sorted(rows, key=itemgetter(0))
        for key, group in groupby(ordered, key=itemgetter(0)):
            moved = [piece for _, source, stored in group for piece in self.moves[source].moved(run, key, stored)]
            if len(moved) == 1:
                yield key, moved[0]
            elif moved:
                yield from ((key, piece.pack()) for piece in joined(map(Piece.unpack, moved)))


@dataclass(slots=True)
class Move:
    """Where the numbers of a source go that is taken whole."""

    base: int
    ends: Mapping[Tag, int]

    def moved(self, run: str, key: bytes, stored: bytes) -> Iterator[bytes]:
        """A piece as it is in the merged segment."""
        yield shifted(stored, self.base if run == UNITS else self.ends.get(language_of(key), 0))


class Sieve(Move):
    """Where the numbers of a source go that lost some of its owners."""

    def __init__(self, base: int, ends: Mapping[Tag, int], alive: bytes, starts: Mapping[Tag, Sequence[int]]) -> None:
        super().__init__(base, ends)
        self._units = _renumbered(alive, base)
        self._starts = starts
        self._places = {tag: _changes(alive, line, ends.get(tag, 0)) for tag, line in starts.items()}

    def moved(self, run: str, key: bytes, stored: bytes) -> Iterator[bytes]:
        """A piece without the dead, if anything is left."""
        piece = Piece.unpack(stored)
        if run == UNITS:
            pairs = zip(map(self._units.__getitem__, piece.numbers()), piece.impacts, strict=True)
            kept = [(unit, impact) for unit, impact in pairs if unit >= 0]
            if kept:
                yield from split([unit for unit, _ in kept], bytes(impact for _, impact in kept))
            return
        language = language_of(key)
        starts, changes = self._starts[language], self._places[language]
        places = [
            place + change
            for place in piece.numbers()
            if (change := changes[bisect_right(starts, place) - 1]) is not None
        ]
        if places:
            yield from split(places)


def _renumbered(alive: bytes, base: int) -> list[int]:
    """The new number of each unit; -1 for the dead."""
    made, following = [], base
    for living in alive:
        made.append(following if living else -1)
        following += living
    return made


def _changes(alive: bytes, starts: Sequence[int], end: int) -> list[int | None]:
    """What is added to the places of each unit; None for the dead."""
    made: list[int | None] = []
    for unit, living in enumerate(alive):
        made.append(end - starts[unit] if living else None)
        if living:
            end += starts[unit + 1] - starts[unit]
    return made


async def together(runs: Sequence[AsyncIterator[list[Keyed]]]) -> AsyncIterator[list[Row]]:
    """Runs walked together: rows of the lowest keys, each key whole within one list."""
    heads = [_Head(number, run) for number, run in enumerate(runs)]
    for head in heads:
        await head.more()
    while any(head.rows for head in heads):
        bound = min((head.rows[-1][0] for head in heads if not head.is_at_end), default=None)
        if bound is not None and not any(head.rows and head.rows[0][0] < bound for head in heads):
            for head in heads:
                if not head.is_at_end and head.rows[-1][0] == bound:
                    await head.more()
            continue
        yield [row for head in heads for row in head.below(bound)]
        for head in heads:
            if not head.rows:
                await head.more()


@dataclass(slots=True)
class _Head:
    """How far one run has been walked: the rows that were read and not given yet."""

    number: int
    run: AsyncIterator[list[Keyed]]
    rows: list[Row] = field(default_factory=list)
    is_at_end: bool = False

    async def more(self) -> None:
        """Read another block."""
        if self.is_at_end:
            return
        read = await anext(self.run, None)
        if read is None:
            self.is_at_end = True
        else:
            self.rows += [(key, self.number, kept) for key, kept in read]

    def below(self, bound: bytes | None) -> list[Row]:
        """Take the rows whose keys are below a bound; all of them where there is none."""
        rows = self.rows
        cut = len(rows) if bound is None else bisect_left(rows, bound, key=itemgetter(0))
        self.rows = rows[cut:]
        return rows[:cut]
