"""The schema, put together; and as text (`schema.graphql`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, TypeAlias, cast

import strawberry
from graphql import DocumentNode, GraphQLError, specified_rules
from graphql.validation import ASTValidationRule
from strawberry.extensions import ParserCache, SchemaExtension, ValidationCache
from strawberry.schema.config import StrawberryConfig
from strawberry.types.execution import ExecutionContext

from schema.fields import read_field
from schema.mutation import Mutation
from schema.query import Query
from schema.reporters import Organization, State
from schema.scalars import SCALARS
from schema.subscription import Subscription

CACHED_OPERATIONS = 512
"""How many distinct documents are kept parsed and validated."""


Extension: TypeAlias = type[SchemaExtension] | Callable[[], SchemaExtension]
"""What makes an extension for each operation."""


class IbidSchema(strawberry.Schema):
    """The schema; what goes wrong is told and logged by whoever answers, who knows the reader's language."""

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        """Nothing: Strawberry would log every mistake of a client with the whole query."""


def build_schema(extensions: Iterable[Extension] = (), *, is_sorted: bool = False) -> IbidSchema:
    """The schema with these extensions, and with operations kept parsed and validated.

    A sorted one is for printing only: sorting makes plain enumerations of Strawberry's, whose arguments are then
    words and no members.
    """
    return IbidSchema(
        query=Query,
        mutation=Mutation,
        subscription=Subscription,
        types=[State, Organization],
        extensions=[
            *extensions,
            lambda: ParserCache(maxsize=CACHED_OPERATIONS),
            lambda: ValidationCache(maxsize=CACHED_OPERATIONS),
        ],
        config=StrawberryConfig(scalar_map=SCALARS, default_resolver=read_field, sort_schema=is_sorted),
    )


def parsed(text: str, limits: Mapping[str, int]) -> DocumentNode:
    """A document, parsed within the parser's limits or known from before; raises GraphQLError."""
    document: DocumentNode = ParserCache(maxsize=CACHED_OPERATIONS).cached_parse_document(text, **limits)
    return document


def validated(
    schema: IbidSchema, document: DocumentNode, rules: tuple[type[ASTValidationRule], ...]
) -> list[GraphQLError]:
    """What is wrong with a document by these rules beside GraphQL's own, found now or known from before."""
    checking = ValidationCache(maxsize=CACHED_OPERATIONS).cached_validate_document
    found: list[GraphQLError] = checking(schema._schema, document, (*rules, *specified_rules))  # noqa: SLF001  # graphql-core's own
    return found


def parsed_anew() -> int:
    """How many documents were parsed so far because they were not kept: a count of this process."""
    kept = cast("Any", ParserCache(maxsize=CACHED_OPERATIONS).cached_parse_document)
    misses: int = kept.cache_info().misses  # of functools.lru_cache, which Strawberry shares between its instances
    return misses


@cache
def sdl() -> str:
    """The schema in the schema definition language, types and fields in alphabetical order."""
    return f"{build_schema(is_sorted=True).as_str()}\n"
