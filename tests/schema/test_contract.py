"""The schema keeps the public contract: every element that is promised is there, and means the same."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    build_schema,
    print_ast,
)
from graphql.type import is_specified_scalar_type

import schema
from tests.support.shared import SHARED, shared

ROOT = Path(__file__).parents[2]


@cache
def ours() -> GraphQLSchema:
    return build_schema(schema.sdl())


def contract() -> GraphQLSchema:
    return build_schema(shared("contract", "ibid.graphql").read_text("utf-8"), assume_valid=True)


def promised() -> list[str]:
    """The names of the contract's types, or none where it is absent: then the test that needs them skips."""
    if not (SHARED / "contract" / "ibid.graphql").exists():
        return []
    return sorted(
        name
        for name, type_ in contract().type_map.items()
        if not name.startswith("__") and not is_specified_scalar_type(type_)
    )


def elements(type_: GraphQLNamedType) -> set[str]:
    """What a type promises, each as a line: fields and arguments with types and defaults, values, interfaces."""
    lines: set[str] = {f"is a {type(type_).__name__}"}
    if isinstance(type_, GraphQLEnumType):
        lines |= set(type_.values)
    elif isinstance(type_, GraphQLUnionType):
        lines |= {member.name for member in type_.types}
    elif isinstance(type_, GraphQLInputObjectType):
        lines |= {f"{name}: {argument(field)}" for name, field in type_.fields.items()}
    elif isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
        lines |= {f"implements {interface.name}" for interface in type_.interfaces}
        for name, field in type_.fields.items():
            lines.add(f"{name}: {field.type}")
            lines |= {f"{name}({each}: {argument(it)})" for each, it in field.args.items()}
    return lines


def argument(value: object) -> str:
    node = value.ast_node  # type: ignore[attr-defined]  # of arguments and of input fields alike
    return f"{node.type and print_ast(node.type)} = {node.default_value and print_ast(node.default_value)}"


def test_the_contract_is_there_to_compare_with() -> None:
    """Without the folder beside the repository this says so; with it, it holds dozens of types."""
    shared("contract", "ibid.graphql")

    assert len(promised()) > 50


@pytest.mark.parametrize("name", promised())
def test_each_promised_type_has_all_that_is_promised(name: str) -> None:
    theirs = elements(contract().type_map[name])

    assert name in ours().type_map
    assert theirs - elements(ours().type_map[name]) == set()


@pytest.mark.parametrize("name", promised())
def test_an_argument_that_we_add_can_be_left_out(name: str) -> None:
    """A query that fits the contract fits the schema: what is added is nullable or has a default."""
    fields = getattr(contract().type_map[name], "fields", {})
    added = [
        f"{field}({each})"
        for field, theirs in fields.items()
        if hasattr(theirs, "args")
        for each, it in ours().type_map[name].fields[field].args.items()  # type: ignore[attr-defined]  # has fields too
        if each not in theirs.args and str(it.type).endswith("!") and it.default is None
    ]

    assert added == []


def test_the_committed_schema_is_the_one_in_the_code() -> None:
    """`ibid schema > schema.graphql` brings it up to date."""
    assert (ROOT / "schema.graphql").read_text("utf-8") == schema.sdl()
