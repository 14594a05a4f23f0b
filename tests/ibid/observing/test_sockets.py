"""Sockets: one request that lasts, with operations of its own."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from starlette.types import Message, Receive, Scope, Send

from ibid.observing.access_log import AccessLog
from ibid.observing.exchange import Observed
from ibid.observing.facts import note
from ibid.observing.sockets import operation_of_socket
from ibid.service import Service
from tests.ibid.observing.conftest import Lines

SCOPE = {"type": "websocket", "path": "/graphql", "scheme": "ws", "headers": [(b"x-request-id", b"mine")]}


async def opened(service: Service, work: Any) -> list[Message]:
    """Open a socket, do some work on it, and close it; gives what was sent."""
    sent: list[Message] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "websocket.accept", "headers": []})
        work()
        await send({"type": "websocket.close", "code": 1000})

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    await Observed(app, [AccessLog(), service.metrics, service.tracing])(dict(SCOPE), receive, send)
    return sent


def value(service: Service, name: str, **labels: str) -> float | None:
    return service.metrics.registry.get_sample_value(name, labels)


async def test_a_socket_is_counted_while_it_is_open_and_told_its_id(service: Service, lines: Lines) -> None:
    open_now: list[float | None] = []
    sent = await opened(service, lambda: open_now.append(value(service, "ibid_sockets_open")))

    assert (open_now, value(service, "ibid_sockets_open")) == ([1], 0)
    assert sent[0]["headers"] == [(b"x-request-id", b"mine")]
    (line,) = lines()
    assert (line["method"], line["request_id"], line["status"]) == ("WEBSOCKET", "mine", None)


async def test_its_operations_are_counted_and_logged_each_by_itself(service: Service, lines: Lines) -> None:
    def work() -> None:
        with operation_of_socket(service.metrics):
            note(kind="subscription", operation="Following", cost=3)
        with suppress(ZeroDivisionError), operation_of_socket(service.metrics):
            note(kind="query", codes=["INTERNAL"])
            raise ZeroDivisionError

    await opened(service, work)

    assert value(service, "ibid_operations_total", kind="subscription", operation="other", code="OK") == 1
    assert value(service, "ibid_operations_total", kind="query", operation="other", code="INTERNAL") == 1
    first, second, socket = lines()
    assert (first["operation"], first["cost"], first["request_id"]) == ("Following", 3, "mine")
    assert (second["codes"], second["request_id"]) == (["INTERNAL"], "mine")
    assert "operation" not in socket
