"""Reading a whole level at once: many questions of one kind become one call of a port."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from store.ports import P, Place, R, Reader, Slice


async def by_keys(reader: Reader, kind: type[R], lists: Sequence[Sequence[str]]) -> list[list[R]]:
    """For each list of keys its records, in that order; what is gone is left out."""
    found = await reader.lists(kind, list(map(tuple, lists)))
    return [cast("list[R]", some) if all(some) else [each for each in some if each is not None] for some in found]


async def by_key(reader: Reader, kind: type[R], keys: Sequence[str | None]) -> list[R | None]:
    """For each key its record; None for no key, and for what is gone."""
    lists = await by_keys(reader, kind, [() if key is None else (key,) for key in keys])
    return [next(iter(some), None) for some in lists]


async def by_positions(reader: Reader, kind: type[P], places: Sequence[Place]) -> list[list[P]]:
    """For each document and positions in it the records there, in the order of the positions."""
    return await reader.at(kind, places)


async def listed(reader: Reader, kind: type[R], listings: Sequence[str], *, at_most: int) -> list[list[R]]:
    """For each listing the records that stand first in it, in its order."""
    pages = await reader.pages([Slice(listing=listing, first=at_most) for listing in listings])
    return await by_keys(reader, kind, [page.keys for page in pages])
