"""Segments of the search index in the database: parts by name, a note for each segment, one manifest."""

from __future__ import annotations

import asyncio
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from store.mongo.collections import COUNTERS, SEGMENT_PARTS, SEGMENTS
from store.mongo.driver import Access, Connection, Document, chunks, translated
from store.search.manifest import FORMAT, Live, Manifest
from store.search.packing import packed, unpacked
from store.search.segments import NUMBERED, TABLE, Part

NAME = "search"
"""The `_id` of the manifest, and what notes are of."""

EMPTY: Document = {"_id": NAME, "revision": 0, "format": FORMAT, "seq": 0, "live": []}
"""The manifest of an index that has nothing."""

LONG_AGO = timedelta(hours=1)
"""After this, a segment that was begun and is not in the manifest belongs to a process that was stopped."""

DELETED_AT_ONCE = 200


class MongoSegments:
    """`store.search.ports.SegmentStore` on MongoDB, or on what speaks like it."""

    def __init__(self, connection: Connection, clock: Callable[[], datetime]) -> None:
        self._connection = connection
        self._clock = clock

    async def manifest(self) -> Manifest:
        """The index as it is."""
        with self._connection.reading() as access:
            found = await access.one(COUNTERS, NAME)
        return _read(found or EMPTY)

    async def publish(self, before: Manifest, after: Manifest) -> bool:
        """Put one manifest in the place of another, by its revision."""
        with translated(writing=True):
            query = {"_id": NAME, "revision": before.revision}
            return await self._access.replace(COUNTERS, query, _written(after))

    async def begin(self, segment: str) -> None:
        """Note that a segment is going to be written."""
        with translated(writing=True):
            await self._access.insert(SEGMENTS, [{"_id": segment, "of": NAME, "at": self._clock()}])

    async def write(self, segment: str, parts: Sequence[Part]) -> None:
        """Write parts of a segment."""
        with translated(writing=True):
            rows = [{"_id": f"{segment}/{name}", "data": stored} for name, stored in parts]
            await self._access.insert(SEGMENT_PARTS, rows)

    async def parts(self, names: Sequence[str]) -> Mapping[str, bytes]:
        """Parts by their full names."""
        with self._connection.reading() as access:
            found = await asyncio.gather(
                *(access.by_ids(SEGMENT_PARTS, some) for some in chunks(list(dict.fromkeys(names))))
            )
        return {name: bytes(row["data"]) for rows in found for name, row in rows.items()}

    async def remove(self, segment: str, parts: Iterable[str] | None) -> None:
        """Delete a segment. What parts there are of one that was never whole, is tried out."""
        with translated(writing=True):
            if parts is None:
                await self._remove_unknown(segment)
            else:
                for some in chunks([f"{segment}/{name}" for name in parts], DELETED_AT_ONCE):
                    await self._access.delete_all(SEGMENT_PARTS, some)
            await self._access.delete(SEGMENTS, {"_id": segment})

    async def _remove_unknown(self, segment: str) -> None:
        await self._access.delete_all(SEGMENT_PARTS, [f"{segment}/{TABLE}"])
        for run in NUMBERED:
            number = 0
            while await self._access.delete_all(
                SEGMENT_PARTS, [f"{segment}/{run}{number + each}" for each in range(DELETED_AT_ONCE)]
            ):
                number += DELETED_AT_ONCE

    async def forsaken(self, manifest: Manifest) -> Sequence[str]:
        """Segments that were begun long ago and are not part of the index."""
        with self._connection.reading() as access:
            notes = await access.find(SEGMENTS, {"of": NAME})
        before = self._clock() - LONG_AGO
        return [note["_id"] for note in notes if note["at"] < before and not manifest.has(note["_id"])]

    @property
    def _access(self) -> Access:
        return self._connection.access


def _read(row: Document) -> Manifest:
    return Manifest(
        revision=row["revision"],
        format=row["format"],
        seq=row["seq"],
        live=tuple(Live(each["id"], frozenset(unpacked(4, bytes(each["dead"])))) for each in row["live"]),
    )


def _written(manifest: Manifest) -> Document:
    return {
        "_id": NAME,
        "revision": manifest.revision,
        "format": manifest.format,
        "seq": manifest.seq,
        "live": [{"id": each.id, "dead": packed(4, array("I", sorted(each.dead)))} for each in manifest.live],
    }
