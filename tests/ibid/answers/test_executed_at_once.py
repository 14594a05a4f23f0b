"""What is known and in memory is executed where it arrives: without a task, and without the store."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import httpx
import pytest

from ibid.http.graphql import GraphQLEndpoint
from ibid.settings import Settings
from store.recording import RecordingStore
from tests.support.app import NO_ANSWERS, App, application, code, keeping
from tests.support.records import corpus, stored

TITLE = "query Title($symbol: DocumentSymbol!) { document(symbol: $symbol) { title { plain language } } }"
WALK = '{ document(symbol: "A/RES/74/148") { paragraphs { nodes { label citations { instrument { identifier } } } } } }'
WRONG = '{ document(symbol: "A/RES/74/148") { symbol paragraphs(first: 501) { nodes { label } } } }'


NO_RECORDS = keeping(answers_bytes=0, records_bytes=0)


async def title(app: App, symbol: str) -> httpx.Response:
    return await app.ask(TITLE, beside={"variables": {"symbol": symbol}})


class Long:
    """Counts who goes the long way."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.times = 0
        answer = GraphQLEndpoint._answer

        async def counting(endpoint: GraphQLEndpoint, sent: Any) -> Any:
            self.times += 1
            return await answer(endpoint, sent)

        monkeypatch.setattr(GraphQLEndpoint, "_answer", counting)


@pytest.mark.parametrize("query", [WALK, WRONG])
async def test_a_known_query_on_records_in_memory_needs_no_task(query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async with application(NO_ANSWERS) as app:
        first = await app.ask(query)
        long = Long(monkeypatch)
        again = [await app.ask(query) for _ in range(3)]

    assert [each.json() for each in again] == [first.json()] * 3
    assert [each.status_code for each in again] == [first.status_code] * 3
    assert long.times <= 1, "when it is not known yet how new anything is"
    assert all("x-request-id" in each.headers and "ibid-cursor" in each.headers for each in again)


async def test_what_is_not_in_memory_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    recording: Any = RecordingStore(await stored(corpus()))
    async with application(NO_ANSWERS, store=recording) as app:
        for _ in range(2):
            await title(app, "A/RES/74/148")
        recording.calls.clear()
        long = Long(monkeypatch)
        found = await title(app, "A/HRC/45/30")
        assert [each.method for each in recording.calls if each.method != "state"] == ["get"]
        assert await title(app, "A/HRC/45/30") is not found
        assert [each.method for each in recording.calls if each.method != "state"] == ["get"]

    assert found.json()["data"]["document"]["title"]["language"] == "en"
    assert long.times == 1


async def test_without_records_in_memory_nothing_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    async with application(NO_RECORDS) as app:
        long = Long(monkeypatch)
        for _ in range(3):
            assert (await title(app, "A/RES/74/148")).json()["data"]

    assert long.times == 3


async def test_whoever_has_used_up_a_minute_is_refused_at_once_as_ever() -> None:
    def little(settings: Settings) -> Settings:
        return replace(NO_ANSWERS(settings), limits=replace(settings.limits, rate_anonymous=40))

    async with application(little) as app:
        answers = [await app.ask(WALK) for _ in range(3)]

    assert answers[-1].status_code == 429
    assert code(answers[-1]) == "RATE_LIMITED"


async def test_what_fails_where_it_arrives_is_told_by_the_long_way(monkeypatch: pytest.MonkeyPatch) -> None:
    async with application(NO_ANSWERS) as app:
        first = await app.ask(WALK)

        def failing(*_: object) -> None:
            raise ArithmeticError("of the program's own")

        monkeypatch.setattr(GraphQLEndpoint, "_executed_at_once", failing)
        again = await app.ask(WALK)

    assert again.json() == first.json()
