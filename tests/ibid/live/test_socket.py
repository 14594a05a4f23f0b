"""GraphQL over WebSocket: whatever a client sends is answered in the protocol's terms."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus

from i18n.languages import EN
from ibid.access.keys import REMEMBERED
from ibid.live import socket
from ibid.settings import AccessSettings, LiveSettings
from store.errors import Unavailable
from store.mongo.store import MongoStore
from store.records import DocumentRecord
from tests.store.builders import document, variant
from tests.support.access import NOON, Clock, given_key
from tests.support.live import CHANGES, Listening, listening, talking

SYMBOL = '{ document(symbol: "A/RES/74/148") { symbol } }'
TITLE = 'query Title($symbol: DocumentSymbol!) { document(symbol: $symbol) { title(languages: ["en"]) { plain } } }'
FOUND = {"document": {"symbol": "A/RES/74/148"}}
DEEP = "[" * 60_000 + "]" * 60_000


async def test_a_query_is_answered_once_and_completed(server: Listening) -> None:
    async with talking(server) as client:
        assert client.socket.subprotocol == "graphql-transport-ws"
        await client.begin()
        await client.subscribe("1", SYMBOL)

        (answer,) = await client.answers("1")

    assert answer["data"] == FOUND
    assert answer["extensions"]["cost"]["requestedQueryCost"] == 1


async def test_an_id_is_free_once_its_operation_has_ended(server: Listening) -> None:
    async with talking(server) as client:
        await client.begin()
        for _ in range(3):
            await client.subscribe("1", SYMBOL)
            assert [answer["data"] for answer in await client.answers("1")] == [FOUND]


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ({"query": "{ document("}, "GRAPHQL_PARSE_FAILED"),
        ({"query": "{ nothing }"}, "GRAPHQL_VALIDATION_FAILED"),
        ({"query": ""}, "BAD_REQUEST"),
        ({}, "BAD_REQUEST"),
        ({"query": TITLE, "variables": {"symbol": 7}}, "BAD_SYMBOL"),
        ({"query": TITLE, "operationName": "Other"}, "OPERATION_RESOLUTION_FAILURE"),
        ({"query": "query A { __typename } query B { __typename }"}, "OPERATION_RESOLUTION_FAILURE"),
        ({"documentId": "sha256:" + "0" * 64}, "PERSISTED_DOCUMENT_NOT_FOUND"),
        ({"query": SYMBOL, "documentId": "sha256:" + "0" * 64}, "BAD_REQUEST"),
        ({"query": 'subscription { changes(after: "no cursor") { __typename } }'}, "BAD_CURSOR"),
        ({"query": "mutation { nothing }"}, None),
    ],
)
async def test_what_cannot_be_executed_is_told_and_the_socket_stays_open(
    server: Listening, payload: dict[str, Any], code: str | None
) -> None:
    async with talking(server, additional_headers={"Accept-Language": "fr"}) as client:
        await client.begin()
        await client.say({"id": "1", "type": "subscribe", "payload": payload})

        (answer,) = await client.answers("1")
        await client.subscribe("1", SYMBOL)

        assert [each["data"] for each in await client.answers("1")] == [FOUND]
    if code is not None:
        assert [error["extensions"]["code"] for error in answer["refused"]] == [code]
        assert answer["refused"][0]["extensions"]["messageLanguage"] == "fr"


async def test_an_error_of_a_field_comes_with_the_data(server: Listening) -> None:
    async with talking(server) as client:
        await client.begin()
        await client.subscribe("1", '{ languages { tag } node(id: "bad") { id } }')

        (answer,) = await client.answers("1")

    assert answer["errors"][0]["extensions"]["code"] == "BAD_ID"
    assert answer["data"]["languages"]
    assert answer["data"]["node"] is None


@pytest.mark.parametrize(
    "message",
    [
        "7",
        "null",
        "true",
        '"text"',
        "[]",
        "{}",
        "no JSON",
        '{"type": NaN}',
        '{"type": "ping", "type": "pong"}',
        DEEP,
        '{"type": "subscribe", "id": "1", "payload": {"variables": ' + DEEP[:60_000] + "}}",
        "9" * 5000,
        b"\x00\x01",
        {"type": 7},
        {"type": None},
        {"type": "subscribed"},
        {"type": "connection_ack"},
        {"type": "start", "id": "1", "payload": {"query": SYMBOL}},
        {"type": "ping", "payload": 7},
        {"type": "pong", "payload": []},
        {"type": "subscribe"},
        {"type": "subscribe", "payload": {"query": SYMBOL}},
        {"type": "subscribe", "id": "1"},
        {"type": "subscribe", "id": "", "payload": {"query": SYMBOL}},
        {"type": "subscribe", "id": 1, "payload": {"query": SYMBOL}},
        {"type": "subscribe", "id": None, "payload": {"query": SYMBOL}},
        {"type": "subscribe", "id": "1" * 257, "payload": {"query": SYMBOL}},
        {"type": "subscribe", "id": "1", "payload": None},
        {"type": "subscribe", "id": "1", "payload": SYMBOL},
        {"type": "subscribe", "id": "1", "payload": [SYMBOL]},
        {"type": "subscribe", "id": "1", "payload": {"query": 7}},
        {"type": "subscribe", "id": "1", "payload": {"query": SYMBOL, "variables": []}},
        {"type": "subscribe", "id": "1", "payload": {"query": SYMBOL, "variables": "{}"}},
        {"type": "subscribe", "id": "1", "payload": {"query": SYMBOL, "operationName": 7}},
        {"type": "subscribe", "id": "1", "payload": {"query": SYMBOL, "extensions": 7}},
        {"type": "subscribe", "id": "1", "payload": {"documentId": 7}},
        {"type": "complete"},
        {"type": "complete", "id": 7},
    ],
    ids=lambda message: str(message)[:40],
)
async def test_a_malformed_message_closes_the_socket_with_4400(
    server: Listening, message: Any, caplog: pytest.LogCaptureFixture
) -> None:
    async with talking(server) as client:
        await client.begin()
        await client.say(message)

        code, reason = await client.closed()

    assert code == 4400
    assert reason
    assert caplog.records == []


@pytest.mark.parametrize("payload", [7, "text", [], True])
async def test_so_does_a_malformed_introduction(server: Listening, payload: Any) -> None:
    async with talking(server) as client:
        await client.say({"type": "connection_init", "payload": payload})

        assert (await client.closed())[0] == 4400


async def test_who_does_not_introduce_themselves_in_time_is_closed_with_4408(store: MongoStore) -> None:
    async with listening(store, LiveSettings(ws_init_seconds=0)) as server, talking(server) as client:
        assert await client.closed() == (4408, "Connection initialisation timeout")


async def test_who_asks_before_they_are_accepted_is_closed_with_4401(server: Listening) -> None:
    async with talking(server) as client:
        await client.subscribe("1", SYMBOL)

        assert await client.closed() == (4401, "Unauthorized")


async def test_who_introduces_themselves_twice_is_closed_with_4429(server: Listening) -> None:
    async with talking(server) as client:
        await client.begin()
        await client.say({"type": "connection_init"})

        assert await client.closed() == (4429, "Too many initialisation requests")


async def test_an_id_in_use_closes_the_socket_with_4409(server: Listening) -> None:
    async with talking(server) as client:
        await client.begin()
        await client.subscribe("mine", CHANGES)
        await client.event("mine")
        await client.subscribe("mine", SYMBOL)

        assert await client.closed() == (4409, "Subscriber for mine already exists")


@pytest.mark.parametrize("subprotocols", [(), ("graphql-ws",), ("chat", "graphql-ws")])
async def test_other_subprotocols_are_closed_with_4406(server: Listening, subprotocols: tuple[str, ...]) -> None:
    async with talking(server, subprotocols) as client:
        assert await client.closed() == (4406, "the subprotocol is graphql-transport-ws")


async def test_ours_is_found_among_several(server: Listening) -> None:
    async with talking(server, ("graphql-ws", "graphql-transport-ws")) as client:
        await client.begin()


@pytest.mark.parametrize("payload", [{"authorization": "{}"}, {"headers": {"Authorization": "{}"}}, {}])
async def test_a_key_comes_with_the_introduction_or_the_handshake(
    server: Listening, store: MongoStore, payload: dict[str, Any]
) -> None:
    key = await given_key(store, "TRANSLATOR:fr", name="Amina")
    introduction = json.loads(json.dumps(payload).replace("{}", key)) if payload else {}
    headers = {} if payload else {"Authorization": key}
    async with talking(server, additional_headers=headers) as client:
        await client.begin(introduction)
        await client.subscribe("1", "{ viewer { name } }")

        (answer,) = await client.answers("1")

    assert answer["data"] == {"viewer": {"name": "Amina"}}


async def test_who_comes_with_a_key_that_is_not_good_is_closed_with_4403_and_told_why(server: Listening) -> None:
    async with talking(server) as client:
        await client.say({"type": "connection_init", "payload": {"authorization": "Bearer ibid_" + "0" * 64}})

        code, reason = await client.closed()

    assert code == 4403
    assert reason.startswith("UNAUTHENTICATED: ")


async def test_a_key_that_is_revoked_opens_nothing_more_over_a_socket_that_it_opened(store: MongoStore) -> None:
    clock = Clock()
    async with listening(store, clock=clock) as server, talking(server) as client:
        await client.begin({"authorization": await given_key(store, "TRANSLATOR:fr")})
        await client.subscribe("1", SYMBOL)
        assert [answer["data"] for answer in await client.answers("1")] == [FOUND]
        (credential,) = await store.keyring.every()
        await store.keyring.revoke(credential.id, NOON)
        clock.pass_(seconds=REMEMBERED.total_seconds() + 1)

        await client.subscribe("1", SYMBOL)
        (answer,) = await client.answers("1")

    assert [error["extensions"]["code"] for error in answer["refused"]] == ["UNAUTHENTICATED"]


async def test_where_keys_cannot_be_looked_up_one_is_to_come_again(
    server: Listening, store: MongoStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(_: str) -> None:
        raise Unavailable("away")

    monkeypatch.setattr(store.keyring, "by_digest", away)
    async with talking(server) as client:
        await client.say({"type": "connection_init", "payload": {"authorization": "Bearer ibid_" + "0" * 64}})

        code, reason = await client.closed()

    assert code == 1013
    assert reason.startswith("STORE_UNAVAILABLE: ")


async def test_where_reading_is_not_public_nobody_reads_over_a_socket_either(store: MongoStore) -> None:
    access = AccessSettings(public_read=False)
    async with listening(store, access=access) as server, talking(server) as client:
        await client.begin()
        for name, query in (("1", SYMBOL), ("2", CHANGES)):
            await client.subscribe(name, query)
            (answer,) = await client.answers(name)
            assert [error["extensions"]["code"] for error in answer["refused"]] == ["UNAUTHENTICATED"]


async def test_the_languages_that_an_introduction_names_are_those_of_its_answers(server: Listening) -> None:
    asked = '{ document(symbol: "A/RES/74/148") { title { plain language } } }'
    async with talking(server, additional_headers={"Accept-Language": "en"}) as client:
        await client.begin({"headers": {"Accept-Language": "fr"}})
        await client.subscribe("1", asked)

        (answer,) = await client.answers("1")

    assert answer["data"]["document"]["title"] == {"plain": "Protection des migrants", "language": "fr"}


async def test_pings_come_back_with_what_they_brought(server: Listening) -> None:
    async with talking(server) as client:
        await client.say({"type": "ping"})
        assert await client.hear() == {"type": "pong"}
        await client.begin()
        await client.say({"type": "pong", "payload": {"any": "thing"}})
        await client.say({"type": "complete", "id": "never begun"})
        await client.say({"type": "ping", "payload": {"n": 1}})
        assert await client.hear() == {"type": "pong", "payload": {"n": 1}}


async def test_a_message_that_is_too_long_closes_the_socket_with_1009(server: Listening) -> None:
    async with talking(server) as client:
        await client.begin()
        await client.say({"type": "ping", "payload": {"padding": "x" * 131_072}})

        assert (await client.closed())[0] == 1009


async def test_a_message_of_just_that_length_is_read(server: Listening) -> None:
    empty = {"type": "ping", "payload": {"padding": ""}}
    padding = "x" * (131_072 - len(json.dumps(empty)))
    async with talking(server) as client:
        await client.begin()
        await client.say({"type": "ping", "payload": {"padding": padding}})

        assert await client.hear() == {"type": "pong", "payload": {"padding": padding}}


async def test_a_server_that_limits_nothing_itself_is_no_way_around(store: MongoStore) -> None:
    live = LiveSettings(ws_max_message=100)
    async with listening(store, live, max_size=10_000) as server, talking(server) as client:
        await client.begin()
        await client.say({"type": "ping", "payload": {"padding": "é" * 50}})

        assert await client.closed() == (1009, "a message has at most 100 bytes")


async def test_one_operation_too_many_is_refused_and_the_others_go_on(store: MongoStore) -> None:
    async with listening(store, LiveSettings(ws_operations=2)) as server, talking(server) as client:
        await client.begin()
        for name in ("1", "2"):
            await client.subscribe(name, CHANGES)
            assert (await client.event(name))["__typename"] == "CaughtUp"

        await client.subscribe("3", SYMBOL)
        (refused,) = await client.answers("3")
        assert [error["extensions"]["code"] for error in refused["refused"]] == ["TOO_MANY_OPERATIONS"]

        await client.say({"id": "1", "type": "complete"})
        await client.say({"type": "ping"})
        assert await client.hear() == {"type": "pong"}
        await client.subscribe("3", SYMBOL)
        assert [answer["data"] for answer in await client.answers("3")] == [FOUND]


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        (None, True),
        ("same", True),
        ("https://app.example", True),
        ("https://app.example:443", True),
        ("https://app.example:8443", False),
        ("http://app.example", False),
        ("https://app.example.evil", False),
        ("null", False),
        ("https://[", False),
    ],
)
async def test_pages_of_other_sites_are_refused_at_the_handshake(
    store: MongoStore, origin: str | None, allowed: bool, caplog: pytest.LogCaptureFixture
) -> None:
    async with listening(store, cors_origins=("https://app.example",)) as server:
        sent = f"http://127.0.0.1:{server.port}" if origin == "same" else origin
        if allowed:
            async with talking(server, origin=sent) as client:
                await client.begin()
        else:
            with pytest.raises(InvalidStatus) as refused:
                async with talking(server, origin=sent):
                    pytest.fail("it was accepted")
            assert refused.value.response.status_code == 403
    assert [record.levelname for record in caplog.records if record.name == "uvicorn.error"] == []


async def test_any_origin_can_be_allowed(store: MongoStore) -> None:
    async with listening(store, cors_origins=("*",)) as server, talking(server, origin="https://any.example") as client:
        await client.begin()


async def test_a_document_can_be_asked_for_by_its_hash(server: Listening) -> None:
    persisted = {"persistedQuery": {"version": 1, "sha256Hash": hashlib.sha256(SYMBOL.encode()).hexdigest()}}
    async with talking(server) as client:
        await client.begin()
        await client.say({"id": "1", "type": "subscribe", "payload": {"extensions": persisted}})
        (unknown,) = await client.answers("1")
        await client.subscribe("1", SYMBOL, extensions=persisted)
        (learned,) = await client.answers("1")
        await client.say({"id": "1", "type": "subscribe", "payload": {"extensions": persisted}})
        (known,) = await client.answers("1")

    assert unknown["refused"][0]["message"] == "PersistedQueryNotFound"
    assert learned["data"] == known["data"] == FOUND


async def test_each_operation_of_a_socket_sees_what_is_there_then(server: Listening) -> None:
    """With one set of loaders a socket, the second title would be the first."""
    async with talking(server) as client:
        await client.begin()
        held: DocumentRecord | None = None
        for title in ("First", "Second", "Third"):
            await server.put(held, document("A/RES/1/1", variants={EN: variant(title)}))
            await client.subscribe("1", TITLE, variables={"symbol": "A/RES/1/1"})
            (answer,) = await client.answers("1")
            assert answer["data"]["document"]["title"]["plain"] == title
            (held,) = await server.service.open_store().get(DocumentRecord, ["A/RES/1/1"])


async def test_what_nobody_expected_is_masked_and_the_other_operations_go_on(
    server: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with talking(server) as client:
        await client.begin()
        monkeypatch.setattr(socket, "operation_of", lambda *_: 1 / 0)
        await client.subscribe("1", SYMBOL)
        (answer,) = await client.answers("1")
        monkeypatch.undo()
        await client.subscribe("1", SYMBOL)

        assert [each["data"] for each in await client.answers("1")] == [FOUND]
    (error,) = answer["refused"]
    assert error["extensions"]["code"] == "INTERNAL"
    assert "division" not in error["message"]


async def test_each_operation_is_counted_by_itself(server: Listening) -> None:
    async with talking(server) as client:
        await client.begin()
        for query in (SYMBOL, SYMBOL, "{ nothing }", "{"):
            await client.subscribe("1", query)
            await client.answers("1")
        await client.subscribe("1", CHANGES)
        await client.event()
        follows = counted(server, "ibid_subscriptions_open")
        await client.say({"id": "1", "type": "complete"})
    await server.at_rest()

    assert follows == 1
    assert counted(server, "ibid_subscriptions_open") == 0
    assert counted(server, "ibid_operations_total", kind="query", code="OK") == 2
    assert counted(server, "ibid_operations_total", kind="query", code="GRAPHQL_VALIDATION_FAILED") == 1
    assert counted(server, "ibid_operations_total", kind="none", code="GRAPHQL_PARSE_FAILED") == 1
    assert counted(server, "ibid_operations_total", kind="subscription", code="OK") == 1


def counted(server: Listening, name: str, **labels: str) -> float | None:
    """A metric's value; operations are of no trusted documents here."""
    named = {"operation": "other", **labels} if labels else {}
    return server.service.metrics.registry.get_sample_value(name, named)
