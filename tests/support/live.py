"""A server in the test's own event loop, on a real port: whatever it leaves behind can be seen."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Generator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import Any

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from ibid.http.executing import Executor
from ibid.http.graphql import PATH
from ibid.http.routes import build_executor, graphql_routes
from ibid.live.messages import PROTOCOL
from ibid.service import Phase, Service
from ibid.serving import listen
from ibid.settings import LiveSettings, Settings
from resolvers.changes.watching import Watch
from store.ports import Put, Store
from store.records import Entity
from tests.support.access import Clock, authenticator

WITHIN = 10.0
"""Seconds in which whatever a test waits for must have come."""

CHANGES = """
subscription ($after: String, $filter: ChangeFilter) { changes(after: $after, filter: $filter) {
  __typename
  ... on Change { cursor operation type entityId revision entity { id ... on Document { title { plain } } } }
  ... on CaughtUp { cursor }
  ... on Heartbeat { cursor }
  ... on Reset { reason goOnAt: cursor }
} }
"""


class _Server(uvicorn.Server):
    """uvicorn that says when it listens, and leaves signals to the test run."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listens = asyncio.Event()

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listens.set()


@dataclass(slots=True)
class Listening:
    """A server that listens."""

    service: Service
    executor: Executor
    port: int
    quiet: set[asyncio.Task[Any]] = field(default_factory=set)

    @property
    def http(self) -> str:
        return f"http://127.0.0.1:{self.port}{PATH}"

    @property
    def ws(self) -> str:
        return f"ws://127.0.0.1:{self.port}{PATH}"

    @property
    def watch(self) -> Watch:
        return self.executor.watch

    async def put(self, before: Entity | None, after: Entity) -> None:
        """Commit a record, and have it seen."""
        await self.service.open_store().commit([Put(before, after)], by="editor")
        self.watch.wake()

    async def at_rest(self) -> None:
        """Wait until no task is left of those that began since the server listened; fail where one stays."""
        me = asyncio.current_task()
        async with asyncio.timeout(WITHIN):
            while left := asyncio.all_tasks() - self.quiet - {me}:
                await asyncio.wait(left)


@asynccontextmanager
async def listening(
    store: Store,
    live: LiveSettings | None = None,
    *,
    sockets: Mapping[str, Any] | None = None,
    max_size: int | None = None,
    send_buffer: int | None = None,
    clock: Clock | None = None,
    **settings: Any,
) -> AsyncIterator[Listening]:
    """Serve a store until the block ends.

    `sockets` are fields of the endpoint for sockets that are to be others, `max_size` what the server itself limits a
    message to, `send_buffer` how much the system takes for a client that does not read, `clock` what keys expire by.
    """
    service = Service(Settings(live=live or LiveSettings(), **settings), Phase.READY, store)
    service.authenticator = authenticator(store, service.settings.access, clock)
    executor = build_executor(service)
    listener = listen("127.0.0.1", 0)
    if send_buffer is not None:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, send_buffer)
    routes = graphql_routes(executor, service)
    if sockets is not None:
        routes = [_changed(each, sockets) if isinstance(each, WebSocketRoute) else each for each in routes]
    config = uvicorn.Config(
        Starlette(routes=routes),
        log_config=None,
        access_log=False,
        lifespan="off",
        ws_max_size=max_size or service.settings.live.ws_max_message,
    )
    server = _Server(config)
    serving = asyncio.create_task(server.serve([listener]))
    try:
        await server.listens.wait()
        found = Listening(service, executor, listener.getsockname()[1])
        found.quiet = asyncio.all_tasks()
        yield found
    finally:
        server.should_exit = True
        await serving
        listener.close()


def _changed(route: WebSocketRoute, fields: Mapping[str, Any]) -> WebSocketRoute:
    endpoint: Any = route.endpoint
    return WebSocketRoute(route.path, replace(endpoint, **fields))


@dataclass(slots=True)
class Talker:
    """A client of `graphql-transport-ws`."""

    socket: ClientConnection

    async def say(self, message: Any) -> None:
        await self.socket.send(message if isinstance(message, str | bytes) else json.dumps(message))

    async def hear(self) -> dict[str, Any]:
        """The next message."""
        async with asyncio.timeout(WITHIN):
            message: dict[str, Any] = json.loads(await self.socket.recv())
        return message

    async def begin(self, payload: Any = None) -> None:
        """Introduce oneself, and be accepted."""
        await self.say({"type": "connection_init"} | ({} if payload is None else {"payload": payload}))
        assert await self.hear() == {"type": "connection_ack"}

    async def subscribe(self, name: str, query: str, **payload: Any) -> None:
        await self.say({"id": name, "type": "subscribe", "payload": {"query": query, **payload}})

    async def answers(self, name: str) -> list[dict[str, Any]]:
        """What is answered to an operation, to its end: payloads, and of an error the errors."""
        found = []
        while (message := await self.hear())["type"] == "next":
            assert message["id"] == name
            found.append(message["payload"])
        assert message["id"] == name
        return [*found, {"refused": message["payload"]}] if message["type"] == "error" else found

    async def event(self, name: str = "1") -> dict[str, Any]:
        """The next event of a subscription to changes."""
        message = await self.hear()
        assert (message["type"], message["id"]) == ("next", name), message
        event: dict[str, Any] = message["payload"]["data"]["changes"]
        return event

    async def closed(self) -> tuple[int, str]:
        """With which code the server closes, and why."""
        async with asyncio.timeout(WITHIN):
            with suppress(ConnectionClosed):
                while True:
                    await self.socket.recv()
        assert self.socket.close_code is not None
        return self.socket.close_code, self.socket.close_reason or ""


@asynccontextmanager
async def talking(
    server: Listening | str, subprotocols: tuple[str, ...] = (PROTOCOL,), **options: Any
) -> AsyncIterator[Talker]:
    """A client's socket, to a server or an address."""
    url = server if isinstance(server, str) else server.ws
    offered = [Subprotocol(each) for each in subprotocols]
    async with connect(url, subprotocols=offered or None, **options) as socket_:
        yield Talker(socket_)


@asynccontextmanager
async def streaming(
    server: Listening, query: str | None = None, headers: dict[str, str] | None = None, /, **parameters: Any
) -> AsyncIterator[AsyncIterator[bytes]]:
    """The bytes of an event stream: of a POST with a query, of a GET with parameters otherwise."""
    sent = {"accept": "text/event-stream", **(headers or {})}
    async with httpx.AsyncClient(timeout=WITHIN) as client:
        body = {"query": query, **parameters}
        request = (
            client.stream("GET", server.http, params=parameters, headers=sent)
            if query is None
            else client.stream("POST", server.http, json=body, headers=sent)
        )
        async with request as response:
            assert response.status_code == httpx.codes.OK, await response.aread()
            yield response.aiter_raw()
