"""What an operation costs: how many objects it asks for, were every page full. Scalars are free.

The estimate is that of GitHub's and Shopify's APIs: an object counts as one, times the sizes of the pages above it.
Each fragment is weighed once, whoever spreads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLField,
    GraphQLList,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
)

from ibid.limits.documents import fragments
from ibid.settings import Limits
from schema.building import IbidSchema
from schema.paging import DEFAULT_SIZE, MOST_IN_DOCUMENT

USUAL_LIST = 5
"""How many items a list without pages is taken to have."""

_OF_PAGES = frozenset({"nodes", "edges", "results", "changes"})
"""Lists that are the items of a page, whose size its own field says."""

MUTATION = 10
"""What a mutation costs beside what it gives back."""

_BATCHES = ("ids", "input")
"""Arguments whose length is that of the answer: a list of ids, or an input that holds `items`."""


MOST_KNOWN = 64
"""For how many sets of variables the costs of one operation are kept."""


class Costs:
    """What an operation costs, by its variables: computed once for all of which it cannot tell one from the other."""

    def __init__(
        self, schema: IbidSchema, document: DocumentNode, operation: OperationDefinitionNode, limits: Limits
    ) -> None:
        self._schema = schema._schema  # noqa: SLF001  # graphql-core's own
        self._document = document
        self._operation = operation
        self._most = limits.max_cost
        self._names: tuple[str, ...] | None = None
        """The variables that it depends on: which they are does not depend on their values."""
        self._known: dict[tuple[Any, ...], int] = {}

    def of(self, variables: Mapping[str, Any]) -> tuple[int, int]:
        """The objects that are asked for, and the most that may be."""
        known = None if self._names is None else self._known.get(self._key(self._names, variables))
        if known is None:
            cost = Cost(self._schema, self._document, variables)
            known = cost.operation(self._operation)
            self._names = tuple(cost.asked)
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[self._key(self._names, variables)] = known
        return known, self._most

    @staticmethod
    def _key(names: tuple[str, ...], variables: Mapping[str, Any]) -> tuple[Any, ...]:
        return tuple([_weight(variables[name]) if name in variables else "" for name in names]) if names else ()


def _weight(value: Any) -> Any:
    """What of a variable's value can make a difference: a number, or a length."""
    if isinstance(value, Mapping):
        return ("input", _weight(value.get("items")))
    if isinstance(value, list):
        return ("list", len(value))
    return _whole(value)


def _whole(value: Any) -> int | None:
    """A number as GraphQL takes it for an Int: 500.0 is 500 (section 3.5.1)."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int) else None


class Cost:
    """The cost of a document's operations; the variables are known."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]) -> None:
        self._schema = schema
        self._fragments = fragments(document)
        self._variables = variables
        self._defaults: dict[str, Any] = {}
        self._known: dict[str, int] = {}
        self.asked: dict[str, None] = {}
        """The variables whose values were looked at."""

    def operation(self, operation: OperationDefinitionNode) -> int:
        """The objects that an operation asks for."""
        self._defaults = {each.variable.name.value: each.default_value for each in operation.variable_definitions or ()}
        asked = self._selection(self._schema.get_root_type(operation.operation), operation.selection_set)
        return asked + (MUTATION if operation.operation is OperationType.MUTATION else 0)

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
            usual = field.args["first"].default_value
            usual = usual if isinstance(usual, int) else DEFAULT_SIZE
            wanted = max((size for size in asked if size is not None), default=usual)
            return min(max(wanted, 1), MOST_IN_DOCUMENT)  # what is outside is refused with a code of its own
        batch = next((given[name] for name in _BATCHES if name in given), None)
        if batch is not None:
            return self._length(batch)
        is_list = isinstance(get_nullable_type(field.type), GraphQLList)
        return USUAL_LIST if is_list and node.name.value not in _OF_PAGES else 1

    def _integer(self, value: ValueNode) -> int | None:
        if isinstance(value, IntValueNode):
            return int(value.value)
        named = self._variable(value)
        if isinstance(named, IntValueNode):
            return int(named.value)
        return _whole(named)

    def _variable(self, value: Any) -> Any:
        """What stands for a variable: its value, or its default as it is written."""
        if not isinstance(value, VariableNode):
            return None
        name = value.name.value
        self.asked[name] = None
        return self._variables[name] if name in self._variables else self._defaults.get(name)

    def _length(self, value: Any) -> int:
        if isinstance(value, VariableNode):
            value = self._variable(value)
        if isinstance(value, Mapping):
            value = value.get("items")
        elif fields := getattr(value, "fields", None):
            value = next((each.value for each in fields if each.name.value == "items"), None)
        if isinstance(value, VariableNode):
            value = self._variable(value)
        if isinstance(value, ListValueNode):
            return len(value.values)
        return len(value) if isinstance(value, list) else 1
