"""Making what is derived again from the records it is derived from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from store.errors import Conflict
from store.listings.tree import Directory, Place, build
from store.mongo.checking import contributed
from store.mongo.collections import COUNTERS, LISTINGS
from store.mongo.driver import Access, Connection
from store.mongo.feed import HEAD
from store.mongo.listings import read_directory, save
from store.records import Entry

Entries = dict[str, dict[Place, dict[str, Mapping[str, Any]]]]


async def rebuild(connection: Connection, names: Iterable[str], *, head: int) -> None:
    """Write listings anew, each in one transaction. Conflict when something was committed since `head`."""
    with connection.reading(in_time=False) as access:
        entries = await _derived(access, frozenset(names))
    for name, rows in entries.items():
        await connection.unit(partial(_write, name=name, entries=rows, head=head))


async def remake(access: Access, names: Iterable[str]) -> None:
    """Write listings anew while nobody else writes: what they hold has changed with a version of Ibid."""
    for name, rows in (await _derived(access, frozenset(names))).items():
        if rows:
            await _replace(access, name, rows)


async def _derived(access: Access, wanted: frozenset[str]) -> dict[str, list[Entry]]:
    """The entries of listings, from the records."""
    entries: Entries = {name: {} for name in sorted(wanted)}
    async for one in contributed(access, wanted):
        entries[one.listing].setdefault((one.sort, one.key), {})[one.owner] = one.payload
    return {
        name: [Entry(sort=sort, key=key, owners=owners) for (sort, key), owners in by_place.items()]
        for name, by_place in entries.items()
    }


async def _write(access: Access, name: str, entries: list[Entry], head: int) -> None:
    counter = await access.one(COUNTERS, HEAD)
    if counter is None or counter["seq"] != head:
        raise Conflict("listing", name, head)
    await _replace(access, name, entries)


async def _replace(access: Access, name: str, entries: list[Entry]) -> None:
    found = await access.one(LISTINGS, name)
    before = read_directory(found) if found else Directory(name=name)
    chunks = await access.find(LISTINGS, {"of": name})
    # Chunk numbers go on from the highest there is, whatever the directory says.
    issued = max([before.issued, *(int(chunk["_id"].rsplit("#", 1)[1]) for chunk in chunks)])
    built = build(name, entries, revision=before.revision, issued=issued)
    await save(access, [(before, replace(built, gone=frozenset(chunk["_id"] for chunk in chunks)))])
