"""The shelf of segments: putting one on it, merging several into one, taking away what nobody needs.

A segment is written whole before the manifest names it, and a manifest is replaced only as it was read. So several
processes may do all this at once, and who is stopped in the middle leaves nothing but parts that nobody asks for.
"""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from store.errors import Unavailable
from store.search.blocks import Block, Keyed
from store.search.building import Builder
from store.search.index import SearchIndex, Torn
from store.search.layout import Layout
from store.search.manifest import FORMAT, Manifest, to_merge, with_merged, with_segment, without_owners
from store.search.merging import Merged, Row, Source, together
from store.search.ports import SegmentStore
from store.search.segments import (
    NAMES,
    NAMES_IN_BLOCK,
    PLACES,
    TABLE,
    UNITS,
    Part,
    Segment,
    Table,
    part_names,
    read_names,
    read_starts,
    starts_name,
)

WRITTEN_AT_ONCE = 1 << 21
"""Bytes of parts that go to the store in one message."""

READ_AHEAD = 64
"""Parts that are read ahead when segments are merged, of all of them: 2 MB, and 10 MB once they are unpacked."""

TRIES = 50
"""How often a manifest is replaced anew when somebody else replaced it meanwhile."""

Change = Callable[[Manifest, Sequence[Segment]], Manifest | None]


def _new_id() -> str:
    return uuid.uuid4().hex[:12]


@dataclass(slots=True)
class Shelf:
    """The segments of a store."""

    store: SegmentStore
    new_id: Callable[[], str] = _new_id
    index: SearchIndex = field(init=False)

    def __post_init__(self) -> None:
        self.index = SearchIndex(self.store)

    async def current(self) -> Manifest:
        """The index as it is. One of another form is given up, so that all is indexed anew."""
        manifest = await self.store.manifest()
        if manifest.is_current:
            return manifest
        fresh = Manifest(revision=manifest.revision + 1, format=FORMAT)
        return fresh if await self.store.publish(manifest, fresh) else await self.current()

    async def segments(self) -> list[Segment]:
        """The segments as they are."""
        for _ in range(TRIES):
            try:
                return await self.index.segments(await self.current())
            except Torn:
                continue
        raise Unavailable("the index changes faster than it is read")

    async def put(self, builder: Builder, seq: int) -> None:
        """Put what was built on the shelf; from then on it is found. `seq` is up to where the index has everything."""
        fresh = await self._write(builder.parts())
        await self._change(lambda manifest, segments: with_segment(manifest, segments, fresh, seq))
        if not (await self.current()).has(fresh.id):
            # All of it was read before what is there already.
            await self.store.remove(fresh.id, part_names(fresh.table))

    async def mark(self, seq: int, gone: frozenset[str] = frozenset()) -> None:
        """Say up to where the index has everything, and that some owners are gone."""
        await self._change(lambda manifest, segments: without_owners(manifest, segments, gone, seq))

    async def merge(self, fan: int) -> None:
        """Merge as long as there are too many segments of a size."""
        while sources := to_merge(await self.segments(), fan):
            if not await self._merge(sources):
                return

    async def merge_all(self) -> None:
        """Leave one segment, without the dead."""
        sources = await self.segments()
        if len(sources) > 1 or any(source.dead for source in sources):
            await self._merge(sources)

    async def tidy(self) -> None:
        """Delete what was left of segments that never came to their end."""
        for segment in await self.store.forsaken(await self.current()):
            await self.store.remove(segment, None)

    async def _change(self, change: Change) -> bool:
        """Replace the manifest, and delete the segments that are no longer in it; False when there is nothing to do."""
        for _ in range(TRIES):
            before = await self.current()
            try:
                segments = await self.index.segments(before)
            except Torn:
                continue
            after = change(before, segments)
            if after is None:
                return False
            if replace(after, revision=before.revision) == before:
                return True
            if await self.store.publish(before, after):
                for segment in segments:
                    if not after.has(segment.id):
                        await self.store.remove(segment.id, part_names(segment.table))
                return True
        raise Unavailable("the index changes faster than it is written")

    async def _merge(self, sources: Sequence[Segment]) -> bool:
        """One segment for several; False when somebody else was quicker."""
        try:
            merged = Merged.of([await self._source(segment) for segment in sources])
            fresh = await self._write_merged(sources, merged)
        except Torn:
            return False
        if await self._change(lambda manifest, _: with_merged(manifest, fresh, sources)):
            return True
        await self.store.remove(fresh.id, part_names(fresh.table))
        return False

    async def _source(self, segment: Segment) -> Source:
        table = segment.table
        blocks = range(-(-table.units // NAMES_IN_BLOCK))
        parts = await self.index.parts(
            [segment.part(f"{NAMES}{number}") for number in blocks]
            + [segment.part(starts_name(table, tag)) for tag in table.languages]
        )
        names = [name for number in blocks for name in read_names(parts[segment.part(f"{NAMES}{number}")])]
        starts = {tag: read_starts(parts[segment.part(starts_name(table, tag))]) for tag in table.languages}
        return Source(segment, names, starts)

    async def _write_merged(self, sources: Sequence[Segment], merged: Merged) -> Segment:
        layout = Layout(merged)
        writing = _Writing(self.store, self.new_id())
        await self.store.begin(writing.segment)
        ahead = max(1, READ_AHEAD // len(sources))
        for run in (UNITS, PLACES):
            async for rows in together([self._blocks(source, run, ahead) for source in sources]):
                await writing.add(await asyncio.to_thread(_laid_out, layout, merged, run, rows))
            await writing.add(list(layout.end(run)))
        await writing.add(list(layout.rest()))
        return await writing.end()

    async def _blocks(self, segment: Segment, run: str, ahead: int) -> AsyncIterator[list[Keyed]]:
        names = [segment.part(f"{run}{number}") for number in range(len(segment.table.directories[run].firsts))]
        for start in range(0, len(names), ahead):
            some = names[start : start + ahead]
            parts = await self.index.parts(some)
            for name in some:
                yield list(Block.read(parts[name]).items())

    async def _write(self, parts: Iterator[Part]) -> Segment:
        writing = _Writing(self.store, self.new_id())
        await self.store.begin(writing.segment)
        while some := await asyncio.to_thread(_some, parts):
            await writing.add(some)
        return await writing.end()


def _laid_out(layout: Layout, merged: Merged, run: str, rows: Sequence[Row]) -> list[Part]:
    return list(layout.run(run, merged.items(run, rows)))


def _some(parts: Iterator[Part]) -> list[Part]:
    """As many parts as one message may have."""
    some, size = [], 0
    for part in parts:
        some.append(part)
        size += len(part[1])
        if size >= WRITTEN_AT_ONCE:
            break
    return some


@dataclass(slots=True)
class _Writing:
    """A segment that is being written, in messages of some size."""

    store: SegmentStore
    segment: str
    _waiting: list[Part] = field(default_factory=list)
    _size: int = 0
    _table: bytes = b""

    async def add(self, parts: Sequence[Part]) -> None:
        for name, stored in parts:
            self._waiting.append((name, stored))
            self._size += len(stored)
            if name == TABLE:
                self._table = stored
        if self._size >= WRITTEN_AT_ONCE:
            await self._send()

    async def end(self) -> Segment:
        await self._send()
        return Segment(self.segment, Table.unpack(self._table))

    async def _send(self) -> None:
        if self._waiting:
            await self.store.write(self.segment, self._waiting)
            self._waiting, self._size = [], 0
