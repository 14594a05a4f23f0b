"""One line a request: what is on it, and what never is."""

from __future__ import annotations

import json

import httpx
import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from ibid.observing.exchange import Observed
from ibid.service import Service
from tests.ibid.observing.conftest import Lines
from tests.support.app import application, limited
from tests.support.asgi import get, post
from tests.support.records import RESOLUTION

SECRET = "Zwiebelkuchen"
QUERY = f'query Q($symbol: DocumentSymbol!) {{ document(symbol: $symbol) {{ symbol }} node(id: "{SECRET}") {{ id }} }}'


async def test_an_operation_is_named_on_its_line(app: ASGIApp, lines: Lines) -> None:
    await post(app, "/graphql", json={"query": "query Reading { documents(first: 1) { totalCount } }"})

    (line,) = lines()
    assert (line["method"], line["path"], line["status"]) == ("POST", "/graphql", 200)
    assert (line["operation"], line["kind"]) == ("Reading", "query")
    assert line["milliseconds"] >= 0
    assert line["cost"] > 0


async def test_the_codes_of_what_went_wrong_are_on_it(app: ASGIApp, lines: Lines) -> None:
    await post(app, "/graphql", json={"query": "{ nothing }"})

    (line,) = lines()
    assert line["codes"] == ["GRAPHQL_VALIDATION_FAILED"]


async def test_what_could_not_be_read_has_its_code_and_no_operation(app: ASGIApp, lines: Lines) -> None:
    await post(app, "/graphql", content=SECRET, headers={"Content-Type": "application/json"})

    (line,) = lines()
    assert (line["codes"], line.get("operation")) == (["BAD_REQUEST"], None)


@pytest.mark.parametrize(
    "body",
    [
        {"query": QUERY, "variables": {"symbol": SECRET}},
        {"query": f'{{ search(query: "{SECRET}") {{ totalCount }} }}'},
        {"query": f"{{ {SECRET} }}"},
        {"query": f"query {SECRET} {{"},
        {"query": "query A { __typename }", "operationName": SECRET},
        {"query": "query A { __typename }", "operationName": f"x\n{SECRET}"},
    ],
    ids=json.dumps,
)
async def test_nothing_that_was_asked_in_words_is_logged(app: ASGIApp, lines: Lines, body: dict[str, object]) -> None:
    headers = {"Authorization": f"Bearer {SECRET}", "Cookie": SECRET, "User-Agent": SECRET, "X-Forwarded-For": SECRET}
    await post(app, "/graphql", json=body, headers=headers)
    await get(app, "/graphql", params={name: str(value) for name, value in body.items()}, headers=headers)

    told = lines()
    assert len(told) == 2
    assert SECRET not in json.dumps(told)


async def test_a_path_without_an_end_is_cut(app: ASGIApp, lines: Lines) -> None:
    await get(app, "/" + "x" * 5000)

    (line,) = lines()
    assert (line["status"], len(line["path"])) == (404, 200)


async def test_an_error_that_nobody_expected_has_its_reference_and_the_id_of_its_request(
    app: ASGIApp, service: Service, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(service.store, "check", broken)
    answer = await get(app, "/health", headers={"X-Request-Id": "mine-1"})

    (error,) = answer.json()["errors"]
    unexpected, request = lines()
    assert (answer.status_code, answer.headers["X-Request-Id"]) == (500, "mine-1")
    assert unexpected["reference"] == error["extensions"]["reference"]
    assert unexpected["request_id"] == request["request_id"] == "mine-1"
    assert (request["status"], request["reference"]) == (500, unexpected["reference"])


async def test_what_its_reader_has_a_reference_to_is_not_raised_again_and_logged_twice(
    app: ASGIApp, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(service.store, "check", broken)
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=True)
    async with httpx.AsyncClient(transport=transport, base_url="http://ibid.example") as client:
        assert (await client.get("/health")).status_code == 500


async def test_what_breaks_off_an_answer_is_the_server_s_to_know() -> None:
    async def breaking(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise ZeroDivisionError

    transport = httpx.ASGITransport(app=Observed(breaking, []))
    async with httpx.AsyncClient(transport=transport, base_url="http://ibid.example") as client:
        with pytest.raises(ZeroDivisionError):
            await client.get("/")


async def test_what_is_refused_though_it_is_kept_is_told_as_what_was_not_looked_for(lines: Lines) -> None:
    query = f'{{ document(symbol: "{RESOLUTION}") {{ symbol }} }}'
    async with application(limited(rate_anonymous=1)) as app:
        for _ in range(2):
            await app.ask(query)

    given, refused = lines()
    assert (given["kind"], given["status"]) == ("query", 200)
    assert (refused.get("kind"), refused["codes"], refused["status"]) == (None, ["RATE_LIMITED"], 429)
