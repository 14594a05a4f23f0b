"""Which segments make up the index, and how that changes. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from store.search.segments import Segment

FORMAT = 1
"""Rises whenever texts become other tokens, or segments are kept otherwise: then the index is made anew."""

FAN = 8
"""So many segments of about one size are merged into one."""

SMALLEST = 10_000
"""Places of a segment below which all are about one size."""

MOST_PLACES = 1 << 30
"""Places of a segment that is still merged with others: their numbers must stay below 2**32."""

MOST_DEAD = 0.3
"""The share of dead units at which a segment is written anew without them."""


@dataclass(frozen=True, slots=True)
class Live:
    """A segment of the index, and the numbers of its owners that are dead."""

    id: str
    dead: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The index as it is. `seq` is the change up to which it has everything."""

    revision: int = 0
    format: int = FORMAT
    seq: int = 0
    live: tuple[Live, ...] = ()

    @property
    def is_current(self) -> bool:
        """Whether this program can read it."""
        return self.format == FORMAT

    def dead_of(self, segment: str) -> frozenset[int]:
        """The dead owners of a segment."""
        return next((each.dead for each in self.live if each.id == segment), frozenset())

    def has(self, segment: str) -> bool:
        """Whether a segment is part of the index."""
        return any(each.id == segment for each in self.live)


def with_segment(manifest: Manifest, segments: Sequence[Segment], fresh: Segment, seq: int) -> Manifest:
    """The index with a segment more. Of an owner in two segments the one that was read later is alive."""
    dead: set[int] = set()
    live = []
    for segment in segments:
        gone = set(segment.dead)
        for owner in fresh.owners.keys() & segment.owners.keys():
            number, own = segment.owners[owner], fresh.owners[owner]
            if number in gone:
                continue
            if segment.table.generations[number] <= fresh.table.generations[own]:
                gone.add(number)
            else:
                dead.add(own)
        live.append(Live(segment.id, frozenset(gone)))
    return _next(manifest, segments, [*live, Live(fresh.id, frozenset(dead))], [fresh], seq)


def with_merged(manifest: Manifest, fresh: Segment, sources: Sequence[Segment]) -> Manifest | None:
    """The index with one segment for several; None where one of them is not there any more.

    Whoever of them died while they were merged is dead in the merged one.
    """
    if not all(manifest.has(source.id) for source in sources):
        return None
    dead = {
        fresh.owners[source.table.owners[number]]
        for source in sources
        for number in manifest.dead_of(source.id) - source.dead
    }
    names = {source.id for source in sources}
    kept = [each for each in manifest.live if each.id not in names]
    return _next(manifest, [], [*kept, Live(fresh.id, frozenset(dead))], [fresh], 0)


def without_owners(manifest: Manifest, segments: Sequence[Segment], gone: frozenset[str], seq: int) -> Manifest:
    """The index without some owners."""
    live = [
        Live(segment.id, segment.dead | {segment.owners[owner] for owner in gone & segment.owners.keys()})
        for segment in segments
    ]
    return _next(manifest, segments, live, [], seq)


def _next(
    manifest: Manifest, known: Sequence[Segment], live: Sequence[Live], fresh: Sequence[Segment], seq: int
) -> Manifest:
    """A manifest after another. Segments whose owners are all dead are left out."""
    owners = {segment.id: len(segment.table.owners) for segment in (*known, *fresh)}
    kept = tuple(each for each in live if len(each.dead) < owners.get(each.id, len(each.dead) + 1))
    return replace(manifest, revision=manifest.revision + 1, seq=max(manifest.seq, seq), live=kept)


def to_merge(segments: Sequence[Segment], fan: int = FAN) -> list[Segment]:
    """Which segments to merge next: `fan` of about one size, or one that has too many dead; none when all is well."""
    levels: dict[int, list[Segment]] = {}
    for segment in segments:
        if segment.table.places < MOST_PLACES:
            levels.setdefault(_level(segment.table.places), []).append(segment)
    for _, several in sorted(levels.items()):
        if len(several) >= fan:
            return several
    return next(
        ([each] for each in segments if each.dead_units > MOST_DEAD * each.table.units),
        [],
    )


def _level(places: int) -> int:
    return 0 if places < SMALLEST else 1 + int(math.log(places / SMALLEST, FAN))
