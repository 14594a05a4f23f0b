"""How new what is kept is: the head of the feed is looked at when it is needed, once for all who wait.

Nothing is looked at while nobody asks. What is kept may be given if the look that found it right began no longer than
`MOST_SECONDS` ago; who asks a while after the last look has the next one begun meanwhile, so that under a steady
stream of requests nobody waits for one.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from store.errors import FeedGap, StoreError
from store.ports import Feed
from store.remembering.names import Names, touched

MOST_SECONDS = 0.25
"""How old a look may be."""

SOON_SECONDS = 0.1
"""How old a look is when the next one is begun."""

MOST_CHANGES = 2000
"""How many changes are read to know what they touch; where more came at once, everything is forgotten."""

REMEMBERED = 1000
"""How many looks that found changes are remembered, for what was made before them."""

_NEVER = float("-inf")

_log = logging.getLogger("ibid.answers")


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look has seen: the place in the feed that everything known is as new as."""

    epoch: str = ""
    seq: int = 0


class Freshness:
    """Looks at a feed. `forget` is told what is no longer so, None for everything, before anybody who waits goes on.

    `turn` is another number after each look that found something: what was begun under one and ends under another may
    be older than what has been forgotten.
    """

    def __init__(
        self, feed: Feed, forget: Callable[[Names | None], None], *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._feed = feed
        self._forget = forget
        self._clock = clock
        self._looked_at = _NEVER
        self._looking: asyncio.Task[None] | None = None
        self._turning = asyncio.Lock()
        self._past: deque[tuple[int, Names]] = deque(maxlen=REMEMBERED)
        self._floor = 0
        self._key = b""
        self.seen = Seen()
        self.turn = 0

    @property
    def key(self) -> bytes:
        """What seals cursors of this feed."""
        return self._key

    def is_fresh(self) -> bool:
        """Whether the last look is new enough. Where it is not quite, the next one is begun."""
        age = self._clock() - self._looked_at
        if age <= SOON_SECONDS:
            return True
        if age <= MOST_SECONDS:
            self._begin()
            return True
        return False

    def expire(self) -> None:
        """Look again before anything more is given: something was committed here, or may have been."""
        self._looked_at = _NEVER
        self._looking = None

    async def ensure(self) -> None:
        """Wait for a look, where there is none that is new enough. Raises StoreError where it fails."""
        if self.is_fresh():
            return
        asked = self._clock()
        while self._looked_at < asked - MOST_SECONDS:
            await asyncio.shield(self._begin())

    async def reach(self, wanted: Seen | None) -> None:
        """Wait until what is known is as new as a place of this feed; one of another, or None, is worth a look now."""
        if wanted is None or wanted.epoch != self.seen.epoch or wanted.seq > self.seen.seq:
            self.expire()
        await self.ensure()

    def holds(self, turn: int, made_from: Names) -> bool:
        """Whether what was made in a turn, from something, is still so."""
        if turn == self.turn:
            return True
        return turn >= self._floor and not any(made_from.meets(names) for names in self._since(turn))

    def _since(self, turn: int) -> Iterator[Names]:
        """What was found touched after a turn, the latest first."""
        for number, names in reversed(self._past):
            if number <= turn:
                return
            yield names

    def _begin(self) -> asyncio.Task[None]:
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look(), name="looking at the feed")
            self._looking.add_done_callback(_told)
        return self._looking

    async def _look(self) -> None:
        async with self._turning:
            began = self._clock()
            state = await self._feed.state()
            if state.epoch != self.seen.epoch or not 0 <= state.head - self.seen.seq <= MOST_CHANGES:
                self._turn(None)
            elif state.head > self.seen.seq:
                self._turn(await self._between(self.seen.seq, state.head))
            self.seen, self._key = Seen(state.epoch, state.head), state.key
            if self._looking is asyncio.current_task():  # else there was a commit meanwhile, which it may not have seen
                self._looked_at = began

    async def _between(self, after: int, head: int) -> Names | None:
        """What the changes after a number touch; None where they are not known any more."""
        try:
            return touched(await self._feed.changes(after, head - after))
        except FeedGap:
            return None

    def _turn(self, found: Names | None) -> None:
        self.turn += 1
        if found is None:
            self._past.clear()
            self._floor = self.turn
        else:
            if len(self._past) == REMEMBERED:
                self._floor = self._past[0][0]
            self._past.append((self.turn, found))
        self._forget(found)


def _told(task: asyncio.Task[None]) -> None:
    """Whoever waits is told of a failure; where nobody does, the next look tells."""
    with suppress(asyncio.CancelledError):
        error = task.exception()
        if error is not None and not isinstance(error, StoreError):
            _log.error("the feed could not be looked at", exc_info=error)
