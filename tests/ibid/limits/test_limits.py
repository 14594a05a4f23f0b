"""Each limit at work: who keeps to it is answered, who asks for one more is told which limit, in their language."""

from __future__ import annotations

import asyncio

import pytest

from ibid.http.errors import Refused
from ibid.limits.gate import Gate
from tests.support.app import application, code, limited


def fields(number: int) -> str:
    return "{ " + "__typename " * number + "}"


TWO_FRAGMENTS = "{ ...F ...G } fragment F on Query { __typename } fragment G on Query { __typename }"
TWO_DIRECTIVES = "{ __typename @skip(if: false) @include(if: true) }"
THREE_ROOTS = "{ a: __typename ... { b: __typename c: __typename } }"


@pytest.mark.parametrize(
    ("limit", "most", "kept", "exceeded"),
    [
        ("max_document", 20, fields(1), "{ __typename           }"),
        ("max_tokens", 4, fields(2), fields(3)),
        ("max_comments", 1, "{ __typename }#", "{ __typename }#\n#"),
        ("max_fields", 2, fields(2), fields(3)),
        ("max_depth", 2, "{ languages { tag } }", "{ states { nodes { code } } }"),
        ("max_aliases", 1, "{ a: __typename }", "{ a: __typename b: __typename }"),
        ("max_directives", 1, "{ __typename @skip(if: false) }", TWO_DIRECTIVES),
        ("max_fragments", 1, "{ ...F } fragment F on Query { __typename }", TWO_FRAGMENTS),
        ("max_root_fields", 2, "{ a: __typename b: __typename }", THREE_ROOTS),
        ("max_repeats", 2, "{ __typename __typename }", "{ __typename __typename __typename }"),
        ("max_cost", 20, "{ documents(first: 20) { totalCount } }", "{ documents(first: 21) { totalCount } }"),
    ],
)
async def test_one_more_than_a_limit_is_refused_by_its_name(limit: str, most: int, kept: str, exceeded: str) -> None:
    async with application(limited(**{limit: most})) as app:
        within = await app.ask(kept)
        beyond = await app.ask(exceeded, headers={"Accept-Language": "ru"})

    assert "errors" not in within.json()
    (error,) = beyond.json()["errors"]
    assert error["extensions"]["code"] == "QUERY_TOO_LARGE"
    assert error["extensions"]["limit"] == limit.removeprefix("max_")
    assert error["extensions"]["most"] == most
    assert error["extensions"]["messageLanguage"] == "ru"
    assert f"не более {most}" in error["message"]
    assert "data" not in beyond.json()


async def test_an_answer_says_what_it_cost() -> None:
    async with application() as app:
        answer = await app.ask("{ documents(first: 3) { nodes { symbol } } }")

    assert answer.json()["extensions"]["cost"] == {"requestedQueryCost": 6, "maximumQueryCost": 200_000}


async def test_an_operation_that_takes_too_long_is_given_up() -> None:
    async with application(limited(query_seconds=0)) as app:
        answer = await app.ask('{ document(symbol: "A/RES/74/148") { symbol } }')

    assert (answer.status_code, code(answer), answer.headers["Retry-After"]) == (503, "TIMEOUT", "1")


async def test_who_comes_when_a_server_is_full_is_told_to_come_again() -> None:
    async with application(limited(max_concurrent=0)) as app:
        answer = await app.ask("{ __typename }")

    assert (answer.status_code, code(answer), answer.headers["Retry-After"]) == (503, "TOO_BUSY", "1")


async def test_who_leaves_makes_room() -> None:
    gate, leave = Gate(1), asyncio.Event()
    inside = asyncio.Event()

    async def stay() -> None:
        with gate.passed():
            inside.set()
            await leave.wait()

    staying = asyncio.create_task(stay())
    await inside.wait()
    with pytest.raises(Refused), gate.passed():
        pass
    leave.set()
    await staying

    with gate.passed():
        assert gate.inside == 1
    assert gate.inside == 0
