"""A request as it came: its method, its parameters as bytes, and the few headers that matter."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Coroutine
from typing import Any, TypeVar

from starlette.datastructures import QueryParams
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope

from execution.conducting import resumed
from ibid.headers import first_headers
from ibid.http.errors import Fault, Refused
from ibid.http.ways import Headers
from ibid.settings import Limits

T = TypeVar("T")


class Sent:
    """One request. Of a header that stands twice the first counts, as everywhere here."""

    __slots__ = ("_headers", "_receive", "about", "method", "query_string", "scope")

    def __init__(self, scope: Scope, receive: Receive) -> None:
        self.scope = scope
        self.method: str = scope["method"]
        self.query_string: bytes = scope.get("query_string", b"")
        self._receive = receive
        self._headers = first_headers(scope)
        get = self._headers.get
        self.about: Headers = (get(b"accept"), get(b"accept-language"), get(b"content-type"))
        """The headers that an answer depends on, beside who asks."""

    def header(self, name: bytes) -> str | None:
        """The value of a header, by its name in lower case."""
        found = self._headers.get(name)
        return None if found is None else found.decode("latin-1")

    @property
    def address(self) -> str | None:
        """The address that it came from, by what believed proxies say (IBID_PROXIES)."""
        client = self.scope.get("client")
        return client[0] if client else None

    @property
    def query(self) -> QueryParams:
        """The parameters in its address."""
        return QueryParams(self.query_string)

    def body(self, limits: Limits) -> Awaitable[bytes]:
        """The body, as far as it is not too large and comes in time."""
        return read_body(self._receive, self.header(b"content-length") or "", limits)


async def within(seconds: float, work: Coroutine[Any, Any, T]) -> T:
    """What some work gives. What it waits for must come within so many seconds, or TimeoutError is raised; what waits
    for nothing needs no clock.
    """
    began = asyncio.get_running_loop().time()
    try:
        waiting = work.send(None)
    except StopIteration as done:
        found: T = done.value
        return found
    async with asyncio.timeout_at(began + seconds):
        return await resumed(work, waiting)


async def read_body(receive: Receive, stated: str, limits: Limits) -> bytes:
    """A body, as far as it is not too large and comes in time. `stated` is the length that its sender says it has."""
    if stated.isdecimal() and int(stated) > limits.max_body:
        raise _too_large(limits)
    try:
        return await within(limits.body_seconds, _chunks(receive, limits))
    except TimeoutError as error:
        fault = Fault("BODY_TIMEOUT", {"limit": str(limits.body_seconds)})
        raise Refused(408, fault, {"Connection": "close"}) from error


async def _chunks(receive: Receive, limits: Limits) -> bytes:
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > limits.max_body:
            raise _too_large(limits)
        chunks.append(chunk)
        if not message.get("more_body", False):
            return b"".join(chunks)


def _too_large(limits: Limits) -> Refused:
    return Refused(413, Fault("BODY_TOO_LARGE", {"limit": str(limits.max_body)}), {"Connection": "close"})
