"""GraphQL over server-sent events: who gets them, how they are framed, and what is left when the client goes."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from i18n.languages import EN
from ibid.http.media import wants_events
from ibid.live import events
from ibid.settings import LiveSettings
from store.mongo.store import MongoStore
from tests.store.builders import document, variant
from tests.support.live import CHANGES, WITHIN, Listening, listening, streaming

SYMBOL = '{ document(symbol: "A/RES/74/148") { symbol } }'
COST = '"extensions":{"cost":{"requestedQueryCost":1,"maximumQueryCost":200000}}'
ANSWER = (
    f'event: next\ndata: {{"data":{{"document":{{"symbol":"A/RES/74/148"}}}},{COST}}}\n\nevent: complete\ndata:\n\n'
)
NEW = document("A/RES/1/1", variants={EN: variant("First\nand “second”")})

URQL = (
    "application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed"
)
"""What urql says with every query."""


async def whole(stream: AsyncIterator[bytes]) -> bytes:
    """Everything that comes, to the end."""
    async with asyncio.timeout(WITHIN):
        return b"".join([chunk async for chunk in stream])


async def read_event(stream: AsyncIterator[bytes]) -> dict[str, Any]:
    """The next event, by its fields; `data` is parsed."""
    text = b""
    async with asyncio.timeout(WITHIN):
        while not text.endswith(b"\n\n"):
            text += await anext(stream)
    fields: dict[str, Any] = dict(line.split(": ", 1) for line in text.decode().strip().split("\n"))
    return fields | {"data": json.loads(fields["data"])["data"]["changes"]}


@pytest.mark.parametrize(
    ("header", "wants"),
    [
        ("text/event-stream", True),
        ("Text/Event-Stream", True),
        ("text/event-stream, application/json;q=0.9, */*;q=0.1", True),
        ("application/json;q=0.5, text/event-stream", True),
        (URQL, False),
        ("application/json, text/event-stream", False),
        ("text/event-stream;q=0.9, application/json", False),
        ("text/event-stream;q=0", False),
        ("*/*", False),
        ("text/*", False),
        ("", False),
        (None, False),
    ],
)
def test_events_are_given_to_who_prefers_them_to_everything_else(header: str | None, wants: bool) -> None:
    assert wants_events(header) is wants


async def test_an_answer_is_framed_with_lf_alone(server: Listening) -> None:
    async with streaming(server, SYMBOL) as stream:
        assert await whole(stream) == ANSWER.encode()


async def test_so_it_is_for_a_get(server: Listening) -> None:
    async with streaming(server, None, query=SYMBOL) as stream:
        assert await whole(stream) == ANSWER.encode()


async def test_nothing_between_may_keep_or_change_a_stream(server: Listening) -> None:
    async with httpx.AsyncClient() as client:
        answer = await client.post(server.http, json={"query": SYMBOL}, headers={"accept": "text/event-stream"})

    assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store, no-transform"
    assert answer.headers["x-accel-buffering"] == "no"
    assert "content-length" not in answer.headers
    assert "Accept" in answer.headers["vary"]


async def test_who_names_events_last_gets_json(server: Listening) -> None:
    async with httpx.AsyncClient() as client:
        answer = await client.post(server.http, json={"query": SYMBOL}, headers={"accept": URQL})

    assert answer.headers["content-type"].startswith("application/graphql-response+json")
    assert answer.json()["data"] == {"document": {"symbol": "A/RES/74/148"}}


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ document(", "GRAPHQL_PARSE_FAILED"),
        ("{ nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ("query A { __typename } query B { __typename }", "OPERATION_RESOLUTION_FAILURE"),
        ('subscription { changes(after: "no cursor") { __typename } }', "BAD_CURSOR"),
    ],
)
async def test_what_cannot_be_executed_is_told_in_an_event(server: Listening, query: str, code: str) -> None:
    """As the protocol has it: an `EventSource` says nothing of any other status than 200."""
    async with streaming(server, query, {"accept-language": "es"}) as stream:
        text = (await whole(stream)).decode()

    told, end = text.split("\n\n", 1)
    body = json.loads(told.removeprefix("event: next\ndata: "))
    assert end == "event: complete\ndata:\n\n"
    assert "data" not in body
    assert [error["extensions"]["code"] for error in body["errors"]] == [code]
    assert body["errors"][0]["extensions"]["messageLanguage"] == "es"


@pytest.mark.parametrize(
    ("method", "options", "status", "code"),
    [
        ("PUT", {}, 405, "METHOD_NOT_ALLOWED"),
        ("GET", {}, 400, "BAD_REQUEST"),
        ("POST", {"content": "{", "headers": {"content-type": "application/json"}}, 400, "BAD_REQUEST"),
        ("POST", {"content": "{}", "headers": {"content-type": "text/plain"}}, 415, "UNSUPPORTED_MEDIA_TYPE"),
        ("GET", {"params": {"documentId": "sha256:" + "0" * 64}}, 404, "PERSISTED_DOCUMENT_NOT_FOUND"),
    ],
)
async def test_a_request_that_cannot_be_read_has_its_own_status(
    server: Listening, method: str, options: dict[str, Any], status: int, code: str
) -> None:
    headers = {"accept": "text/event-stream", **options.pop("headers", {})}
    async with httpx.AsyncClient() as client:
        answer = await client.request(method, server.http, headers=headers, **options)

    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/json; charset=utf-8")
    assert [error["extensions"]["code"] for error in answer.json()["errors"]] == [code]


async def test_a_subscription_by_a_plain_post_is_refused_in_words(server: Listening) -> None:
    async with httpx.AsyncClient() as client:
        answer = await client.post(server.http, json={"query": CHANGES})

    assert [error["extensions"]["code"] for error in answer.json()["errors"]] == ["BAD_REQUEST"]


async def test_what_nobody_expected_is_masked(server: Listening, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(server.executor), "context", lambda *_: 1 / 0)
    async with streaming(server, SYMBOL) as stream:
        text = (await whole(stream)).decode()

    assert '"code":"INTERNAL"' in text
    assert "division" not in text
    assert text.endswith("event: complete\ndata:\n\n")


async def test_each_event_of_the_feed_is_numbered_by_its_cursor(server: Listening) -> None:
    async with streaming(server, CHANGES) as stream:
        caught_up = await read_event(stream)
        await server.put(None, NEW)
        changed = await read_event(stream)

    assert caught_up["data"]["__typename"] == "CaughtUp"
    assert changed["data"]["entity"]["title"]["plain"] == "First\nand “second”"
    for event in (caught_up, changed):
        assert event["event"] == "next"
        assert event["id"] == event["data"]["cursor"]


async def test_the_number_is_there_though_nobody_selects_the_cursor(server: Listening) -> None:
    async with streaming(server, None, query="subscription { changes { __typename } }") as stream:
        event = await read_event(stream)

    assert event["data"] == {"__typename": "CaughtUp"}
    assert event["id"]


async def test_who_comes_back_with_the_last_number_gets_what_they_missed(server: Listening) -> None:
    """An `EventSource` asks the same address again, and says what it had."""
    async with streaming(server, None, query=CHANGES) as stream:
        beginning = (await read_event(stream))["id"]
    for number in (1, 2):
        await server.put(None, document(f"A/RES/1/{number}"))
    variables = json.dumps({"after": beginning})

    async with streaming(server, None, query=CHANGES, variables=variables) as stream:
        told = [await read_event(stream) for _ in range(3)]
    async with streaming(server, None, {"last-event-id": told[0]["id"]}, query=CHANGES, variables=variables) as stream:
        again = [await read_event(stream) for _ in range(2)]

    assert [each["data"]["__typename"] for each in told] == ["Change", "Change", "CaughtUp"]
    assert again == told[1:]


async def test_comments_keep_a_silent_stream_open(server: Listening, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "SILENT_SECONDS", 0.01)
    async with streaming(server, CHANGES) as stream:
        await read_event(stream)

        async with asyncio.timeout(WITHIN):
            assert await anext(stream) == b": keep-alive\n\n"


async def test_who_goes_leaves_nothing_behind(server: Listening) -> None:
    async with streaming(server, CHANGES) as stream:
        await read_event(stream)
        assert server.watch.is_polling

    await server.at_rest()
    assert (server.watch.followers, server.watch.is_polling) == (0, False)


async def test_who_takes_nothing_any_more_is_taken_to_be_gone(
    store: MongoStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Heartbeats without end, until neither system has room for more."""
    monkeypatch.setattr(events, "SEND_SECONDS", 0.05)
    async with listening(store, LiveSettings(heartbeat_seconds=0), send_buffer=4096) as server:
        body = json.dumps({"query": CHANGES}).encode()
        head = (
            f"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port, limit=1024)
        writer.write(head.encode() + body)
        await reader.readuntil(b"CaughtUp")

        await server.at_rest()

        assert (server.watch.followers, server.watch.is_polling) == (0, False)
        writer.transport.abort()


async def test_a_server_that_stops_says_where_to_go_on_and_completes(server: Listening) -> None:
    async with streaming(server, CHANGES) as stream:
        beginning = (await read_event(stream))["id"]

        await server.service.stopping.tell(WITHIN)

        reset = await read_event(stream)
        assert reset["data"] == {"__typename": "Reset", "reason": "SHUTTING_DOWN", "goOnAt": beginning}
        assert reset["id"] == beginning
        assert await whole(stream) == b"event: complete\ndata:\n\n"
    await server.at_rest()
