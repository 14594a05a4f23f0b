"""What an operation is before it becomes code: selections of fields, each with how it is answered and what it gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from graphql import FieldNode, GraphQLAbstractType, GraphQLField, GraphQLLeafType, GraphQLObjectType

from execution.answering import Answering, Batch, Call, Related
from execution.normal import MARK


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """A scalar or a member of an enumeration."""

    type: GraphQLLeafType
    nullable: bool


@dataclass(frozen=True, slots=True, eq=False)
class One:
    """An object of a type."""

    selection: Selection
    nullable: bool


@dataclass(frozen=True, slots=True, eq=False)
class OneOf:
    """An object of an interface or a union: by its type's name what is selected of it."""

    type: GraphQLAbstractType
    choices: Mapping[str, Selection]
    nullable: bool


@dataclass(frozen=True, slots=True, eq=False)
class Many:
    """A list."""

    item: Shape
    nullable: bool


Shape: TypeAlias = Leaf | One | OneOf | Many


@dataclass(frozen=True, slots=True, eq=False)
class TypeName:
    """`__typename`."""

    key: str

    @property
    def is_open(self) -> bool:
        """Whether its key is a placeholder."""
        return self.key.startswith(MARK)


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """A field as it is asked for: under `key`, by the nodes of the document that ask for it, the first with arguments.

    `number` tells the fields of a plan apart.
    """

    number: int
    key: str
    name: str
    parent: GraphQLObjectType
    nodes: Sequence[FieldNode]
    definition: GraphQLField
    answering: Answering
    shape: Shape

    @property
    def is_open(self) -> bool:
        """Whether its key is a placeholder."""
        return self.key.startswith(MARK)

    @property
    def is_awaited(self) -> bool:
        """Whether its answer is awaited."""
        how = self.answering.how
        return isinstance(how, Related | Batch) or (isinstance(how, Call) and how.is_async)

    @property
    def waits(self) -> bool:
        """Whether anything is awaited, for its answer or below."""
        return self.is_awaited or waits(self.shape)


@dataclass(slots=True, eq=False)
class Selection:
    """What is selected of an object of a type, in order. `number` tells the selections of a plan apart."""

    number: int
    type: GraphQLObjectType
    fields: list[Field | TypeName] = field(default_factory=list)
    waits: bool = False

    def close(self) -> None:
        """All fields are there: whether anything is awaited for them is known."""
        self.waits = any(isinstance(each, Field) and each.waits for each in self.fields)


def selections(shape: Shape) -> list[Selection]:
    """What is selected of the objects of a shape."""
    match shape:
        case Leaf():
            return []
        case One(selection):
            return [selection]
        case OneOf(_, choices):
            return list(choices.values())
        case Many(item):
            return selections(item)


def waits(shape: Shape) -> bool:
    """Whether anything below is awaited."""
    match shape:
        case Leaf():
            return False
        case One(selection):
            return selection.waits
        case OneOf(_, choices):
            return any(each.waits for each in choices.values())
        case Many(item):
            return waits(item)


def innermost(shape: Shape) -> Leaf | One | OneOf:
    """What a list is of, or the shape itself."""
    while isinstance(shape, Many):
        shape = shape.item
    return shape
