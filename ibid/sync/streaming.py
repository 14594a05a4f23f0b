"""An answer of lines that is made while it is sent: until they end, the client goes, or the server stops."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import ExitStack, aclosing, suppress

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from i18n.languages import Tag
from ibid.http.errors import Fault, Refused, of_store, unexpected
from ibid.live.patience import GOODBYE_SECONDS, SEND_SECONDS
from ibid.live.racing import first
from ibid.stopping import Stopping
from ibid.sync.compressing import IDENTITY, compressor
from ibid.sync.lines import MEDIA, error_line
from store.errors import StoreError

_ASIDE = 65_536
"""Bytes from which on compressing is done aside: what is asked meanwhile is answered."""

HEADERS = {
    "Cache-Control": "no-cache",
    "Vary": "Accept-Encoding, Accept-Language, Authorization",
    "X-Content-Type-Options": "nosniff",
    "X-Accel-Buffering": "no",
}

NOT_MODIFIED = {name: HEADERS[name] for name in ("Cache-Control", "Vary")}
"""What an answer without a body has of it."""

Lines = AsyncGenerator[bytes, None]
"""Some whole lines at a time; nothing (b"") asks for what was given to be sent at once."""


class LineStream(Response):
    """A response of lines, compressed as the client takes it. `holding` is let go of at the end."""

    def __init__(
        self,
        lines: Lines,
        *,
        stopping: Stopping,
        languages: Sequence[Tag],
        coding: str = IDENTITY,
        headers: Mapping[str, str] | None = None,
        holding: ExitStack | None = None,
    ) -> None:
        encoding = {} if coding == IDENTITY else {"Content-Encoding": coding}
        self.status_code = 200
        self.background = None
        self.media_type = MEDIA
        self.body = b""
        self.init_headers({**HEADERS, "Content-Type": MEDIA, **encoding, **(headers or {})})
        del self.headers["Content-Length"]
        self._lines = lines
        self._stopping = stopping
        self._languages = languages
        self._compressor = compressor(coding)
        self._holding = holding or ExitStack()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the lines."""
        with self._holding, self._stopping.lasting(), suppress(OSError):  # a time-out is one, too: nobody reads it
            async with aclosing(self._lines):
                body = self._nothing(send) if scope["method"] == "HEAD" else self._body(send)
                await first(body, until_gone(receive), self._until_stopped())

    async def _nothing(self, send: Send) -> None:
        await self._start(send)
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _start(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})

    async def _body(self, send: Send) -> None:
        await self._start(send)
        fault: Fault | None = None
        try:
            async for text in self._lines:
                await self._write(send, await self._compressed(text))
                if self._stopping.is_set():
                    fault = Fault("SERVER_STOPPING", extensions={"retryAfter": 1})
                    break
        except Refused as refused:
            fault = refused.fault
        except StoreError as error:
            fault = of_store(error)
        except (OSError, asyncio.CancelledError):
            raise
        except Exception as error:  # noqa: BLE001  # the status is sent already: a line is the only way to tell
            fault = unexpected(error)
        last = b"" if fault is None else self._compressor.add(error_line(fault, self._languages))
        await self._write(send, last + self._compressor.end(), more=False)

    async def _compressed(self, text: bytes) -> bytes:
        if not text:
            return self._compressor.flush()
        if len(text) < _ASIDE:
            return self._compressor.add(text)
        return await asyncio.to_thread(self._compressor.add, text)

    @staticmethod
    async def _write(send: Send, data: bytes, *, more: bool = True) -> None:
        if data or not more:
            async with asyncio.timeout(SEND_SECONDS):
                await send({"type": "http.response.body", "body": data, "more_body": more})

    async def _until_stopped(self) -> None:
        """Let the answer end by itself, with a line that says so."""
        await self._stopping.wait()
        await asyncio.sleep(GOODBYE_SECONDS)


async def until_gone(receive: Receive) -> None:
    """Wait until a client has closed its connection."""
    while (await receive())["type"] != "http.disconnect":
        pass
