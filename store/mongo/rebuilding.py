"""Making what is derived again from the records it is derived from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from tempfile import TemporaryFile
from typing import Any
from zlib import crc32

from store.errors import Conflict
from store.listings.derive import Contribution, contributions
from store.listings.tree import Directory, Place, build
from store.mongo.checking import contributed, records
from store.mongo.codec import decode, encode
from store.mongo.collections import COUNTERS, LISTINGS
from store.mongo.driver import Access, Connection
from store.mongo.feed import HEAD
from store.mongo.listings import read_directory, save
from store.records import Entry

_PARTS = 64
"""Into how many parts listings are divided, of which one is in memory."""

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


async def make(access: Access) -> None:
    """Write every listing, where there are none and nobody else writes. Memory holds a part of them at a time."""
    with ExitStack() as opened:
        files = [opened.enter_context(TemporaryFile("w+", encoding="utf-8")) for _ in range(_PARTS)]
        async for record, _ in records(access):
            for one in contributions(record):
                files[crc32(one.listing.encode()) % _PARTS].write(json.dumps(encode(one)) + "\n")
        for file in files:
            file.seek(0)
            listings = _entries(decode(Contribution, json.loads(line)) for line in file)
            fresh = [(Directory(name=name), build(name, rows, revision=0, issued=0)) for name, rows in listings.items()]
            await save(access, fresh)


async def _derived(access: Access, wanted: frozenset[str]) -> dict[str, list[Entry]]:
    """The entries of listings, from the records."""
    found = _entries([one async for one in contributed(access, wanted)])
    return {name: found.get(name, []) for name in sorted(wanted)}


def _entries(given: Iterable[Contribution]) -> dict[str, list[Entry]]:
    """The entries of listings, by name, from what is contributed to them."""
    entries: Entries = {}
    for one in given:
        entries.setdefault(one.listing, {}).setdefault((one.sort, one.key), {})[one.owner] = one.payload
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
