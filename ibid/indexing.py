"""The search index while the server runs: it catches up at the start, and later with what nobody else indexes.

A load indexes what it commits, some documents at a time, so the index is behind while one runs; that is left to it.
Only what stays behind is taken in here: after a commit by somebody who does not index, or a load that was stopped.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from store.errors import StoreError
from store.ports import Store
from store.search.indexing import Indexer

START_SECONDS = 10.0
"""How long a start waits for the index. Then questions are answered, and searches find what is indexed so far."""

LOOK_SECONDS = 5.0
"""Between two looks at whether the index is behind: two small reads."""

PATIENCE = 12
"""Looks for which an index that is behind is left to others, while there are new commits all the time."""

_log = logging.getLogger("ibid.indexing")


@asynccontextmanager
async def indexed(store: Store, *, look_seconds: float = LOOK_SECONDS) -> AsyncIterator[None]:
    """The index catches up, for so long before the block begins, and then follows until the block ends."""
    indexer = Indexer(store)
    catching = asyncio.create_task(_catch_up(indexer))
    await asyncio.wait({catching}, timeout=START_SECONDS)
    following = asyncio.create_task(_follow(store, indexer, catching, look_seconds))
    try:
        yield
    finally:
        for task in (following, catching):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def _follow(store: Store, indexer: Indexer, catching: asyncio.Task[None], look_seconds: float) -> None:
    """Catch up whenever the index stays behind."""
    await catching
    watch = _Watch()
    while True:
        await asyncio.sleep(look_seconds)
        try:
            is_left = watch.is_left_behind(await store.head(), (await store.segments.manifest()).seq)
        except StoreError:
            continue
        if is_left:
            await _catch_up(indexer)


@dataclass(slots=True)
class _Watch:
    """Whether somebody still indexes what is not indexed yet."""

    head: int = -1
    seq: int = -1
    looks: int = 0

    def is_left_behind(self, head: int, seq: int) -> bool:
        """Whether it is behind, and there are no new commits, or there were many looks without anything indexed."""
        self.looks = self.looks + 1 if seq == self.seq else 0
        is_left = seq < head and (head == self.head or self.looks >= PATIENCE)
        self.head, self.seq = head, seq
        return is_left


async def _catch_up(indexer: Indexer) -> None:
    """A store that cannot be written or read now is no reason not to serve it."""
    try:
        count = await indexer.catch_up()
    except StoreError as error:
        _log.warning("the search index is behind", extra={"code": error.code, "reason": str(error)})
    else:
        _log.info("the search index is up to date", extra={"indexed": count})
