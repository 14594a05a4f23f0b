"""What is read of a request's head is bounded, however it comes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import uvicorn

from ibid.http.protocol import MAX_HEADER, BoundedProtocol
from tests.support.feeds import WITHIN

START = b"GET / HTTP/1.1\r\nhost: a\r\n"
FINE = START + b"x: " + b"y" * (MAX_HEADER // 2) + b"\r\n\r\n"


class Read:
    """A server on a real port, which answers each request with how many headers it has."""

    def __init__(self, port: int) -> None:
        self.port = port

    async def answer(self, *pieces: bytes) -> bytes:
        """All that is answered to some bytes, which are sent one piece after another."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(0)
            writer.write_eof()
        except OSError:
            pass  # it is closed already: what was answered before can still be read
        async with asyncio.timeout(WITHIN):
            found = bytearray()
            try:
                while some := await reader.read(65_536):
                    found += some
            except ConnectionError:
                pass  # bytes that were still under way when it closed
        writer.close()
        return bytes(found)


@pytest.fixture
async def server() -> AsyncIterator[Read]:

    async def app(scope: dict[str, object], receive: object, send: object) -> None:
        headers = scope["headers"]
        assert isinstance(headers, list)
        body = str(len(headers)).encode()
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(body))]})  # type: ignore[operator]
        await send({"type": "http.response.body", "body": body})  # type: ignore[operator]

    config = uvicorn.Config(app, log_config=None, lifespan="off", http=BoundedProtocol)
    config.load()
    running = uvicorn.Server(config)
    listening = await asyncio.get_running_loop().create_server(
        lambda: BoundedProtocol(config=config, server_state=running.server_state, app_state={}), "127.0.0.1", 0
    )
    yield Read(listening.sockets[0].getsockname()[1])
    listening.close()


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer else 0


async def test_a_long_head_within_the_limit_is_answered(server: Read) -> None:
    assert status(await server.answer(FINE)) == 200
    assert status(await server.answer(FINE[:1000], FINE[1000:])) == 200


async def test_one_request_after_another_is_counted_by_itself(server: Read) -> None:
    answers = await server.answer(FINE, FINE, FINE)

    assert answers.count(b"HTTP/1.1 200") == 3


@pytest.mark.parametrize(
    "pieces",
    [
        (START + b"x: " + b"y" * MAX_HEADER + b"\r\n\r\n",),
        (START, b"x: ", *(b"y" * 8192 for _ in range(8))),
        (START, *(b"x: " + b"y" * 1000 + b"\r\n" for _ in range(64))),
        (b"GET /" + b"y" * 2 * MAX_HEADER + b" HTTP/1.1\r\nhost: a\r\n\r\n",),
        (b"GET /", *(b"y" * 8192 for _ in range(8))),
        (b"y" * 3 * MAX_HEADER,),
    ],
    ids=["one header", "one without an end", "many headers", "a long target", "a target without an end", "no http"],
)
async def test_a_head_that_is_too_large_is_refused(server: Read, pieces: tuple[bytes, ...]) -> None:
    answer = await server.answer(*pieces)

    assert status(answer) in {0, 400, 431}
    assert answer.count(b"HTTP/1.1") <= 1
    assert b"200" not in answer.split(b"\r\n")[0]


async def test_the_refusal_says_what_is_too_large(server: Read) -> None:
    answer = await server.answer(START + b"x: " + b"y" * MAX_HEADER + b"\r\n\r\n")

    assert answer.startswith(b"HTTP/1.1 431 Request Header Fields Too Large\r\n")
    assert b"connection: close" in answer


async def test_a_body_is_no_part_of_the_head(server: Read) -> None:
    body = b"b" * 2 * MAX_HEADER
    request = b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: %d\r\n\r\n" % len(body)

    assert status(await server.answer(request, body)) == 200
