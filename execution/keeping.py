"""Which answers of objects may be kept with the objects: those that depend on nothing else, or say on what."""

from __future__ import annotations

from collections.abc import Mapping

from graphql import GraphQLObjectType
from strawberry.types.base import StrawberryObjectDefinition

from execution.answering import Call, Prepared
from execution.plan import Field, Selection, TypeName, selections
from execution.values import Arguments


def prepared(selection: Selection, arguments: Mapping[int, Arguments]) -> list[Field] | None:
    """The fields, in a selection and below, whose answers depend on more than their object, and say on what.

    None where nothing may be kept: the objects do not last (their type says so by `lasts`), a key is open until an
    operation is run, or an answer depends on anything else, such as the operation. What is awaited is no part of what
    is kept.
    """
    return _prepared(selection, arguments) if lasts(selection.type) else None


def lasts(type_: GraphQLObjectType) -> bool:
    """Whether the objects of a type last."""
    definition = type_.extensions.get("strawberry-definition")
    return isinstance(definition, StrawberryObjectDefinition) and getattr(definition.origin, "lasts", False)


def _prepared(selection: Selection, arguments: Mapping[int, Arguments]) -> list[Field] | None:
    found: list[Field] = []
    for asked in selection.fields:
        if asked.is_open:
            return None
        if isinstance(asked, TypeName) or asked.waits:
            continue
        if _depends(asked, arguments[asked.number]):
            return None
        if isinstance(asked.answering.how, Prepared):
            found.append(asked)
        for inner in selections(asked.shape):
            below = _prepared(inner, arguments)
            if below is None:
                return None
            found += below
    return found


def _depends(asked: Field, arguments: Arguments) -> bool:
    """Whether a field's answer depends on what cannot be told. A function that is told nothing of the operation, and
    takes no variables, is one of its object.
    """
    how = asked.answering.how
    if arguments.error is not None:
        return True
    return isinstance(how, Call) and (how.takes_info is not None or arguments.has_variables)
