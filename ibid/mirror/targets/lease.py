"""One mirror at a time on a database: a document that its holder changes every two seconds, while it lives.

No clocks are compared. Whoever finds a holder watches for longer than that: one that changes nothing is dead.
"""

from __future__ import annotations

import asyncio
import secrets
from contextlib import suppress
from typing import Self

from ibid.mirror.errors import TargetBusy
from store.errors import StoreError
from store.mongo.copies import Copies

BEAT, WATCH = 2.0, 7.0
"""Seconds between the signs of life of a holder, and for which another one watches for them."""

NAME = "lease"


class Lease:
    """The lease of a database, held within its block. Raises TargetBusy where somebody else has it."""

    def __init__(
        self, target: str, copies: Copies, collection: str, *, beat: float = BEAT, watch: float = WATCH
    ) -> None:
        self._target = target
        self._copies = copies
        self._collection = collection
        self._beat = beat
        self._watch = watch
        self._holder = secrets.token_hex(8)
        self._is_lost = False
        self._beating: asyncio.Task[None] | None = None

    def check(self) -> None:
        """Raise TargetBusy when it was seen that somebody else has taken it."""
        if self._is_lost:
            raise TargetBusy(self._target)

    async def is_held(self) -> bool:
        """Give a sign of life, and say whether this is still the holder."""
        mine = {"_id": NAME, "holder": self._holder}
        self._is_lost = not await self._copies.change(self._collection, mine, {"$inc": {"beats": 1}})
        return not self._is_lost

    async def __aenter__(self) -> Self:
        await self._take()
        self._beating = asyncio.create_task(self._go_on())
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._beating is not None
        self._beating.cancel()
        with suppress(asyncio.CancelledError):
            await self._beating
        with suppress(StoreError):  # whoever comes next finds out by watching
            mine = {"_id": NAME, "holder": self._holder}
            await self._copies.change(self._collection, mine, {"$set": {"holder": None}})

    async def _take(self) -> None:
        fresh = {"_id": NAME, "holder": self._holder, "beats": 0}
        found = await self._copies.one(self._collection, NAME)
        if found is None:
            is_taken = await self._copies.add(self._collection, fresh)
        else:
            if found["holder"] is not None:
                await asyncio.sleep(self._watch)
            is_taken = await self._copies.change(self._collection, found, {"$set": {"holder": self._holder}})
        if not is_taken:
            raise TargetBusy(self._target)

    async def _go_on(self) -> None:
        while not self._is_lost:
            await asyncio.sleep(self._beat)
            with suppress(StoreError):  # a database that is away takes the lease from nobody
                await self.is_held()
