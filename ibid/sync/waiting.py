"""Waiting for something to happen: a page of the feed is asked for again whenever the feed has gone on."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

from starlette.types import Receive

from ibid.http.errors import Fault, Refused
from ibid.live.racing import first
from ibid.stopping import Stopping
from ibid.sync.streaming import until_gone
from resolvers.changes.watching import TooManyFollowers, Watch
from store.ports import FeedState

_AGAIN_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who waits. `ask` is asked again with what the feed is by then, and says whether that is enough."""

    watch: Watch
    stopping: Stopping
    ask: Callable[[FeedState], Awaitable[bool]]

    async def wait(self, seen: FeedState, seconds: float, receive: Receive) -> None:
        """Until it is enough, for so long at most, and no longer than the client is there and the server goes on.

        `seen` is what the feed was when it was asked last. Raises Refused where too many wait.
        """
        try:
            async with self.watch.following():
                with self.stopping.lasting(), suppress(TimeoutError):
                    async with asyncio.timeout(seconds):
                        await first(self._watched(seen), until_gone(receive), self.stopping.wait())
        except TooManyFollowers as error:
            fault = Fault("TOO_MANY_SUBSCRIPTIONS", {"limit": str(error.limit)}, {"retryAfter": _AGAIN_SECONDS})
            raise Refused(503, fault, {"Retry-After": str(_AGAIN_SECONDS)}) from error

    async def _watched(self, seen: FeedState) -> None:
        await self.watch.advance()
        while True:
            state = await self.watch.state()
            if (state.head, state.epoch) == (seen.head, seen.epoch):
                await self.watch.moved(state.head, float("inf"))
                continue
            if await self.ask(state):
                return
            seen = state
