"""One run of an operation: the values of its variables, and what its resolvers are told."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLError, GraphQLSchema, OperationDefinitionNode, Undefined, is_non_null_type
from graphql.execution.get_variable_signature import GraphQLVariableSignature, get_variable_signature
from graphql.execution.values import VariableValues, VariableValueSource, get_variable_values
from graphql.utilities.coerce_input_value import coerce_default_value
from strawberry.types.info import Info

from execution.coercing import Coerce, coercing

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


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable: what makes its values, and what it has where it is given none."""

    name: str
    signature: GraphQLVariableSignature
    coerce: Coerce
    default: Any
    """Undefined where there is none."""
    can_be_left_out: bool
    absent: VariableValueSource


class Variables:
    """The variables of an operation. What one makes of their values is what graphql-core makes of them."""

    def __init__(self, schema: GraphQLSchema, operation: OperationDefinitionNode) -> None:
        self._schema = schema
        self._nodes = operation.variable_definitions or ()
        self._known: list[Variable] | None = []
        for node in self._nodes:
            signature = get_variable_signature(schema, node)
            if isinstance(signature, GraphQLError):
                self._known = None
                return
            self._known.append(_variable(signature))

    def values(self, given: Mapping[str, Any]) -> VariableValues:
        """Their values, or BadVariables."""
        if self._known is None:
            return self._by_the_book(given)
        sources: dict[str, VariableValueSource] = {}
        values: dict[str, Any] = {}
        for each in self._known:
            name = each.name
            if name in given:
                value = given[name]
                sources[name] = VariableValueSource(each.signature, value)
                made = each.coerce(value)
                if made is Undefined:
                    return self._by_the_book(given)
                values[name] = made
            elif each.default is not Undefined:
                sources[name] = each.absent
                values[name] = each.default
            elif each.can_be_left_out:
                sources[name] = each.absent
            else:
                return self._by_the_book(given)
        return VariableValues(sources, values)

    def _by_the_book(self, given: Mapping[str, Any]) -> VariableValues:
        found = get_variable_values(self._schema, self._nodes, dict(given), max_errors=MOST_ERRORS)
        if isinstance(found, list):
            raise BadVariables(found)
        return found


def _variable(signature: GraphQLVariableSignature) -> Variable:
    default = Undefined
    can_be_left_out = signature.default is None and not is_non_null_type(signature.type)
    with suppress(TypeError):  # a default that is none: graphql-core tells
        default = coerce_default_value(signature)
    absent = VariableValueSource(signature)
    return Variable(signature.name, signature, coercing(signature.type), default, can_be_left_out, absent)
