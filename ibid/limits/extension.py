"""The limits at work: while a document is parsed, while it is validated, and before an operation is executed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from graphql.validation import ASTValidationRule
from strawberry.extensions import SchemaExtension

from ibid.http.context import RequestContext
from ibid.limits.cost import Cost
from ibid.limits.documents import named
from ibid.limits.rules import NamedOperationRule, NoIntrospectionRule, size_rule, too_large
from ibid.settings import Limits

COST = "cost"
"""The entry of `extensions` in a response that says what the operation cost."""


@dataclass(frozen=True, slots=True)
class Limiting:
    """The limits of a schema's operations, as parser and validator take them; `always` are rules for all of them."""

    limits: Limits
    always: tuple[type[ASTValidationRule], ...]

    @property
    def parsing(self) -> Mapping[str, int]:
        """The parser's."""
        return {
            "max_lexical_tokens": self.limits.max_tokens,
            "max_comments": self.limits.max_comments,
            "max_source_length": self.limits.max_document,
        }

    def rules(self, name: str | None) -> tuple[type[ASTValidationRule], ...]:
        """The validator's, for the operation of this name that was asked for."""
        return (*self.always, NamedOperationRule) if name is None else self.always


class LimitsExtension(SchemaExtension):
    """One operation held to the limits."""

    def __init__(self, limiting: Limiting) -> None:
        super().__init__()
        self._limiting = limiting

    def on_operation(self) -> Iterator[None]:
        """Hand parser and validator their limits."""
        context = self.execution_context
        parsing = cast("dict[str, Any]", context.parse_options)  # Strawberry's type knows one option only
        parsing.update(self._limiting.parsing)
        name = context._provided_operation_name  # noqa: SLF001  # `operation_name` names the first one instead
        context.validation_rules = (*self._limiting.rules(name), *context.validation_rules)
        yield

    def on_execute(self) -> Iterator[None]:
        """Refuse what would cost too much, now that the variables are known; say and charge what it costs."""
        context = self.execution_context
        document = context.graphql_document
        assert document is not None
        cost = Cost(context.schema._schema, document, context.variables or {})  # noqa: SLF001  # graphql-core's own
        asked, most = cost.operation(named(document, context.operation_name)), self._limiting.limits.max_cost
        context.extensions_results[COST] = told(asked, most)
        pay(asked, most, context.context)
        yield


def told(asked: int, most: int) -> Mapping[str, int]:
    """What an operation costs, as responses say it."""
    return {"requestedQueryCost": asked, "maximumQueryCost": most}


def pay(asked: int, most: int, context: object) -> None:
    """Charge what an operation costs to whoever asks; refuse what costs too much, and who has not so much left."""
    if asked > most:
        raise too_large("cost", asked, most)
    if isinstance(context, RequestContext):
        context.charge(asked)


def limiting(limits: Limits, *, introspection: bool = True) -> Limiting:
    """The limits, and whether the schema may be asked for."""
    return Limiting(limits, (size_rule(limits), *(() if introspection else (NoIntrospectionRule,))))


def limits_extension(limits: Limits | Limiting) -> Callable[[], SchemaExtension]:
    """What makes the extension of an operation."""
    held = limits if isinstance(limits, Limiting) else limiting(limits)
    return lambda: LimitsExtension(held)
