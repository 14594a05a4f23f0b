"""A source in memory that answers as docs/sync.md says, and connections that fail in every way they can."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

import httpx

from ibid.mirror.wire import canonical, digest
from resolvers.sync.buckets import bucket_of

URL = "http://source.example"


def bytes_of(line: dict[str, Any]) -> bytes:
    """A line as it is sent."""
    return json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def record_line(key: str, text: str | None, revision: int, *, type_: str = "PARAGRAPH", **more: Any) -> dict[str, Any]:
    """A record line: of a removal where there is no text."""
    line: dict[str, Any] = {
        "operation": "DELETE" if text is None else "UPSERT",
        "type": type_,
        "id": f"id of {key}",
        "key": key,
        "document": key.partition("#")[0],
        "languages": ["en"],
        "revision": revision,
        "at": "2026-11-26T02:00:00.000Z",
        **more,
    }
    if text is not None:
        state = {"text": text, "position": revision}
        line |= {"digest": digest(canonical(state)), "state": state}
    return line


@dataclass
class FakeSource:
    """An Ibid of paragraphs: `held` are their lines by key, `feed` the keys that changed, a number each."""

    held: dict[str, dict[str, Any]] = field(default_factory=dict)
    feed: list[str] = field(default_factory=list)
    part: int = 3
    page: int = 1000
    epoch: str = "e1"

    asked: list[httpx.Request] = field(default_factory=list)
    changed: Event = field(default_factory=Event)

    def write(self, key: str, text: str | None, **more: Any) -> None:
        """Write a paragraph, or delete it."""
        revision = self.held[key]["revision"] + 1 if key in self.held else 1
        self.held[key] = record_line(key, text, revision, **more)
        self.feed.append(key)
        self.changed.set()

    def restore(self) -> None:
        """Be another Ibid's past: every cursor is lost."""
        self.epoch += "'"

    def living(self) -> dict[str, dict[str, Any]]:
        """The lines of what is there, by key."""
        return {key: line for key, line in sorted(self.held.items()) if "state" in line}

    def transport(self) -> httpx.MockTransport:
        """What a client asks it by."""
        return httpx.MockTransport(self.answer)

    def answer(self, request: httpx.Request) -> httpx.Response:
        """The answer to a request."""
        self.asked.append(request)
        answers = {"/export": self._export, "/changes": self._changes, "/verify": self._verify}
        params = dict(request.url.params)
        if request.url.path not in answers:
            return httpx.Response(404)
        said = answers[request.url.path](params)
        if isinstance(said, httpx.Response):
            return said
        headers = {"Content-Type": "application/x-ndjson", "Content-Encoding": "gzip"}
        return httpx.Response(200, headers=headers, content=gzip.compress(b"".join(said)))

    def cursor(self, seq: int) -> str:
        """The cursor of a place."""
        return f"{self.epoch} {seq}"

    def _place(self, cursor: str) -> int | httpx.Response:
        epoch, _, seq = cursor.partition(" ")
        if not seq.isdigit():
            return trouble(400, "CURSOR_INVALID")
        return trouble(410, "EPOCH_CHANGED") if epoch != self.epoch else int(seq)

    def _changes(self, params: dict[str, str]) -> httpx.Response | list[bytes]:
        after = self._place(params["after"])
        if isinstance(after, httpx.Response):
            return after
        if after == len(self.feed):
            self.changed.clear()
            self.changed.wait(int(params.get("wait", "0")))
        window = self.feed[after : after + self.page]
        lines = [self.held[key] for key in dict.fromkeys(reversed(window))][::-1]
        end = {
            "end": True,
            "records": len(lines),
            "next": self.cursor(after + len(window)),
            "hasMore": after + len(window) < len(self.feed),
        }
        return [*(bytes_of({**line, "cursor": "c"}) for line in lines), bytes_of(end)]

    def _export(self, params: dict[str, str]) -> httpx.Response | list[bytes]:
        token = json.loads(params["after"]) if "after" in params else [self.epoch, 0, "", "", 0, len(self.feed)]
        if token[0] != self.epoch:
            return trouble(410, "EXPORT_EXPIRED")
        return list(self._parts(params.get("bucket"), token[1:]))

    def _parts(self, wanted: str | None, reached: Sequence[Any]) -> Iterator[bytes]:
        number, chain, last, records, begin = reached
        yield bytes_of({"export": {"version": 1, "epoch": self.epoch, "schemaVersion": 6, "part": number + 1}})
        lines = [line for key, line in self.living().items() if key > last and wanted in {None, line["document"]}]
        changed = [self.held[key] for key in dict.fromkeys(self.feed[begin:])]
        parts = [lines[at : at + self.part] for at in range(0, len(lines), self.part)]
        for some in [*parts, [line for line in changed if wanted in {None, line["document"]}]]:
            sent = b"".join(bytes_of(line) for line in some)
            sha256 = hashlib.sha256(sent).hexdigest()
            chain = hashlib.sha256((chain + sha256).encode()).hexdigest()
            number, records, last = number + 1, records + len(some), max([last, *(line["key"] for line in some)])
            end = {
                "end": True,
                "part": number,
                "records": len(some),
                "bytes": len(sent),
                "sha256": sha256,
                "chain": chain,
            }
            token = json.dumps([self.epoch, number, chain, last, records, begin])
            yield sent + bytes_of({**end, "next": token})
        manifest = {"cursor": self.cursor(len(self.feed)), "parts": number, "records": records, "sha256": chain}
        yield bytes_of({"manifest": {**manifest, "schemaVersion": 6, "list": []}})

    def _verify(self, params: dict[str, str]) -> list[bytes]:
        wanted, lines = params.get("bucket"), self.living().values()
        buckets = sorted({bucket_of(line["type"], line["key"], line["document"]) for line in lines})
        buckets = [each for each in buckets if wanted in {None, each}]
        said = [self._digest(each) for each in buckets]
        begin = {"verify": {"version": 1, "epoch": self.epoch, "cursor": self.cursor(len(self.feed))}}
        end = {"end": True, "buckets": len(said), "next": None}
        return [bytes_of(line) for line in (begin, *said, end)]

    def _digest(self, name: str) -> dict[str, Any]:
        lines = [line for line in self.living().values() if line["document"] == name]
        rows = sorted(f"{line['type']}\t{line['key']}\t{line['digest']}\n".encode() for line in lines)
        return {"bucket": name, "records": len(rows), "digest": hashlib.sha256(b"".join(rows)).hexdigest()}


def trouble(status: int, code: str, **headers: str) -> httpx.Response:
    """An answer that is an error of Ibid's."""
    body = {"errors": [{"message": f"It is {code}.", "extensions": {"code": code}}]}
    return httpx.Response(status, json=body, headers=headers)


@dataclass(frozen=True, slots=True)
class Fault:
    """How one answer fails, and at which byte of it: cut, ended, flipped or away."""

    kind: str
    at: int = 0


@dataclass(slots=True)
class Faulty(httpx.AsyncBaseTransport):
    """Connections that fail: the next answers by these faults (None: not at all), those behind them never."""

    inner: httpx.AsyncBaseTransport
    faults: list[Fault | None] = field(default_factory=list)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Ask, and spoil the answer."""
        fault = self.faults.pop(0) if self.faults else None
        if fault is not None and fault.kind == "refused":
            raise httpx.ConnectError("refused", request=request)
        if fault is not None and fault.kind == "away":
            return httpx.Response(503, headers={"Retry-After": "1"})
        answer = await self.inner.handle_async_request(request)
        assert isinstance(answer.stream, httpx.AsyncByteStream)
        content = b"".join([chunk async for chunk in answer.stream])
        headers = [(name, value) for name, value in answer.headers.raw if name.lower() != b"content-length"]
        stream = _Stream(content, fault) if fault and content else _Stream(content, None)
        return httpx.Response(answer.status_code, headers=headers, stream=stream, request=request)


@dataclass(slots=True)
class _Stream(httpx.AsyncByteStream):
    content: bytes
    fault: Fault | None

    async def __aiter__(self) -> AsyncIterator[bytes]:
        if self.fault is None:
            yield self.content
            return
        at = self.fault.at % len(self.content)
        if self.fault.kind == "flipped":
            yield self.content[:at] + bytes([self.content[at] ^ 1]) + self.content[at + 1 :]
            return
        yield self.content[:at]
        if self.fault.kind == "cut":
            raise httpx.ReadError("the connection was lost")


async def no_pause(seconds: float) -> None:
    """Wait for nothing."""


@contextmanager
def listening(source: FakeSource) -> Iterator[str]:
    """The address of a source that answers over HTTP until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            answer = source.answer(httpx.Request("GET", f"{URL}{self.path}", headers=dict(self.headers)))
            assert isinstance(answer.stream, httpx.SyncByteStream)
            content = b"".join(answer.stream)
            self.send_response(answer.status_code)
            for name, value in answer.headers.items():
                if name != "content-length":
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
