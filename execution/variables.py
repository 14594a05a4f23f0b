"""One run of an operation: the values of its variables, and what its resolvers are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLError, GraphQLSchema, OperationDefinitionNode
from graphql.execution.values import VariableValues, get_variable_values
from strawberry.types.info import Info

from execution.values import NO_VARIABLES

MOST_ERRORS = 50
"""Of variables, as graphql-core tells."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run."""

    schema: GraphQLSchema
    info: Info[Any, None]
    variables: VariableValues


class BadVariables(Exception):
    """Values that the variables of an operation cannot have: `errors` say so."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__(errors)
        self.errors = errors


def coerced(schema: GraphQLSchema, operation: OperationDefinitionNode, given: Mapping[str, Any]) -> VariableValues:
    """The values of an operation's variables, or BadVariables."""
    if not operation.variable_definitions:
        return NO_VARIABLES
    found = get_variable_values(schema, operation.variable_definitions, dict(given), max_errors=MOST_ERRORS)
    if isinstance(found, list):
        raise BadVariables(found)
    return found
