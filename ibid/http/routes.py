"""The routes of the GraphQL endpoint, put together from settings."""

from __future__ import annotations

from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute

from ibid.answers.keeping import Keeping
from ibid.compiled import Operations
from ibid.documents.persisted import Persisted
from ibid.documents.store import Documents
from ibid.documents.trusted import read_trusted
from ibid.http.admission import Admission
from ibid.http.caching import Caching
from ibid.http.executing import Executor
from ibid.http.graphiql import assets
from ibid.http.graphql import PATH, GraphQLEndpoint
from ibid.http.policy import ErrorPolicy
from ibid.limits.extension import limiting, limits_extension
from ibid.limits.gate import Gate
from ibid.limits.rates import Rates
from ibid.live.origins import Origins
from ibid.live.socket import Sockets
from ibid.live.waking import waking
from ibid.observing.operations import observed_operations
from ibid.service import Service
from ibid.settings import Settings
from resolvers.changes.watching import Watch
from schema import build_schema
from schema.building import IbidSchema


def graphql_endpoint(executor: Executor, service: Service) -> GraphQLEndpoint:
    """The endpoint by HTTP."""
    caching = Caching(shared_max_age=service.settings.answers.shared_max_age)
    return GraphQLEndpoint(executor, service.stopping, caching)


def graphql_routes(executor: Executor, service: Service) -> list[BaseRoute]:
    """The endpoint by HTTP and by WebSocket, and the files of its page."""
    settings, stopping = service.settings, service.stopping
    sockets = Sockets(
        executor=executor, settings=settings.live, origins=Origins(settings.cors_origins), stopping=stopping
    )
    return [
        Route(PATH, graphql_endpoint(executor, service)),
        WebSocketRoute(PATH, sockets),
        Mount(f"{PATH}/ide", assets()),
    ]


def build_executor(service: Service) -> Executor:
    """What executes operations for a service. Raises BadTrustedDocument."""
    settings = service.settings
    held = limiting(settings.limits, introspection=settings.introspection)
    watch = Watch(service.open_store, most=settings.live.subscribers)
    schema = build_schema([observed_operations(service.tracing), limits_extension(held), waking(watch)])
    documents = _documents(settings, schema)
    operations = Operations(schema, held, service.tracing, is_on=settings.compiled)
    for text in documents.trusted.values() if settings.compiled else ():
        operations.learn(text)
    return Executor(
        schema=schema,
        admission=Admission(service.authenticator, Rates(settings.limits, workers=service.workers)),
        open_store=service.open_store,
        limits=settings.limits,
        documents=documents,
        errors=ErrorPolicy(suggestions=settings.introspection),
        gate=Gate(settings.limits.max_concurrent),
        watch=watch,
        metrics=service.metrics,
        keeping=Keeping(service.open_store, settings.answers, service.metrics),
        operations=operations,
        heartbeat_seconds=settings.live.heartbeat_seconds,
        changes_kept_days=settings.changes_kept_days,
    )


def _documents(settings: Settings, schema: IbidSchema) -> Documents:
    folder = settings.documents.documents
    return Documents(
        trusted=read_trusted(folder, schema._schema) if folder else {},  # noqa: SLF001  # graphql-core's own
        persisted=Persisted(settings.documents.persisted),
        only_trusted=settings.documents.only_trusted,
    )
