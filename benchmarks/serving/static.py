"""Bytes that are there already, through the HTTP server that serves Ibid: the files of STATIC_FOLDER, by path.

Each has a strong ETag; a request that names it in If-None-Match is answered by 304 (RFC 9110, section 13.1.2).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

import uvicorn
from starlette.types import Receive, Scope, Send

Headers = list[tuple[bytes, bytes]]


class Static:
    """A bare ASGI application."""

    def __init__(self, folder: Path) -> None:
        self._files = {f"/{path.name}": _answered(path.read_bytes()) for path in folder.iterdir()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; its body is read first, as any server must."""
        if scope["type"] != "http":
            raise NotImplementedError(scope["type"])
        while (await receive()).get("more_body"):
            pass
        body, headers, tag = self._files[scope["path"]]
        if _if_none_match(scope["headers"]) == tag:
            await send({"type": "http.response.start", "status": 304, "headers": [(b"etag", tag)]})
            await send({"type": "http.response.body", "body": b""})
            return
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def _answered(body: bytes) -> tuple[bytes, Headers, bytes]:
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'.encode()
    length = str(len(body)).encode()
    return body, [(b"content-type", b"application/json"), (b"content-length", length), (b"etag", tag)], tag


def _if_none_match(headers: Iterable[tuple[bytes, bytes]]) -> bytes | None:
    return next((value for name, value in headers if name == b"if-none-match"), None)


def main() -> None:
    """Serve until a signal, by the server that `ibid serve` uses, as it uses it."""
    app = Static(Path(os.environ["STATIC_FOLDER"]))
    config = uvicorn.Config(
        app,
        host="127.0.0.1",
        port=int(os.environ["PORT"]),
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
    )
    uvicorn.Server(config).run()


if __name__ == "__main__":
    main()
