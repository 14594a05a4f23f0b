"""How requests are read from a connection: by uvicorn's fast reader (llhttp, through httptools), within limits.

That reader takes a head of any size, and keeps it. So what is read of one is counted here, and too much is refused with
431 (RFC 6585 section 5), whether it comes in one piece or never ends.
"""

from __future__ import annotations

from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MAX_HEADER = 32 * 1024
"""Bytes of a request's line and headers."""

_AROUND = len(": \r\n")
_WORDS = b"The request's line and headers are too large.\n"
_TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-type: text/plain; charset=utf-8\r\nconnection: close\r\n"
    b"content-length: %d\r\n\r\n%b" % (len(_WORDS), _WORDS)
)


class TooLarge(Exception):
    """The head of a request is too large: the reader is to stop."""


class BoundedProtocol(HttpToolsProtocol):
    """uvicorn's protocol, which ends a connection whose request begins with too much."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._read = 0
        self._waiting = 0
        self._is_in_head = True

    def data_received(self, data: bytes) -> None:
        """Read what came; what is no whole head by now waits, and is counted as it waits."""
        super().data_received(data)
        if self._is_in_head:
            self._waiting += len(data)
            if self._waiting > MAX_HEADER:
                self._refuse()

    def on_message_begin(self) -> None:
        """A request begins."""
        self._read = self._waiting = 0
        self._is_in_head = True
        super().on_message_begin()

    def on_url(self, url: bytes) -> None:
        """Some of the request's target."""
        self._count(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """One header."""
        self._count(len(name) + len(value) + _AROUND)
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """The head is whole."""
        self._is_in_head = False
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:
        """Refuse what cannot be read; nothing where it was refused as too large."""
        if self._is_open:
            super().send_400_response(msg)

    @property
    def _is_open(self) -> bool:
        return not self.transport.is_closing()

    def _count(self, size: int) -> None:
        self._read += size
        if self._read > MAX_HEADER:
            self._refuse()
            raise TooLarge

    def _refuse(self) -> None:
        if self._is_open:
            self.transport.write(_TOO_LARGE)
            self.transport.close()
