"""What a resolver is told of the operation: Strawberry's Info, one for all fields."""

from __future__ import annotations

from typing import Any, NoReturn

from graphql import GraphQLSchema, OperationDefinitionNode
from strawberry.types.info import Info


class _Raw:
    """What graphql-core would tell of a field, as far as it is the same for all of them."""

    def __init__(self, schema: GraphQLSchema, operation: OperationDefinitionNode, context: Any, variables: Any) -> None:
        self.schema = schema
        self.operation = operation
        self.context = context
        self.variable_values = variables
        self.root_value = None
        self.operation_extensions = None

    def __getattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"info.{name}: compiled operations have one info for all fields")


def inform(schema: GraphQLSchema, operation: OperationDefinitionNode, context: Any, variables: Any) -> Info[Any, None]:
    """The Info of an operation."""
    raw: Any = _Raw(schema, operation, context, variables)
    nobody: Any = None
    return Info(_raw_info=raw, _field=nobody)
