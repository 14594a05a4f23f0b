"""One watch over the feed for a whole process: it looks while somebody follows, and wakes whoever waits."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace

from resolvers.changes.listening import Listener
from store.errors import StoreError
from store.ports import FeedState, LiveFeed
from store.records import Change

POLL_SECONDS = 0.5
"""Between two looks at the feed's head, where the database does not tell of commits."""

NET_SECONDS = 5.0
"""Between two looks where it does: what it tells is when to look, and never what there is."""

REST_SECONDS = 0.05
"""Between two looks in any case: many commits at once must not cost the database as many looks by each process."""

WINDOW = 500
"""The most changes that are read at once."""

KEPT = 2000
"""How many of the latest changes are kept: whoever keeps up reads them here, and the store is asked once for all."""

_log = logging.getLogger("ibid.changes")


class TooManyFollowers(Exception):
    """As many follow the feed as may. `limit` is how many."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"{limit} follow the feed")
        self.limit = limit


class Watch:
    """A watch, and the recent part of the feed. `open_feed` gives the store, or raises Unavailable.

    It is a `store.ports.Feed` too, so that what guards a feed can guard this one.
    """

    def __init__(
        self,
        open_feed: Callable[[], LiveFeed],
        *,
        most: int = 1000,
        poll_seconds: float = POLL_SECONDS,
        net_seconds: float = NET_SECONDS,
    ) -> None:
        self._open_feed = open_feed
        self._most = most
        self._poll_seconds = poll_seconds
        self._net_seconds = net_seconds
        self._followers = 0
        self._looking: tuple[asyncio.Task[None], ...] = ()
        self._advancing = asyncio.Lock()
        self._moved = asyncio.Event()
        self._woken = asyncio.Event()
        self._listener = Listener(open_feed, self.wake)
        self._kept: deque[Change] = deque(maxlen=KEPT)
        self._known: FeedState | None = None
        self.seen = 0
        self.is_stopping = False

    @property
    def followers(self) -> int:
        """How many follow now."""
        return self._followers

    @property
    def is_polling(self) -> bool:
        """Whether the store is looked at, and listened to."""
        return bool(self._looking)

    @property
    def is_told(self) -> bool:
        """Whether the store tells of commits, so that it is looked at seldom."""
        return self._listener.is_told

    def check_room(self) -> None:
        """Refuse one more follower with TooManyFollowers where there are as many as may be."""
        if self._followers >= self._most:
            raise TooManyFollowers(self._most)

    @asynccontextmanager
    async def following(self) -> AsyncIterator[None]:
        """Look at the feed as long as the block runs. Raises TooManyFollowers."""
        self.check_room()
        self._followers += 1
        try:
            if not self._looking:
                self._looking = (
                    asyncio.create_task(self._poll(), name="watching the feed"),
                    asyncio.create_task(self._listener.run(), name="listening for commits"),
                )
            yield
        finally:
            self._followers -= 1
            if not self._followers:
                await self._rest()

    async def advance(self) -> None:
        """Look now: afterwards `seen` is the feed's head, or was a moment ago."""
        async with self._advancing:
            feed = self._open_feed()
            before, self._known = self.epoch, await feed.state()
            head = self._known.head
            if not 0 <= head - self.seen <= KEPT or not self._kept or before != self.epoch:
                await self._start_over(feed, head)
            while self.seen < head:
                found = await feed.changes(self.seen, min(WINDOW, head - self.seen))
                self._kept.extend(found)
                self._move(found[-1].seq)

    async def moved(self, beyond: int, seconds: float) -> None:
        """Wait until the feed goes beyond a number or is another one, until the watch stops, or for so long."""
        epoch = self.epoch
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self.seen == beyond and self.epoch == epoch and not self.is_stopping:
                    await self._moved.wait()

    def wake(self) -> None:
        """Look at once: somebody has committed."""
        self._woken.set()

    def stop(self) -> None:
        """Tell everybody who follows that the server stops."""
        self.is_stopping = True
        self._move(self.seen)

    @property
    def epoch(self) -> str:
        """Which history it was when the feed was looked at last; empty before that."""
        return "" if self._known is None else self._known.epoch

    async def state(self) -> FeedState:
        """What the feed was when it was looked at last, and how far it has been seen."""
        if self._known is None:
            await self.advance()
        assert self._known is not None
        return replace(self._known, head=self.seen)

    async def head(self) -> int:
        """The number of the latest change that was seen."""
        return self.seen

    async def changes(self, after: int, limit: int) -> list[Change]:
        """The changes with `after < seq <= after + limit` that were seen; the store is asked for old ones only."""
        last = min(after + limit, self.seen)
        if self._kept and self._kept[0].seq <= after + 1:
            return [change for change in self._kept if after < change.seq <= last]
        return await self._open_feed().changes(after, last - after) if last > after else []

    async def _start_over(self, feed: LiveFeed, head: int) -> None:
        """Begin at the head: nobody was watching, too much came at once, or the database is another one now."""
        self._kept.clear()
        self._kept.extend(await feed.changes(head - 1, 1) if head else ())
        self._move(head)

    def _move(self, seq: int) -> None:
        self.seen = seq
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()

    async def _poll(self) -> None:
        """Look again and again; a store that fails is told of once, and looked at further."""
        failing = False
        while True:
            try:
                await self.advance()
                failing = False
            except StoreError as error:
                if not failing:
                    _log.warning("the feed cannot be read", extra={"code": error.code, "reason": str(error)})
                failing = True
            await asyncio.sleep(REST_SECONDS)
            with suppress(TimeoutError):
                async with asyncio.timeout(self._net_seconds if self.is_told else self._poll_seconds):
                    await self._woken.wait()
            self._woken.clear()

    async def _rest(self) -> None:
        """Stop looking. What is awaited is that the tasks end, whatever becomes of whoever waits for them."""
        looking, self._looking = self._looking, ()
        for task in looking:
            task.cancel()
        if looking:
            await asyncio.wait(looking)
