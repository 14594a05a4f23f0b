"""Questions that are made of others: lists of keys, and places in documents. What keeps answers has its own way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Protocol

from store.ports import P, Place, R, Range


class _Asked(Protocol):
    """What they are made of."""

    async def get(self, kind: type[R], keys: Sequence[str]) -> list[R | None]:
        """Records by key."""
        ...

    async def ranges(self, kind: type[P], ranges: Sequence[Range]) -> list[list[P]]:
        """Records by position."""
        ...


class Gathering:
    """A reader that answers them by asking for records by key, and by position."""

    __slots__ = ()

    async def lists(self: _Asked, kind: type[R], lists: Sequence[tuple[str, ...]]) -> list[list[R | None]]:
        """For each list of keys its records, in that order; each is asked for once."""
        keys = list(dict.fromkeys(chain.from_iterable(lists)))
        if not keys:
            return [[] for _ in lists]
        records = dict(zip(keys, await self.get(kind, keys), strict=True))
        return [[records[key] for key in some] for some in lists]

    async def at(self: _Asked, kind: type[P], places: Sequence[Place]) -> list[list[P]]:
        """For each place the records there, in the order of the positions; positions side by side are asked for as one
        range.
        """
        wanted: dict[str, set[int]] = {}
        for document, positions in places:
            wanted.setdefault(document, set()).update(positions)
        ranges = [Range(document, *run) for document, positions in wanted.items() for run in runs(positions)]
        found = await self.ranges(kind, ranges) if ranges else []
        there = {(record.document, record.position): record for record in chain.from_iterable(found)}
        return [
            [there[document, position] for position in positions if (document, position) in there]
            for document, positions in places
        ]


def runs(positions: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The stretches of consecutive positions, as their first and last: 1, 2, 3, 7 are (1, 3) and (7, 7)."""
    first = last = None
    for position in sorted(set(positions)):
        if first is None or last is None:
            first = position
        elif position != last + 1:
            yield first, last
            first = position
        last = position
    if first is not None and last is not None:
        yield first, last
