"""Which type of GraphQL an object is of: told once for each class of Python."""

from __future__ import annotations

import inspect
from typing import Any

from graphql import GraphQLAbstractType, GraphQLError, GraphQLObjectType, GraphQLSchema
from graphql.pyutils import inspect as described

from execution.plan import Field


class _Asking:
    """What of a field's info resolvers of types look at."""

    __slots__ = ("field_name", "parent_type", "schema")

    def __init__(self, schema: GraphQLSchema, asked: Field) -> None:
        self.schema = schema
        self.field_name = asked.name
        self.parent_type = asked.parent


def check_object(type_: GraphQLObjectType, value: Any, schema: GraphQLSchema, asked: Field) -> None:
    """Raise what graphql-core raises for an object that is not of a type."""
    info: Any = _Asking(schema, asked)
    if type_.is_type_of is not None and not type_.is_type_of(value, info):
        raise GraphQLError(f"Expected value of type '{type_.name}' but got: {described(value)}.", asked.nodes)


def runtime_type(abstract: GraphQLAbstractType, value: Any, schema: GraphQLSchema, asked: Field) -> GraphQLObjectType:
    """The type of a value of an interface or a union; raises what graphql-core raises where it is none."""
    info: Any = _Asking(schema, asked)
    resolve: Any = abstract.resolve_type
    name = resolve(value, info, abstract) if resolve else None
    where = f"for field '{asked.parent}.{asked.name}'"
    if name is None:
        raise GraphQLError(
            f"Abstract type '{abstract}' must resolve to an Object type at runtime {where}. Either the '{abstract}' "
            "type should provide a 'resolve_type' function or each possible type should provide an 'is_type_of' "
            "function.",
            asked.nodes,
        )
    found = schema.get_type(name) if isinstance(name, str) else None
    if not isinstance(found, GraphQLObjectType) or not schema.is_sub_type(abstract, found):
        raise GraphQLError(f"Runtime Object type '{name}' is not a possible type for '{abstract}'.", asked.nodes)
    return found


def is_plain(value: Any) -> bool:
    """Whether a value can be an object: it is there, no exception, and nothing to be awaited."""
    return value is not None and not isinstance(value, BaseException) and not inspect.isawaitable(value)
