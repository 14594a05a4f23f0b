"""Keeping the store open while the server runs, and going on trying while the database does not answer."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import TypeAlias

from ibid.indexing import indexed
from ibid.opening import opened_store
from ibid.seeding import seed_if_empty
from ibid.service import Phase, Service
from store.embedded.errors import EngineFailed
from store.errors import StoreError, Unavailable
from store.ports import Store

RETRY_SECONDS = 1.0
"""Between attempts to reach a database that does not answer yet."""

Opening: TypeAlias = Callable[[Service], AbstractAsyncContextManager[Store]]
"""What opens the store for a service, fit to be asked."""

_log = logging.getLogger("ibid")


@asynccontextmanager
async def alone(service: Service) -> AsyncIterator[Store]:
    """The store of who serves it: filled if it was empty, its search index kept up to date."""
    async with opened_store(service.settings, "serve", service.on_call) as store:
        service.enter(Phase.LOADING)
        if service.settings.seed:
            await seed_if_empty(store)
        async with indexed(store):
            yield store


@asynccontextmanager
async def held(service: Service, opening: Opening = alone) -> AsyncIterator[None]:
    """Hold the store until the block ends, which begins at once; the service says how far that has come."""
    holding = asyncio.create_task(_hold(service, opening))
    try:
        yield
    finally:
        holding.cancel()
        with suppress(asyncio.CancelledError):
            await holding


async def _hold(service: Service, opening: Opening) -> None:
    while True:
        try:
            await _open(service, opening)
        except EngineFailed as error:
            return service.fail(error)
        except Unavailable as error:
            _log.warning("the database does not answer", extra={"reason": str(error)})
            await asyncio.sleep(RETRY_SECONDS)
        except StoreError as error:
            return service.fail(error)
        except Exception as error:  # noqa: BLE001  # whatever it is, the server must end and say so
            _log.exception("the store could not be opened")
            return service.fail(error)


async def _open(service: Service, opening: Opening) -> None:
    service.enter(Phase.STARTING)
    async with opening(service) as store:
        service.enter(Phase.READY, store)
        _log.info("ready")
        try:
            await asyncio.Event().wait()
        finally:
            service.enter(Phase.STOPPING)
