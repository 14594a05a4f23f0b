"""From an operation to its plan: fields collected as the specification says, fragments and conditions resolved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    GraphQLUnionType,
    OperationDefinitionNode,
    is_leaf_type,
)
from graphql.execution.collect_fields import FieldDetailsList, FragmentDetails, collect_fields, collect_subfields
from graphql.execution.values import VariableValues

from execution.answering import answering
from execution.errors import Unsupported
from execution.plan import Field, Leaf, Many, One, OneOf, Selection, Shape, TypeName


@dataclass(frozen=True, slots=True)
class Source:
    """An operation of a document that was found valid for a schema."""

    schema: GraphQLSchema
    document: DocumentNode
    operation: OperationDefinitionNode

    @property
    def fragments(self) -> Mapping[str, FragmentDefinitionNode]:
        """The fragments of its document."""
        named = (each for each in self.document.definitions if isinstance(each, FragmentDefinitionNode))
        return {each.name.value: each for each in named}


def plan(source: Source, variables: VariableValues) -> Selection:
    """What is selected of the root, where conditions of variables have these values. Raises Unsupported."""
    return _Planner(source, variables).root()


class _Planner:
    """Plans one operation. What is selected of a type at one place of the document is planned once."""

    def __init__(self, source: Source, variables: VariableValues) -> None:
        self._source = source
        self._schema = source.schema
        self._variables = variables
        self._fragments = {name: FragmentDetails(each) for name, each in source.fragments.items()}
        self._numbers = count(1)
        self._known: dict[tuple[str, tuple[int, ...]], Selection] = {}

    def root(self) -> Selection:
        type_ = self._schema.query_type
        if type_ is None:
            raise Unsupported("no queries")
        collected = collect_fields(self._schema, self._fragments, self._variables, type_, self._source.operation)
        return self._filled(Selection(next(self._numbers), type_), collected.grouped_field_set)

    def _selection(self, type_: GraphQLObjectType, details: FieldDetailsList) -> Selection:
        """What the nodes of a field select of a type of object."""
        at = (type_.name, tuple(id(each.node) for each in details))
        if at not in self._known:
            collected = collect_subfields(
                self._schema, self._fragments, self._variables, self._source.operation, type_, details
            )
            made = self._known[at] = Selection(next(self._numbers), type_)
            self._filled(made, collected.grouped_field_set)
        return self._known[at]

    def _filled(self, selection: Selection, groups: Mapping[str, FieldDetailsList]) -> Selection:
        for key, details in groups.items():
            selection.fields.append(self._field(selection.type, key, details))
        selection.close()
        return selection

    def _field(self, parent: GraphQLObjectType, key: str, details: FieldDetailsList) -> Field | TypeName:
        name = details[0].node.name.value
        if name == "__typename":
            return TypeName(key)
        definition = parent.fields.get(name)
        if definition is None:  # introspection
            raise Unsupported(f"{parent.name}.{name}")
        return Field(
            number=next(self._numbers),
            key=key,
            name=name,
            parent=parent,
            nodes=[each.node for each in details],
            definition=definition,
            answering=answering(parent, name, definition),
            shape=self._shape(definition.type, details),
        )

    def _shape(self, type_: GraphQLOutputType, details: FieldDetailsList) -> Shape:
        nullable = not isinstance(type_, GraphQLNonNull)
        inner = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
        if isinstance(inner, GraphQLList):
            return Many(self._shape(inner.of_type, details), nullable)
        if is_leaf_type(inner):
            return Leaf(inner, nullable)
        if isinstance(inner, GraphQLObjectType):
            return One(self._selection(inner, details), nullable)
        if isinstance(inner, GraphQLInterfaceType | GraphQLUnionType):
            possible = self._schema.get_possible_types(inner)
            return OneOf(inner, {each.name: self._selection(each, details) for each in possible}, nullable)
        raise Unsupported(str(inner))
