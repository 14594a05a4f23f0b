"""Listings in the database: reading pages of them, and writing what a commit changes in them.

Directories and chunks are kept in one collection. A directory's `_id` is the listing's name; a chunk says in `of` whose
it is. Owners are kept in an array, since their names hold dots.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from store.errors import Conflict, Unavailable
from store.listings.derive import Contribution, contributions
from store.listings.paging import Paging
from store.listings.tree import Changed, Directory, Piece, Place, change, place, touched
from store.mongo.collections import LISTINGS
from store.mongo.driver import Access, Document
from store.ports import Page, Slice
from store.records import Entry
from store.staging import Staged

READINGS = 5
"""How often pages are read when commits come in between."""

Deltas = dict[str, dict[Place, dict[str, Mapping[str, Any] | None]]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a commit changes: in each listing, and for each record the names of the listings it touches."""

    deltas: Deltas
    relations: tuple[tuple[str, ...], ...]


def deltas(staged: Sequence[Staged]) -> Comparison:
    """Compare what each record contributed with what it contributes from now on."""
    changed: Deltas = {}
    relations: list[tuple[str, ...]] = []
    for each in staged:
        before = {_name(one): one.payload for one in contributions(each.before)}
        after = {_name(one): one.payload for one in contributions(each.after)}
        differ = [name for name in {**before, **after} if before.get(name) != after.get(name)]
        for listing, sort, key, owner in differ:
            places = changed.setdefault(listing, {})
            owners = places.setdefault((sort, key), {})
            # An owner that left and one that came may share a name: what is there now counts.
            payload = after.get((listing, sort, key, owner))
            if payload is not None or owner not in owners:
                owners[owner] = payload
        relations.append(tuple(sorted({listing for listing, *_ in differ})))
    return Comparison(changed, tuple(relations))


def _name(one: Contribution) -> tuple[str, str, str, str]:
    return (one.listing, one.sort, one.key, one.owner)


async def pages(access: Access, slices: Sequence[Slice]) -> list[Page]:
    """Read pages, anew when a commit changes a listing between its directory and its chunks."""
    for _ in range(READINGS):
        found = await _pages(access, slices)
        if found is not None:
            return found
    raise Unavailable("a listing changes faster than it is read")


async def _pages(access: Access, slices: Sequence[Slice]) -> list[Page] | None:
    """The directories at once, then the chunks that any page wants next, until all are complete; None when torn."""
    directories = await _directories(access, [each.listing for each in slices])
    pieces = {piece.id: piece for directory in directories.values() for piece in directory.pieces}
    readings = [Paging(each, directories[each.listing]) for each in slices]
    while wanted := list(dict.fromkeys(chunk for each in readings for chunk in each.wanted())):
        chunks = await _chunks(access, wanted)
        if not all(_is_as_said(pieces[chunk], chunks.get(chunk)) for chunk in wanted):
            return None
        for each in readings:
            each.give(chunks)
    return [each.page() for each in readings]


def _is_as_said(piece: Piece, entries: Sequence[Entry] | None) -> bool:
    return bool(entries) and entries is not None and (place(entries[0]), len(entries)) == (piece.low, piece.count)


async def write(access: Access, changed: Deltas) -> None:
    """Apply changes: what they need is read at once, and each directory and chunk is written once."""
    directories = await _directories(access, list(changed))
    wanted = [chunk for name, delta in changed.items() for chunk in touched(directories[name], delta)]
    loaded = await _chunks(access, wanted)
    results = [(directories[name], change(directories[name], loaded, delta)) for name, delta in changed.items()]
    await save(access, results)


async def save(access: Access, results: Sequence[tuple[Directory, Changed]]) -> None:
    """Write listings over what they were; the new ones are inserted together."""
    fresh: list[Document] = []
    for before, after in results:
        document = _write_directory(after.directory, before.revision + 1)
        if before.revision == 0:
            fresh.append(document)
        elif not await access.replace(LISTINGS, {"_id": before.name, "revision": before.revision}, document):
            raise Conflict("listing", before.name, before.revision)
        known = {piece.id for piece in before.pieces}
        for name, entries in after.chunks.items():
            chunk = {"_id": name, "of": before.name, "entries": [_write_entry(entry) for entry in entries]}
            if name in known:
                await access.replace(LISTINGS, {"_id": name}, chunk)
            else:
                fresh.append(chunk)
        for name in sorted(after.gone):
            await access.delete(LISTINGS, {"_id": name})
    await access.insert(LISTINGS, fresh)


async def _directories(access: Access, names: Sequence[str]) -> dict[str, Directory]:
    found = await access.by_ids(LISTINGS, names)
    return {name: read_directory(found[name]) if name in found else Directory(name=name) for name in names}


async def _chunks(access: Access, ids: Sequence[str]) -> dict[str, tuple[Entry, ...]]:
    found = await access.by_ids(LISTINGS, ids)
    return {name: read_entries(document) for name, document in found.items()}


def read_directory(document: Document) -> Directory:
    """A directory from its document."""
    return Directory(
        name=document["_id"],
        revision=document["revision"],
        total=document["total"],
        issued=document["issued"],
        entries=read_entries(document),
        pieces=tuple(Piece(piece["id"], (piece["sort"], piece["key"]), piece["count"]) for piece in document["pieces"]),
    )


def read_entries(document: Document) -> tuple[Entry, ...]:
    """The entries of a directory or of a chunk."""
    return tuple(
        Entry(
            sort=entry["sort"],
            key=entry["key"],
            owners={owner["owner"]: owner.get("says", {}) for owner in entry["owners"]},
        )
        for entry in document["entries"]
    )


def _write_directory(directory: Directory, revision: int) -> Document:
    return {
        "_id": directory.name,
        "revision": revision,
        "total": directory.total,
        "issued": directory.issued,
        "entries": [_write_entry(entry) for entry in directory.entries],
        "pieces": [
            {"id": piece.id, "sort": piece.low[0], "key": piece.low[1], "count": piece.count}
            for piece in directory.pieces
        ],
    }


def _write_entry(entry: Entry) -> Document:
    owners = [{"owner": name, "says": dict(said)} if said else {"owner": name} for name, said in entry.owners.items()]
    return {"sort": entry.sort, "key": entry.key, "owners": owners}
