"""The end of a server: what lasts (subscriptions, event streams, sockets) is told, and is waited for."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Stopping:
    """Whether the server is to end, and what must be told before it does.

    What lasts runs within `lasting()`, waits for `wait()` beside its own events, and then says goodbye.
    """

    def __init__(self) -> None:
        self._asked = asyncio.Event()
        self._alone = asyncio.Event()
        self._alone.set()
        self._count = 0

    @contextmanager
    def lasting(self) -> Iterator[None]:
        """Something that goes on until somebody ends it."""
        self._count += 1
        self._alone.clear()
        try:
            yield
        finally:
            self._count -= 1
            if not self._count:
                self._alone.set()

    def is_set(self) -> bool:
        """Whether the server is to end."""
        return self._asked.is_set()

    async def wait(self) -> None:
        """Wait until the server is to end."""
        await self._asked.wait()

    async def tell(self, seconds: float) -> None:
        """Say that the server is to end, and wait so long until nothing lasts any more."""
        self._asked.set()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._alone.wait()
