"""How fields are answered, read off their Strawberry definitions: by an attribute, by a call, or by awaiting one.

What a field declares beside that, for the compiler alone, stands in its metadata under `PLAN`.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias, cast

from graphql import GraphQLField, GraphQLObjectType
from strawberry.types.field import StrawberryField

from execution.errors import Unsupported
from execution.loading import Loader

PLAN = "plan"
"""Where in a Strawberry field's metadata its declaration stands."""

Context: TypeAlias = Any
"""What an operation carries; the compiler only hands it on."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """Declares that a field is the attribute of its own Python name, of what the `path` from its object leads to."""

    path: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Declares that most of a field's work does not depend on the object. `prepare` takes what the field's function
    takes but for the object, and gives the function of what the `path` from the object leads to.
    """

    prepare: Callable[..., Callable[[Any], Any]]
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Related:
    """Declares that a field is what a loader of the operation has for a key, to which the `path` from the object leads.

    Where the key is None there is nothing to load, and the answer is None.
    """

    loader: Callable[[Context], Loader[Any, Any]]
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Declares what answers a field for many objects: `level` takes the operation's Info, the objects and the field's
    arguments, and gives as many answers. `note` gives, for the arguments, what notes what was read for
    objects and their answers (`execution.remembering.Note`).
    """

    level: Callable[..., Awaitable[Sequence[Any]]]
    note: Callable[..., Callable[[Any, Sequence[Any], Sequence[Any]], None] | None] | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the object, the operation's Info and the field's arguments."""

    function: Callable[..., Any]
    takes_source: bool
    takes_info: str | None
    is_async: bool
    defaults: Mapping[str, Any] = field(default_factory=dict)


How: TypeAlias = Attribute | Prepared | Related | Batch | Call


@dataclass(frozen=True, slots=True)
class Answering:
    """How a field is answered: `how` by a compiled function, `call` by the careful pass, and what its arguments are."""

    how: How
    call: Call
    definition: StrawberryField


def answering(parent: GraphQLObjectType, name: str, found: GraphQLField) -> Answering:
    """How a field of a type is answered. Unsupported where its definition says more than the compiler knows."""
    definition = found.extensions.get("strawberry-definition")
    if not isinstance(definition, StrawberryField) or definition.extensions or definition.is_subscription:
        raise Unsupported(f"{parent.name}.{name}")
    call = _call(definition, f"{parent.name}.{name}")
    metadata: Mapping[Any, Any] = definition.metadata
    return Answering(_how(metadata.get(PLAN), call, definition), call, definition)


def _how(declared: object, call: Call, definition: StrawberryField) -> How:
    """What is declared of a field; the attribute where it is a field of its object's dataclass; else its function."""
    if isinstance(declared, Attribute):
        return replace(declared, name=definition.python_name)
    if isinstance(declared, Prepared | Related | Batch):
        return declared
    if definition.base_resolver is None and definition.init:
        return Attribute(name=definition.python_name)
    return call


def _call(definition: StrawberryField, name: str) -> Call:
    resolver = definition.base_resolver
    if resolver is None:
        read, attribute = definition.default_resolver, definition.python_name
        return Call(lambda source: read(source, attribute), takes_source=True, takes_info=None, is_async=False)
    if resolver.parent_parameter or resolver.root_parameter:
        raise Unsupported(name)
    info = resolver.info_parameter
    function = cast("Callable[..., Any]", resolver.wrapped_func)  # bound to its type by now
    parameters = inspect.signature(function).parameters
    return Call(
        function=function,
        takes_source=resolver.self_parameter is not None,
        takes_info=info.name if info else None,
        is_async=definition.is_async,
        defaults={
            each.name: each.default for each in parameters.values() if each.default is not inspect.Parameter.empty
        },
    )
