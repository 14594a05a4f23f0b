"""What of a request is there already, without waiting for any of it."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping

from starlette.types import Message, Receive, Scope

from execution.conducting import resumed
from ibid.headers import first_headers


def there(scope: Scope, receive: Receive) -> tuple[bytes | None, Receive]:
    """The body of a request, where all of it is there; None where it is not. And what receives it from its beginning.

    Who waits to be told to go on (RFC 9110, section 10.1.1) is told by whoever reads the body.
    """
    if b"expect" in first_headers(scope):
        return None, receive
    receiving = _next(receive)
    try:
        waiting = receiving.send(None)
    except StopIteration as done:
        message: Message = done.value
        is_whole = message["type"] == "http.request" and not message.get("more_body", False)
        return (message.get("body", b"") if is_whole else None), _Again(message, receive)
    return None, _Again(resumed(receiving, waiting), receive)


async def _next(receive: Receive) -> Message:
    """The next message, of whatever kind of awaitable a server gives."""
    return await receive()


class _Again:
    """Receives what was received already, or is being, and then the rest."""

    def __init__(self, first: Message | Awaitable[Message], receive: Receive) -> None:
        self._first: Message | Awaitable[Message] | None = first
        self._receive = receive

    async def __call__(self) -> Message:
        """The next message."""
        first, self._first = self._first, None
        if first is None:
            return await self._receive()
        return first if isinstance(first, Mapping) else await first
