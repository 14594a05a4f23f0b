"""What belongs together, written to a connection in one piece."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

_CONTINUE, _NOT_MODIFIED, _LENGTH = b"HTTP/1.1 100", b"HTTP/1.1 304", b"\r\ncontent-length: "
_JOINED = 64 * 1024
"""Bodies that are copied behind their heads: to copy more costs more than to write twice."""


def write(transport: asyncio.Transport, parts: Sequence[bytes], size: int) -> None:
    """Write what belongs together in one piece. No part may be empty: asyncio would wait for it to be sent for ever."""
    if size <= _JOINED:
        transport.write(b"".join(parts))
    else:
        transport.writelines(parts)


class Joining:
    """A connection that has an answer's head, where it says how long the body is, written together with the body."""

    __slots__ = ("_head", "_is_begun", "_transport")

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._head = b""
        self._is_begun = False

    def write(self, data: bytes) -> None:
        """Write what comes, in its order."""
        if self._head:
            head, self._head = self._head, b""
            write(self._transport, (head, data), len(head) + len(data))
        elif self._is_begun or data.startswith(_CONTINUE):
            self._transport.write(data)
        else:
            self._is_begun = True
            if data.startswith(_NOT_MODIFIED) or _LENGTH in data:
                self._head = data
            else:
                self._transport.write(data)

    def close(self) -> None:
        """Write what is left, and close."""
        if self._head:
            self.write(b"")
        self._transport.close()

    def is_closing(self) -> bool:
        """Whether nothing more can be written."""
        return self._transport.is_closing()
