"""Hostile requests: each gets a JSON error with a stable code and the right status, and nothing internal."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from store.errors import StoreError, Unavailable
from tests.support.app import App, Change, application, code, limited
from tests.support.records import corpus, stored

JSON = {"Content-Type": "application/json"}
GRAPHQL = "application/graphql-response+json"
OK = '{ document(symbol: "A/RES/74/148") { symbol } }'
TWO = "query A { __typename } query B { __typename }"


class Broken:
    """A store whose every question fails in the same way."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __getattr__(self, name: str) -> Any:
        async def ask(*_: Any, **__: Any) -> Any:
            raise self._error

        return ask


@pytest.fixture
async def app() -> AsyncIterator[App]:
    """An application whose store must not be asked for anything."""
    async with application(store=Broken(AssertionError("asked"))) as opened:
        yield opened


def typed(content_type: str) -> dict[str, Any]:
    return {"content": "{}", "headers": {"Content-Type": content_type}}


def body(content: str | bytes) -> dict[str, Any]:
    return {"content": content, "headers": JSON}


@pytest.mark.parametrize(
    ("method", "options", "status", "told"),
    [
        ("PUT", {}, 405, "METHOD_NOT_ALLOWED"),
        ("PATCH", body(json.dumps({"query": OK})), 405, "METHOD_NOT_ALLOWED"),
        ("DELETE", {}, 405, "METHOD_NOT_ALLOWED"),
        ("OPTIONS", {}, 405, "METHOD_NOT_ALLOWED"),
        ("GET", {}, 400, "BAD_REQUEST"),
        ("GET", {"params": {"query": "mutation { x }"}}, 405, "METHOD_NOT_ALLOWED"),
        ("GET", {"params": [("query", OK), ("query", OK)]}, 400, "BAD_REQUEST"),
        ("GET", {"params": {"query": OK, "variables": "{"}}, 400, "BAD_REQUEST"),
        ("GET", {"params": {"query": OK, "variables": "[1]"}}, 400, "BAD_REQUEST"),
        ("POST", {"content": json.dumps({"query": OK})}, 415, "UNSUPPORTED_MEDIA_TYPE"),
        ("POST", {"content": OK, "headers": {"Content-Type": "application/graphql"}}, 415, "UNSUPPORTED_MEDIA_TYPE"),
        ("POST", typed("text/plain"), 415, "UNSUPPORTED_MEDIA_TYPE"),
        ("POST", typed("x-application/jsonp"), 415, "UNSUPPORTED_MEDIA_TYPE"),
        ("POST", typed("application/json-patch"), 415, "UNSUPPORTED_MEDIA_TYPE"),
        ("POST", typed("application/json; charset=latin1"), 415, "UNSUPPORTED_MEDIA_TYPE"),
        ("POST", {"data": {"query": OK}}, 415, "UNSUPPORTED_MEDIA_TYPE"),
        ("POST", {"files": {"operations": b"{}", "map": b"{}"}}, 415, "UNSUPPORTED_MEDIA_TYPE"),
        ("POST", body(""), 400, "BAD_REQUEST"),
        ("POST", body("{"), 400, "BAD_REQUEST"),
        ("POST", body(b"\xff\xfe"), 400, "BAD_REQUEST"),
        ("POST", body(json.dumps({"query": OK}).encode("utf-16")), 400, "BAD_REQUEST"),
        ("POST", body("null"), 400, "BAD_REQUEST"),
        ("POST", body("5"), 400, "BAD_REQUEST"),
        ("POST", body('"text"'), 400, "BAD_REQUEST"),
        ("POST", body("[]"), 400, "BAD_REQUEST"),
        ("POST", body(json.dumps([{"query": OK}])), 400, "BAD_REQUEST"),
        ("POST", body("[" * 50_000), 400, "BAD_REQUEST"),
        ("POST", body('{"variables": ' + '{"a":' * 50_000), 400, "BAD_REQUEST"),
        ("POST", body('{"query": NaN}'), 400, "BAD_REQUEST"),
        ("POST", body('{"query": "{ __typename }", "variables": {"a": 1e999}}'), 400, "BAD_REQUEST"),
        ("POST", body('{"query": "{ __typename }", "variables": {"a": ' + "9" * 5000 + "}}"), 400, "BAD_REQUEST"),
        ("POST", body('{"query": "{ __typename }", "query": "{ languages { tag } }"}'), 400, "BAD_REQUEST"),
        ("POST", body("{}"), 400, "BAD_REQUEST"),
        ("POST", body('{"query": ""}'), 400, "BAD_REQUEST"),
        ("POST", body('{"query": 5}'), 400, "BAD_REQUEST"),
        ("POST", body('{"query": "{ a }", "variables": "x"}'), 400, "BAD_REQUEST"),
        ("POST", body('{"query": "{ a }", "operationName": {}}'), 400, "BAD_REQUEST"),
        ("POST", body('{"query": "{ a }", "extensions": []}'), 400, "BAD_REQUEST"),
        ("POST", body('{"documentId": 5}'), 400, "BAD_REQUEST"),
        ("POST", body(json.dumps({"query": "x" * 300_000})), 413, "BODY_TOO_LARGE"),
        ("POST", {"json": {"query": OK}, "headers": {"Accept": "image/png"}}, 406, "NOT_ACCEPTABLE"),
        ("POST", {"json": {"query": "subscription { x }"}}, 400, "BAD_REQUEST"),
    ],
)  # fmt: skip
async def test_what_cannot_be_read_has_a_status_and_a_code(
    app: App, method: str, options: dict[str, Any], status: int, told: str
) -> None:
    answer = await app.client.request(method, "/graphql", **options)

    assert (answer.status_code, code(answer)) == (status, told)
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
    assert "Traceback" not in answer.text
    if status == 405:
        assert answer.headers["Allow"] in {"GET, POST", "POST"}
    if status == 415:
        assert answer.headers["Accept-Post"] == "application/json"


@pytest.mark.parametrize(
    ("query", "beside", "told"),
    [
        ("{", {}, "GRAPHQL_PARSE_FAILED"),
        ("{ nothing }", {}, "GRAPHQL_VALIDATION_FAILED"),
        ("{ document { symbol } }", {}, "GRAPHQL_VALIDATION_FAILED"),
        ("{ ...Unknown }", {}, "GRAPHQL_VALIDATION_FAILED"),
        ("{ ...F } fragment F on Query { ...F }", {}, "GRAPHQL_VALIDATION_FAILED"),
        ("{ documents(first: " + "9" * 5000 + ") { totalCount } }", {}, "BAD_USER_INPUT"),
        ("query($n: Int = " + "9" * 5000 + ") { documents(first: $n) { totalCount } }", {}, "BAD_USER_INPUT"),
        ("query($n: Int) { __typename }", {}, "GRAPHQL_VALIDATION_FAILED"),
        ("query($n: Date) { document(symbol: $n) { symbol } }", {}, "GRAPHQL_VALIDATION_FAILED"),
        ("fragment F on Query { __typename }", {}, "OPERATION_RESOLUTION_FAILURE"),
        (TWO, {}, "OPERATION_RESOLUTION_FAILURE"),
        (TWO, {"operationName": "C"}, "OPERATION_RESOLUTION_FAILURE"),
        ("query($n: Int!) { documents(first: $n) { totalCount } }", {}, "BAD_USER_INPUT"),
        ("query($n: Int!) { documents(first: $n) { totalCount } }", {"variables": {"n": "x"}}, "BAD_USER_INPUT"),
        ("query($n: Int!) { documents(first: $n) { totalCount } }", {"variables": {"n": 2**40}}, "BAD_USER_INPUT"),
        ("{ documents(first: 99999999999999999999) { totalCount } }", {}, "GRAPHQL_VALIDATION_FAILED"),
    ],
)
async def test_what_cannot_be_executed_has_a_code_and_no_data(
    app: App, query: str, beside: dict[str, Any], told: str
) -> None:
    modern = await app.ask(query, beside=beside, headers={"Accept": GRAPHQL})
    legacy = await app.ask(query, beside=beside)

    assert (modern.status_code, legacy.status_code) in {(400, 200), (400, 400)}
    assert code(modern) == code(legacy) == told
    assert "data" not in modern.json()
    assert "data" not in legacy.json()
    assert "str" not in modern.json()["errors"][0]["message"].split()


async def test_a_hundred_mistakes_are_told_as_five(app: App) -> None:
    answer = await app.ask("{ languages { " + " ".join(f"nothing{n}" for n in range(100)) + " } }")

    assert len(answer.json()["errors"]) == 5


async def test_a_body_that_does_not_come_is_not_waited_for() -> None:
    """Slowly sent bodies hold connections open: the time for one is limited."""
    never = asyncio.Event()

    async def receive() -> dict[str, Any]:
        await never.wait()
        return {}

    sent: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        sent.append(dict(message))

    async with application(limited(body_seconds=0)) as app:
        headers = [(b"content-type", b"application/json"), (b"host", b"ibid.example")]
        scope = {"type": "http", "method": "POST", "path": "/graphql", "raw_path": b"/graphql", "query_string": b"",
                 "headers": headers, "scheme": "http", "client": ("203.0.113.9", 1), "server": ("ibid.example", 80),
                 "http_version": "1.1", "root_path": ""}  # fmt: skip
        await app.app(scope, receive, send)

    assert sent[0]["status"] == 408
    assert json.loads(sent[1]["body"])["errors"][0]["extensions"]["code"] == "BODY_TIMEOUT"
    assert (b"connection", b"close") in sent[0]["headers"]


async def test_a_body_in_pieces_is_read_as_far_as_it_is_allowed() -> None:
    async def pieces(number: int) -> AsyncIterator[bytes]:
        yield b'{"query": "{ __typename }", "x": "'
        for _ in range(number):
            yield b"x" * 10
        yield b'"}'

    async with application(limited(max_body=100)) as app:
        small = await app.client.post("/graphql", content=pieces(3), headers=JSON)
        large = await app.client.post("/graphql", content=pieces(30), headers=JSON)

    assert small.json()["data"] == {"__typename": "Query"}
    assert (large.status_code, code(large)) == (413, "BODY_TOO_LARGE")


def without_introspection() -> Change:
    return lambda settings: replace(settings, introspection=False)


async def test_without_introspection_the_schema_is_not_told_by_suggestions_either() -> None:
    async with application(without_introspection()) as app:
        asked = await app.ask("{ __schema { queryType { name } } }")
        typo = await app.ask("{ documnet { symbol } }")
        argument = await app.ask('{ document(simbol: "A/RES/74/148") { symbol } }')
        named = await app.ask("{ __typename }")

    assert code(asked) == "INTROSPECTION_DISABLED"
    for answer in (typo, argument):
        assert code(answer) == "GRAPHQL_VALIDATION_FAILED"
        assert "Did you mean" not in answer.text
    assert named.json()["data"] == {"__typename": "Query"}


async def test_with_introspection_a_typing_mistake_gets_a_suggestion() -> None:
    async with application() as app:
        answer = await app.ask("{ documnet { symbol } }")

    assert "Did you mean" in answer.text


async def test_what_nobody_expected_is_masked_under_a_reference(caplog: pytest.LogCaptureFixture) -> None:
    secret = "mongodb://ibid:swordfish@db"
    async with application(store=Broken(RuntimeError(secret))) as app:
        answer = await app.ask(OK)

    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["extensions"]["code"]) == (200, "INTERNAL")
    assert "swordfish" not in answer.text
    assert error["extensions"]["reference"] in error["message"]
    (record,) = [each for each in caplog.records if getattr(each, "reference", "")]
    assert vars(record)["reference"] == error["extensions"]["reference"]
    assert record.exc_info is not None


@pytest.mark.parametrize("accept", [GRAPHQL, "application/json"])
async def test_a_store_that_is_away_is_503_with_the_time_to_come_again(accept: str) -> None:
    async with application(store=Broken(Unavailable("gone"))) as app:
        answer = await app.ask(OK, headers={"Accept": accept})

    assert (answer.status_code, code(answer)) == (503, "STORE_UNAVAILABLE")
    assert int(answer.headers["Retry-After"]) >= 1


async def test_a_store_that_is_back_is_used_at_once() -> None:
    store = await stored(corpus())
    async with application(store=store) as app:
        app.service.store = None
        away = await app.ask(OK)
        app.service.store = store
        back = await app.ask(OK)

    assert (away.status_code, code(away)) == (503, "STORE_UNAVAILABLE")
    assert back.json()["data"] == {"document": {"symbol": "A/RES/74/148"}}


async def test_an_error_of_a_client_is_logged_nowhere_with_its_query(caplog: pytest.LogCaptureFixture) -> None:
    async with application() as app:
        await app.ask("{ confidential }")

    assert "confidential" not in caplog.text


def test_every_store_error_has_a_code() -> None:
    assert all(each.code for each in StoreError.__subclasses__())
