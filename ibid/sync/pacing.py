"""Reading much at once without those who ask little waiting for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain

from ibid.limits.gate import Gate
from store.ports import Match, P, Page, R, Range, Reader, Slice

QUIET_SECONDS = 0.04
"""The longest that one reading waits for operations that are under way: so it goes on where they never end."""


@dataclass(frozen=True, slots=True)
class Paced:
    """A reader that lets operations go first, and charges for what is read.

    With `fast` it waits for nobody. `charge` is given the number of records.
    """

    reader: Reader
    gate: Gate
    charge: Callable[[int], None]
    fast: bool = False

    async def get(self, kind: type[R], keys: Sequence[str]) -> list[R | None]:
        """Records by key."""
        await self._turn(len(keys))
        return await self.reader.get(kind, keys)

    async def buried(self, kind: type[R], keys: Sequence[str]) -> list[R | None]:
        """Tombstones by key."""
        await self._turn(len(keys))
        return await self.reader.buried(kind, keys)

    async def ranges(self, kind: type[P], ranges: Sequence[Range]) -> list[list[P]]:
        """Records by position."""
        await self._turn(0)
        found = await self.reader.ranges(kind, ranges)
        self.charge(sum(map(len, found)))
        return found

    async def matching(self, kind: type[R], matches: Sequence[Match]) -> list[list[R]]:
        """Records by equality."""
        await self._turn(0)
        found = await self.reader.matching(kind, matches)
        self.charge(len(list(chain.from_iterable(found))))
        return found

    async def pages(self, slices: Sequence[Slice]) -> list[Page]:
        """Pages of listings."""
        await self._turn(len(slices))
        return await self.reader.pages(slices)

    async def _turn(self, cost: int) -> None:
        if cost:
            self.charge(cost)
        if not self.fast:
            await self.gate.quiet(QUIET_SECONDS)
