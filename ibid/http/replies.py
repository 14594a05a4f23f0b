"""Answers of the GraphQL endpoint, sent as they are: status, headers, bytes."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.types import Receive, Scope, Send

Header = tuple[bytes, bytes]

EVERY: Mapping[str, str] = {
    "Vary": "Accept, Accept-Language, Authorization",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
"""What every answer says, unless it says otherwise itself."""

NOT_MODIFIED = 304


class Reply:
    """An answer, which is an ASGI application: where most of its headers are known already, they are made once."""

    __slots__ = ("body", "headers", "status")

    def __init__(self, status: int, headers: list[Header], body: bytes) -> None:
        self.status = status
        self.headers = headers
        self.body = body

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        """Send it."""
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": self.body})


def header(name: str, value: str) -> Header:
    """A header as ASGI has it."""
    return name.lower().encode("latin-1"), value.encode("latin-1")


def header_lines(headers: Mapping[str, str]) -> list[Header]:
    """Headers as ASGI has them, with what every answer says."""
    named = {name.lower(): value for name, value in {**EVERY, **headers}.items()}
    return [header(name, value) for name, value in named.items()]


def reply(status: int, headers: Mapping[str, str], body: bytes) -> Reply:
    """An answer with these headers, and those that every one has."""
    length = {} if status == NOT_MODIFIED else {"Content-Length": str(len(body))}
    return Reply(status, header_lines({**headers, **length}), body)
