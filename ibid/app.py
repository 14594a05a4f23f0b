"""The ASGI application: routes, who watches them, and a lifespan that opens the store while the server listens."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from ibid.faults import failed, refused
from ibid.health import health_routes
from ibid.holding import Opening, alone, held
from ibid.http.documents import document_routes
from ibid.http.front import Front
from ibid.http.routes import build_executor, graphql_endpoint, graphql_routes
from ibid.http.security import endpoint_middleware, security_middleware
from ibid.http.translations import translation_routes
from ibid.observing.access_log import AccessLog
from ibid.observing.exchange import Observed, ObservedAtOnce, Observer
from ibid.observing.metrics import metrics_routes
from ibid.service import Service
from ibid.sync.documents import document_records
from ibid.sync.routes import build_partners, sync_routes

_TOLD_SECONDS = 2.0
"""How long what lasts may take to end, where the server has not waited for it."""


def create_app(service: Service, opening: Opening = alone) -> ASGIApp:
    """The application of a service. Raises BadTrustedDocument."""
    settings = service.settings

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with held(service, opening):
            yield
            await service.stopping.tell(_TOLD_SECONDS)
        service.metrics.hand_over()
        await asyncio.to_thread(service.tracing.close)

    executor = build_executor(service)
    partners = build_partners(executor, service)
    app = Starlette(
        routes=[
            *graphql_routes(executor, service),
            *document_routes(
                executor.admission,
                service.open_store,
                seconds=settings.limits.query_seconds,
                records=partial(document_records, partners),
            ),
            *translation_routes(executor),
            *sync_routes(partners),
            *health_routes(service),
            *(metrics_routes(service.metrics) if settings.observing.metrics else ()),
        ],
        middleware=security_middleware(settings),
        exception_handlers={HTTPException: refused, Exception: failed},
        lifespan=lifespan,
    )
    front = Front(app, graphql_endpoint(executor, service), endpoint_middleware(settings))
    watching: list[Observer] = [AccessLog(), service.metrics]
    if service.tracing.is_on:  # a span is of the time that it is open, and what is answered at once has none
        return Observed(front, [*watching, service.tracing])
    return ObservedAtOnce(front, watching)
