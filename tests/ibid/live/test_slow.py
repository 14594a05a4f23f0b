"""A subscriber who takes what they are told too slowly: little is held for them, and they are told where to go on."""

from __future__ import annotations

import json
import socket
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest

from i18n.languages import EN
from resolvers.changes.following import Following
from schema import subscription
from store.mongo.store import MongoStore
from store.ports import Put
from tests.store.builders import document, variant
from tests.support.live import CHANGES, Listening, Talker, listening, talking

NEW = 100
TITLE = "A long title. " * 1000
"""So that all changes together are more than systems and servers hold for a socket."""

NARROW = 4096
"""Bytes that the systems of both ends are to hold."""


@dataclass(slots=True)
class Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def narrow(server: Listening) -> dict[str, Any]:
    """A connection of which a client's system and library take little before it is read."""
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, NARROW)
    connection.connect(("127.0.0.1", server.port))
    return {"sock": connection, "max_queue": 1, "compression": None}


async def to_the_end(client: Talker) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The changes that are told, and the last event."""
    told = []
    while (event := await client.event())["__typename"] == "Change":
        told.append(event)
    return told, event


async def test_who_is_too_slow_is_held_little_for_and_goes_on_where_they_were(
    store: MongoStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    monkeypatch.setattr(subscription, "Following", partial(Following, clock=clock, patience_seconds=60))
    records = [document(f"A/RES/1/{number}", variants={EN: variant(TITLE)}) for number in range(1, NEW + 1)]
    async with listening(store, send_buffer=NARROW) as server:
        async with talking(server, **narrow(server)) as slow:
            await slow.begin()
            await slow.subscribe("1", CHANGES)
            assert (await slow.event())["__typename"] == "CaughtUp"
            commit = await store.commit([Put(None, record) for record in records], by="import")
            server.watch.wake()
            first = await slow.event()
            clock.now = 61

            told, last = await to_the_end(slow)
            assert await slow.hear() == {"id": "1", "type": "complete"}

        assert len(json.dumps(told)) < len(TITLE) * NEW / 4, "it was told what it had not the time to take"
        assert last == {"__typename": "Reset", "reason": "TOO_SLOW", "goOnAt": told[-1]["cursor"]}

        async with talking(server) as again:
            await again.begin()
            await again.subscribe("1", CHANGES, variables={"after": last["goOnAt"]})
            missed, _ = await to_the_end(again)

    told = [first, *told, *missed]
    assert len(told) == commit.last - commit.first + 1
    assert len({each["cursor"] for each in told}) == len({each["entityId"] for each in told}) == len(told)
