"""How many operations one process executes at once."""

from __future__ import annotations

import asyncio
from contextlib import AbstractContextManager, suppress

from ibid.http.errors import Fault, Refused


class Gate(AbstractContextManager[None]):
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

    @property
    def is_full(self) -> bool:
        """Whether nobody is let in."""
        return self.inside >= self._most

    def passed(self) -> AbstractContextManager[None]:
        """Be inside until the block ends, or be Refused."""
        return self

    def __enter__(self) -> None:
        """Come in, or be Refused."""
        if self.is_full:
            facts = {"retryAfter": self._seconds}
            raise Refused(503, Fault(self._code, extensions=facts), {"Retry-After": str(self._seconds)})
        self.inside += 1
        self._empty.clear()

    def __exit__(self, *_: object) -> None:
        """Go."""
        self.inside -= 1
        if not self.inside:
            self._empty.set()

    async def quiet(self, seconds: float) -> None:
        """Wait until nobody is inside, or for so long."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._empty.wait()
