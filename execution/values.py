"""Values of variables and arguments: coerced as GraphQL and Strawberry do, and no more often than they can differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol

from graphql import (
    GraphQLArgument,
    Undefined,
    ValueNode,
    VariableNode,
    is_non_null_type,
    is_required_argument,
)
from graphql.execution.values import VariableValues, get_argument_values
from graphql.utilities.coerce_input_value import coerce_default_value, coerce_input_literal
from strawberry.relay import GlobalID
from strawberry.scalars import is_scalar
from strawberry.schema.config import StrawberryConfig
from strawberry.types.arguments import convert_arguments
from strawberry.types.base import StrawberryList, StrawberryMaybe, StrawberryOptional
from strawberry.types.enum import StrawberryEnumDefinition, has_enum_definition

from execution.coercing import Coerce
from execution.plan import Field

NO_VARIABLES = VariableValues({}, {})


class Converting(Protocol):
    """What of a Strawberry schema tells how arguments become Python's values."""

    @property
    def config(self) -> StrawberryConfig:
        """Its configuration."""
        ...

    @property
    def scalar_registry(self) -> Mapping[Any, Any]:
        """Its scalars."""
        ...


Maker = Callable[[VariableValues], Any]
"""Makes the value of an argument; Undefined where it has none."""


@dataclass(frozen=True, slots=True)
class Arguments:
    """The arguments of a field: how they are converted, and where no variable is in them, what they are.

    `makers` are by the names of the function's parameters; None where graphql-core and Strawberry are to make the
    values.
    """

    asked: Field
    converting: Converting
    has_variables: bool
    constant: Mapping[str, Any] = field(default_factory=dict)
    error: Exception | None = None
    makers: Sequence[tuple[str, Maker]] | None = None

    @classmethod
    def of(cls, asked: Field, converting: Converting) -> Arguments:
        """Those of a field as it is asked for."""
        if any(_has_variable(each.value) for each in asked.nodes[0].arguments or ()):
            return cls(asked, converting, has_variables=True, makers=_makers(asked, converting))
        try:
            return cls(asked, converting, False, _converted(asked, converting, NO_VARIABLES))
        except Exception as error:  # noqa: BLE001  # it is that of each object that is asked for the field
            return cls(asked, converting, has_variables=False, error=error)

    def values(self, variables: VariableValues) -> Mapping[str, Any]:
        """By the names of the function's parameters; raises what makes the field fail."""
        if self.has_variables:
            if self.makers is None:
                return _converted(self.asked, self.converting, variables)
            return self._made(self.makers, variables)
        if self.error is not None:
            raise self.error
        return self.constant

    def _made(self, makers: Sequence[tuple[str, Maker]], variables: VariableValues) -> Mapping[str, Any]:
        made: dict[str, Any] = {}
        for name, maker in makers:
            value = maker(variables)
            if value is Odd:
                return _converted(self.asked, self.converting, variables)
            if value is not Undefined:
                made[name] = value
        return made


class Odd:
    """In place of a value that only graphql-core can make, or tell why there is none."""


def _makers(asked: Field, converting: Converting) -> Sequence[tuple[str, Maker]] | None:
    """What makes the values of a field's arguments; None where that is too odd."""
    given = {each.name.value: each.value for each in asked.nodes[0].arguments or ()}
    name_of = converting.config.name_converter.from_argument
    made: list[tuple[str, Maker]] = []
    for argument in asked.answering.definition.arguments:
        name = name_of(argument)
        definition = asked.definition.args.get(name)
        if definition is None or definition.out_name not in {None, name}:
            return None
        try:
            maker = _maker(given.get(name), definition, _conversion(argument.type, converting))
        except TypeError:  # a default that is none
            return None
        if maker is None:
            return None
        made.append((argument.python_name, maker))
    return made if len(made) == len(asked.definition.args) else None


def _maker(value: ValueNode | None, definition: GraphQLArgument, convert: Coerce | None) -> Maker | None:
    """What makes the value of an argument, as `coerce_argument` of graphql-core does; None where that is too odd."""
    default = coerce_default_value(definition)
    if convert is None:
        is_left_out = (
            value is None and not is_required_argument(definition) and (default is None or default is Undefined)
        )
        return partial(_constant, default, _as_it_is) if is_left_out else None
    if isinstance(value, VariableNode):
        absent = Odd if is_required_argument(definition) else default
        if absent is None and is_non_null_type(definition.type):
            absent = Odd
        null = Odd if is_non_null_type(definition.type) else None
        return partial(_of_variable, value.name.value, absent, null, convert)
    if value is None:
        return None if is_required_argument(definition) else partial(_constant, default, convert)
    constant = Undefined if _has_variable(value) else coerce_input_literal(value, definition.type)
    return None if constant is Undefined else partial(_constant, constant, convert)


def _constant(value: Any, convert: Coerce, _variables: VariableValues) -> Any:
    return value if value is Undefined else convert(value)


def _of_variable(name: str, absent: Any, null: Any, convert: Coerce, variables: VariableValues) -> Any:
    """The value of a variable: what is `absent` where it was given none, what is `null` where it was given that."""
    value = variables.coerced.get(name, absent)
    if value is None:
        value = null
    return value if value is Undefined or value is Odd else convert(value)


def _conversion(type_: Any, converting: Converting) -> Coerce | None:
    """What makes of a value that which a function takes, as Strawberry does; None where that is not simple."""
    if isinstance(type_, StrawberryOptional) and not isinstance(type_, StrawberryMaybe):
        return _conversion(type_.of_type, converting)
    if isinstance(type_, StrawberryList):
        item = type_.of_type.of_type if isinstance(type_.of_type, StrawberryOptional) else type_.of_type
        return _copied if _is_leaf(item, converting) else None
    return _as_it_is if _is_leaf(type_, converting) else None


def _is_leaf(type_: Any, converting: Converting) -> bool:
    """Whether values of a type are taken as graphql-core makes them; those of Strawberry's GlobalID are not."""
    return type_ is not GlobalID and (
        is_scalar(type_, converting.scalar_registry)
        or isinstance(type_, StrawberryEnumDefinition)
        or has_enum_definition(type_)
    )


def _as_it_is(value: Any) -> Any:
    return value


def _copied(value: Any) -> Any:
    """A list of its own: a default is one for all requests."""
    return None if value is None else list(value)


def _converted(asked: Field, converting: Converting, variables: VariableValues) -> dict[str, Any]:
    node = asked.nodes[0]
    if not asked.definition.args and not node.arguments:
        return {}
    values = get_argument_values(asked.definition, node, variables)
    return convert_arguments(
        values,
        asked.answering.definition.arguments,
        scalar_registry=converting.scalar_registry,
        config=converting.config,
    )


def _has_variable(node: Any) -> bool:
    """Whether a variable stands anywhere in a value."""
    if isinstance(node, VariableNode):
        return True
    inner = [*(getattr(node, "values", None) or ()), *(each.value for each in getattr(node, "fields", None) or ())]
    return any(_has_variable(each) for each in inner)
