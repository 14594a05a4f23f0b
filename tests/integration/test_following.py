"""Partners follow a served store over a socket and over an event stream, while another process loads into it."""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from graphql import GraphQLObjectType, build_schema, get_named_type, is_leaf_type

import schema
from tests.support.live import Talker, talking
from tests.support.processes import until as until_true
from tests.support.served import GRANIAN, UVICORN, Served, served

pytestmark = [pytest.mark.embedded, pytest.mark.xdist_group("followed")]

WITHIN = 60.0
"""Seconds in which a load must have been told of, on a busy machine."""

GOLDEN = Path(__file__).parents[1] / "seed" / "akn" / "golden"
TOLD = ("Change", "CaughtUp", "Heartbeat", "Reset")


QUICK = {"IBID_SEED": "0", "IBID_HEARTBEAT_SECONDS": "1"}
"""An empty store, and a word every second that there is nothing new."""


@pytest.fixture(scope="module", params=[UVICORN, GRANIAN], ids=["uvicorn", "granian"])
def followed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """An empty server."""
    with served(tmp_path_factory.mktemp("followed") / "data", environment=QUICK, by=request.param) as server:
        yield server


def every_field() -> str:
    """A subscription that asks for every field of whatever is told."""
    types = build_schema(schema.sdl()).type_map
    parts = []
    for name in TOLD:
        kind = types[name]
        assert isinstance(kind, GraphQLObjectType)
        fields = [
            f"{name}_{field}: {field}" + ("" if is_leaf_type(get_named_type(it.type)) else " { id }")
            for field, it in kind.fields.items()
        ]
        parts.append(f"... on {name} {{ {' '.join(fields)} }}")
    return f"subscription ($after: String) {{ changes(after: $after) {{ __typename {' '.join(parts)} }} }}"


def plain(event: dict[str, Any]) -> dict[str, Any]:
    """An event by the names of its fields."""
    prefix = f"{event['__typename']}_"
    return {name.removeprefix(prefix): value for name, value in event.items()}


async def load(server: Served, *files: str) -> None:
    """Load files by the command, in a process of its own."""
    environment = {**os.environ, "IBID_DATA_DIR": str(server.data_dir)}
    loading = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "ibid", "load", *(str(GOLDEN / each) for each in files),
        env=environment, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    assert await loading.wait() == 0


async def until(client: Talker, last: str) -> list[dict[str, Any]]:
    """The events as far as the first of a type."""
    told: list[dict[str, Any]] = []
    async with asyncio.timeout(WITHIN):
        while not told or told[-1]["__typename"] != last:
            message = json.loads(await client.socket.recv())
            assert message["type"] == "next", message
            assert "errors" not in message["payload"]
            told.append(plain(message["payload"]["data"]["changes"]))
    return told


async def begin(server: Served, client: Talker, after: str | None = None) -> None:
    await client.begin()
    await client.subscribe("1", every_field(), variables={"after": after})


def socket_of(server: Served) -> str:
    return f"{server.url.replace('http', 'ws')}/graphql"


async def test_what_another_process_loads_is_told_and_can_be_told_again(followed: Served) -> None:
    async with talking(socket_of(followed)) as client:
        await begin(followed, client)
        (caught_up,) = await until(client, "CaughtUp")
        await until(client, "Heartbeat")
        await load(followed, "practice.en.xml")
        told = await until(client, "Change")
        told += await until(client, "Heartbeat")
        await client.say({"id": "1", "type": "complete"})

    live = [each for each in told if each["__typename"] == "Change"]
    document = next(each for each in live if each["type"] == "DOCUMENT")
    assert document["document"] == "A/RES/86/401"
    assert document["entity"] == {"id": document["entityId"]}
    assert (document["operation"], document["revision"], document["languages"]) == ("UPSERT", 1, ["en"])
    assert {"PARAGRAPH", "FOOTNOTE", "CITATION"} <= {each["type"] for each in live}

    async with talking(socket_of(followed)) as client:
        await begin(followed, client, caught_up["cursor"])
        *again, end = await until(client, "CaughtUp")

    assert again == live
    assert end["cursor"] == live[-1]["cursor"]


async def test_an_event_stream_tells_the_same(followed: Served) -> None:
    async with talking(socket_of(followed)) as client:
        await begin(followed, client)
        (caught_up,) = await until(client, "CaughtUp")
        await load(followed, "practice.en.xml", "practice.fr.xml")
        await until(client, "Change")
    headers = {"accept": "text/event-stream", "last-event-id": caught_up["cursor"]}
    asked = {"query": every_field()}

    told = []
    async with (
        httpx.AsyncClient(timeout=WITHIN) as http,
        http.stream("GET", f"{followed.url}/graphql", params=asked, headers=headers) as response,
    ):
        async for line in response.aiter_lines():
            if line.startswith("data: "):
                told.append(plain(json.loads(line.removeprefix("data: "))["data"]["changes"]))
                if told[-1]["__typename"] == "CaughtUp":
                    break

    titles = [each for each in told if each["__typename"] == "Change" and each["type"] == "DOCUMENT"]
    assert ["fr" in each["languages"] for each in titles] == [True]
    assert told[-1]["cursor"] == told[-2]["cursor"]


@pytest.mark.parametrize(
    ("message", "code"), [("7", 4400), ('{"type": "connection_init", "payload": 7}', 4400), ("x" * 131_073, 1009)]
)
async def test_both_servers_close_a_malformed_message_alike(followed: Served, message: str, code: int) -> None:
    async with talking(socket_of(followed)) as client:
        await client.say(message)

        assert (await client.closed())[0] == code


async def test_who_is_cut_off_is_noticed(followed: Served) -> None:
    """The socket and its subscription are gone from the metrics: nothing is left that would count them."""
    async with talking(socket_of(followed)) as client:
        await begin(followed, client)
        await until(client, "CaughtUp")
        assert open_now(followed) == (1, 1)
        client.socket.transport.abort()

    await until_true(lambda: open_now(followed) == (0, 0))


def open_now(server: Served) -> tuple[float, ...]:
    """How many sockets and subscriptions are open, by the metrics."""
    text = httpx.get(f"{server.url}/metrics", timeout=30).text
    found = [re.search(rf"^ibid_{name}_open (\S+)$", text, re.MULTILINE) for name in ("sockets", "subscriptions")]
    return tuple(float(each[1]) for each in found if each)


async def test_a_server_that_is_asked_to_stop_says_where_to_go_on(tmp_path: Path) -> None:
    with served(tmp_path / "data", environment=QUICK) as server:
        async with talking(socket_of(server)) as client:
            await begin(server, client)
            (caught_up,) = await until(client, "CaughtUp")

            server.process.terminate()

            reset = (await until(client, "Reset"))[-1]
            assert reset == {"__typename": "Reset", "reason": "SHUTTING_DOWN", "cursor": caught_up["cursor"]}
            assert await client.hear() == {"id": "1", "type": "complete"}
            assert await client.closed() == (1001, "the server stops")
        assert await asyncio.to_thread(server.process.wait, 30) == 0
