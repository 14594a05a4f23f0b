"""A document with what its normal form leaves open: placeholders as aliases, variables in the place of literals."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from graphql import (
    ArgumentNode,
    DefinitionNode,
    DocumentNode,
    FieldNode,
    FloatValueNode,
    FragmentDefinitionNode,
    GraphQLField,
    GraphQLInputType,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    NameNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    StringValueNode,
    ValueNode,
    VariableNode,
    get_named_type,
)
from graphql.utilities.coerce_input_value import coerce_input_literal

from execution.errors import Unsupported
from execution.normal import MARK, Literal, Normal


def lifted(rank: int) -> str:
    """The name of the variable in the place of a literal. No variable of a document is called so."""
    return f"{MARK}{rank}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a literal stood: the type of its argument."""

    type: GraphQLInputType

    def value(self, literal: Literal) -> Any:
        """What a literal is here; Undefined where it is no value of the type."""
        return coerce_input_literal(_node(literal), self.type)


def _node(literal: Literal) -> ValueNode:
    if literal.is_string:
        return StringValueNode(value=literal.text, block=False)
    return IntValueNode(value=literal.text) if literal.is_int else FloatValueNode(value=literal.text)


@dataclass(slots=True)
class Lifting:
    """Rewrites a valid document. Raises Unsupported where it is not what its normal form says."""

    schema: GraphQLSchema
    normal: Normal
    places: list[Place] = field(default_factory=list)
    _marks: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self._marks = {alias: mark for mark, alias in self.normal.aliases.items()}

    def document(self, document: DocumentNode) -> DocumentNode:
        """The document with placeholders."""
        rewritten = replace(document, definitions=tuple(self._definition(each) for each in document.definitions))
        if len(self.places) != len(self.normal.literals):
            raise Unsupported("literals")
        return rewritten

    def _definition(self, node: DefinitionNode) -> DefinitionNode:
        if isinstance(node, OperationDefinitionNode):
            type_: GraphQLNamedType | None = self.schema.get_root_type(node.operation)
        elif isinstance(node, FragmentDefinitionNode):
            type_ = self.schema.get_type(node.type_condition.name.value)
        else:
            raise Unsupported(node.kind)
        return replace(node, selection_set=self._selections(type_, node.selection_set))

    def _selections(self, parent: GraphQLNamedType | None, node: SelectionSetNode) -> SelectionSetNode:
        return replace(node, selections=tuple(self._selection(parent, each) for each in node.selections))

    def _selection(self, parent: GraphQLNamedType | None, node: SelectionNode) -> SelectionNode:
        if isinstance(node, FieldNode):
            return self._field(getattr(parent, "fields", {}).get(node.name.value), node)
        if isinstance(node, InlineFragmentNode):
            named = node.type_condition
            inner = self.schema.get_type(named.name.value) if named else parent
            return replace(node, selection_set=self._selections(inner, node.selection_set))
        return node

    def _field(self, definition: GraphQLField | None, node: FieldNode) -> FieldNode:
        changes: dict[str, Any] = {}
        if node.alias is not None and node.alias.value in self._marks:
            changes["alias"] = NameNode(value=self._marks[node.alias.value])
        if node.arguments:
            changes["arguments"] = tuple(self._argument(definition, each) for each in node.arguments)
        if node.selection_set is not None:
            inner = get_named_type(definition.type) if definition else None
            changes["selection_set"] = self._selections(inner, node.selection_set)
        return replace(node, **changes) if changes else node

    def _argument(self, definition: GraphQLField | None, node: ArgumentNode) -> ArgumentNode:
        literal = _literal(node.value)
        if literal is None:
            return node
        rank = len(self.places)
        if definition is None or [literal] != list(self.normal.literals[rank : rank + 1]):
            raise Unsupported(node.name.value)
        self.places.append(Place(definition.args[node.name.value].type))
        return replace(node, value=VariableNode(name=NameNode(value=lifted(rank))))


def _literal(node: ValueNode) -> Literal | None:
    """A value as a literal that is lifted; None for others."""
    match node:
        case StringValueNode(value=text):
            return Literal.string(text)
        case IntValueNode(value=text):
            return Literal.int(text)
        case FloatValueNode(value=text):
            return Literal.float(text)
        case _:
            return None
