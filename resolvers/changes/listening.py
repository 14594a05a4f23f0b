"""Having the store tell of commits, so that nobody need look for them all the time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import aclosing

from store.errors import StoreError
from store.ports import LiveFeed

AGAIN_SECONDS = 30.0
"""Until the store is asked again to tell of commits, after it would not or was cut off."""

_log = logging.getLogger("ibid.changes")


class Listener:
    """Listens for commits of whatever process, and calls `wake` for each; `is_told` says whether there is one to hear.

    What is heard is when to look, and never what there is: a wake-up may be lost, or come for nothing.
    """

    def __init__(
        self, open_feed: Callable[[], LiveFeed], wake: Callable[[], None], *, again_seconds: float = AGAIN_SECONDS
    ) -> None:
        self._open_feed = open_feed
        self._wake = wake
        self._again_seconds = again_seconds
        self._has_said = False
        self.is_told = False

    async def run(self) -> None:
        """Listen for ever; where nothing is told, ask again every so often."""
        while True:
            try:
                reason = await self._listen()
            except StoreError as error:
                reason = str(error)
            finally:
                was_told, self.is_told = self.is_told, False
            if was_told:
                self._wake()
            self._say(reason)
            await asyncio.sleep(self._again_seconds)

    async def _listen(self) -> str:
        """Listen as long as something is told; gives why it is over."""
        async with aclosing(self._open_feed().wakeups()) as wakeups:
            async for _ in wakeups:
                self.is_told, self._has_said = True, False
                self._wake()
        return "it has ended"

    def _say(self, reason: str) -> None:
        """Say once that nothing is told, until something was."""
        if not self._has_said:
            _log.info("the database does not tell of commits, which are looked for instead", extra={"reason": reason})
        self._has_said = True
