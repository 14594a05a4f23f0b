"""Writing a segment: what it holds, part by part, the table last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from i18n.languages import Tag
from store.search.blocks import Directory, Keyed, RunWriter, compressed
from store.search.packing import packed, width_of
from store.search.segments import NAMES, NAMES_IN_BLOCK, PLACES, STARTS, TABLE, UNITS, LanguageSize, Part, Table


class Content(Protocol):
    """What a segment is laid out from."""

    @property
    def owners(self) -> Sequence[str]:
        """Whose units there are, in order."""
        ...

    @property
    def firsts(self) -> Sequence[int]:
        """The ordinal of each owner's first unit."""
        ...

    @property
    def generations(self) -> Sequence[int]:
        """The change up to which each owner was read."""
        ...

    @property
    def digests(self) -> bytes | bytearray:
        """What was read of each owner."""
        ...

    @property
    def names(self) -> Sequence[str]:
        """The keys of units."""
        ...

    @property
    def kinds(self) -> bytes:
        """Of each unit."""
        ...

    @property
    def widths(self) -> Mapping[Tag, Sequence[int]]:
        """By language, the places of each unit, the free ones behind it included; 0 where it has no text."""
        ...


@dataclass(slots=True)
class Layout:
    """Writes a segment part by part."""

    content: Content
    _runs: dict[str, RunWriter] = field(default_factory=lambda: {UNITS: RunWriter(), PLACES: RunWriter()})
    _written: Counter[str] = field(default_factory=Counter)

    def run(self, run: str, items: Iterable[Keyed]) -> Iterator[Part]:
        """More of a run; the items follow what was given of it before."""
        yield from self._numbered(run, self._runs[run].add(items))

    def end(self, run: str) -> Iterator[Part]:
        """The last block of a run."""
        yield from self._numbered(run, self._runs[run].end())

    def _numbered(self, run: str, blocks: Iterable[bytes]) -> Iterator[Part]:
        for stored in blocks:
            yield f"{run}{self._written[run]}", stored
            self._written[run] += 1

    def rest(self) -> Iterator[Part]:
        """All but the runs, which have ended. The table is last: who finds it finds all."""
        yield from name_blocks(self.content.names)
        for number, widths in enumerate(self.content.widths.values()):
            yield f"{STARTS}{number}", write_starts(widths)
        yield TABLE, self.table().pack()

    def table(self) -> Table:
        """The table of what was written."""
        content = self.content
        return Table(
            tuple(content.owners),
            content.firsts,
            content.generations,
            bytes(content.digests),
            content.kinds,
            {tag: LanguageSize(sum(map(bool, widths)), sum(widths)) for tag, widths in content.widths.items()},
            {run: Directory(tuple(writer.firsts)) for run, writer in self._runs.items()},
        )


def name_blocks(names: Iterable[str]) -> Iterator[Part]:
    """The keys of units, in blocks."""
    some: list[str] = []
    number = 0
    for name in names:
        some.append(name)
        if len(some) == NAMES_IN_BLOCK:
            yield f"{NAMES}{number}", compressed("\n".join(some).encode())
            some, number = [], number + 1
    if some:
        yield f"{NAMES}{number}", compressed("\n".join(some).encode())


def write_starts(widths: Sequence[int]) -> bytes:
    """How many places each unit takes, as bytes."""
    width = width_of(max(widths, default=0))
    return bytes([width]) + compressed(packed(width, widths))
