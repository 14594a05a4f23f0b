"""Operations that are like known ones: answered as they would be alone, and forgotten when many others come."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from execution.normal import lexed
from ibid.answers.keeping import Held
from ibid.compiled import Known, Operations
from ibid.compiled.alike import OFTEN, Alike
from ibid.http.context import new_context
from ibid.http.json import written
from ibid.limits.extension import limiting
from ibid.observing.tracing import NoTracing
from ibid.settings import Limits
from resolvers.access import PUBLIC
from resolvers.access.guarding import Guarded
from schema.building import parsed_anew
from tests.support.app import App, application, code, limited
from tests.support.asking import schema
from tests.support.differing import PREFERENCES, kept
from tests.support.faults import Damaged
from tests.support.operations import operation
from tests.support.records import corpus, stored
from tests.support.varying import varied

CHUNK = 40
WAYS = 5


def operations(**limits: Any) -> Operations:
    return Operations(schema(), limiting(replace(Limits(), **limits)), NoTracing())


async def told(known: Known, variables: dict[str, Any], store: Any, seed: int = 0) -> str:
    """An answer, as text: with its order, errors, costs, and the languages that are in it."""
    preferred = PREFERENCES[seed % len(PREFERENCES)]
    if isinstance(store, Held):
        era, notes = store.eras.now(), store.noting()
        context = new_context(Guarded(notes, PUBLIC, era.table), preferred, PUBLIC, era=era, notes=notes)
    else:
        context = new_context(Guarded(store, PUBLIC), preferred, PUBLIC)
    result = await known.execute(variables, context)
    errors = [each.formatted for each in result.errors or ()]
    return written([result.data, errors, result.extensions, sorted(map(str, context.served))])


@pytest.mark.parametrize("chunk", range(4))
async def test_answers_are_those_of_who_knows_no_normal_forms(chunk: int) -> None:
    store = Damaged(await stored(corpus()))
    memory = kept(store.of(0))
    alike = executed = shared = invalid = 0
    for seed in range(1 + chunk * CHUNK, 1 + (chunk + 1) * CHUNK):
        ours, chance = operations(), random.Random(seed)
        world = (memory, store.of(0), store.of(seed))[seed % 3]
        asked = operation(schema()._schema, seed)
        for text in [asked.text, *(varied(asked.text, chance) for _ in range(WAYS))]:
            found, wanted = ours.known(text, None), operations()._learnt(text, None)
            assert (found is None) == (wanted is None), text
            if found is None or wanted is None:
                invalid += 1
                continue
            answer = await told(found, asked.variables, world, seed)
            assert answer == await told(wanted, asked.variables, world, seed), text
            executed += 1
            if isinstance(found.compiled, Alike):
                alike += 1
                shared += found.compiled._own is None
        assert len(ours._forms._kept) <= WAYS + 1

    assert executed > 3 * CHUNK
    assert alike > 0.9 * executed
    assert shared > 0.3 * executed
    assert invalid


READ = '{{ {alias}: document(symbol: "{symbol}") {{ symbol paragraphs(first: {first}) {{ nodes {{ label }} }} }} }}'


def read(alias: str = "a", symbol: str = "A/RES/74/148", first: object = 2) -> str:
    return READ.format(alias=alias, symbol=symbol, first=first)


async def test_an_operation_like_a_known_one_is_not_parsed() -> None:
    async with application() as app:
        await app.ask(read())
        before = parsed_anew()

        answers = [await app.ask(read(f"b{n}", ("A/RES/74/148", "A/HRC/45/30")[n % 2], n)) for n in range(1, 6)]

        assert parsed_anew() == before
        assert [next(iter(each.json()["data"])) for each in answers] == [f"b{n}" for n in range(1, 6)]
        assert [each.json()["data"][f"b{n}"]["symbol"] for n, each in enumerate(answers, 1)][:2] == [
            "A/HRC/45/30",
            "A/RES/74/148",
        ]
        assert len(answers[0].json()["data"]["b1"]["paragraphs"]["nodes"]) == 1
        assert hits(app) == 5


def hits(app: App) -> float | None:
    value = app.service.metrics.registry.get_sample_value
    return value("ibid_cache_lookups_total", {"cache": "operations", "result": "hit"})


@pytest.mark.parametrize(
    "wrong",
    [
        read("b", "no symbol"),
        read("b", "A/RES/1/1"),
        read("b", first=0),
        read("b", first=9999999999),
        read("b", first='"5"'),
        read("b", first="$x"),
        f"\n\n  {read('b', 'A/RES/1/1')}",
        read("b", "\\u0041/RES/74/148"),
        f"{read('b')} }}",
    ],
)
async def test_what_is_wrong_is_told_as_of_the_text_that_was_sent(wrong: str) -> None:
    async with application() as app, application(lambda settings: replace(settings, compiled=False)) as plain:
        await app.ask(read())

        assert (await app.ask(wrong)).json() == (await plain.ask(wrong)).json()


async def test_costs_are_those_of_the_numbers_in_the_text() -> None:
    query = "{{ documents(first: {}) {{ nodes {{ paragraphs(first: 50) {{ nodes {{ label }} }} }} }} }}"
    async with application(limited(max_cost=2000)) as app:
        asked = [await app.ask(query.format(number)) for number in (10, 20, 11, 30)]

        assert [code(each) if "errors" in each.json() else None for each in asked] == [
            None,
            "QUERY_TOO_LARGE",
            None,
            "QUERY_TOO_LARGE",
        ]
        costs = [each.json()["extensions"]["cost"]["requestedQueryCost"] for each in asked]
        assert costs == [1020, 2040, 1122, 3060]


@pytest.mark.parametrize(
    ("limit", "longer"),
    [
        ("max_document", f"{read('b')}{' ' * 100}"),
        ("max_comments", f"{read('b')}\n#\n#\n#"),
        ("max_tokens", read("b").replace("label", "label label label")),
    ],
)
async def test_limits_of_the_text_hold_for_each_text(limit: str, longer: str) -> None:
    tokens = lexed(read())
    assert tokens is not None
    most = {"max_document": len(read()) + 50, "max_comments": 2, "max_tokens": len(tokens.tokens)}
    async with application(limited(**{limit: most[limit]})) as app:
        first, second, same = [await app.ask(each) for each in (read(), longer, read("b"))]

        assert ["errors" in each.json() for each in (first, second, same)] == [False, True, False]


async def test_what_is_sent_often_is_compiled_of_its_own() -> None:
    ours, store = operations(), await stored(corpus())
    ours.known(read(), None)
    answers, own = set(), []
    for _ in range(OFTEN + 1):
        known = ours.known(read("b"), None)
        assert known is not None
        assert isinstance(known.compiled, Alike)
        answers.add(await told(known, {}, store))
        own.append(known.compiled._own is not None)

    assert len(answers) == 1
    assert own == [*[False] * (OFTEN - 1), True, True]


async def test_what_is_known_is_bounded() -> None:
    ours = Operations(schema(), limiting(Limits()), NoTracing(), most=3)
    for number in range(10):
        ours.known(read(f"a{number}"), None)
        ours.known(f"{{ languages {{ {' '.join(['tag', *(f'x{n}: tag' for n in range(number))])} }} }}", None)

    assert len(ours._kept) == len(ours._forms._kept) == 3


async def test_which_operation_is_asked_for_makes_a_difference() -> None:
    async with application() as app:
        for alias in ("a", "b"):
            text = f"query A {{ {alias}: languages {{ tag }} }} query B {{ {alias}: __typename }}"
            kinds = [await app.ask(text, beside={"operationName": name}) for name in ("A", "B")]

            assert [type(each.json()["data"][alias]) for each in kinds] == [list, str]
            assert code(await app.ask(text)) == "OPERATION_RESOLUTION_FAILURE"
