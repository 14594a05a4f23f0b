"""How requests are read from a connection: by uvicorn's fast reader (llhttp, through httptools), within limits.

That reader takes a head of any size, and keeps it. So what is read of one is counted here, and too much is refused with
431 (RFC 6585 section 5), whether it comes in one piece or never ends.

What came in one piece may be answered at once, with no task of the event loop, where the application has a way to
(`at_once`). Such answers are written together (`ibid.http.outbox`). Any other answer is uvicorn's to send; its head and
the beginning of its body go in one piece, too.
"""

from __future__ import annotations

import asyncio
import urllib.parse
from collections.abc import Callable
from typing import Any, cast

import httptools
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from ibid.http.joining import Joining, write
from ibid.http.outbox import outbox
from ibid.http.replies import Header, Reply

MAX_HEADER = 32 * 1024
"""Bytes of a request's line and headers."""

_AROUND = len(": \r\n")
_WORDS = b"The request's line and headers are too large.\n"
_TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-type: text/plain; charset=utf-8\r\nconnection: close\r\n"
    b"content-length: %d\r\n\r\n%b" % (len(_WORDS), _WORDS)
)
_LAST = b"connection: close\r\n\r\n"
_USUAL = frozenset((b"/graphql",))
MOST_HELD = 128 * 1024
"""Bytes of answers to requests in a row that may wait on one connection; with more, they are written."""

Answer = Callable[[Any, bytes], tuple[Reply, Header | None] | None]
"""Answers a request, by its scope and its body, with one more header; None where it has to wait for anything."""


class TooLarge(Exception):
    """The head of a request is too large: the reader is to stop."""


class BoundedProtocol(HttpToolsProtocol):
    """uvicorn's protocol, which ends a connection whose request begins with too much, and answers some at once."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._answer: Answer | None = getattr(self.app, "at_once", None)
        self._received = 0
        self._idle_since: float | None = None
        self._waiting = 0
        self._is_in_head = True
        self._is_behind_another = False
        self._unbegun: list[bytes] | None = None
        """The body, as far as it came, of a request that nobody has begun to answer."""
        self._outbox = outbox(self.loop)
        self._unwritten: list[bytes] = []
        """Answers that wait to be written, in pieces."""
        self._unwritten_size = 0

    def data_received(self, data: bytes) -> None:
        """Read what came; what is no whole head by now waits, and is counted as it waits."""
        self._received = len(data)
        self._idle_since = None
        self._is_behind_another = False
        super().data_received(data)
        if self._unbegun is not None and self._is_open:
            self._begin(is_whole=False)
        if self._is_in_head and not self._is_behind_another:  # else most of what came was not of this head
            self._waiting += len(data)
            if self._waiting > MAX_HEADER:
                self._refuse()

    def on_message_begin(self) -> None:
        """A request begins."""
        self._waiting = 0
        self._is_in_head = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """The head is whole. It is counted where it can be too large."""
        self._is_in_head = False
        if self._waiting + self._received > MAX_HEADER and self._head() > MAX_HEADER:
            self._refuse()
            raise TooLarge
        parser, scope = self.parser, self.scope
        scope["method"] = parser.get_method().decode("ascii")
        version = parser.get_http_version()
        if version != "1.1":
            scope["http_version"] = version
        if parser.should_upgrade() and self._should_upgrade():
            return
        raw_path, query = _parts(self.url)
        path = raw_path.decode("ascii")
        scope["path"] = self.root_path + (urllib.parse.unquote(path) if "%" in path else path)
        scope["raw_path"] = self.root_path.encode("ascii") + raw_path
        scope["query_string"] = query
        self._unbegun = []

    def on_body(self, body: bytes) -> None:
        """Some of a request's body."""
        if self._unbegun is None:
            super().on_body(body)
        else:
            self._unbegun.append(body)

    def on_message_complete(self) -> None:
        """A request is whole."""
        self._is_behind_another = True
        if self._unbegun is None:
            super().on_message_complete()
        elif self._answer is None or self._is_busy or not self._is_answered(self._answer, b"".join(self._unbegun)):
            self._begin(is_whole=True)

    def on_response_complete(self) -> None:
        """An answer is written: the next request that waits is begun; where none does, the connection is idle."""
        if self.pipeline or self.transport.is_closing():
            super().on_response_complete()
            return
        self.server_state.total_requests += 1
        if self.flow.read_paused:
            self.flow.resume_reading()
        self._idle_since = self.loop.time()
        if self.timeout_keep_alive_task is None:
            self.timeout_keep_alive_task = self.loop.call_later(
                self.timeout_keep_alive, self.timeout_keep_alive_handler
            )

    def timeout_keep_alive_handler(self) -> None:
        """Close a connection that is idle for as long as it may be. One clock runs on, whatever is asked meanwhile."""
        self.timeout_keep_alive_task = None
        if self._idle_since is None:
            return
        left = self._idle_since + self.timeout_keep_alive - self.loop.time()
        if left <= 0:
            super().timeout_keep_alive_handler()
        else:
            self.timeout_keep_alive_task = self.loop.call_later(left, self.timeout_keep_alive_handler)

    def flush(self) -> None:
        """Write the answers that wait, before anything else is written."""
        parts, size = self._unwritten, self._unwritten_size
        if not parts:
            return
        self._unwritten, self._unwritten_size = [], 0
        if not self._is_open:
            return
        try:
            write(self.transport, parts, size)
        except BaseException:
            self.transport.abort()  # its client would take a later answer for this one
            raise

    def shutdown(self) -> None:
        """Answer what is being answered, and close."""
        self.flush()
        super().shutdown()

    def handle_websocket_upgrade(self) -> None:
        """Hand the connection on."""
        self.flush()
        super().handle_websocket_upgrade()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody is there any more."""
        self._unwritten, self._unwritten_size = [], 0
        super().connection_lost(exc)
        if self.timeout_keep_alive_task is not None:
            self.timeout_keep_alive_task.cancel()
            self.timeout_keep_alive_task = None

    def _unset_keepalive_if_required(self) -> None:
        """Let the clock run on: it looks whether the connection is idle when it is due."""

    def send_400_response(self, msg: str) -> None:
        """Refuse what cannot be read; nothing where it was refused as too large."""
        if self._is_open:
            self.flush()
            super().send_400_response(msg)

    @property
    def _is_open(self) -> bool:
        return not self.transport.is_closing()

    @property
    def _is_busy(self) -> bool:
        """Whether an answer would come before others, or would have to wait to be written."""
        cycle = self.cycle
        return (cycle is not None and not cycle.response_complete) or self.flow.write_paused or not self._is_open

    def _is_answered(self, answer: Answer, content: bytes) -> bool:
        """Answer a request at once, where that can be done."""
        try:
            found = answer(self.scope, content)
        except Exception:  # noqa: BLE001  # whatever it was, the long way meets it again, and tells
            return False
        if found is None:
            return False
        self._unbegun = None
        reply, more = found
        last = b"" if more is None else b"%b: %b\r\n" % more
        is_kept_alive = self._is_kept_alive
        end = b"\r\n" if is_kept_alive else _LAST
        usual = self._outbox.usual(self.server_state.default_headers)
        head = b"%b%b%b%b%b" % (STATUS_LINE[reply.status], usual, reply.lines, last, end)
        self._write_soon(head, reply.body)
        if not is_kept_alive:
            self.flush()
            self.transport.close()
        self.on_response_complete()
        return True

    def _write_soon(self, head: bytes, body: bytes) -> None:
        """Write an answer when everything was read that is there to be read."""
        is_first = not self._unwritten
        self._unwritten += (head, body) if body else (head,)
        self._unwritten_size += len(head) + len(body)
        if self._unwritten_size > MOST_HELD:
            self.flush()
        elif is_first:
            self._outbox.add(self.flush)

    @property
    def _is_kept_alive(self) -> bool:
        return self.scope["http_version"] != "1.0" and self.parser.should_keep_alive()

    def _begin(self, *, is_whole: bool) -> None:
        """Have a request answered by the application, now, or when those before it are answered."""
        self.flush()
        before = self.cycle
        cycle = self.cycle = RequestResponseCycle(
            scope=self.scope,
            transport=self.transport if self.scope["method"] == "HEAD" else cast("Any", Joining(self.transport)),
            flow=self.flow,
            logger=self.logger,
            access_logger=self.access_logger,
            access_log=self.access_log,
            default_headers=self.server_state.default_headers,
            message_event=asyncio.Event(),
            expect_100_continue=self.expect_100_continue,
            keep_alive=self._is_kept_alive,
            on_response=self.on_response_complete,
        )
        body, self._unbegun = self._unbegun or (), None
        for some in body:
            self.on_body(some)
        if is_whole:
            self.on_message_complete()
        if before is None or before.response_complete:
            self._start_asgi_task(cycle, self.app)
        else:
            self.flow.pause_reading()
            self.pipeline.appendleft((cycle, self.app))

    def _head(self) -> int:
        return len(self.url) + sum(len(name) + len(value) + _AROUND for name, value in self.headers)

    def _refuse(self) -> None:
        if self._is_open:
            self.flush()
            self.transport.write(_TOO_LARGE)
            self.transport.close()


def _parts(target: bytes) -> tuple[bytes, bytes]:
    """The path and the query of a request's target, which in its usual form needs no parser."""
    path, _, query = target.partition(b"?")
    if path in _USUAL and b"#" not in query:
        return path, query
    url = httptools.parse_url(target)
    return url.path, url.query or b""
