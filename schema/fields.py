"""How fields are declared: what a record says is read from the record, without a resolver for each."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import strawberry
from strawberry.types.field import StrawberryField

from execution.answering import PLAN, Attribute, Batch, Related
from execution.loading import Loader
from i18n.languages import Tag
from schema.context import Info
from schema.errors import Missing
from schema.ids import check_number
from schema.noting import Noting

if TYPE_CHECKING:
    from schema.loaders import Loaders

T = TypeVar("T")

Languages = Annotated[
    list[Tag] | None,
    strawberry.argument(
        description="The languages wanted, best first. Otherwise the request's Accept-Language, then the original."
    ),
]


def recorded(description: str, *, name: str | None = None) -> Any:
    """A field that its type's private `record` answers by the attribute of the same Python name."""
    field: Any = strawberry.field(name=name, description=description, metadata={PLAN: Attribute(("record",))})
    assert isinstance(field, StrawberryField)
    field.init = field.repr = field.compare = False
    return field


def related(
    description: str, loader: Callable[[Loaders], Loader[Any, Any]], *, by: str | None = None, required: bool = False
) -> Any:
    """A field that is what a loader has for its object's record, or for the attribute `by` of that.

    Where the attribute is None, so is the field. What is `required` and not there is Missing.
    """
    path = ("record",) if by is None else ("record", by)
    key = attrgetter(".".join(path))

    async def resolve(self: Any, info: Info):  # type: ignore[no-untyped-def]  # noqa: ANN202  # the attribute's annotation says what it is
        wanted = key(self)
        if wanted is None:
            return None
        found = await loader(info.context.loaders).load(wanted)
        if found is None and required:
            raise Missing(wanted)
        return found

    plan = Related(lambda context: loader(context.loaders), path)
    return strawberry.field(resolver=resolve, description=description, metadata={PLAN: plan})


def batched(description: str, level: Callable[..., Awaitable[Sequence[Any]]], note: Noting | None = None) -> Any:
    """A field that is answered for many objects at once: `level` takes Info, the objects, and the field's arguments.

    `note` says, given the arguments, how it is noted what was read; without it, that is read each time.
    """

    async def resolve(self: Any, info: Info, **arguments: Any):  # type: ignore[no-untyped-def]  # noqa: ANN202  # as above
        (found,) = await level(info, [self], **arguments)
        return found

    _, _, *arguments = inspect.signature(level).parameters.values()
    way = inspect.Parameter.POSITIONAL_OR_KEYWORD
    own = [inspect.Parameter("self", way), inspect.Parameter("info", way, annotation=Info)]
    resolve.__signature__ = inspect.Signature([*own, *arguments])  # type: ignore[attr-defined]  # what Strawberry reads
    resolve.__module__ = level.__module__  # where the names in annotations are looked up
    return strawberry.field(resolver=resolve, description=description, metadata={PLAN: Batch(level, note)})


def read_field(source: Any, name: str) -> Any:
    """The value of a field without a resolver: what its object was made with, else its record's attribute."""
    own = vars(source)
    return own[name] if name in own else getattr(own.get("record", source), name)


def given(value: T | None) -> T | None:
    """An argument's value; None where it was left out. A list that is too long raises TooManyIds."""
    if isinstance(value, list):
        check_number(value)
    return None if value is strawberry.UNSET else value


def some(values: list[T] | None) -> frozenset[T] | None:
    """The values that an argument limits to; None where it was left out, so that nothing is limited."""
    wanted = given(values)
    return None if wanted is None else frozenset(wanted)
