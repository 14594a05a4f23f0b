"""A request and its answer, as they are watched from outside."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any, Protocol

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ibid.headers import first_headers
from ibid.http.receiving import there
from ibid.http.replies import Header, Reply
from ibid.observing.facts import Facts, gather, gathered
from ibid.observing.request_ids import HEADER, request_id

FAILED, GONE = 500, 499
"""The status of what raised before it answered, and of a client that went away before (as nginx writes it)."""

NOWHERE = "none"
"""The route of addresses where nothing is."""

SOCKET = "WEBSOCKET"
"""In place of a method."""

_METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", SOCKET))
_OTHER = "OTHER"
_BEGINNINGS = frozenset(("http.response.start", "websocket.accept"))
_WATCHED = frozenset(("http", "websocket"))
_HEADER = HEADER.lower().encode()
_KEY = "ibid.exchange"
"""Where the exchange is in the scope of a request that could not be answered at once."""


class Exchange:
    """One of them. What is learnt late (route, status, seconds, the facts) is there once it has ended.

    `status` is None for a socket, and until an answer begins.
    """

    route: str = NOWHERE
    status: int | None = None
    seconds: float = 0.0

    def __init__(self, method: str, path: str, scope: Scope, facts: Facts) -> None:
        self.method = method
        self.path = path
        self.scope = scope
        self.facts = facts
        self._began = time.perf_counter()

    @property
    def is_socket(self) -> bool:
        """Whether it is a WebSocket, which lasts."""
        return self.method == SOCKET

    @property
    def is_answered_failure(self) -> bool:
        """Whether its reader has a reference to what went wrong, which is in the log: nobody needs to be told again."""
        return self.status == FAILED and self.facts.reference is not None

    def end(self, *, failed: bool) -> None:
        """Learn what there is to learn at the end."""
        self.seconds = time.perf_counter() - self._began
        route = self.scope.get("route")
        self.route = NOWHERE if route is None else getattr(route, "path", NOWHERE)
        if self.status is None and not self.is_socket:
            self.status = FAILED if failed else GONE


class Observer(Protocol):
    """Who watches exchanges."""

    def began(self, exchange: Exchange) -> object:
        """Watch one that begins. What this gives is handed to `ended`."""
        ...

    def ended(self, exchange: Exchange, begun: Any) -> None:
        """It has ended, and all is known of it."""
        ...


class AtOnce(Protocol):
    """An application some of whose answers wait for nothing: they need no task of the event loop."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        ...

    def at_once(self, scope: Scope, content: bytes) -> tuple[Reply, Header | None] | None:
        """The answer to a request with this body, and a header beside those that it has; None where it is to be served
        as any other.
        """
        ...


class Observed:
    """ASGI middleware, the outermost: gives each request its id, and has it watched."""

    def __init__(self, app: ASGIApp, observers: Sequence[Observer]) -> None:
        self._app = app
        self._observers = observers
        self._last_first = tuple(reversed(observers))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] not in _WATCHED:
            await self._app(scope, receive, send)
            return
        exchange = scope.pop(_KEY, None) or _begun(scope)  # they would hold each other
        request_id = (_HEADER, exchange.facts.request_id.encode("latin-1"))

        async def noting(message: Message) -> None:
            if message["type"] in _BEGINNINGS:
                message["headers"] = [*message.get("headers", ()), request_id]
                exchange.status = message.get("status")
            await send(message)

        token = gather(exchange.facts)
        begun = [observer.began(exchange) for observer in self._observers]
        failed = True
        try:
            await self._app(scope, receive, noting)
            failed = False
        except Exception:
            if not exchange.is_answered_failure:
                raise
        finally:
            exchange.end(failed=failed)
            for observer in self._last_first:
                observer.ended(exchange, begun.pop())
            gathered(token)


class ObservedAtOnce(Observed):
    """The same of an application that answers some requests at once; observers see these begin when they end."""

    def __init__(self, app: AtOnce, observers: Sequence[Observer]) -> None:
        super().__init__(app, observers)
        self._answer = app.at_once

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request: at once, where all of it is there and that can be."""
        if scope["type"] != "http" or _KEY in scope:
            await super().__call__(scope, receive, send)
            return
        content, receive = (b"", receive) if scope["method"] == "GET" else there(scope, receive)
        answer = None if content is None else self.at_once(scope, content)
        if answer is None:
            await super().__call__(scope, receive, send)
            return
        reply, request_id = answer
        await send({"type": "http.response.start", "status": reply.status, "headers": [*reply.headers, request_id]})
        await send({"type": "http.response.body", "body": reply.body})

    def at_once(self, scope: Scope, content: bytes) -> tuple[Reply, Header] | None:
        """The answer to a request with this body, and its id as a header."""
        exchange = _begun(scope)
        token = gather(exchange.facts)
        try:
            answer = self._answer(scope, content)
            if answer is None:
                scope[_KEY] = exchange
                return None
            reply, _ = answer
            exchange.status = reply.status
            exchange.end(failed=False)
            for observer in self._last_first:
                observer.ended(exchange, observer.began(exchange))
        finally:
            gathered(token)
        return reply, (_HEADER, exchange.facts.request_id.encode("latin-1"))


def _begun(scope: Scope) -> Exchange:
    method = SOCKET if scope["type"] == "websocket" else scope["method"]
    return Exchange(
        method if method in _METHODS else _OTHER, scope["path"], scope, Facts(request_id(first_headers(scope)))
    )
