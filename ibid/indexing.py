"""The search index while the server runs: at its start it catches up with what was committed without it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from store.errors import StoreError
from store.ports import Store
from store.search.indexing import Indexer

SECONDS = 10.0
"""How long a start waits for the index. Then questions are answered, and searches find what is indexed so far."""

_log = logging.getLogger("ibid.indexing")


@asynccontextmanager
async def caught_up(store: Store) -> AsyncIterator[None]:
    """The index catches up, at most so long before the block begins; it is stopped where the block ends."""
    catching = asyncio.create_task(_catch_up(store))
    try:
        await asyncio.wait({catching}, timeout=SECONDS)
        yield
    finally:
        catching.cancel()
        with suppress(asyncio.CancelledError):
            await catching


async def _catch_up(store: Store) -> None:
    """A store that cannot be written or read now is no reason not to serve it."""
    try:
        count = await Indexer(store).catch_up()
    except StoreError as error:
        _log.warning("the search index is behind", extra={"code": error.code, "reason": str(error)})
    else:
        _log.info("the search index is up to date", extra={"indexed": count})
