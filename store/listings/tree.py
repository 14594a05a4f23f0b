"""A listing's shape: a B-tree of depth two, pure. A directory holds the entries while they are few, and chunks beyond.

Entries are ordered by their place, the pair (sort, key). Nothing here reads or writes: `touched` says which chunks a
change needs, `change` gives what must be written.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from store.records import NOTHING, Entry

CAPACITY = 200
"""The most entries that a directory or a chunk holds."""

FILL = 150
"""How many entries a chunk gets when it is split or merged: room for some more on either side."""

SPARSE = 50
"""A chunk that shrinks below this is merged with a neighbour."""

Place = tuple[str, str]
"""Where an entry stands: its sort place, and its key where two share one."""

Delta = Mapping[Place, Mapping[str, Mapping[str, Any] | None]]
"""What changes in a listing: at a place, what each owner says from now on, None for no longer anything."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A chunk, as its directory knows it: its id, the place of its first entry, and how many it holds."""

    id: str
    low: Place
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """The top of a listing. Either `entries` or `pieces` is empty; `issued` is the number of the last chunk named."""

    name: str
    revision: int = 0
    total: int = 0
    issued: int = 0
    entries: tuple[Entry, ...] = ()
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What must be written: the directory, the chunks that are new or differ, and the ids of those that are gone."""

    directory: Directory
    chunks: Mapping[str, tuple[Entry, ...]] = field(default_factory=lambda: NOTHING)
    gone: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Part:
    """A chunk while it is worked on; `entries` is None for one that was not touched."""

    id: str
    low: Place
    count: int
    entries: tuple[Entry, ...] | None


def place(entry: Entry) -> Place:
    """Where an entry stands."""
    return (entry.sort, entry.key)


def touched(directory: Directory, delta: Delta) -> tuple[str, ...]:
    """The chunks that a change needs: those that hold its places, and a neighbour of each that may become sparse."""
    needed: dict[str, None] = {}
    for index, part in _by_piece(directory, delta).items():
        needed[directory.pieces[index].id] = None
        losses = sum(None in owners.values() for owners in part.values())
        if losses and directory.pieces[index].count - losses < SPARSE and len(directory.pieces) > 1:
            needed[directory.pieces[index + 1 if index == 0 else index - 1].id] = None
    return tuple(needed)


def change(directory: Directory, loaded: Mapping[str, Sequence[Entry]], delta: Delta) -> Changed:
    """Apply a change. `loaded` are the chunks that `touched` named."""
    if not directory.pieces:
        return _laid_out(directory, _merged(directory.entries, delta))
    by_piece = _by_piece(directory, delta)
    parts = [_Part(piece.id, piece.low, piece.count, _entries_of(piece, loaded)) for piece in directory.pieces]
    for index, part in by_piece.items():
        parts[index].entries = _merged(parts[index].entries or (), part)
    return _settled(directory, parts)


def build(name: str, entries: Iterable[Entry], *, revision: int = 0, issued: int = 0) -> Changed:
    """A whole listing from its entries, in any order."""
    return _laid_out(Directory(name=name, revision=revision, issued=issued), tuple(sorted(entries, key=place)))


def _entries_of(piece: Piece, loaded: Mapping[str, Sequence[Entry]]) -> tuple[Entry, ...] | None:
    return tuple(loaded[piece.id]) if piece.id in loaded else None


def _by_piece(directory: Directory, delta: Delta) -> dict[int, dict[Place, Mapping[str, Mapping[str, Any] | None]]]:
    """The change, by the index of the piece that holds each place; what is below the first piece belongs to it."""
    if not directory.pieces:
        return {}
    lows = [piece.low for piece in directory.pieces]
    parts: dict[int, dict[Place, Mapping[str, Mapping[str, Any] | None]]] = {}
    for where, owners in delta.items():
        parts.setdefault(max(bisect_right(lows, where) - 1, 0), {})[where] = owners
    return parts


def _merged(entries: Sequence[Entry], delta: Delta) -> tuple[Entry, ...]:
    """Entries with a change applied; one without owners is gone."""
    by_place = {place(entry): entry for entry in entries}
    for where, said in delta.items():
        had = by_place[where].owners if where in by_place else NOTHING
        owners = {owner: payload for owner, payload in {**had, **said}.items() if payload is not None}
        if owners:
            by_place[where] = Entry(sort=where[0], key=where[1], owners=owners)
        else:
            by_place.pop(where, None)
    return tuple(by_place[where] for where in sorted(by_place))


def _laid_out(directory: Directory, entries: tuple[Entry, ...]) -> Changed:
    """Entries in the directory itself, or in new chunks when they are too many."""
    total = len(entries)
    if total <= CAPACITY:
        return Changed(directory=replace(directory, total=total, entries=entries, pieces=()))
    return _settled(replace(directory, entries=()), [_Part("", place(entries[0]), total, entries)])


def _settled(directory: Directory, parts: list[_Part]) -> Changed:
    """Split what is too large, merge what is sparse, and come back to one directory when little is left."""
    whole = _merged_neighbours([part for part in parts if part.entries != ()])
    small = _all_entries(whole)
    if small is not None:
        kept = replace(directory, total=len(small), entries=small, pieces=())
        return Changed(directory=kept, gone=frozenset(piece.id for piece in directory.pieces))
    issued = directory.issued
    pieces: list[Piece] = []
    chunks: dict[str, tuple[Entry, ...]] = {}
    for part in whole:
        if part.entries is None:
            pieces.append(Piece(part.id, part.low, part.count))
            continue
        for index, entries in enumerate(_split(part.entries)):
            if index > 0 or not part.id:
                issued += 1
                name = f"{directory.name}#{issued}"
            else:
                name = part.id
            pieces.append(Piece(name, place(entries[0]), len(entries)))
            chunks[name] = entries
    return Changed(
        directory=replace(
            directory, total=sum(piece.count for piece in pieces), issued=issued, entries=(), pieces=tuple(pieces)
        ),
        chunks=chunks,
        gone=frozenset(piece.id for piece in directory.pieces) - {piece.id for piece in pieces},
    )


def _merged_neighbours(parts: list[_Part]) -> list[_Part]:
    """Join a sparse chunk to the one before it, where both are at hand and fit."""
    joined: list[_Part] = []
    for part in parts:
        last = joined[-1] if joined else None
        if last is not None and last.entries is not None and part.entries is not None:
            sizes = (len(last.entries), len(part.entries))
            if min(sizes) < SPARSE and sum(sizes) <= FILL:
                last.entries += part.entries
                continue
        joined.append(part)
    return joined


def _all_entries(parts: list[_Part]) -> tuple[Entry, ...] | None:
    """All entries, when they are at hand and fit into a directory; half its room, so as not to come and go."""
    if any(part.entries is None for part in parts):
        return None
    entries = tuple(entry for part in parts for entry in part.entries or ())
    return entries if len(entries) <= CAPACITY // 2 else None


def _split(entries: tuple[Entry, ...]) -> list[tuple[Entry, ...]]:
    """Even pieces of at most FILL entries, or the whole where it fits."""
    if len(entries) <= CAPACITY:
        return [entries]
    pieces = -(-len(entries) // FILL)
    size = -(-len(entries) // pieces)
    return [entries[start : start + size] for start in range(0, len(entries), size)]
