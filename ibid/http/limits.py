"""How much one operation may ask for. Each limit is measured once, whatever fragments spread whatever fragments.

Strawberry's own limiters walk every spread of every fragment again, which 700 bytes can make last for hours.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLField,
    GraphQLList,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
)
from graphql.validation import ASTValidationRule, ValidationContext, ValidationRule
from strawberry.extensions import SchemaExtension

MOST_TOKENS = 2000
MOST_COMMENTS = 100
LONGEST_DOCUMENT = 64 * 1024
"""In code points."""

MOST_FIELDS = 2000
"""Of an operation, its fragments spread."""

DEEPEST = 20
MOST_ALIASES = 30
MOST_OBJECTS = 200_000
"""That an operation may ask for, were every page full."""

USUAL_LIST = 5
"""How many items a list without pages is taken to have."""

DEFAULT_PAGE = 20


@dataclass(frozen=True, slots=True)
class Size:
    """What a selection holds: fields and aliases in all, and how deep it goes."""

    fields: int = 0
    aliases: int = 0
    depth: int = 0

    def beside(self, other: Size) -> Size:
        """Both in one selection."""
        return Size(self.fields + other.fields, self.aliases + other.aliases, max(self.depth, other.depth))


def too_large(reason: str) -> GraphQLError:
    """The refusal of an operation."""
    return GraphQLError(reason, extensions={"code": "QUERY_TOO_LARGE"})


class SizeRule(ValidationRule):
    """Refuse operations with too many fields or aliases, or too deep ones."""

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        measured = Measure(context.document)
        for operation in operations(context.document):
            size = measured.selection(operation.selection_set, frozenset())
            limits = (("fields", size.fields, MOST_FIELDS), ("aliases", size.aliases, MOST_ALIASES))
            for name, number, most in (*limits, ("levels", size.depth, DEEPEST)):
                if number > most:
                    self.report_error(too_large(f"{number} {name}, of at most {most}"))


class NamedOperationRule(ValidationRule):
    """Refuse several operations where none is named (GraphQL specification, section 6.1): not the first one runs."""

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        if sum(1 for _ in operations(context.document)) > 1:
            self.report_error(
                GraphQLError("several operations, none named", extensions={"code": "OPERATION_RESOLUTION_FAILURE"})
            )


def operations(document: DocumentNode) -> Iterator[OperationDefinitionNode]:
    """The operations of a document."""
    return (each for each in document.definitions if isinstance(each, OperationDefinitionNode))


def _fragments(document: DocumentNode) -> Mapping[str, FragmentDefinitionNode]:
    return {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}


class Measure:
    """The size of selections, each fragment measured once."""

    def __init__(self, document: DocumentNode) -> None:
        self._fragments = _fragments(document)
        self._known: dict[str, Size] = {}

    def selection(self, selected: SelectionSetNode | None, open_: frozenset[str]) -> Size:
        """The size of a selection; `open_` are the fragments that it lies in."""
        size = Size()
        for node in selected.selections if selected else ():
            if isinstance(node, FieldNode):
                inner = self.selection(node.selection_set, open_)
                own = Size(1 + inner.fields, (node.alias is not None) + inner.aliases, 1 + inner.depth)
                size = size.beside(own)
            elif isinstance(node, InlineFragmentNode):
                size = size.beside(self.selection(node.selection_set, open_))
            elif isinstance(node, FragmentSpreadNode):
                size = size.beside(self._spread(node.name.value, open_))
        return size

    def _spread(self, name: str, open_: frozenset[str]) -> Size:
        """A fragment's size; nothing for cycles and unknown ones, which other rules report."""
        if name in open_ or name not in self._fragments:
            return Size()
        if name not in self._known:
            self._known[name] = self.selection(self._fragments[name].selection_set, open_ | {name})
        return self._known[name]


class Cost:
    """How many objects an operation asks for, were every page full; variables are known."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]) -> None:
        self._schema = schema
        self._fragments = _fragments(document)
        self._variables = variables
        self._known: dict[str, int] = {}

    def operation(self, operation: OperationDefinitionNode) -> int:
        """The objects of an operation."""
        return self._selection(self._schema.get_root_type(operation.operation), operation.selection_set)

    def _selection(self, parent: GraphQLNamedType | None, selected: SelectionSetNode | None) -> int:
        return sum(self._node(parent, node) for node in (selected.selections if selected else ()))

    def _node(self, parent: GraphQLNamedType | None, node: Any) -> int:
        if isinstance(node, FieldNode):
            return self._field(getattr(parent, "fields", {}).get(node.name.value), node)
        if isinstance(node, InlineFragmentNode):
            named = node.type_condition
            return self._selection(self._schema.get_type(named.name.value) if named else parent, node.selection_set)
        name = node.name.value
        if name not in self._known:
            fragment = self._fragments[name]
            inner = self._schema.get_type(fragment.type_condition.name.value)
            self._known[name] = self._selection(inner, fragment.selection_set)
        return self._known[name]

    def _field(self, field: GraphQLField | None, node: FieldNode) -> int:
        type_ = get_named_type(field.type) if field else None
        if field is None or is_leaf_type(type_):
            return 0
        return self._number(field, node) * (1 + self._selection(type_, node.selection_set))

    def _number(self, field: GraphQLField, node: FieldNode) -> int:
        given = {argument.name.value: argument.value for argument in node.arguments or ()}
        if "first" in field.args:
            asked = [self._integer(given[name]) for name in ("first", "last") if name in given]
            return max((size for size in asked if size is not None), default=DEFAULT_PAGE)
        if "ids" in given:
            return self._length(given["ids"])
        is_list = isinstance(get_nullable_type(field.type), GraphQLList)
        return USUAL_LIST if is_list and node.name.value not in {"nodes", "edges"} else 1

    def _integer(self, value: ValueNode) -> int | None:
        if isinstance(value, IntValueNode):
            return int(value.value)
        named = self._variables.get(value.name.value) if isinstance(value, VariableNode) else None
        return named if isinstance(named, int) else None

    def _length(self, value: ValueNode) -> int:
        if isinstance(value, ListValueNode):
            return len(value.values)
        named = self._variables.get(value.name.value) if isinstance(value, VariableNode) else None
        return len(named) if isinstance(named, list) else 1


class Limits(SchemaExtension):
    """The limits at work: while parsing, while validating, and before executing."""

    def on_operation(self) -> Iterator[None]:
        """Hand parser and validator their limits."""
        context = self.execution_context
        parsing = cast("dict[str, Any]", context.parse_options)  # Strawberry's type knows one option only
        parsing.update(max_lexical_tokens=MOST_TOKENS, max_comments=MOST_COMMENTS, max_source_length=LONGEST_DOCUMENT)
        rules: tuple[type[ASTValidationRule], ...] = (SizeRule,)
        if context._provided_operation_name is None:  # noqa: SLF001  # `operation_name` names the first one instead
            rules = (SizeRule, NamedOperationRule)
        context.validation_rules = (*context.validation_rules, *rules)
        yield

    def on_execute(self) -> Iterator[None]:
        """Refuse what would be too large, now that the variables are known."""
        context = self.execution_context
        document = context.graphql_document
        assert document is not None
        cost = Cost(context.schema._schema, document, context.variables or {})  # noqa: SLF001  # graphql-core's own
        named = context.operation_name
        running = next(
            each for each in operations(document) if named is None or (each.name and each.name.value == named)
        )
        objects = cost.operation(running)
        if objects > MOST_OBJECTS:
            raise too_large(f"{objects} objects, of at most {MOST_OBJECTS}")
        yield
