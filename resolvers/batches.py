"""Reading a whole level at once: many questions of one kind become one call of a port."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from store.ports import P, R, Range, Reader, Slice


async def by_keys(reader: Reader, kind: type[R], lists: Sequence[Sequence[str]]) -> list[list[R]]:
    """For each list of keys its records, in that order; what is gone is left out."""
    keys = list(dict.fromkeys(chain.from_iterable(lists)))
    records = dict(zip(keys, await reader.get(kind, keys) if keys else (), strict=True))
    return [[record for key in some if (record := records[key]) is not None] for some in lists]


async def by_key(reader: Reader, kind: type[R], keys: Sequence[str | None]) -> list[R | None]:
    """For each key its record; None for no key, and for what is gone."""
    lists = await by_keys(reader, kind, [() if key is None else (key,) for key in keys])
    return [next(iter(some), None) for some in lists]


async def by_positions(reader: Reader, kind: type[P], places: Sequence[tuple[str, Sequence[int]]]) -> list[list[P]]:
    """For each document and positions in it the records there, in the order of the positions."""
    wanted: dict[str, set[int]] = {}
    for document, positions in places:
        wanted.setdefault(document, set()).update(positions)
    ranges = [Range(document, *run) for document, positions in wanted.items() for run in runs(positions)]
    found = await reader.ranges(kind, ranges) if ranges else []
    at = {(record.document, record.position): record for record in chain.from_iterable(found)}
    return [
        [at[document, position] for position in positions if (document, position) in at]
        for document, positions in places
    ]


async def listed(reader: Reader, kind: type[R], listings: Sequence[str], *, at_most: int) -> list[list[R]]:
    """For each listing the records that stand first in it, in its order."""
    pages = await reader.pages([Slice(listing=listing, first=at_most) for listing in listings])
    return await by_keys(reader, kind, [[entry.key for entry in page.entries] for page in pages])


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
