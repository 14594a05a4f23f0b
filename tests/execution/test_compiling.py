"""The compiler on a schema of its own: nothing of Ibid is in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

import pytest
import strawberry
from graphql import GraphQLError, OperationDefinitionNode, parse
from strawberry.types.info import Info

from execution.answering import PLAN, Batch, Prepared, Related
from execution.compiling import Compiled, Result
from execution.era import Era
from execution.errors import Unsupported
from execution.explaining import told
from execution.loading import Loader, Rounds
from execution.remembering import Notes
from execution.values import NO_VARIABLES

NAMES = {1: "Ada", 2: "Grace", 3: None}


@dataclass
class Context:
    """Loads names, and keeps what it was asked."""

    rounds: Rounds = field(default_factory=Rounds)
    era: Era = field(default_factory=Era)
    notes: Notes | None = None
    asked: list[list[int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.names: Loader[int, str | None] = Loader(self._names, self.rounds)

    async def _names(self, keys: list[int]) -> Sequence[str | BaseException | None]:
        self.asked.append(keys)
        return [NAMES.get(key, LookupError(key)) for key in keys]


def greeting(_: Info[Context, None], word: str = "Hello") -> Any:
    assert word != "refused", "a word that is refused"
    return lambda number: f"{word}, {number}"


async def doubles(_: Info[Context, None], people: Sequence[Person], by: int = 2) -> list[int]:
    return [person.number * by for person in people]


@strawberry.interface
class Numbered:
    number: int


@strawberry.type
class Person(Numbered):
    @strawberry.field
    async def name(self, info: Info[Context, None]) -> str:
        return await info.context.names.load(self.number)  # type: ignore[return-value]  # None is the test's fault

    @strawberry.field
    async def nickname(self, info: Info[Context, None]) -> str | None:
        return await info.context.names.load(self.number)

    @strawberry.field(metadata={PLAN: Related(lambda context: context.names, ("number",))})  # type: ignore[untyped-decorator]  # Strawberry's
    async def related(self, info: Info[Context, None]) -> str | None:
        return await info.context.names.load(self.number)

    @strawberry.field(metadata={PLAN: Prepared(greeting, ("number",))})  # type: ignore[untyped-decorator]  # Strawberry's
    def greeting(self, info: Info[Context, None], word: str = "Hello") -> str:
        return str(greeting(info, word)(self.number))

    @strawberry.field(metadata={PLAN: Batch(doubles)})  # type: ignore[untyped-decorator]  # Strawberry's
    async def double(self, info: Info[Context, None], by: int = 2) -> int:
        (found,) = await doubles(info, [self], by)
        return found

    @strawberry.field
    def friends(self) -> list[Person]:
        return [Person(number=1), Person(number=2)]

    @strawberry.field
    def broken(self) -> int:
        raise ValueError("broken")


@strawberry.type
class Robot(Numbered):
    @strawberry.field
    def model(self) -> str:
        return f"R{self.number}"


@strawberry.type
class Query:
    @strawberry.field
    def people(self, numbers: list[int]) -> list[Person | None]:
        return [Person(number=each) if each else None for each in numbers]

    @strawberry.field
    async def one(self, number: int) -> Annotated[Person | Robot, strawberry.union("Either")]:
        return Person(number=number) if number < 10 else Robot(number=number)

    @strawberry.field
    def all_kinds(self) -> list[Numbered]:
        return [Person(number=1), Robot(number=11), Person(number=2)]


@strawberry.type
class Value:
    @strawberry.field
    def value(self, value: int, source: int, types: int, column: int) -> list[int]:
        return [value, source, types, column]


@strawberry.type
class Awkward:
    @strawberry.field
    def value(self, value: int, info: Info[Context, None]) -> Value:
        return Value()


@strawberry.type
class Mutation:
    @strawberry.mutation
    def change(self) -> int:
        return 1


SCHEMA = strawberry.Schema(Query, mutation=Mutation, types=[Robot])


def compiled(text: str) -> Compiled:
    document = parse(text)
    operation = next(each for each in document.definitions if isinstance(each, OperationDefinitionNode))
    return Compiled(SCHEMA, document, operation)


async def answer(text: str, variables: Mapping[str, Any] | None = None) -> tuple[Result, Context]:
    """The compiled answer, which is Strawberry's."""
    context = Context()
    result = await compiled(text).run(variables or {}, context, context)
    wanted = await SCHEMA.execute(text, variable_values=dict(variables or {}), context_value=Context())
    assert result.data == wanted.data
    assert {_told(each) for each in result.errors} == {_told(each) for each in wanted.errors or ()}
    return result, context


def _told(error: GraphQLError) -> str:
    return str((error.message, error.path, error.locations))


async def test_a_level_is_loaded_at_once() -> None:
    result, context = await answer("{ people(numbers: [1, 2]) { nickname friends { related } } }")

    assert result.data == {
        "people": [
            {"nickname": "Ada", "friends": [{"related": "Ada"}, {"related": "Grace"}]},
            {"nickname": "Grace", "friends": [{"related": "Ada"}, {"related": "Grace"}]},
        ]
    }
    assert context.asked == [[1, 2]]
    assert not result.careful


async def test_what_is_prepared_or_batched_takes_arguments_and_variables() -> None:
    result, _ = await answer(
        "query($w: String!, $n: Int) { people(numbers: [1]) { greeting(word: $w) a: greeting double(by: $n) } }",
        {"w": "Good morning"},
    )

    assert result.data == {"people": [{"greeting": "Good morning, 1", "a": "Hello, 1", "double": 2}]}


async def test_objects_of_several_types_are_completed_by_their_own_selections() -> None:
    result, context = await answer(
        "{ allKinds { __typename number ... on Robot { model } ... on Person { nickname } } one(number: 12) { ...R } }"
        " fragment R on Robot { model }"
    )

    assert result.data is not None
    assert [each["__typename"] for each in result.data["allKinds"]] == ["Person", "Robot", "Person"]
    assert result.data["one"] == {"model": "R12"}
    assert context.asked == [[1, 2]]


async def test_an_error_is_told_where_it_belongs_and_nulls_go_up_to_what_may_be_null() -> None:
    result, context = await answer("{ people(numbers: [1, 3, 9, 0]) { number name } }")

    assert result.data == {"people": [{"number": 1, "name": "Ada"}, None, None, None]}
    assert [error.path for error in result.errors] == [["people", 1, "name"], ["people", 2, "name"]]
    assert result.careful
    assert context.asked == [[1, 3, 9]], "what failed is not asked for again"


async def test_a_failure_of_what_is_prepared_is_that_of_the_field() -> None:
    result, _ = await answer('{ people(numbers: [1]) { number greeting(word: "refused") } }')

    assert result.data == {"people": [None]}
    assert [error.path for error in result.errors] == [["people", 0, "greeting"]]


async def test_where_nothing_is_null_there_is_no_data_and_one_error() -> None:
    result, _ = await answer("{ one(number: 1) { ... on Person { broken } } }")

    assert (result.data, len(result.errors), result.executed) == (None, 1, True)


async def test_variables_that_cannot_be_are_refused_before_anything_is_resolved() -> None:
    result, context = await answer("query($n: [Int!]!) { people(numbers: $n) { name } }", {"n": ["x"]})

    assert (result.data, result.executed, context.asked) == (None, False, [])


@pytest.mark.parametrize(("yes", "keys"), [(True, ["number", "nickname"]), (False, ["greeting"])])
async def test_a_function_is_made_for_each_value_of_the_conditions(*, yes: bool, keys: list[str]) -> None:
    text = (
        "query($yes: Boolean!) { people(numbers: [1]) {"
        " number @include(if: $yes) ... @include(if: $yes) { nickname } greeting @skip(if: $yes) } }"
    )

    result, _ = await answer(text, {"yes": yes})

    assert result.data is not None
    assert list(result.data["people"][0]) == keys


@pytest.mark.parametrize("text", ["mutation { change }", "{ __schema { queryType { name } } }"])
def test_what_is_not_compiled_is_said(text: str) -> None:
    with pytest.raises(Unsupported):
        compiled(text)


def test_a_plan_can_be_read_and_so_can_its_code() -> None:
    variant = compiled("{ people(numbers: [1]) { nickname related greeting double number } }").variant(NO_VARIABLES)

    assert told(variant.root).splitlines() == [
        "people: call the resolver of each object",
        "  nickname: await the resolvers of all objects, together",
        "  related: load by number, for all objects at once",
        "  greeting: call what greeting prepares, for each object",
        "  double: await doubles, once for all objects",
        "  number: read number",
    ]
    assert "'number': (x if (x := source.number)" in variant.code.text
    compile(variant.code.text, "plan", "exec")


async def test_names_of_arguments_and_types_never_meet_those_of_the_code() -> None:
    """An argument may be called as the code calls something: each field has a number of its own."""
    schema = strawberry.Schema(Awkward)
    text = "query($v: Int!) { value(value: $v) { value(value: $v, source: 2, types: $v, column: 4) } }"
    document = parse(text)
    (operation,) = document.definitions
    assert isinstance(operation, OperationDefinitionNode)
    context = Context()

    result = await Compiled(schema, document, operation).run({"v": 1}, context, context)

    assert (result.data, result.careful) == ({"value": {"value": [1, 2, 1, 4]}}, False)
