"""Answers of the GraphQL endpoint, sent as they are: status, headers, bytes."""

from __future__ import annotations

import re
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

_CONTROL = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")
"""What no value of a header has (RFC 9110, section 5.5)."""


class Reply:
    """An answer, which is an ASGI application. The same one may be given to many: none of it changes."""

    __slots__ = ("_lines", "body", "headers", "status")

    def __init__(self, status: int, headers: list[Header], body: bytes) -> None:
        self.status = status
        self.headers = headers
        self.body = body
        self._lines: bytes | None = None

    @property
    def lines(self) -> bytes:
        """Its headers as they are sent: joined once, however often it is given. Raises ValueError for a bad one."""
        if self._lines is None:
            self._lines = _joined(self.headers)
        return self._lines

    def with_more(self, headers: list[Header], body: bytes) -> Reply:
        """Another answer, which begins as this one does: what they have in common is joined once for all of them."""
        made = Reply(self.status, [*self.headers, *headers], body)
        made._lines = self.lines + _joined(headers)  # of this class
        return made

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        """Send it."""
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": self.body})


def _joined(headers: list[Header]) -> bytes:
    return b"".join([_line(*each) for each in headers])


def _line(name: bytes, value: bytes) -> bytes:
    if _CONTROL.search(value):
        raise ValueError(name)
    return b"%b: %b\r\n" % (name, value)


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
