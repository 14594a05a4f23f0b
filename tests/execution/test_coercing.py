"""What is made of the values of variables and arguments is what graphql-core and Strawberry make of them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import SimpleNamespace
from typing import Any, cast

import pytest
import strawberry
from graphql import FieldNode, GraphQLError, OperationDefinitionNode, parse
from graphql.execution.values import get_variable_values
from hypothesis import given, settings
from hypothesis import strategies as st

from execution import values
from execution.values import Arguments
from execution.variables import MOST_ERRORS, BadVariables, Variables


@strawberry.enum
class Size(Enum):
    SMALL = "small"
    LARGE = "large"


@strawberry.input
class Point:
    x: int
    y: int = 3
    inner: list[Point] | None = None


@strawberry.type
class Query:
    @strawberry.field
    def many(
        self,
        *,
        word: str,
        words: list[str] | None = None,
        number: int = 7,
        share: float | None = 0.5,
        size: Size = Size.SMALL,
        sizes: list[Size | None] | None = None,
        lists: list[list[int]] | None = None,
        id: strawberry.ID | None = None,  # noqa: A002  # a name of GraphQL's
        is_so: bool | None = None,
        point: Point | None = None,
    ) -> str:
        raise NotImplementedError


SCHEMA = strawberry.Schema(query=Query)
CORE = SCHEMA._schema
VARIABLES = {
    "word": "String!",
    "words": "[String!]",
    "number": "Int! = 9",
    "share": "Float",
    "size": "Size",
    "sizes": "[Size]",
    "lists": "[[Int!]!] = [[1], [2, 3]]",
    "id": "ID",
    "isSo": "Boolean = true",
    "point": "Point",
}
QUERY = (
    f"query ({', '.join(f'${name}: {kind}' for name, kind in VARIABLES.items())}) "
    f"{{ many({', '.join(f'{name}: ${name}' for name in VARIABLES)}) }}"
)

leaves = (
    st.none()
    | st.booleans()
    | st.integers(-(2**33), 2**33)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(["SMALL", "LARGE", "", "word"])
)
points = st.recursive(
    st.fixed_dictionaries({}, optional={"x": st.integers(0, 5), "y": leaves, "z": leaves}),
    lambda inner: st.fixed_dictionaries({"x": st.integers(0, 5)}, optional={"inner": st.lists(inner) | inner}),
    max_leaves=4,
)
anything = leaves | st.lists(leaves, max_size=3) | st.lists(st.lists(leaves, max_size=2), max_size=2) | points
right = {
    "word": st.text(max_size=3),
    "words": st.lists(st.text(max_size=3), max_size=3),
    "number": st.integers(-9, 9),
    "share": st.floats(0, 1),
    "size": st.sampled_from(["SMALL", "LARGE"]),
    "sizes": st.lists(st.sampled_from(["SMALL", None])),
    "lists": st.lists(st.lists(st.integers(0, 3), max_size=2), max_size=2),
    "id": st.integers(0, 9) | st.text(max_size=3),
    "isSo": st.booleans(),
    "point": points,
}
given_values = st.fixed_dictionaries(
    {}, optional={name: st.one_of(some, some, some, st.none(), anything) for name, some in right.items()}
)


def operation(text: str) -> OperationDefinitionNode:
    return cast("OperationDefinitionNode", parse(text).definitions[0])


def arguments(text: str) -> Arguments:
    """Those of the first field of an operation."""
    node = cast("FieldNode", operation(text).selection_set.selections[0])
    assert CORE.query_type is not None
    definition = CORE.query_type.fields["many"]
    answering = SimpleNamespace(definition=definition.extensions["strawberry-definition"])
    asked = SimpleNamespace(nodes=[node], definition=definition, answering=answering)
    return Arguments.of(cast("Any", asked), SCHEMA.schema_converter)


def made(how: Any) -> Any:
    """What is made, or what is told."""
    try:
        return how()
    except BadVariables as bad:
        return [error.message for error in bad.errors]
    except GraphQLError as error:
        return error.message


@given(sent=given_values)
@settings(max_examples=300, deadline=None)
def test_variables_have_the_values_that_graphql_core_gives_them(sent: Mapping[str, Any]) -> None:
    asked = operation(QUERY)
    found = made(lambda: Variables(CORE, asked).values(sent))
    wanted = get_variable_values(CORE, asked.variable_definitions or (), dict(sent), max_errors=MOST_ERRORS)

    if isinstance(wanted, list):
        assert found == [error.message for error in wanted]
    else:
        assert repr(found.coerced) == repr(wanted.coerced)
        assert {name: each.value for name, each in found.sources.items()} == {
            name: each.value for name, each in wanted.sources.items()
        }


PLAIN = [name for name in VARIABLES if name not in {"lists", "point"}]
TEXTS = {
    "variables": QUERY,
    "plain": f"query ({', '.join(f'${name}: {VARIABLES[name]}' for name in PLAIN)}) "
    f"{{ many({', '.join(f'{name}: ${name}' for name in PLAIN)}) }}",
    "a constant": 'query ($number: Int) { many(word: "w", number: $number, words: ["a"], sizes: SMALL) }',
    "inside": "query ($word: String!) { many(word: $word, words: [$word]) }",
    "null": "query ($word: String!, $words: [String!]) { many(word: $word, words: $words, share: null) }",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@given(sent=given_values)
@settings(max_examples=100, deadline=None)
def test_arguments_have_the_values_that_strawberry_gives_them(text: str, sent: Mapping[str, Any]) -> None:
    try:
        variables = Variables(CORE, operation(text)).values(sent)
    except BadVariables:
        return
    planned = arguments(text)

    found = made(lambda: planned.values(variables))
    wanted = made(lambda: values._converted(planned.asked, planned.converting, variables))
    assert repr(found) == repr(wanted)


def test_what_is_simple_is_planned_and_what_is_not_is_asked_of_strawberry() -> None:
    planned = {name: arguments(text).makers is not None for name, text in TEXTS.items()}

    assert planned == {"variables": False, "plain": True, "a constant": True, "inside": False, "null": True}


def test_a_list_that_is_a_default_is_given_to_nobody_twice() -> None:
    text = 'query ($words: [String!] = ["a"]) { many(word: "w", words: $words) }'
    planned, variables = arguments(text), Variables(CORE, operation(text)).values({})

    assert planned.values(variables)["words"] is not planned.values(variables)["words"]
