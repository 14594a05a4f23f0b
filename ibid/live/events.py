"""Server-sent events: GraphQL over SSE, in its mode of distinct connections.

https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md, and the HTML standard, section 9.2. Lines end with LF
alone: some clients take an empty line for the end of an event only where it is two LF.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing, suppress
from typing import Any

from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from ibid.http.asking import Asker
from ibid.http.errors import Fault, Refused, unexpected
from ibid.http.executing import Answer
from ibid.http.json import written
from ibid.http.media import EVENTS
from ibid.live.patience import SEND_SECONDS, SILENT_SECONDS
from ibid.live.racing import first
from ibid.stopping import Stopping
from resolvers.changes.watching import Watch

COMPLETE = "event: complete\ndata:\n\n"
KEEP_ALIVE = ": keep-alive\n\n"

_HEADERS = {"Cache-Control": "no-store, no-transform", "X-Accel-Buffering": "no"}


def next_event(body: Mapping[str, Any], cursor: str | None = None) -> str:
    """An answer as an event; the cursor, where there is one, is what `Last-Event-ID` brings back."""
    number = "" if cursor is None else f"id: {cursor}\n"
    return f"event: next\n{number}data: {written(body)}\n\n"


async def frames(answers: AsyncGenerator[Answer, None], asker: Asker) -> AsyncGenerator[str, None]:
    """The events of an operation, to the end; what goes wrong is told in one of them, as the protocol has it."""
    fault: Fault | None = None
    try:
        async with aclosing(answers):
            async for answer in answers:
                yield next_event(answer.body, answer.context.live.cursor if answer.context.live else None)
    except Refused as refused:
        fault = refused.fault
    except Exception as error:  # noqa: BLE001  # the status is sent already: an event is the only way to tell
        fault = unexpected(error)
    if fault is not None:
        yield next_event({"errors": [fault.told(asker.languages)]})
    yield COMPLETE


class EventStream(StreamingResponse):
    """A response that goes on until its events end, the client goes, or the server stops."""

    def __init__(
        self, answers: AsyncGenerator[Answer, None], asker: Asker, *, watch: Watch, stopping: Stopping
    ) -> None:
        self._frames = frames(answers, asker)
        super().__init__(self._frames, headers=_HEADERS, media_type=EVENTS)
        self._watch = watch
        self._stopping = stopping
        self._writing = asyncio.Lock()
        self._is_silent = True

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002  # ASGI
        """Send the events."""
        with self._stopping.lasting(), suppress(OSError):  # a time-out is one, too: who cannot be written to is gone
            await first(self._events(send), self._comments(send), self._until_gone(receive), self._until_stopped())

    async def _events(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        async with aclosing(self._frames) as events:
            async for event in events:
                await self._write(send, event)
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _comments(self, send: Send) -> None:
        """Break the silence every so often."""
        while True:
            self._is_silent = True
            await asyncio.sleep(SILENT_SECONDS)
            if self._is_silent:
                await self._write(send, KEEP_ALIVE)

    async def _write(self, send: Send, text: str) -> None:
        async with self._writing, asyncio.timeout(SEND_SECONDS):
            await send({"type": "http.response.body", "body": text.encode(), "more_body": True})
        self._is_silent = False

    async def _until_gone(self, receive: Receive) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass

    async def _until_stopped(self) -> None:
        """Let a subscription say where to go on, and end by itself."""
        await self._stopping.wait()
        self._watch.stop()
        await asyncio.Event().wait()
