"""Compiled operations as they are served: counted, limited and told like all others, and off by a setting."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ibid.compiled import Operations
from ibid.limits.extension import limiting
from ibid.observing.tracing import NoTracing
from ibid.settings import Limits, Settings
from schema.building import parsed_anew
from tests.support.app import App, application, code, limited
from tests.support.asking import schema

READ = '{ document(symbol: "A/RES/74/148") { symbol title { plain } paragraphs(first: 2) { nodes { label } } } }'
SCHEMA = "{ __schema { queryType { name } } }"


def off(settings: Settings) -> Settings:
    return replace(settings, compiled=False)


def executed(app: App, executor: str) -> float:
    return app.service.metrics.registry.get_sample_value("ibid_operations_executed_total", {"executor": executor}) or 0


async def test_queries_are_compiled_and_what_is_not_is_counted() -> None:
    async with application() as app:
        for query in (READ, READ.replace("first: 2", "first: 3"), SCHEMA, "{ nothing }"):
            await app.ask(query)

        assert (executed(app, "compiled"), executed(app, "interpreted")) == (2, 2)


@pytest.mark.parametrize(
    ("query", "beside"),
    [
        (READ, {}),
        ("query($s: DocumentSymbol!) { document(symbol: $s) { kind } }", {"variables": {"s": "A/HRC/45/30"}}),
        ("query($s: DocumentSymbol!) { document(symbol: $s) { kind } }", {"variables": {"s": "no symbol"}}),
        ("query($s: DocumentSymbol!) { document(symbol: $s) { kind } }", {}),
        ("query A { languages { tag } } query B { viewer { name } }", {"operationName": "B"}),
        ("query A { languages { tag } } query B { viewer { name } }", {}),
        ("query A { languages { tag } }", {"operationName": "C"}),
        ("{ documents(first: 1000) { nodes { symbol } } }", {}),
        (
            '{ nodes(ids: ["x"]) { id } document(symbol: "A/RES/74/148") { paragraphs(last: 0) { totalCount } } }',
            {},
        ),
        ('{ variantHistory(unit: "x", language: "fr") { totalCount } }', {}),
        ('{ document(symbol: "A/RES/1/1") { kind } }', {}),
        ("{ document { kind } }", {}),
        ("{ document(", {}),
        (f"{{ {' '.join(f'a{n}: languages {{ tag }}' for n in range(21))} }}", {}),
    ],
)
@pytest.mark.parametrize("language", ["fr", None])
async def test_answers_are_the_same_without_the_compiler(
    query: str, beside: dict[str, Any], language: str | None
) -> None:
    answers = []
    for change in (lambda settings: settings, off):
        async with application(change) as app:
            headers = {"Accept": "application/graphql-response+json"} | (
                {"Accept-Language": language} if language else {}
            )
            first, second = [await app.ask(query, beside=beside, headers=headers) for _ in range(2)]
            assert (first.status_code, first.text) == (second.status_code, second.text)
            answers.append((first.status_code, first.text, first.headers.get("content-language")))

    assert answers[0] == answers[1]


async def test_what_costs_too_much_is_refused_by_its_variables_each_time() -> None:
    query = "query($n: Int) { documents(first: $n) { nodes { paragraphs(first: 50) { nodes { label } } } } }"
    async with application(limited(max_cost=2000)) as app:
        asked = [await app.ask(query, beside={"variables": {"n": number}}) for number in (10, 20, 10, 20)]

        assert [("errors" in each.json()) for each in asked] == [False, True, False, True]
        assert code(asked[1]) == "QUERY_TOO_LARGE"
        assert [each.json()["extensions"]["cost"]["requestedQueryCost"] for each in asked[:2]] == [1020, 2040]


async def test_trusted_documents_are_compiled_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "read.graphql").write_text(READ, "utf-8")

    def trusting(settings: Settings) -> Settings:
        return replace(settings, documents=replace(settings.documents, documents=tmp_path))

    async with application(trusting) as app:
        await app.ask(READ)

        value = app.service.metrics.registry.get_sample_value
        assert value("ibid_cache_lookups_total", {"cache": "operations", "result": "hit"}) == 1
        assert value("ibid_cache_lookups_total", {"cache": "operations", "result": "miss"}) is None


@pytest.mark.parametrize("name", [None, "Read"])
def test_what_was_learnt_stays_when_many_others_come(name: str | None) -> None:
    text = f"query Read {READ}"
    ours = Operations(schema(), limiting(Limits()), NoTracing(), most=2)
    ours.learn(text)
    known = ours.known(text, name)
    for number in range(3):
        ours.known(f"query Q{number} {READ}", None)

    before = parsed_anew()
    assert known is not None
    assert ours.known(text, name) is known
    assert parsed_anew() == before
