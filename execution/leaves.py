"""Scalars and enumerations as they go out: a test in the generated code where the type is plain, else a call."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from graphql import (
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLFloat,
    GraphQLID,
    GraphQLInt,
    GraphQLLeafType,
    GraphQLString,
)
from graphql.execution.executor import Executor

from execution.errors import OffPath

_TESTS = {
    GraphQLString.name: "{x}.__class__ is str",
    GraphQLID.name: "{x}.__class__ is str",
    GraphQLBoolean.name: "{x}.__class__ is bool",
    GraphQLInt.name: "{x}.__class__ is int and -2147483648 <= {x} <= 2147483647",
    GraphQLFloat.name: "{x}.__class__ is float and isfinite({x})",
}
"""Of what goes out as it is."""

isfinite = math.isfinite


def test(type_: GraphQLLeafType, name: str) -> str | None:
    """Code that is true where the value of this name goes out as it is; None for types of which that is not known."""
    template = _TESTS.get(type_.name)
    return template and template.format(x=name)


class Members(dict[Any, Any]):
    """The names of the members of an enumeration, by what resolvers give for them."""

    def __init__(self, type_: GraphQLEnumType) -> None:
        super().__init__()
        self._type = type_

    def __missing__(self, value: Any) -> Any:
        """The name of a member that was not met before."""
        name = self[value] = Executor.complete_leaf_value(self._type, value)
        return name


def going_out(type_: GraphQLLeafType, *, nullable: bool) -> Callable[[Any], Any]:
    """What makes of a value that which goes out. Raises OffPath, or what the type raises."""
    serialize = type_.coerce_output_value

    def one(value: Any) -> Any:
        if value is None:
            if nullable:
                return None
            raise OffPath
        if isinstance(value, Exception):
            raise value
        done = serialize(value)
        if done is None:
            raise OffPath
        return done

    return one
