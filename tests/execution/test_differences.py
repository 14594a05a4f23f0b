"""The compiled executor gives what Strawberry's gives: data, order, errors; and asks the store for no more."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any, TypeVar

import pytest
from graphql import (
    ArgumentNode,
    IntValueNode,
    ListValueNode,
    NameNode,
    ObjectFieldNode,
    StringValueNode,
    Visitor,
    parse,
    print_ast,
    visit,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis_graphql import nodes, queries

from tests.support.asking import schema
from tests.support.differing import Comparing, Tally, differ
from tests.support.faults import Damaged
from tests.support.operations import POOLS, Operation
from tests.support.records import corpus, stored

N = TypeVar("N", ArgumentNode, ObjectFieldNode)

CHUNK = 100
CHUNKS = 19

SCALARS = {
    "DocumentSymbol": st.sampled_from(["A/RES/74/148", "A/HRC/45/30"]).map(nodes.String),
    "LanguageTag": st.sampled_from(["en", "fr", "ar"]).map(nodes.String),
    "Date": st.just("2019-12-18").map(nodes.String),
    "DateTime": st.just("2019-12-18T00:00:00+00:00").map(nodes.String),
}


@pytest.mark.parametrize("chunk", range(CHUNKS))
async def test_operations_by_chance_on_a_damaged_store(chunk: int) -> None:
    store = Damaged(await stored(corpus()))

    tally = await differ(schema(), store, range(1 + chunk * CHUNK, 1 + (chunk + 1) * CHUNK), Tally())

    assert tally.differences == []
    assert tally.cases > CHUNK * 0.9
    assert tally.unsupported == 0
    assert tally.careful >= tally.with_errors > 5
    assert tally.objects > 2 * CHUNK


@given(text=queries(schema()._schema, custom_scalars=SCALARS, allow_x00=False), seed=st.integers(0, 1000))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
async def test_operations_of_hypothesis_graphql(text: str, seed: int) -> None:
    store = Damaged(await stored(corpus()), seed if seed % 3 else 0)
    tally = Tally()

    await Comparing(schema(), store).compare(Operation(_answerable(text, seed), {}), (), tally)

    assert tally.differences == []
    assert tally.unsupported == 0


class _Known(Visitor):
    """Puts values that the corpus knows in the place of words without meaning, for most arguments."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        self._chance = random.Random(seed)

    def enter_argument(self, node: ArgumentNode, *_: Any) -> ArgumentNode | None:
        return self._known(node)

    def enter_object_field(self, node: ObjectFieldNode, *_: Any) -> ObjectFieldNode | None:
        return self._known(node)

    def _known(self, node: N) -> N | None:
        name = node.name.value
        if name not in POOLS or self._chance.random() < 0.1:
            return None
        value = self._chance.choice(POOLS[name])
        written: Any = IntValueNode(value=str(value)) if isinstance(value, int) else StringValueNode(value=value)
        return replace(node, value=ListValueNode(values=(written,)) if name == "ids" else written)


def _answerable(text: str, seed: int) -> str:
    document = parse(text)
    return print_ast(visit(document, _Known(seed)))


def test_a_tally_tells_what_differs() -> None:
    """The comparison itself can fail: in a value, in order, in an error, in calls."""
    from collections import Counter

    from graphql import GraphQLError

    from tests.support.differing import Answer, differences

    calls: Counter[tuple[str, str | None]] = Counter({("get", "DocumentRecord"): 1})

    def answer(data: Any, errors: Any = (), more: int = 0) -> Answer:
        return Answer(data, list(errors), calls + Counter({("pages", None): more}), calls, frozenset())

    same = answer({"a": 1, "b": None})
    wrong = GraphQLError("wrong", NameNode(value="b"), path=["b"])

    assert list(differences(same, answer({"a": 1, "b": None}))) == []
    assert list(differences(same, answer({"a": 2, "b": None}))) == ["data: .a: 1 became 2"]
    assert list(differences(same, answer({"b": None, "a": 1}))) == ["order of keys"]
    assert list(differences(same, answer({"a": 1, "b": None}, [wrong]))) == ["errors at [\"('b',)\"]"]
    assert "calls" in next(iter(differences(same, answer({"a": 1, "b": None}, more=1))))
