"""Several processes on one store: a change that is written through one is told to whoever follows another."""

from __future__ import annotations

import asyncio
import json
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from store.embedded.directory import DataDirectory
from tests.support.editing import Editor, editor, paragraph
from tests.support.live import Talker, talking
from tests.support.processes import runtime
from tests.support.served import Served, served

pytestmark = pytest.mark.embedded

WITHIN = 60.0
"""Seconds in which a change must have been told of, on a busy machine."""

EACH = 6
"""Followers of each server: with two workers, some of each, in all likelihood."""

FOLLOW = """subscription { changes(filter: {types: [PARAGRAPH]}) {
  __typename
  ... on Change { entityId revision }
  ... on CaughtUp { cursor }
} }"""

SILENT = {"IBID_HEARTBEAT_SECONDS": "3600"}


async def told(client: Talker) -> dict[str, object]:
    """The next event."""
    async with asyncio.timeout(WITHIN):
        message = json.loads(await client.socket.recv())
    assert message["type"] == "next", message
    found: dict[str, object] = message["payload"]["data"]["changes"]
    return found


async def follow(server: Served, by: Editor, stack: AsyncExitStack) -> Talker:
    """One more follower, who is caught up."""
    client = await stack.enter_async_context(talking(f"{server.url.replace('http', 'ws')}/graphql"))
    await client.begin({"authorization": f"Bearer {by.key}"})
    await client.subscribe("1", FOLLOW)
    assert (await told(client))["__typename"] == "CaughtUp"
    return client


async def test_what_is_written_through_any_process_is_told_by_every_one(tmp_path: Path) -> None:
    """A server of two workers that keeps the database, and one that was given its address."""
    data_dir = tmp_path / "data"
    with served(data_dir, environment={**SILENT, "IBID_WORKERS": "2"}) as keeping:
        address = DataDirectory(data_dir).uri(runtime(data_dir).port, "ibid")
        with served(tmp_path / "other", environment={**SILENT, "IBID_MONGODB_URI": address}) as joining:
            anne = editor(keeping, "Anne", "TRANSLATOR:sw")
            async with AsyncExitStack() as stack:
                clients = [await follow(server, anne, stack) for server in (keeping, joining) for _ in range(EACH)]
                for server, label in ((keeping, "1"), (joining, "2"), (keeping, "3")):
                    written = await asyncio.to_thread(
                        replace(anne, server=server).write, paragraph(label), "sw", "Inahimiza", intent="DRAFT"
                    )
                    assert written["__typename"] == "TranslationWritten"
                    unit = written["unit"]
                    change = {"__typename": "Change", "entityId": unit["id"], "revision": unit["revision"]}
                    assert [await told(client) for client in clients] == [change] * len(clients)
