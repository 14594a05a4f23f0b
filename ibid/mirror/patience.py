"""Trying again: after how long, and how often."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar

from ibid.mirror.errors import Broken, SourceAway, Unserved

FIRST, LONGEST, MOST = 0.5, 60.0, 3600.0
"""Seconds: a random part of the first after one failure, of twice as much after two, and so on to the longest. The
most is what a source can ask for.

The whole of it is random ("full jitter"), so that many partners that lost one server do not come back together; see
https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/.
"""

ATTEMPTS = 10
"""Failures one after another, with nothing got in between, after which a mirror that runs once gives up: minutes."""

T = TypeVar("T")

Pause = Callable[[float], Awaitable[None]]


def nobody(reason: str, seconds: float) -> None:
    """Tell nobody of a failure."""


@dataclass(slots=True)
class Patience:
    """How failures of one source are borne. `attempts` is None for whoever never gives up."""

    url: str
    attempts: int | None = ATTEMPTS
    pause: Pause = asyncio.sleep
    chance: Callable[[float, float], float] = random.uniform
    told: Callable[[str, float], None] = nobody
    failures: int = field(default=0, init=False)

    def got(self) -> None:
        """Something came, whole: begin to count anew."""
        self.failures = 0

    async def until(self, ask: Callable[[], Awaitable[T]]) -> T:
        """What is asked for, asked again until it comes whole. Raises SourceAway, and what does not pass by itself."""
        while True:
            try:
                found = await ask()
            except (Broken, Unserved) as error:
                await self.bear(error)
            else:
                self.got()
                return found

    async def bear(self, error: Broken | Unserved) -> None:
        """Wait for the next attempt, as long as the source says or longer each time; or raise SourceAway."""
        self.failures += 1
        if self.attempts is not None and self.failures >= self.attempts:
            raise SourceAway(self.url, self.failures, str(error)) from error
        said = error.after if isinstance(error, Unserved) else None
        most = min(LONGEST, FIRST * 2.0 ** min(self.failures - 1, 10))
        seconds = self.chance(0, most) if said is None else min(said, MOST) + self.chance(0, FIRST)
        self.told(str(error), seconds)
        await self.pause(seconds)
