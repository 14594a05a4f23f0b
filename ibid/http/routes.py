"""The routes of the GraphQL endpoint, put together from settings."""

from __future__ import annotations

from starlette.routing import BaseRoute, Mount, Route

from ibid.documents.persisted import Persisted
from ibid.documents.store import Documents
from ibid.documents.trusted import read_trusted
from ibid.http.executing import Executor
from ibid.http.graphiql import assets
from ibid.http.graphql import PATH, GraphQLEndpoint
from ibid.http.policy import ErrorPolicy
from ibid.limits.extension import limits_extension
from ibid.limits.gate import Gate
from ibid.limits.rates import Rates
from ibid.service import Service
from ibid.settings import Settings
from schema import build_schema
from schema.building import IbidSchema


def graphql_routes(executor: Executor) -> list[BaseRoute]:
    """The endpoint, and the files of its page."""
    return [Route(PATH, GraphQLEndpoint(executor)), Mount(f"{PATH}/ide", assets())]


def build_executor(service: Service) -> Executor:
    """What executes operations for a service. Raises BadTrustedDocument."""
    settings = service.settings
    schema = build_schema([limits_extension(settings.limits, introspection=settings.introspection)])
    return Executor(
        schema=schema,
        authenticator=service.authenticator,
        open_store=service.open_store,
        limits=settings.limits,
        documents=_documents(settings, schema),
        errors=ErrorPolicy(suggestions=settings.introspection),
        rates=Rates(settings.limits),
        gate=Gate(settings.limits.max_concurrent),
    )


def _documents(settings: Settings, schema: IbidSchema) -> Documents:
    folder = settings.documents.documents
    return Documents(
        trusted=read_trusted(folder, schema._schema) if folder else {},  # noqa: SLF001  # graphql-core's own
        persisted=Persisted(settings.documents.persisted),
        only_trusted=settings.documents.only_trusted,
    )
