"""GraphQL over WebSocket: the server's side of `graphql-transport-ws`.

Whatever a client sends is answered in the protocol's terms, never with a traceback. Each operation has loaders of its
own, and everything that a socket began ends with it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from contextlib import aclosing, suppress
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect

from ibid.http.asking import Asker, asked_again, languages_of
from ibid.http.errors import Fault, Refused, unexpected
from ibid.http.executing import Executor
from ibid.http.json import written
from ibid.http.operations import operation_of
from ibid.live.headers import told_headers
from ibid.live.messages import PROTOCOL, Closed, Code, Complete, Init, Ping, Pong, Subscribe, read
from ibid.live.origins import Origins
from ibid.live.patience import GOODBYE_SECONDS, SEND_SECONDS
from ibid.live.racing import end, first
from ibid.observing.facts import note
from ibid.observing.sockets import operation_of_socket
from ibid.settings import LiveSettings
from ibid.stopping import Stopping

_LATER = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})

_log = logging.getLogger("ibid.graphql")


class Gone(Exception):
    """The client is not there any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sockets:
    """An ASGI application that answers handshakes and serves each socket."""

    executor: Executor
    settings: LiveSettings
    origins: Origins
    stopping: Stopping
    send_seconds: float = SEND_SECONDS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a socket until it is closed."""
        websocket = WebSocket(scope, receive, send)
        with suppress(WebSocketDisconnect):
            if not self.origins.permits(websocket):
                _log.info(
                    "a socket for a page of another site was refused", extra={"origin": websocket.headers["origin"]}
                )
                await websocket.close()  # before it is accepted: status 403
            elif PROTOCOL not in scope["subprotocols"]:
                await websocket.accept()
                await websocket.close(Code.SUBPROTOCOL, f"the subprotocol is {PROTOCOL}")
            else:
                await websocket.accept(subprotocol=PROTOCOL)
                with self.stopping.lasting():
                    await Socket(websocket, self).serve()


class Socket:
    """One socket, once the handshake is done."""

    def __init__(self, websocket: WebSocket, of: Sockets) -> None:
        self._websocket = websocket
        self._of = of
        self._asker = Asker()
        self._operations: dict[str, asyncio.Task[None]] = {}
        self._running: set[asyncio.Task[None]] = set()
        self._gone = asyncio.Event()

    async def serve(self) -> None:
        """Serve until one of the two ends goes."""
        closed: Closed | None = None
        try:
            await first(self._converse(), self._until_gone(), self._until_stopped())
        except Gone:
            pass
        except Closed as reason:
            closed = reason
        finally:
            await end(self._running)
        if closed is not None:
            with suppress(WebSocketDisconnect, TimeoutError):
                async with asyncio.timeout(self._of.send_seconds):
                    await self._websocket.close(closed.code, closed.reason)

    async def _until_gone(self) -> None:
        await self._gone.wait()
        raise Gone

    async def _until_stopped(self) -> None:
        """Let subscriptions say where to go on, once the server stops."""
        await self._of.stopping.wait()
        self._of.executor.watch.stop()
        if self._running:
            await asyncio.wait(set(self._running), timeout=GOODBYE_SECONDS)
        raise Closed(Code.GOING_AWAY, "the server stops")

    async def _converse(self) -> None:
        try:
            async with asyncio.timeout(self._of.settings.ws_init_seconds):
                payload = await self._init()
        except TimeoutError as error:
            raise Closed(Code.INIT_TIMEOUT, "Connection initialisation timeout") from error
        headers = told_headers(self._websocket, payload)
        try:
            self._asker = await self._of.executor.asker(self._websocket, headers)
        except Refused as refused:
            told = refused.fault.told(languages_of(self._websocket))
            code = Code.TRY_AGAIN if refused.status in _LATER else Code.FORBIDDEN
            raise Closed(code, f"{refused.fault.code}: {told['message']}") from refused
        await self._send({"type": "connection_ack"})
        while True:
            await self._handle(read(await self._text()))

    async def _init(self) -> Mapping[str, Any]:
        """Wait for what must come first."""
        while True:
            match read(await self._text()):
                case Init(payload):
                    return payload
                case Ping(payload):
                    await self._pong(payload)
                case Subscribe():
                    raise Closed(Code.UNAUTHORIZED, "Unauthorized")
                case Pong() | Complete():
                    pass

    async def _handle(self, message: Init | Ping | Pong | Subscribe | Complete) -> None:
        match message:
            case Init():
                raise Closed(Code.TOO_MANY_INITS, "Too many initialisation requests")
            case Ping(payload):
                await self._pong(payload)
            case Subscribe(name, payload):
                await self._begin(name, payload)
            case Complete(name):
                task = self._operations.pop(name, None)
                if task is not None:
                    task.cancel()
            case Pong():
                pass

    async def _begin(self, name: str, payload: Mapping[str, Any]) -> None:
        if name in self._operations:
            raise Closed(Code.DUPLICATE, f"Subscriber for {name} already exists")
        most = self._of.settings.ws_operations
        if len(self._running) >= most:
            await self._refused(name, Fault("TOO_MANY_OPERATIONS", {"limit": str(most)}))
            return
        task = asyncio.create_task(self._run(name, payload))
        self._operations[name] = task
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _run(self, name: str, payload: Mapping[str, Any]) -> None:
        """Answer an operation, to the end; what goes wrong is told."""
        with operation_of_socket(self._of.executor.metrics):
            await self._answered(name, payload)

    async def _answered(self, name: str, payload: Mapping[str, Any]) -> None:
        try:
            await self._answer(name, payload)
        except Gone:
            self._gone.set()
        except Refused as refused:
            await self._refused(name, refused.fault)
        except Exception as error:  # noqa: BLE001  # whatever it is, the other operations go on
            await self._refused(name, unexpected(error))

    async def _answer(self, name: str, payload: Mapping[str, Any]) -> None:
        executor = self._of.executor
        asker = await asked_again(self._asker)
        executor.admit(asker)
        operation = operation_of(payload, executor.documents)
        async with aclosing(executor.stream(operation, asker)) as answers:
            async for answer in answers:
                if "data" not in answer.body:
                    await self._last(name, {"type": "error", "payload": answer.body["errors"]})
                    return
                await self._send({"id": name, "type": "next", "payload": answer.body})
        await self._last(name, {"type": "complete"})

    async def _refused(self, name: str, fault: Fault) -> None:
        note(codes=[fault.code])
        try:
            await self._last(name, {"type": "error", "payload": [fault.told(self._asker.languages)]})
        except Gone:
            self._gone.set()

    async def _last(self, name: str, message: Mapping[str, Any]) -> None:
        """Say the last of an operation; from then on its id is free."""
        if self._operations.get(name) is asyncio.current_task():
            del self._operations[name]
        await self._send({"id": name, **message})

    async def _pong(self, payload: Mapping[str, Any] | None) -> None:
        await self._send({"type": "pong"} if payload is None else {"type": "pong", "payload": payload})

    async def _text(self) -> str:
        """The next message's text."""
        message = await self._websocket.receive()
        if message["type"] == "websocket.disconnect":
            raise Gone
        text: str | None = message.get("text")
        if text is None:
            raise Closed(Code.BAD_REQUEST, "the message is not text")
        if len(text.encode(errors="surrogatepass")) > self._of.settings.ws_max_message:
            raise Closed(Code.TOO_BIG, f"a message has at most {self._of.settings.ws_max_message} bytes")
        return text

    async def _send(self, message: Mapping[str, Any]) -> None:
        try:
            async with asyncio.timeout(self._of.send_seconds):
                await self._websocket.send_text(written(message))
        except (WebSocketDisconnect, TimeoutError) as error:
            raise Gone from error
