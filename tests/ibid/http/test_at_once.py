"""What is answered at once is what the long way answers, byte for byte, and is written in one piece."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from hashlib import sha256
from typing import Any, cast
from urllib.parse import urlencode

import pytest
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from ibid.http.outbox import MOST_WAITING, outbox
from ibid.http.protocol import MAX_HEADER, MOST_HELD, BoundedProtocol
from tests.support.app import App, application, limited
from tests.support.feeds import WITHIN
from tests.support.records import FR, RESOLUTION

TITLE = f'{{ document(symbol: "{RESOLUTION}") {{ title {{ plain }} }} }}'
BODY = json.dumps({"query": TITLE}).encode()
ASKED = urlencode({"query": TITLE})
ID = re.compile(rb"x-request-id: [0-9a-f]{32}\r\n")


class Wire(asyncio.Transport):
    """A connection: what is written to it, piece by piece."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.pieces: list[bytes] = []
        self.all: list[bytes] = []
        self.written = asyncio.Event()
        self.is_closed = False
        self.error: BaseException | None = None
        self._address = address

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        return {"peername": (self._address, 4711), "sockname": ("127.0.0.1", 8000)}.get(name, default)

    def write(self, data: Any) -> None:
        if self.error is not None:
            raise self.error
        self.pieces.append(bytes(data))
        self.all.append(bytes(data))
        self.written.set()

    def writelines(self, list_of_data: Iterable[Any]) -> None:
        for each in list_of_data:
            self.write(each)

    def abort(self) -> None:
        self.close()

    def close(self) -> None:
        self.is_closed = True
        self.written.set()

    def is_closing(self) -> bool:
        return self.is_closed

    def pause_reading(self) -> None:
        pass

    def resume_reading(self) -> None:
        pass


class Server:
    """A server of an application."""

    def __init__(self, app: ASGIApp) -> None:
        self.config = uvicorn.Config(app, log_config=None, lifespan="off", proxy_headers=False, http=BoundedProtocol)
        self.config.load()
        self.state = uvicorn.Server(self.config).server_state

    def connect(self, wire: Wire) -> BoundedProtocol:
        """A connection."""
        protocol = BoundedProtocol(config=self.config, server_state=self.state, app_state={})
        protocol.connection_made(wire)
        return protocol


class Connected:
    """A client of an application, byte by byte: of a server of its own, or of the same as others."""

    def __init__(self, app: ASGIApp | Server, address: str = "203.0.113.9") -> None:
        self.wire = Wire(address)
        self.protocol = (app if isinstance(app, Server) else Server(app)).connect(self.wire)

    def sends(self, *pieces: bytes) -> bytes:
        """What is answered before anything else can happen."""
        self.takes(*pieces)
        self.protocol.flush()
        return b"".join(self.wire.pieces)

    def takes(self, *pieces: bytes) -> None:
        """Some bytes come."""
        self.wire.pieces.clear()
        for piece in pieces:
            self.protocol.data_received(piece)

    async def asks(self, *pieces: bytes, until: Callable[[bytes], bool] = bool) -> bytes:
        """What is answered."""
        answer = self.sends(*pieces)
        async with asyncio.timeout(WITHIN):
            while not until(answer):
                self.wire.written.clear()
                await self.wire.written.wait()
                answer = b"".join(self.wire.pieces)
        return answer


def post(body: bytes = BODY, *headers: str) -> bytes:
    """A request."""
    usual = ("host: a", "content-type: application/json", f"content-length: {len(body)}", *headers)
    return "\r\n".join(["POST /graphql HTTP/1.1", *usual, "", ""]).encode() + body


def gets(query: str, *headers: str) -> bytes:
    return "\r\n".join([f"GET /graphql?{query} HTTP/1.1", "host: a", *headers, "", ""]).encode()


def plain(answer: bytes) -> tuple[set[bytes], bytes]:
    """The lines of a head without the request's id, and the body."""
    head, _, body = answer.partition(b"\r\n\r\n")
    return set(ID.sub(b"", head + b"\r\n").split(b"\r\n")), body


def counted(app: App, **labels: str) -> float:
    return app.service.metrics.registry.get_sample_value("ibid_requests_total", labels) or 0


@pytest.mark.parametrize(
    "request_",
    [
        post(),
        post(BODY, f"accept-language: {FR}"),
        post(BODY, "accept: application/graphql-response+json"),
        post(BODY, "connection: close"),
        gets(ASKED),
        gets(ASKED, "if-none-match: *"),
    ],
    ids=["post", "language", "media", "close", "get", "not modified"],
)
async def test_what_is_kept_is_given_at_once_as_it_was_given_before(request_: bytes) -> None:
    async with application() as app:
        first = await Connected(app.app).asks(request_)
        client = Connected(app.app)
        at_once = client.sends(request_)

        assert plain(at_once) == plain(first)
        assert len(client.wire.pieces) == 1
        assert client.wire.is_closed is (b"connection: close" in request_)
        assert len(set(ID.findall(first + at_once))) == 2
        status = "304" if b"if-none-match" in request_ else "200"
        assert counted(app, route="/graphql", method=request_.split()[0].decode(), status=status) == 2


async def test_an_answer_that_is_made_is_one_piece_too() -> None:
    async with application() as app:
        client = Connected(app.app)
        await client.asks(post())

        assert len(client.wire.pieces) == 1
        assert client.wire.pieces[0].startswith(b"HTTP/1.1 200 OK\r\n")


async def test_a_request_in_pieces_and_several_in_one_are_answered_in_their_order() -> None:
    other = json.dumps({"query": "{ languages { tag } }"}).encode()
    async with application() as app:
        await Connected(app.app).asks(post())
        client = Connected(app.app)
        in_pieces = await client.asks(post()[:-5], post()[-5:])
        several = await client.asks(
            post(other) + post() + post(), until=lambda answer: answer.count(b"HTTP/1.1 200") == 3
        )

    assert b'"title"' in in_pieces
    assert [b'"languages"' in each for each in several.split(b"HTTP/1.1 200 OK")[1:]] == [True, False, False]


async def test_answers_at_once_are_written_when_everybody_who_asked_has_been_read() -> None:
    async with application() as app:
        await Connected(app.app).asks(post())
        server = Server(app.app)
        clients = [Connected(server), Connected(server)]
        for client in clients:
            client.takes(post() + post())
        unwritten = [client.wire.pieces[:] for client in clients]
        await asyncio.sleep(0)  # a turn of the event loop

    assert unwritten == [[], []]
    assert [len(client.wire.pieces) for client in clients] == [1, 1]
    assert [client.wire.pieces[0].count(b"HTTP/1.1 200 OK") for client in clients] == [2, 2]


async def test_nobody_waits_for_more_than_some_others() -> None:
    async with application() as app:
        await Connected(app.app).asks(post())
        server = Server(app.app)
        clients = [Connected(server) for _ in range(MOST_WAITING + 1)]
        for client in clients:
            client.takes(post())
        at_once = [len(client.wire.pieces) for client in clients]
        await asyncio.sleep(0)

    assert at_once == [1] * MOST_WAITING + [0]
    assert [len(client.wire.pieces) for client in clients] == [1] * (MOST_WAITING + 1)


async def test_what_waits_to_be_written_is_bounded() -> None:
    async with application() as app:
        await Connected(app.app).asks(post())
        client = Connected(app.app)
        size = len(client.sends(post()))
        client.takes(*[post()] * (MOST_HELD // size + 2))

        assert MOST_HELD < len(b"".join(client.wire.pieces)) < MOST_HELD + 2 * size
        assert client.sends(post()).count(b"HTTP/1.1 200 OK") == 2


async def test_what_came_before_a_head_is_not_counted_as_part_of_it() -> None:
    async with application() as app:
        await Connected(app.app).asks(post())
        client, endless = Connected(app.app), Connected(app.app)
        many = 2 * MAX_HEADER // len(post())
        client.takes(post() * many + post()[:20])
        client.sends(post()[20:])
        endless.sends(post() + b"GET / HTTP/1.1\r\nx: ", b"y" * MAX_HEADER, b"y" * MAX_HEADER)

    statuses = [re.findall(rb"HTTP/1.1 (\d+)", b"".join(each.wire.all)) for each in (client, endless)]
    assert statuses == [[b"200"] * (many + 1), [b"200", b"431"]]


async def test_a_connection_that_cannot_be_written_to_keeps_nobody_from_their_answer() -> None:
    async with application() as app:
        await Connected(app.app).asks(post())
        broken, other = Connected(app.app), Connected(app.app)
        broken.wire.error = MemoryError()
        for client in (broken, other):
            client.takes(post())
        await asyncio.sleep(0)

    assert broken.wire.is_closed
    assert [len(each.wire.pieces) for each in (broken, other)] == [0, 1]


async def test_no_piece_of_what_is_written_is_empty() -> None:
    async with application() as app:
        await Connected(app.app).asks(gets(ASKED))
        client = Connected(app.app)
        client.sends(gets(ASKED, "if-none-match: *") * 300)

    assert b"".join(client.wire.pieces).count(b"HTTP/1.1 304") == 300
    assert len(client.wire.pieces) > 1
    assert all(client.wire.pieces)


def test_each_event_loop_has_an_outbox_of_its_own() -> None:
    async def written() -> list[str]:
        done: list[str] = []
        outbox(asyncio.get_running_loop()).add(lambda: done.append("written"))
        await asyncio.sleep(0)
        return done

    assert [asyncio.run(written()), asyncio.run(written())] == [["written"], ["written"]]


async def test_what_is_written_directly_comes_behind_the_answers_before_it() -> None:
    async with application() as app:
        await Connected(app.app).asks(post())
        malformed, large, leaving, stopping = (Connected(app.app) for _ in range(4))
        malformed.takes(post(), b"no HTTP\r\n\r\n")
        large.takes(post(), b"GET / HTTP/1.1\r\nx: " + b"y" * (MAX_HEADER + 1))
        stopping.takes(post())
        stopping.protocol.shutdown()
        leaving.takes(post())
        leaving.protocol.connection_lost(None)
        await asyncio.sleep(0)

    statuses = [
        re.findall(rb"HTTP/1.1 (\d+)", b"".join(each.wire.pieces)) for each in (malformed, large, stopping, leaving)
    ]
    assert statuses == [[b"200", b"400"], [b"200", b"431"], [b"200"], []]
    assert stopping.wire.is_closed


async def test_who_has_used_up_what_a_minute_allows_is_given_nothing_that_is_kept() -> None:
    async with application(limited(rate_anonymous=6)) as app:
        client = Connected(app.app)
        answers = [await client.asks(post()) for _ in range(4)]

    assert [each.split()[1] for each in answers] == [b"200", b"200", b"200", b"429"]
    assert b'"RATE_LIMITED"' in answers[-1]
    assert b"retry-after: " in answers[-1]


@pytest.mark.parametrize("header", ["authorization: Bearer ibid_wrong", "ibid-cursor: look"])
async def test_who_has_a_key_or_knows_of_something_newer_is_answered_the_long_way(header: str) -> None:
    async with application() as app:
        client = Connected(app.app)
        await client.asks(post())

        assert client.sends(post(BODY, header)) == b""
        assert (await client.asks(b"")).startswith(b"HTTP/1.1 ")


async def test_a_document_that_is_sent_with_its_hash_is_kept_though_its_answer_is_known() -> None:
    known = sha256(TITLE.encode()).hexdigest()
    extensions = {"persistedQuery": {"version": 1, "sha256Hash": known}}
    async with application() as app:
        await app.ask(TITLE)
        before = await app.client.get("/graphql", params={"documentId": f"sha256:{known}"})
        registered = [await app.ask(TITLE, beside={"extensions": extensions}) for _ in range(2)]
        after = await app.client.get("/graphql", params={"documentId": f"sha256:{known}"})

    assert before.status_code == 404
    assert [each.status_code for each in registered] == [200, 200]
    assert (after.status_code, "ETag" in after.headers) == (200, True)


class Answering:
    """An application with a way to answer at once, which fails."""

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"4")]})
        await send({"type": "http.response.body", "body": b"long"})

    def at_once(self, _scope: Scope, _content: bytes) -> None:
        raise ZeroDivisionError


async def test_what_fails_at_once_is_tried_the_long_way() -> None:
    answer = await Connected(cast("ASGIApp", Answering())).asks(post())

    assert answer.endswith(b"\r\n\r\nlong")


@pytest.mark.parametrize(
    ("headers", "pieces"),
    [
        ([(b"content-length", b"4")], 1),
        ([], 3),
    ],
    ids=["of a length", "without an end"],
)
async def test_only_a_head_that_tells_a_length_waits_for_its_body(
    headers: Sequence[tuple[bytes, bytes]], pieces: int
) -> None:
    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"long", "more_body": not headers})
        if not headers:
            await send({"type": "http.response.body", "body": b""})

    client = Connected(app)
    await client.asks(post(), until=lambda answer: b"long" in answer)
    await asyncio.sleep(0)

    assert len(client.wire.pieces) == pieces


async def test_a_head_whose_body_never_comes_is_written_before_the_connection_ends() -> None:
    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"4")]})
        raise ZeroDivisionError

    client = Connected(app)
    answer = await client.asks(post())

    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
    assert client.wire.is_closed


async def test_any_server_is_given_at_once_what_is_kept_and_the_body_again_where_it_is_not() -> None:
    async with application() as app:
        first = await app.ask(TITLE)
        at_once = await app.ask(TITLE)
        in_chunks = await app.client.post("/graphql", content=chunks(), headers={"Content-Type": "application/json"})

    assert first.content == at_once.content == in_chunks.content
    assert {name: value for name, value in first.headers.items() if name != "x-request-id"} == {
        name: value for name, value in at_once.headers.items() if name != "x-request-id"
    }


async def chunks() -> AsyncIterator[bytes]:
    """A body that does not come at once."""
    for place in range(0, len(BODY), 7):
        await asyncio.sleep(0)
        yield BODY[place : place + 7]
