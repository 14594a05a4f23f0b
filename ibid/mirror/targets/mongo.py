"""A copy in a MongoDB: a collection for each type, a document for each record under its key, and its place.

It needs no transactions. Records are written first and the place after them: what was written without its place is
asked for again, and by the apply rule (or, of a baseline, by itself) comes to the same. A baseline is written over the
copy before it; what it does not have is deleted when it is whole. `removed` keeps the revisions at which records went.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from typing import Any, TypeAlias

import orjson

from ibid.mirror.errors import TargetBusy, TargetForeign, TargetFull, TargetUnusable
from ibid.mirror.place import Place
from ibid.mirror.targets.applying import Known, counts, latest
from ibid.mirror.targets.lease import Lease
from ibid.mirror.targets.ports import Held
from ibid.mirror.wire import Line, canonical
from store.errors import CannotWrite, StoreError
from store.mongo.copies import Copies

Row: TypeAlias = dict[str, Any]

COLLECTIONS: Mapping[str, str] = {
    "DOCUMENT": "documents",
    "SECTION": "sections",
    "PARAGRAPH": "paragraphs",
    "FOOTNOTE": "footnotes",
    "CITATION": "citations",
    "SUBMISSION": "submissions",
    "INSTRUMENT": "instruments",
    "STATE": "states",
    "ORGANIZATION": "organizations",
    "BODY": "bodies",
}
"""Where the records of a type are."""

REMOVED, MIRROR = "removed", "mirror"
"""Where the notes of what was removed are, and where the place is."""

PLACE = "place"


class MongoTarget:
    """`ports.Target` in a MongoDB, for as long as nobody else takes its lease."""

    def __init__(self, name: str, copies: Copies, lease: Lease) -> None:
        self._name = name
        self._copies = copies
        self._lease = lease

    @property
    def name(self) -> str:
        """The address, without who may write there."""
        return self._name

    async def place(self) -> Place:
        """The place of the copy."""
        with self._working():
            row = await self._copies.one(MIRROR, PLACE)
        return Place() if row is None else Place.read(row["place"])

    async def begin(self, place: Place) -> None:
        """Have what is asked for in indexes, and begin."""
        with self._working():
            for collection in (*COLLECTIONS.values(), REMOVED):
                await self._copies.index(collection, ("bucket",))
            await self._keep(place)

    async def copy(self, lines: Sequence[Line], place: Place) -> None:
        """Write what lines leave, of the generation that comes in; then the place."""
        with self._working():
            await self._write(latest(lines), place.incoming)
            await self._keep(place)

    async def switch(self, place: Place) -> None:
        """Delete what the baseline does not have; then it is whole."""
        with self._working():
            for collection in (*COLLECTIONS.values(), REMOVED):
                await self._copies.delete_where(collection, {"generation": {"$ne": place.generation}})
            await self._keep(place)

    async def sweep(self) -> None:
        """There is nothing: a baseline is swept before it is whole."""

    async def follow(self, lines: Sequence[Line], place: Place) -> None:
        """Write those lines that count; then the place."""
        with self._working():
            known = await self._known(lines)
            changing: list[Line] = []
            for line in lines:
                if counts(line, known[line.type, line.key]):
                    changing.append(line)
                    known[line.type, line.key] = _after(line)
            await self._write(latest(changing), place.generation)
            await self._keep(place)

    async def retake(self, bucket: str, lines: Sequence[Line]) -> None:
        """Have a bucket hold what lines leave of it."""
        generation = (await self.place()).generation
        left = latest(lines)
        with self._working():
            for type_, collection in COLLECTIONS.items():
                stays = {line.key for line in left if line.type == type_ and not line.is_removal}
                held = {row["_id"] for row in await self._copies.among(collection, "bucket", [bucket])}
                await self._copies.delete(collection, sorted(held - stays))
            await self._copies.delete_where(REMOVED, {"bucket": bucket})
            await self._write(left, generation)

    async def held(self, buckets: Sequence[str]) -> Mapping[str, Sequence[Held]]:
        """The records of buckets."""
        found: dict[str, list[Held]] = defaultdict(list)
        with self._working():
            for type_, collection in COLLECTIONS.items():
                for row in await self._copies.among(collection, "bucket", buckets):
                    found[row["bucket"]].append(Held(type_, row["_id"], _text(row.get("state"))))
        return found

    async def buckets(self) -> set[str]:
        """Every bucket that has a record."""
        with self._working():
            some = [await self._copies.values(collection, "bucket") for collection in COLLECTIONS.values()]
        return set().union(*some)

    async def counts(self) -> Mapping[str, int]:
        """How many records there are, by type."""
        with self._working():
            found = {type_: await self._copies.count(collection) for type_, collection in COLLECTIONS.items()}
        return {type_: number for type_, number in found.items() if number}

    async def _known(self, lines: Iterable[Line]) -> dict[tuple[str, str], Known]:
        found: dict[tuple[str, str], Known] = {}
        for type_, some in _by_type(lines).items():
            rows = await self._copies.named(COLLECTIONS[type_], [line.key for line in some])
            notes = await self._copies.named(REMOVED, [_note_name(line) for line in some])
            for line in some:
                row, note = rows.get(line.key, {}), notes.get(_note_name(line), {})
                found[type_, line.key] = Known(row.get("revision", 0), note.get("revision", 0))
        return found

    async def _write(self, lines: Sequence[Line], generation: int) -> None:
        """Write lines, one of each record: a note before its record goes, and a record before its note does."""
        gone, there = ([line for line in lines if line.is_removal is removed] for removed in (True, False))
        await self._copies.put(REMOVED, [_note(line, generation) for line in gone])
        for type_, some in _by_type(gone).items():
            await self._copies.delete(COLLECTIONS[type_], [line.key for line in some])
        for type_, some in _by_type(there).items():
            await self._copies.put(COLLECTIONS[type_], [_row(line, generation) for line in some])
        await self._copies.delete(REMOVED, [_note_name(line) for line in there])

    async def _keep(self, place: Place) -> None:
        """Keep the place, as long as this mirror has the lease."""
        row = {"_id": PLACE, "place": place.text(), "phase": place.phase.value, "generation": place.generation}
        if not await self._lease.is_held():
            raise TargetBusy(self._name)
        await self._copies.put(MIRROR, [row])

    @contextmanager
    def _working(self) -> Iterator[None]:
        with translated(self._name):
            self._lease.check()
            yield


@asynccontextmanager
async def opened(name: str, copies: Copies, lease: Lease | None = None) -> AsyncIterator[MongoTarget]:
    """The copy in a database, until the block ends. Raises TargetError."""
    held = lease or Lease(name, copies, MIRROR)
    with translated(name):
        try:
            if await copies.is_a_store():
                raise TargetForeign(name, "counters")
            async with held:
                yield MongoTarget(name, copies, held)
        finally:
            await copies.close()


@contextmanager
def translated(name: str) -> Iterator[None]:
    """What a store says as errors of a target."""
    try:
        yield
    except CannotWrite as error:
        raise TargetFull(name) from error
    except StoreError as error:
        raise TargetUnusable(name, str(error)) from error


def _by_type(lines: Iterable[Line]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        found[line.type].append(line)
    return found


def _after(line: Line) -> Known:
    return Known(removed=line.revision) if line.is_removal else Known(held=line.revision)


def _note_name(line: Line) -> str:
    return f"{line.type} {line.key}"


def _note(line: Line, generation: int) -> Row:
    return {
        "_id": _note_name(line),
        "type": line.type,
        "key": line.key,
        "bucket": line.bucket,
        "revision": line.revision,
        "at": line.at,
        "generation": generation,
    }


def _row(line: Line, generation: int) -> Row:
    assert line.state is not None
    return {
        "_id": line.key,
        "id": line.id,
        "document": line.document,
        "bucket": line.bucket,
        "languages": list(line.languages),
        "revision": line.revision,
        "at": line.at,
        "digest": line.digest,
        "generation": generation,
        "state": orjson.loads(line.state),
    }


def _text(state: object) -> str:
    """The canonical JSON of a state; of one that was spoilt, nothing that any source has."""
    try:
        return canonical(state)
    except TypeError:
        return ""
