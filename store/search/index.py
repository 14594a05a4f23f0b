"""The index, read: its manifest anew for each search, its segments once."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Mapping, Sequence

from store.errors import Unavailable
from store.search.evaluating import Asking, evaluate
from store.search.manifest import Live, Manifest
from store.search.ports import SegmentStore
from store.search.query import Hits, Search
from store.search.segments import TABLE, Segment, Table

REMEMBERED = 128
"""How many searches are remembered, with what answers them."""

READINGS = 5
"""How often a search is begun anew when segments are merged under it."""


class Torn(LookupError):
    """A part is not there: its segment was merged into another since the manifest was read."""


class SearchIndex:
    """`store.search.ports.Searching` over a store of segments; what it knows of a segment never changes.

    What answers a search is remembered until the index is another: to find it out takes time with the number of texts
    that have its words.
    """

    def __init__(self, store: SegmentStore) -> None:
        self._store = store
        self._segments: dict[str, Segment] = {}
        self._answers: OrderedDict[tuple[object, Search], Hits] = OrderedDict()

    async def search(self, search: Search) -> Hits:
        """A page of hits."""
        for _ in range(READINGS):
            try:
                manifest = await self._store.manifest()
                asked = ((manifest.format, manifest.revision, tuple([each.id for each in manifest.live])), search)
                known = self._answers.get(asked)
                if known is None:
                    known = await self._answered(evaluate(search, await self.segments(manifest)))
                else:
                    await asyncio.sleep(0)  # who asks until something is found lets others find it
            except Torn:
                continue
            self._remember(asked, known)
            return known
        raise Unavailable("the index changes faster than it is read")

    def _remember(self, asked: tuple[object, Search], hits: Hits) -> None:
        self._answers[asked] = hits
        self._answers.move_to_end(asked)
        if len(self._answers) > REMEMBERED:
            self._answers.popitem(last=False)

    async def segments(self, manifest: Manifest) -> list[Segment]:
        """The open segments of a manifest, or Torn."""
        if not manifest.is_current:
            return []
        missing = [each.id for each in manifest.live if each.id not in self._segments]
        if missing:
            await self._open(missing)
        # What is no longer part of the index need not be known.
        self._segments = {each.id: self._alive(each) for each in manifest.live}
        return list(self._segments.values())

    async def _open(self, ids: Sequence[str]) -> None:
        stored = await self.parts([f"{each}/{TABLE}" for each in ids])
        for each in ids:
            self._segments[each] = Segment(each, Table.unpack(stored[f"{each}/{TABLE}"]))

    def _alive(self, live: Live) -> Segment:
        known = self._segments[live.id]
        return known if known.dead == live.dead else Segment(live.id, known.table, live.dead, known.starts)

    async def parts(self, names: Sequence[str]) -> Mapping[str, bytes]:
        """Every one of some parts, or Torn."""
        found = await self._store.parts(names)
        if len(found) < len(set(names)):
            raise Torn
        return found

    async def _answered(self, asking: Asking) -> Hits:
        """Drive an evaluation, in a thread of its own: it may take a tenth of a second, and others wait meanwhile."""
        answer: Mapping[str, bytes] | None = None
        while True:
            asked = await asyncio.to_thread(_step, asking, answer)
            if isinstance(asked, Hits):
                return asked
            answer = await self.parts(asked)


def _step(asking: Asking, answer: Mapping[str, bytes] | None) -> list[str] | Hits:
    """What an evaluation asks next, or its result."""
    try:
        return next(asking) if answer is None else asking.send(answer)
    except StopIteration as done:
        hits: Hits = done.value
        return hits
