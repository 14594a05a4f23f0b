"""Reading much at once without those who ask little waiting for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from ibid.limits.gate import Gate
from store.gathering import Gathering
from store.ports import Match, P, Page, R, Range, Reader, Slice

T = TypeVar("T")

PATIENCE = 5_000
"""Records that are worth a second of waiting for others: so reading goes on, however many ask meanwhile."""

REST_SECONDS = 0.01
"""Between two readings of a program that does not know who else asks the database."""


class Pace(Protocol):
    """When to read. It is told how much was read."""

    async def wait(self) -> None:
        """Wait until it is time to read."""
        ...

    def took(self, records: int) -> None:
        """So many records were read."""
        ...


@dataclass(slots=True)
class LettingGoFirst:
    """Waits while operations are under way, for no longer than what was read since the last time is worth."""

    gate: Gate
    _read: int = 0
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def wait(self) -> None:
        """What is read at the same time waits together."""
        async with self._turn:
            seconds, self._read = self._read / PATIENCE, 0
            await self.gate.quiet(seconds)

    def took(self, records: int) -> None:
        """Be patient for so much longer."""
        self._read += records


class Resting:
    """Rests before each reading."""

    async def wait(self) -> None:
        """For a moment."""
        await asyncio.sleep(REST_SECONDS)

    def took(self, records: int) -> None:
        """It is all the same."""


class AtOnce:
    """Waits for nobody."""

    async def wait(self) -> None:
        """Let others have their turn, no more."""
        await asyncio.sleep(0)

    def took(self, records: int) -> None:
        """It is all the same."""


def free(_: int) -> None:
    """Charge nobody."""


@dataclass(frozen=True, slots=True)
class Paced(Gathering):
    """A reader that keeps to a pace, and charges for what is read: `charge` is given the number of records."""

    reader: Reader
    pace: Pace
    charge: Callable[[int], None] = free

    async def get(self, kind: type[R], keys: Sequence[str]) -> list[R | None]:
        """Records by key."""
        await self.pace.wait()
        return self._taken(await self.reader.get(kind, keys), len(keys))

    async def buried(self, kind: type[R], keys: Sequence[str]) -> list[R | None]:
        """Tombstones by key."""
        await self.pace.wait()
        return self._taken(await self.reader.buried(kind, keys), len(keys))

    async def ranges(self, kind: type[P], ranges: Sequence[Range]) -> list[list[P]]:
        """Records by position."""
        await self.pace.wait()
        found = await self.reader.ranges(kind, ranges)
        return self._taken(found, sum(map(len, found)))

    async def matching(self, kind: type[R], matches: Sequence[Match]) -> list[list[R]]:
        """Records by equality."""
        await self.pace.wait()
        found = await self.reader.matching(kind, matches)
        return self._taken(found, sum(map(len, found)))

    async def pages(self, slices: Sequence[Slice]) -> list[Page]:
        """Pages of listings."""
        await self.pace.wait()
        return self._taken(await self.reader.pages(slices), len(slices))

    def _taken(self, found: list[T], records: int) -> list[T]:
        self.charge(records)
        self.pace.took(records)
        return found
