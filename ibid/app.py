"""The ASGI application: routes, and a lifespan that opens the store while the server already listens."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.middleware import Middleware

from ibid.access_log import AccessLog
from ibid.health import health_routes
from ibid.http.graphql import graphql_routes
from ibid.opening import opened_store
from ibid.seeding import seed_if_empty
from ibid.service import Phase, Service
from ibid.settings import Settings
from store.errors import StoreError, Unavailable

RETRY_SECONDS = 1.0
"""Between attempts to reach a database that does not answer yet."""

_log = logging.getLogger("ibid")


def create_app(settings: Settings, *, stop: Callable[[], None] = lambda: None) -> Starlette:
    """The application. `stop` is called when the store can never be opened; `app.state.service` then says why."""
    service = Service(settings)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        holding = asyncio.create_task(_hold(service, stop))
        try:
            yield
        finally:
            holding.cancel()
            with suppress(asyncio.CancelledError):
                await holding

    routes = [*graphql_routes(service.open_store), *health_routes(service)]
    app = Starlette(routes=routes, middleware=[Middleware(AccessLog)], lifespan=lifespan)
    app.state.service = service
    return app


async def _hold(service: Service, stop: Callable[[], None]) -> None:
    """Keep the store open until the server stops; go on trying while the database does not answer."""
    while True:
        try:
            await _open(service)
        except Unavailable as error:
            if service.settings.is_embedded:
                return _fail(service, error, stop)
            _log.warning("the database does not answer", extra={"reason": str(error)})
            await asyncio.sleep(RETRY_SECONDS)
        except StoreError as error:
            return _fail(service, error, stop)
        except Exception as error:  # noqa: BLE001  # whatever it is, the server must end and say so
            _log.exception("the store could not be opened")
            return _fail(service, error, stop)


def _fail(service: Service, error: Exception, stop: Callable[[], None]) -> None:
    service.phase, service.failure = Phase.FAILED, error
    stop()


async def _open(service: Service) -> None:
    async with opened_store(service.settings, "serve") as store:
        service.phase = Phase.LOADING
        if service.settings.seed:
            await seed_if_empty(store)
        service.store, service.phase = store, Phase.READY
        _log.info("ready")
        try:
            await asyncio.Event().wait()
        finally:
            service.store, service.phase = None, Phase.STOPPING
