"""The limits as validation rules. They are made once for each schema, so that what was validated can be remembered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphql import DocumentNode, FieldNode, GraphQLError, IntValueNode
from graphql.validation import ASTValidationRule, ValidationContext, ValidationRule
from graphql.validation.validate import ValidationAbortedError

from ibid.limits.documents import operations
from ibid.limits.size import Measure, sizes
from ibid.settings import Limits

CODE = "QUERY_TOO_LARGE"
LONGEST_NUMBER = 100
"""Digits of a number in a document."""


def too_large(limit: str, asked: int, most: int, **more: Any) -> GraphQLError:
    """The refusal of an operation; `limit` is the name of what it exceeds."""
    return GraphQLError(
        f"{limit}: {asked}, at most {most}",
        extensions={"code": CODE, "limit": limit, "asked": asked, "most": most, **more},
    )


def size_rule(limits: Limits) -> type[ASTValidationRule]:
    """The rule that refuses operations larger than these limits."""
    most: Mapping[str, int] = {
        "fields": limits.max_fields,
        "depth": limits.max_depth,
        "aliases": limits.max_aliases,
        "directives": limits.max_directives,
        "root_fields": limits.max_root_fields,
        "fragments": limits.max_fragments,
        "repeats": limits.max_repeats,
    }

    class SizeRule(ValidationRule):
        """Refuse what is too large, before any other rule looks at it: some take longer than the document is long."""

        def enter_document(self, document: DocumentNode, *_: Any) -> None:
            """Measure every operation, and look no further where one is too large."""
            measure = Measure(document)
            for operation in operations(document):
                for limit, asked in sizes(document, operation, measure).items():
                    if asked > most[limit]:
                        raise _aborted(too_large(limit, asked, most[limit]))

        def enter_int_value(self, node: IntValueNode, *_: Any) -> None:
            """Refuse a number of more digits than any is read in; Python raises for some thousand."""
            if len(node.value) > LONGEST_NUMBER:
                raise _aborted(
                    GraphQLError(f"a number of {len(node.value)} digits", extensions={"code": "BAD_USER_INPUT"})
                )

    return SizeRule


def _aborted(error: GraphQLError) -> ValidationAbortedError:
    """An error that ends the validation."""
    return ValidationAbortedError(error.message, extensions=error.extensions)


class NamedOperationRule(ValidationRule):
    """Refuse several operations where none is named (GraphQL specification, section 6.1): not the first one runs."""

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        if sum(1 for _ in operations(context.document)) > 1:
            self.report_error(
                GraphQLError("several operations, none named", extensions={"code": "OPERATION_RESOLUTION_FAILURE"})
            )


class NoIntrospectionRule(ValidationRule):
    """Refuse questions about the schema, where the setting says so; `__typename` is none."""

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        """Look at a field's name."""
        if node.name.value in {"__schema", "__type"}:
            self.report_error(GraphQLError("no introspection", node, extensions={"code": "INTROSPECTION_DISABLED"}))
