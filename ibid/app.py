"""The ASGI application: routes, and a lifespan that opens the store while the server already listens."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware

from ibid.access_log import AccessLog
from ibid.faults import failed, refused
from ibid.health import health_routes
from ibid.http.documents import document_routes
from ibid.http.routes import build_executor, graphql_routes
from ibid.http.security import security_middleware
from ibid.indexing import indexed
from ibid.opening import opened_store
from ibid.seeding import seed_if_empty
from ibid.service import Phase, Service
from store.embedded.errors import EngineFailed
from store.errors import StoreError, Unavailable

RETRY_SECONDS = 1.0
"""Between attempts to reach a database that does not answer yet."""

_log = logging.getLogger("ibid")


def create_app(service: Service) -> Starlette:
    """The application of a service."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        holding = asyncio.create_task(_hold(service))
        try:
            yield
        finally:
            holding.cancel()
            with suppress(asyncio.CancelledError):
                await holding

    return Starlette(
        routes=[
            *graphql_routes(build_executor(service)),
            *document_routes(service.authenticator, service.open_store, seconds=service.settings.limits.query_seconds),
            *health_routes(service),
        ],
        middleware=[Middleware(AccessLog), *security_middleware(service.settings)],
        exception_handlers={HTTPException: refused, Exception: failed},
        lifespan=lifespan,
    )


async def _hold(service: Service) -> None:
    """Keep the store open until the server stops; go on trying while the database does not answer."""
    while True:
        try:
            await _open(service)
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


async def _open(service: Service) -> None:
    service.phase = Phase.STARTING
    async with opened_store(service.settings, "serve") as store:
        service.phase = Phase.LOADING
        if service.settings.seed:
            await seed_if_empty(store)
        async with indexed(store):
            service.store, service.phase = store, Phase.READY
            _log.info("ready")
            try:
                await asyncio.Event().wait()
            finally:
                service.store, service.phase = None, Phase.STOPPING
