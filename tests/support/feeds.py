"""A feed in memory, for who follows one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from i18n.languages import EN
from resolvers.access import PUBLIC, Principal
from resolvers.changes.following import Event, Following
from resolvers.changes.places import Wanted
from resolvers.changes.scope import Scope
from resolvers.changes.watching import Watch
from store.errors import FeedGap, StoreError, Unavailable
from store.ports import FeedState
from store.records import Change

T = TypeVar("T")

WITHIN = 10.0
"""Seconds in which whatever a test waits for must have come."""

EPOCH = "e1"
KEY = b"k" * 32
BEGAN = datetime(2026, 11, 1, tzinfo=UTC)


def change(seq: int, **fields: Any) -> Change:
    """The change of a number: a paragraph in English, unless told otherwise."""
    told = {
        "type": "PARAGRAPH",
        "key": f"A/RES/74/148#{seq}",
        "operation": "UPSERT",
        "revision": 1,
        "at": BEGAN + timedelta(seconds=seq),
        "by": "import",
        "document": "A/RES/74/148",
        "languages": (EN,),
        **fields,
    }
    return Change(seq=seq, **told)


@dataclass(slots=True)
class FakeFeed:
    """`store.ports.LiveFeed` over a list; `gone` are numbers that it has lost, `asked` what it was asked."""

    rows: list[Change] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)
    asked: list[tuple[int, int]] = field(default_factory=list)
    looked: asyncio.Event = field(default_factory=asyncio.Event)
    failing: StoreError | None = None
    tell: asyncio.Event | None = None
    mute: bool = False
    epoch: str = EPOCH
    pruned: int = 0

    def add(self, number: int = 1, **fields: Any) -> None:
        for _ in range(number):
            self.rows.append(change(len(self.rows) + 1, **fields))

    async def state(self) -> FeedState:
        self.looked.set()
        if self.failing is not None:
            raise self.failing
        return FeedState(epoch=self.epoch, head=len(self.rows), pruned=self.pruned, key=KEY)

    async def head(self) -> int:
        return (await self.state()).head

    async def changes(self, after: int, limit: int) -> list[Change]:
        self.asked.append((after, limit))
        if after < self.pruned or self.gone & set(range(after + 1, after + limit + 1)):
            raise FeedGap(after, after + limit)
        return self.rows[after : after + limit]

    async def wakeups(self) -> AsyncGenerator[None, None]:
        """One at first, then one each time that `tell` is set; where there is nobody to tell, none."""
        if self.tell is None:
            raise Unavailable("nothing is told")
        while not self.mute:
            yield
            await self.tell.wait()
            self.tell.clear()


def a_feed(number: int = 0) -> FakeFeed:
    """A feed of so many changes."""
    feed = FakeFeed()
    feed.add(number)
    return feed


def a_watch(feed: FakeFeed, **options: Any) -> Watch:
    """A watch that looks only when it is woken, unless told otherwise."""
    return Watch(lambda: feed, **{"poll_seconds": 3600, **options})


def a_scope(principal: Principal = PUBLIC, **wanted: Any) -> Scope:
    """What somebody sees of what they want."""
    return Scope.of(principal, Wanted(**wanted))


def a_following(watch: Watch, **options: Any) -> Following:
    """Somebody who follows what a watch sees."""
    return Following(watch=watch, **{"scope": a_scope(), **options})


async def take(events: AsyncGenerator[T, None], number: int) -> list[T]:
    """The next so many events."""
    async with asyncio.timeout(WITHIN):
        return [await anext(events) for _ in range(number)]


async def rest(events: AsyncGenerator[Event, None]) -> list[Event]:
    """The events that are left, of a subscription that ends."""
    async with asyncio.timeout(WITHIN):
        return [event async for event in events]


async def settle(feed: FakeFeed) -> None:
    """Wait until the feed's head has been asked for once more."""
    feed.looked.clear()
    async with asyncio.timeout(WITHIN):
        await feed.looked.wait()
