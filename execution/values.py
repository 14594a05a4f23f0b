"""Values of variables and arguments: coerced as GraphQL and Strawberry do, and no more often than they can differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from graphql import VariableNode
from graphql.execution.values import VariableValues, get_argument_values
from strawberry.schema.config import StrawberryConfig
from strawberry.types.arguments import convert_arguments

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


@dataclass(frozen=True, slots=True)
class Arguments:
    """The arguments of a field: how they are converted, and where no variable is in them, what they are."""

    asked: Field
    converting: Converting
    has_variables: bool
    constant: Mapping[str, Any] = field(default_factory=dict)
    error: Exception | None = None

    @classmethod
    def of(cls, asked: Field, converting: Converting) -> Arguments:
        """Those of a field as it is asked for."""
        if any(_has_variable(each.value) for each in asked.nodes[0].arguments or ()):
            return cls(asked, converting, has_variables=True)
        try:
            return cls(asked, converting, False, _converted(asked, converting, NO_VARIABLES))
        except Exception as error:  # noqa: BLE001  # it is that of each object that is asked for the field
            return cls(asked, converting, has_variables=False, error=error)

    def values(self, variables: VariableValues) -> Mapping[str, Any]:
        """By the names of the function's parameters; raises what makes the field fail."""
        if self.has_variables:
            return _converted(self.asked, self.converting, variables)
        if self.error is not None:
            raise self.error
        return self.constant


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
