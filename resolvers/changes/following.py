"""Following the feed: what has happened since a place, that it is caught up, what happens then, and why it ends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from resolvers.changes.places import Place
from resolvers.changes.scope import Scope, Told
from resolvers.changes.troubles import Trouble, place_behind, trouble
from resolvers.changes.watching import WINDOW, Watch
from store.errors import FeedGap, StoreError

HEARTBEAT_SECONDS = 20.0
"""After so long without an event, one says that there is nothing new."""

PATIENCE_SECONDS = 60.0
"""Who was caught up and then stays behind for so long is too slow."""


class ResetReason(StrEnum):
    """Why a subscription ends."""

    CURSOR_EXPIRED = "CURSOR_EXPIRED"
    EPOCH_CHANGED = "EPOCH_CHANGED"
    GRANTS_CHANGED = "GRANTS_CHANGED"
    TOO_SLOW = "TOO_SLOW"
    SHUTTING_DOWN = "SHUTTING_DOWN"


_RESET = {
    Trouble.CURSOR_EXPIRED: ResetReason.CURSOR_EXPIRED,
    Trouble.CURSOR_FILTER_MISMATCH: ResetReason.GRANTS_CHANGED,
    Trouble.CURSOR_INVALID: ResetReason.EPOCH_CHANGED,
    Trouble.EPOCH_CHANGED: ResetReason.EPOCH_CHANGED,
}

_TO_GO_ON = frozenset({ResetReason.TOO_SLOW, ResetReason.SHUTTING_DOWN})
"""After these one can go on where one was."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A change, and what it is to the follower; `place` is right behind it."""

    told: Told
    place: Place


@dataclass(frozen=True, slots=True)
class CaughtUp:
    """Everything that there was has been told; from here on changes are told as they happen."""

    place: Place


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """Nothing new, and the server is there; everything up to `place` has been told."""

    place: Place


@dataclass(frozen=True, slots=True)
class Reset:
    """The end: go on from `place` in a new subscription; where there is none, copy everything anew."""

    reason: ResetReason
    place: Place | None


Event: TypeAlias = Changed | CaughtUp | Heartbeat | Reset


def _now() -> float:
    return asyncio.get_running_loop().time()


@dataclass(slots=True, kw_only=True)
class Following:
    """One follower, who is told of what is in a scope.

    `start` is where they were, None for now. `grants_now` says what their grants are later on: a key can be revoked.
    """

    watch: Watch
    scope: Scope
    start: Place | None = None
    grants_now: Callable[[], Awaitable[str]] | None = None
    heartbeat_seconds: float = HEARTBEAT_SECONDS
    patience_seconds: float = PATIENCE_SECONDS
    clock: Callable[[], float] = field(default=_now)
    _epoch: str = field(default="", init=False)
    _at: int = field(default=0, init=False)
    _known: Place | None = field(default=None, init=False)
    _told: float = field(default=0.0, init=False)
    _checked: float = field(default=0.0, init=False)
    _behind_since: float | None = field(default=None, init=False)
    _is_live: bool = field(default=False, init=False)

    async def events(self) -> AsyncGenerator[Event, None]:
        """What the follower is told, in order. Raises TooManyFollowers before anything."""
        async with self.watch.following():
            await self.watch.advance()
            reason = await self._begin()
            if reason is not None:
                yield Reset(reason, None)
                return
            async with aclosing(self._steps()) as steps:
                async for event in steps:
                    self._told = self.clock()
                    yield event

    async def _begin(self) -> ResetReason | None:
        """Go to the place to start from; the reason why changes after it cannot be told, if there is one."""
        self._told = self._checked = self.clock()
        state = await self.watch.state()
        self._epoch = state.epoch
        if self.start is None:
            self._at = self.watch.seen
            await self._place()
            return None
        self._at, self._known = self.start.seq, self.start
        if self.start.grants not in {"", self.scope.grants}:
            return ResetReason.GRANTS_CHANGED
        found = await trouble(self.watch, state, self.start, self.scope)
        return None if found is None else _RESET[found]

    async def _steps(self) -> AsyncGenerator[Event, None]:
        while (reason := self._ending() or await self._lost()) is None:
            if self._at < self.watch.seen:
                last = min(self._at + WINDOW, self.watch.seen)
                try:
                    changes = await self.watch.changes(self._at, last - self._at)
                except FeedGap:  # given up while they were on their way to them
                    reason = ResetReason.CURSOR_EXPIRED
                    break
                for change in changes:
                    if (told := self.scope.told(change)) is not None:
                        self._at = change.seq
                        self._known = place = self.scope.behind(self._epoch, change.seq, change)
                        yield Changed(told, place)
                    if self._ending() is not None:
                        break
                else:
                    self._at = last
            elif not self._is_live:
                self._is_live = True
                yield CaughtUp(await self._place())
            elif (left := self._told + self.heartbeat_seconds - self.clock()) > 0:
                await self.watch.moved(self._at, left)
            else:
                yield Heartbeat(await self._place())
        yield Reset(reason, self._known if reason in _TO_GO_ON else None)

    def _ending(self) -> ResetReason | None:
        """Why the subscription ends now."""
        if self.watch.is_stopping:
            return ResetReason.SHUTTING_DOWN
        if self._at > self.watch.seen or self.watch.epoch != self._epoch:
            return ResetReason.EPOCH_CHANGED
        return ResetReason.TOO_SLOW if self._is_too_slow() else None

    async def _lost(self) -> ResetReason | None:
        """Ask every so often whether the grants are still the same; a store that cannot say does not take them away."""
        if self.grants_now is None or self.clock() - self._checked < self.heartbeat_seconds:
            return None
        self._checked = self.clock()
        with suppress(StoreError):
            return None if await self.grants_now() == self.scope.grants else ResetReason.GRANTS_CHANGED
        return None

    def _is_too_slow(self) -> bool:
        if not self._is_live or self._at == self.watch.seen:
            self._behind_since = None
        elif self._behind_since is None:
            self._behind_since = self.clock()
        return self._behind_since is not None and self.clock() - self._behind_since > self.patience_seconds

    async def _place(self) -> Place:
        """Where the follower is: whether they may see the change there does not matter."""
        self._known = place = await place_behind(self.watch, await self.watch.state(), self._at, self.scope)
        return place
