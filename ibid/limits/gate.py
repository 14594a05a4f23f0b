"""How many operations one process executes at once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from ibid.http.errors import Fault, Refused


class Gate:
    """Lets so many through at once; who comes when it is full is told to come again, and waits nowhere.

    `code` is what they are told, and `seconds` after how long to come.
    """

    def __init__(self, most: int, *, code: str = "TOO_BUSY", seconds: int = 1) -> None:
        self._most = most
        self._code = code
        self._seconds = seconds
        self._empty = asyncio.Event()
        self._empty.set()
        self.inside = 0

    @contextmanager
    def passed(self) -> Iterator[None]:
        """Be inside until the block ends, or be Refused."""
        if self.inside >= self._most:
            facts = {"retryAfter": self._seconds}
            raise Refused(503, Fault(self._code, extensions=facts), {"Retry-After": str(self._seconds)})
        self.inside += 1
        self._empty.clear()
        try:
            yield
        finally:
            self.inside -= 1
            if not self.inside:
                self._empty.set()

    async def quiet(self, seconds: float) -> None:
        """Wait until nobody is inside, or for so long."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._empty.wait()
