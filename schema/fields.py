"""How fields are declared: what a record says is read from the record, without a resolver for each."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

import strawberry
from strawberry.types.field import StrawberryField

from execution.answering import PLAN, Attribute
from i18n.languages import Tag
from schema.ids import check_number

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
