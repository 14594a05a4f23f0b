"""The end of a server: what is under way finishes, what lasts is told, and nothing new begins."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from starlette.types import Receive, Scope, Send
from websockets.asyncio.client import connect

from ibid.service import Service
from ibid.serving import Server, listen
from ibid.settings import Settings
from ibid.stopping import Stopping
from tests.support.processes import until
from tests.support.served import Served, served

BODY = json.dumps({"query": "{ __typename }"}).encode()
HEAD = (
    b"POST /graphql HTTP/1.1\r\nHost: ibid.example\r\nContent-Type: application/json\r\n"
    b"Content-Length: %d\r\nExpect: 100-continue\r\n\r\n" % len(BODY)
)


@contextmanager
def connected(server: Served) -> Iterator[socket.socket]:
    """A connection."""
    host, _, port = server.url.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        yield connection


def is_refused(server: Served) -> bool:
    """Whether nobody takes connections any more."""
    try:
        with connected(server):
            return False
    except ConnectionRefusedError:
        return True


def read_to_the_end(connection: socket.socket) -> bytes:
    """All that comes until the server closes."""
    return b"".join(iter(lambda: connection.recv(65536), b""))


@pytest.mark.embedded
@pytest.mark.parametrize("workers", [1, 2])
async def test_a_request_under_way_is_answered_after_the_signal_and_new_ones_are_not_taken(
    tmp_path: Path, workers: int
) -> None:
    with served(tmp_path / "data", environment={"IBID_SEED": "0", "IBID_WORKERS": str(workers)}) as server:
        await until(lambda: len(server.events("ready")) == (1 if workers == 1 else 1 + workers))
        with connected(server) as connection:
            connection.sendall(HEAD)
            assert connection.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
            connection.sendall(BODY[:5])
            server.process.send_signal(signal.SIGTERM)
            await until(lambda: is_refused(server))
            assert server.process.poll() is None

            connection.sendall(BODY[5:])
            answer = await asyncio.to_thread(read_to_the_end, connection)

        assert server.process.wait(timeout=30) == 0
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b'\r\n\r\n{"data":{"__typename":"Query"}' in answer


async def test_what_lasts_is_told_before_its_connection_is_closed() -> None:
    service = Service(Settings())

    async def lasting(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            return
        await receive()
        await send({"type": "websocket.accept"})
        with service.stopping.lasting():
            await send({"type": "websocket.send", "text": "welcome"})
            await service.stopping.wait()
            await send({"type": "websocket.send", "text": "goodbye"})
            await send({"type": "websocket.close", "code": 1001})

    server = Server(lasting, service)
    listener = listen("127.0.0.1", 0)
    port = listener.getsockname()[1]
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    async with connect(f"ws://127.0.0.1:{port}/") as client:
        assert await client.recv() == "welcome"
        server.should_exit = True
        assert await client.recv() == "goodbye"
        await client.wait_closed()
    await serving

    assert client.close_code == 1001


async def test_nobody_waits_longer_than_is_allowed_for_what_does_not_end() -> None:
    stopping = Stopping()

    with stopping.lasting():
        async with asyncio.timeout(10):
            await stopping.tell(0.01)

    assert stopping.is_set()


async def test_where_nothing_lasts_nothing_is_waited_for() -> None:
    stopping = Stopping()
    with stopping.lasting(), stopping.lasting():
        assert not stopping.is_set()

    async with asyncio.timeout(10):
        await stopping.tell(3600)
