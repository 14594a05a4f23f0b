"""The limits at work: while a document is parsed, while it is validated, and before an operation is executed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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


class LimitsExtension(SchemaExtension):
    """One operation held to the limits."""

    def __init__(self, limits: Limits, rules: tuple[type[ASTValidationRule], ...]) -> None:
        super().__init__()
        self._limits = limits
        self._rules = rules

    def on_operation(self) -> Iterator[None]:
        """Hand parser and validator their limits."""
        context = self.execution_context
        parsing = cast("dict[str, Any]", context.parse_options)  # Strawberry's type knows one option only
        parsing.update(
            max_lexical_tokens=self._limits.max_tokens,
            max_comments=self._limits.max_comments,
            max_source_length=self._limits.max_document,
        )
        rules = self._rules
        if context._provided_operation_name is None:  # noqa: SLF001  # `operation_name` names the first one instead
            rules = (*rules, NamedOperationRule)
        context.validation_rules = (*rules, *context.validation_rules)
        yield

    def on_execute(self) -> Iterator[None]:
        """Refuse what would cost too much, now that the variables are known; say and charge what it costs."""
        context = self.execution_context
        document = context.graphql_document
        assert document is not None
        cost = Cost(context.schema._schema, document, context.variables or {})  # noqa: SLF001  # graphql-core's own
        asked, most = cost.operation(named(document, context.operation_name)), self._limits.max_cost
        context.extensions_results[COST] = {"requestedQueryCost": asked, "maximumQueryCost": most}
        if asked > most:
            raise too_large("cost", asked, most)
        if isinstance(context.context, RequestContext):
            context.context.charge(asked)
        yield


def limits_extension(limits: Limits, *, introspection: bool = True) -> Callable[[], SchemaExtension]:
    """What makes the extension of an operation."""
    rules = (size_rule(limits), *(() if introspection else (NoIntrospectionRule,)))
    return lambda: LimitsExtension(limits, rules)
