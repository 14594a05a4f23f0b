"""Following the changes over a socket, and what is left when either end goes: nothing."""

from __future__ import annotations

import asyncio
import json
import random
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from websockets.asyncio.client import ClientConnection
from websockets.client import ClientProtocol
from websockets.typing import Subprotocol
from websockets.uri import parse_uri

from i18n.languages import EN, Tag
from ibid.access.keys import REMEMBERED
from ibid.live.messages import PROTOCOL
from ibid.settings import AccessSettings, LiveSettings
from resolvers.changes.places import FIRST, Place
from schema import ids, opaque
from schema.cursors import cursor_of
from store.mongo.store import MongoStore
from store.records import DocumentRecord
from tests.store.builders import document, variant
from tests.support.access import NOON, Clock, given_key
from tests.support.live import CHANGES, WITHIN, Listening, Talker, listening, talking

NEW = document("A/RES/1/1", variants={EN: variant("First")})


@asynccontextmanager
async def following(server: Listening) -> AsyncIterator[Talker]:
    """A client that is caught up."""
    async with talking(server) as client:
        await client.begin()
        await client.subscribe("1", CHANGES)
        assert (await client.event())["__typename"] == "CaughtUp"
        yield client


async def test_a_change_is_told_with_what_it_is_now(server: Listening) -> None:
    async with following(server) as client:
        await server.put(None, NEW)
        first = await client.event()
        (held,) = await server.service.open_store().get(DocumentRecord, ["A/RES/1/1"])
        assert held is not None
        await server.put(held, replace(held, variants={EN: variant("Second")}))
        second = await client.event()
        (held,) = await server.service.open_store().get(DocumentRecord, ["A/RES/1/1"])
        assert held is not None
        await server.put(held, replace(held, deleted=True))
        third = await client.event()

    assert [each["operation"] for each in (first, second, third)] == ["UPSERT", "UPSERT", "DELETE"]
    assert [each["revision"] for each in (first, second, third)] == [1, 2, 3]
    assert [each["entity"] and each["entity"]["title"]["plain"] for each in (first, second, third)] == [
        "First",
        "Second",
        None,
    ]


async def test_who_comes_back_with_a_cursor_gets_what_they_missed(server: Listening) -> None:
    async with following(server) as client:
        await server.put(None, NEW)
        cursor = (await client.event())["cursor"]
    await server.put(None, document("A/RES/1/2"))
    await server.put(None, document("A/RES/1/3"))

    async with talking(server) as client:
        await client.begin()
        await client.subscribe("1", CHANGES, variables={"after": cursor})
        told = [await client.event() for _ in range(3)]

    assert [each["__typename"] for each in told] == ["Change", "Change", "CaughtUp"]
    assert told[1]["cursor"] == told[2]["cursor"]


async def test_silence_is_broken_by_heartbeats(store: MongoStore) -> None:
    live = LiveSettings(heartbeat_seconds=0)
    async with listening(store, live) as server, following(server) as client:
        assert (await client.event())["__typename"] == "Heartbeat"


async def test_many_follow_over_one_socket_and_are_looked_for_once(server: Listening) -> None:
    async with talking(server) as client:
        await client.begin()
        for number in range(20):
            await client.subscribe(str(number), CHANGES)
            assert (await client.event(str(number)))["__typename"] == "CaughtUp"
        assert server.watch.followers == 20
        assert len([task for task in asyncio.all_tasks() if task.get_name() == "watching the feed"]) == 1
        await server.put(None, NEW)
        heard = [await client.hear() for _ in range(20)]

    assert {message["id"] for message in heard} == {str(number) for number in range(20)}
    await server.at_rest()


async def test_one_subscription_too_many_is_refused(store: MongoStore) -> None:
    async with listening(store, LiveSettings(subscribers=1)) as server, following(server) as client:
        await client.subscribe("2", CHANGES)

        (answer,) = await client.answers("2")

    assert [error["extensions"]["code"] for error in answer["refused"]] == ["TOO_MANY_SUBSCRIPTIONS"]


async def test_who_reads_french_is_told_of_french_texts_only(store: MongoStore) -> None:
    french = Tag("fr")
    access = AccessSettings(public_read=False)
    async with listening(store, access=access) as server, talking(server) as client:
        await client.begin({"authorization": await given_key(store, "READER:fr")})
        await client.subscribe("1", CHANGES.replace("title", 'title(languages: ["fr", "en"])'))
        assert (await client.event())["__typename"] == "CaughtUp"

        await server.put(None, NEW)
        (held,) = await store.get(DocumentRecord, ["A/RES/1/1"])
        assert held is not None
        await server.put(held, replace(held, variants={EN: variant("Second")}))
        (held,) = await store.get(DocumentRecord, ["A/RES/1/1"])
        assert held is not None
        await server.put(held, replace(held, variants={**held.variants, french: variant("Troisième", french)}))
        translated = await client.event()

    assert (translated["operation"], translated["revision"]) == ("ENTERED_SCOPE", 3)
    assert translated["entity"]["title"] == {"plain": "Troisième"}


async def test_a_key_that_is_revoked_ends_its_subscription(store: MongoStore) -> None:
    live, access = LiveSettings(heartbeat_seconds=0), AccessSettings(public_read=False)
    clock = Clock()
    async with listening(store, live, access=access, clock=clock) as server, talking(server) as client:
        await client.begin({"authorization": await given_key(store, "READER")})
        await client.subscribe("1", CHANGES)
        assert [(await client.event())["__typename"] for _ in range(2)] == ["CaughtUp", "Heartbeat"]

        (credential,) = await store.keyring.every()
        await store.keyring.revoke(credential.id, NOON)
        clock.pass_(seconds=REMEMBERED.total_seconds() + 1)

        while (event := await client.event())["__typename"] == "Heartbeat":
            pass
        assert event == {"__typename": "Reset", "reason": "GRANTS_CHANGED", "goOnAt": None}
        assert await client.hear() == {"id": "1", "type": "complete"}


async def test_who_completes_a_subscription_hears_no_more_of_it_and_nothing_is_left(server: Listening) -> None:
    async with following(server) as client:
        await client.say({"id": "1", "type": "complete"})
        await client.subscribe("1", "{ __typename }")

        assert [answer["data"] for answer in await client.answers("1")] == [{"__typename": "Query"}]
        assert (server.watch.followers, server.watch.is_polling) == (0, False)
    await server.at_rest()


async def test_who_closes_leaves_nothing_behind(server: Listening) -> None:
    async with following(server):
        assert server.watch.is_polling

    await server.at_rest()
    assert (server.watch.followers, server.watch.is_polling) == (0, False)


async def test_who_is_cut_off_leaves_nothing_behind(server: Listening) -> None:
    """A reset of the connection: the process was killed, or the machine has gone."""
    async with talking(server) as client:
        await client.begin()
        await client.subscribe("1", CHANGES)
        await client.event()
        cut(client.socket)

        await server.at_rest()

    assert (server.watch.followers, server.watch.is_polling) == (0, False)


def cut(connection: ClientConnection) -> None:
    """End a connection with a reset, and without a goodbye."""
    transport = connection.transport
    found: socket.socket = transport.get_extra_info("socket")
    found.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
    transport.abort()


async def test_who_reads_nothing_any_more_is_taken_to_be_gone(store: MongoStore) -> None:
    """What is sent is not taken: no reset comes, and the server must not wait for ever."""
    async with listening(store, sockets={"send_seconds": 0.05}, send_buffer=4096) as server:
        async with deaf(server) as say:
            await say({"type": "connection_init"})
            await say({"id": "1", "type": "subscribe", "payload": {"query": CHANGES}})
            for number in range(2, 10):
                await say({"id": str(number), "type": "subscribe", "payload": {"query": LONG}})

            await server.at_rest()

        assert (server.watch.followers, server.watch.is_polling) == (0, False)


LONG = "{ " + " ".join(f"a{number}: __schema {{ types {{ name description }} }}" for number in range(10)) + " }"
"""A query with a long answer."""


@asynccontextmanager
async def deaf(server: Listening) -> AsyncIterator[Callable[[Any], Awaitable[None]]]:
    """A client that reads the handshake and nothing more."""
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.setblocking(False)
        loop = asyncio.get_running_loop()
        await loop.sock_connect(connection, ("127.0.0.1", server.port))
        protocol = ClientProtocol(parse_uri(server.ws), subprotocols=[Subprotocol(PROTOCOL)])
        protocol.send_request(protocol.connect())
        await loop.sock_sendall(connection, b"".join(protocol.data_to_send()))
        protocol.receive_data(await loop.sock_recv(connection, 4096))

        async def say(message: Any) -> None:
            protocol.send_text(json.dumps(message).encode())
            await loop.sock_sendall(connection, b"".join(protocol.data_to_send()))

        yield say


async def test_a_server_that_stops_says_where_to_go_on_completes_and_goes_away(server: Listening) -> None:
    async with following(server) as client:
        await server.put(None, NEW)
        cursor = (await client.event())["cursor"]

        await server.service.stopping.tell(WITHIN)

        assert await client.event() == {"__typename": "Reset", "reason": "SHUTTING_DOWN", "goOnAt": cursor}
        assert await client.hear() == {"id": "1", "type": "complete"}
        assert await client.closed() == (1001, "the server stops")
    await server.at_rest()


async def test_a_socket_without_operations_is_closed_too_when_the_server_stops(server: Listening) -> None:
    async with talking(server) as silent, talking(server) as accepted:
        await accepted.begin()

        await server.service.stopping.tell(WITHIN)

        assert (await silent.closed())[0] == (await accepted.closed())[0] == 1001


async def test_a_replica_that_is_cut_off_again_and_again_misses_nothing(store: MongoStore) -> None:
    """It keeps revisions by id, comes back with its last cursor each time, and at the end has what the store has."""
    chance = random.Random(1948)
    replica: dict[str, int] = {}
    cursor: str | None = None
    state = await store.state()
    beginning = cursor_of(state.key, Place(state.epoch, FIRST))
    async with asyncio.timeout(6 * WITHIN), listening(store, LiveSettings(heartbeat_seconds=1)) as server:
        writing = asyncio.create_task(_write(server, 60, chance))
        while cursor is None or await store.head() != _number(cursor) or not writing.done():
            async with talking(server) as client:
                await client.begin()
                await client.subscribe("1", CHANGES, variables={"after": cursor or beginning})
                for _ in range(chance.randint(1, 12)):
                    event = await client.event()
                    cursor = event["cursor"]
                    if event["__typename"] == "Change":
                        replica[event["entityId"]] = event["revision"]
                    elif writing.done():
                        break
                cut(client.socket)
        await writing

    held = await store.changes(0, 10_000)
    latest = {ids.encode(change.type.capitalize(), change.key): change.revision for change in held}
    assert replica == latest


def _number(cursor: str) -> int:
    """The number of the change that a cursor is behind."""
    return int((opaque.unwrap(cursor) or "").split(":")[3])


async def _write(server: Listening, number: int, chance: random.Random) -> None:
    """Add and change documents, one commit after another."""
    store = server.service.open_store()
    for _ in range(number):
        key = f"A/RES/2/{chance.randint(1, 15)}"
        (held,) = await store.get(DocumentRecord, [key])
        text = {EN: variant(f"Title {chance.random()}")}
        await server.put(held, replace(held, variants=text) if held else document(key, variants=text))
        await asyncio.sleep(0)
