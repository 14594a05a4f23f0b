"""A request and its answer, as they are watched from outside."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from typing import Protocol

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ibid.observing.facts import Facts, gathering
from ibid.observing.request_ids import HEADER, request_id

FAILED, GONE = 500, 499
"""The status of what raised before it answered, and of a client that went away before (as nginx writes it)."""

NOWHERE = "none"
"""The route of addresses where nothing is."""

SOCKET = "WEBSOCKET"
"""In place of a method."""

_METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
_OTHER = "OTHER"


@dataclass(slots=True)
class Exchange:
    """One of them. What is learnt late (route, status, seconds, the facts) is there once it has ended.

    `status` is None for a socket, and until an answer begins.
    """

    method: str
    path: str
    scope: Scope
    facts: Facts
    route: str = NOWHERE
    status: int | None = None
    seconds: float = 0.0
    _began: float = field(default_factory=time.perf_counter)

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
        self.route = getattr(self.scope.get("route"), "path", NOWHERE)
        if self.status is None and not self.is_socket:
            self.status = FAILED if failed else GONE


class Observer(Protocol):
    """Who watches exchanges."""

    def watching(self, exchange: Exchange) -> AbstractContextManager[object]:
        """Watch one: it begins with the block, and has ended when the block does."""
        ...


class Observed:
    """ASGI middleware, the outermost: gives each request its id, and has it watched."""

    def __init__(self, app: ASGIApp, observers: Sequence[Observer]) -> None:
        self._app = app
        self._observers = observers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        exchange = _begun(scope)

        async def noting(message: Message) -> None:
            if message["type"] in {"http.response.start", "websocket.accept"}:
                MutableHeaders(scope=message)[HEADER] = exchange.facts.request_id
                exchange.status = message.get("status")
            await send(message)

        with ExitStack() as watching:
            watching.enter_context(gathering(exchange.facts))
            for observer in self._observers:
                watching.enter_context(observer.watching(exchange))
            failed = True
            try:
                await self._app(scope, receive, noting)
                failed = False
            except Exception:
                if not exchange.is_answered_failure:
                    raise
            finally:
                exchange.end(failed=failed)


def _begun(scope: Scope) -> Exchange:
    method = SOCKET if scope["type"] == "websocket" else scope["method"]
    return Exchange(
        method=method if method in _METHODS or method == SOCKET else _OTHER,
        path=scope["path"],
        scope=scope,
        facts=Facts(request_id(Headers(scope=scope))),
    )
