"""What a mirror needs of whatever keeps its copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from ibid.mirror.place import Place
from ibid.mirror.wire import Line


@dataclass(frozen=True, slots=True)
class Held:
    """A record of the copy: `state` is the canonical JSON that is kept of it, whatever became of that."""

    type: str
    key: str
    state: str


class Target(Protocol):
    """A copy with its place. Whatever cannot be kept is a TargetError.

    Lines and the place behind them are kept together, or the place after the lines: what is then asked for again is
    applied again, which changes nothing.
    """

    @property
    def name(self) -> str:
        """What it is called in messages; without a password."""
        ...

    async def place(self) -> Place:
        """The place of the copy; that of nothing where there is none."""
        ...

    async def begin(self, place: Place) -> None:
        """Make room for the baseline that comes in at a place; readers still have the whole one before it."""
        ...

    async def copy(self, lines: Sequence[Line], place: Place) -> None:
        """Put lines into the baseline that comes in. Every line counts, whatever its revision."""
        ...

    async def switch(self, place: Place) -> None:
        """Have the baseline that came in be the copy."""
        ...

    async def sweep(self) -> None:
        """Take away what belongs to no baseline any more."""
        ...

    async def follow(self, lines: Sequence[Line], place: Place) -> None:
        """Apply lines of the feed, those that `applying.counts`."""
        ...

    async def retake(self, bucket: str, lines: Sequence[Line]) -> None:
        """Have a bucket hold what these lines leave of it, and nothing else."""
        ...

    async def held(self, buckets: Sequence[str]) -> Mapping[str, Sequence[Held]]:
        """The records of buckets; a bucket that has none may be missing."""
        ...

    async def buckets(self) -> set[str]:
        """Every bucket that has a record."""
        ...

    async def counts(self) -> Mapping[str, int]:
        """How many records there are, by type."""
        ...
