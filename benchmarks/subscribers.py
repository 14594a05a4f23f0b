"""How much memory many subscribers take, and how soon all of them have a change that another process made.

    python -m benchmarks.subscribers [SUBSCRIBERS]

Each measurement is of a real `ibid serve` with the founding documents on the embedded database. The subscribers are in
this process, each with a connection of its own, and so is whoever commits. Times are from the moment a commit is done.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from rich.console import Console
from rich.table import Table
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from benchmarks.starting import memory
from ibid.live.messages import PROTOCOL
from store.embedded.client import embedded
from store.mongo.store import MongoStore
from store.ports import Put
from store.records import InstrumentKind, InstrumentRecord
from tests.support.served import Served, served

SUBSCRIBERS = 1000
AT_ONCE = 50
"""How many subscribe at the same time."""

CHANGES = 5
"""How many commits are measured, one after the other, after one that is not."""

PATIENCE = 120.0
"""Seconds in which a change must have reached everybody, or the measurement fails."""

REPORT = Path(__file__).with_name("reports") / "subscribers.txt"

SUBSCRIPTION = """subscription { changes {
  __typename
  ... on Change { cursor operation type entityId revision %s }
  ... on CaughtUp { cursor }
  ... on Heartbeat { cursor }
  ... on Reset { reason }
} }"""
QUERIES = {
    "what changed": SUBSCRIPTION % "",
    "and what it is now": SUBSCRIPTION % "entity { ... on Instrument { identifier title { plain } } }",
}

UNLIMITED = {"IBID_RATE_ANONYMOUS": "0", "IBID_HEARTBEAT_SECONDS": "3600"}
"""All come from one address. Nothing but the change is to be sent while it is timed."""


@dataclass(slots=True)
class Crowd:
    """Subscribers, and how many of them have been told how often."""

    size: int
    told: int = 0
    all_told: asyncio.Event = field(default_factory=asyncio.Event)

    def tell(self, event: str) -> None:
        """One more was told something: changes count, other events do not."""
        if '"__typename":"Change"' not in event:
            return
        self.told += 1
        if self.told % self.size == 0:
            self.all_told.set()


async def by_socket(url: str, query: str, crowd: Crowd, stack: AsyncExitStack) -> Awaitable[None]:
    """Subscribe by a WebSocket; gives what goes on taking what comes."""
    address = f"{url.replace('http', 'ws')}/graphql"
    socket = await stack.enter_async_context(
        connect(address, subprotocols=[Subprotocol(PROTOCOL)], compression=None, ping_interval=None)
    )
    await socket.send('{"type":"connection_init"}')
    await socket.recv()
    await socket.send(json.dumps({"id": "1", "type": "subscribe", "payload": {"query": query}}))
    assert "CaughtUp" in str(await socket.recv())

    async def take() -> None:
        async for message in socket:
            crowd.tell(str(message))

    return take()


async def by_stream(url: str, query: str, crowd: Crowd, stack: AsyncExitStack) -> Awaitable[None]:
    """Subscribe by server-sent events."""
    where = urlsplit(url)
    reader, writer = await asyncio.open_connection(where.hostname, where.port)
    stack.callback(writer.close)
    body = json.dumps({"query": query}).encode()
    head = f"POST /graphql HTTP/1.1\r\nHost: {where.netloc}\r\nAccept: text/event-stream\r\n"
    head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    writer.write(head.encode() + body)
    while "CaughtUp" not in (await reader.readline()).decode():
        pass

    async def take() -> None:
        while line := await reader.readline():
            crowd.tell(line.decode())

    return take()


Way = Callable[[str, str, Crowd, AsyncExitStack], Awaitable[Awaitable[None]]]
WAYS: dict[str, Way] = {"WebSocket": by_socket, "server-sent events": by_stream}


async def subscribed(way: Way, url: str, query: str, crowd: Crowd, stack: AsyncExitStack) -> None:
    """Let everybody subscribe, some at a time."""
    for begin in range(0, crowd.size, AT_ONCE):
        some = range(begin, min(begin + AT_ONCE, crowd.size))
        for taking in await asyncio.gather(*(way(url, query, crowd, stack) for _ in some)):
            task = asyncio.ensure_future(taking)
            stack.callback(task.cancel)


async def reach(store: MongoStore, crowd: Crowd, number: int) -> float:
    """How long a change takes to everybody, in seconds."""
    new = InstrumentRecord(key=f"pub:measured-{time.time_ns()}-{number}", kind=InstrumentKind.PUBLICATION)
    crowd.all_told.clear()
    await store.commit([Put(None, new)], by="benchmark")
    began = time.perf_counter()
    async with asyncio.timeout(PATIENCE):
        await crowd.all_told.wait()
    return time.perf_counter() - began


def processor(server: Served) -> float:
    """The processor time that the API process has used, in seconds."""
    fields = Path(f"/proc/{server.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


async def measure(server: Served, way: str, asked: str, size: int) -> list[str]:
    """One row: memory, and how soon a change is with everybody."""
    before, _ = memory(server)
    crowd = Crowd(size)
    async with AsyncExitStack() as stack, embedded(server.data_dir, role="tool") as uri:
        store = await MongoStore.open(uri)
        stack.push_async_callback(store.close)
        await subscribed(WAYS[way], server.url, QUERIES[asked], crowd, stack)
        idle, _ = memory(server)
        await reach(store, crowd, 0)
        used = processor(server)
        seconds = [await reach(store, crowd, number) for number in range(1, CHANGES + 1)]
        used = processor(server) - used
        now, most = memory(server)
    return [
        way,
        asked,
        f"{before:.0f}",
        f"{idle:.0f}",
        f"{now:.0f}, {most:.0f}",
        f"{statistics.median(seconds) * 1000:.0f}",
        f"{max(seconds) * 1000:.0f}",
        f"{used / CHANGES * 1000:.0f}",
    ]


def rows(size: int) -> Iterator[list[str]]:
    """Each way, and each query, with a server that has just been started."""
    with tempfile.TemporaryDirectory() as folder:
        data_dir = Path(folder) / "data"
        with served(data_dir):
            pass  # it is filled, which takes memory that a later start does not take
        for way in WAYS:
            for asked in QUERIES:
                with served(data_dir, environment={**UNLIMITED, "IBID_SUBSCRIBERS": str(size)}) as server:
                    yield asyncio.run(measure(server, way, asked, size))


def main(size: int) -> None:
    """Measure, print a table, and keep it."""
    table = Table(
        "by",
        "asked for",
        "MB before",
        "MB, all idle",
        "MB after, most",
        "ms to the last, median",
        "slowest",
        "processor ms a change",
        box=None,
    )
    for row in rows(size):
        Console(stderr=True).print(*row, sep="  ")  # it takes minutes
        table.add_row(*row)
    load = f"{os.getloadavg()[1]:.0f} processes waited for {os.cpu_count()} cores"
    for console in (Console(width=150), Console(width=150, file=REPORT.open("w", encoding="utf-8"))):
        console.print(
            f"{datetime.now(UTC):%Y-%m-%d}: {size} subscribers of one process (benchmarks/subscribers.py); {load}"
        )
        console.print(table)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SUBSCRIBERS)
