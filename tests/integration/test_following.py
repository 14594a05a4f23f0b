"""Partners follow a served store over a socket and over an event stream, while another process loads into it."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from graphql import GraphQLObjectType, build_schema, get_named_type, is_leaf_type

import schema
from tests.support.live import Talker, talking
from tests.support.served import Served, served

pytestmark = [pytest.mark.embedded, pytest.mark.xdist_group("followed")]

WITHIN = 60.0
"""Seconds in which a load must have been told of, on a busy machine."""

GOLDEN = Path(__file__).parents[1] / "seed" / "akn" / "golden"
TOLD = ("Change", "CaughtUp", "Heartbeat", "Reset")


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """An empty server that says every second that there is nothing new."""
    environment = {"IBID_SEED": "0", "IBID_HEARTBEAT_SECONDS": "1"}
    with served(tmp_path_factory.mktemp("followed") / "data", environment=environment) as server:
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
    assert [each["languages"] for each in titles] == [["fr"]]
    assert told[-1]["cursor"] == told[-2]["cursor"]
