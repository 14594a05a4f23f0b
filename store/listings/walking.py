"""A listing from its first entry to its last, a page at a time: what commands and the index read everything by."""

from __future__ import annotations

from collections.abc import AsyncIterator

from store.listings import names
from store.ports import Reader, Slice
from store.records import Entry

DOCUMENTS = names.documents(names.DocumentOrder.SYMBOL)
"""Every document, by symbol."""


async def walk(store: Reader, listing: str, size: int, after: str | None = None) -> AsyncIterator[tuple[Entry, ...]]:
    """The entries of a listing in its order, behind a sort place, at most `size` at once; no page is empty."""
    asked: Slice | None = Slice(listing=listing, first=size, after=after)
    while asked is not None:
        (page,) = await store.pages([asked])
        if page.entries:
            yield page.entries
        asked = Slice(listing=listing, first=size, after=page.entries[-1].sort) if page.has_next else None


async def length(store: Reader, listing: str) -> int | None:
    """How many entries a listing has, where it says so."""
    (page,) = await store.pages([Slice(listing=listing, first=1)])
    return page.total
