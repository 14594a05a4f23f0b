"""Everything in the schema says what it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graphql import GraphQLNamedType, build_schema
from graphql.type import is_introspection_type, is_specified_scalar_type

import schema


def undescribed(type_: GraphQLNamedType) -> Iterator[str]:
    """The names of what has no description in a type."""
    values: dict[str, Any] = {**getattr(type_, "values", {}), **getattr(type_, "fields", {})}
    named = {type_.name: type_, **{f"{type_.name}.{name}": value for name, value in values.items()}}
    for name, field in values.items():
        named |= {f"{type_.name}.{name}({each}:)": it for each, it in getattr(field, "args", {}).items()}
    return (name for name, it in named.items() if not (it.description or "").strip())


def test_every_type_field_argument_and_value_has_a_description() -> None:
    types = build_schema(schema.sdl()).type_map.values()
    own = [each for each in types if not is_introspection_type(each) and not is_specified_scalar_type(each)]

    assert len(own) > 50
    assert [name for each in own for name in undescribed(each)] == []


def test_descriptions_are_sentences() -> None:
    """They begin with a capital letter or a quotation mark and end with a full stop."""
    types = build_schema(schema.sdl()).type_map.values()
    own = [each for each in types if not is_introspection_type(each) and not is_specified_scalar_type(each)]
    said = [
        it.description
        for each in own
        for it in (each, *getattr(each, "fields", {}).values(), *getattr(each, "values", {}).values())
    ]

    assert [words for words in said if not (words[0].isupper() or words[0] == "“") or words[-1] != "."] == []
