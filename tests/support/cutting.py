"""What stands between a client and a server, passes on what they say, and cuts the connection where a test wants it."""

from __future__ import annotations

import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

WITHIN, PAUSE = 60.0, 0.05
"""Seconds that a cut waits at most, and between two looks at what it waits for."""


@dataclass(slots=True)
class Cutting:
    """The way to a server at `target`, which may move. `url` is where clients ask."""

    target: str
    url: str = ""
    cuts: list[int] = field(default_factory=list)
    """After how many bytes of answers the connections to come are cut, one each; those behind them are not."""
    until: Callable[[], bool] = field(default=lambda: True)
    """A cut waits for this, once the bytes are passed on."""
    asked: list[str] = field(default_factory=list)
    """The first line of each request that began a packet."""

    def passed(self, client: socket.socket) -> None:
        """Serve one connection until it ends, or is cut."""
        left = self.cuts.pop(0) if self.cuts else None
        split = urlsplit(self.target)
        with suppress(OSError), socket.create_connection((split.hostname, split.port)) as server:
            asking = threading.Thread(target=self._ask, args=(client, server))
            asking.start()
            while answer := server.recv(4096):
                client.sendall(answer[:left])
                if left is not None and (left := left - len(answer)) <= 0:
                    self._wait()
                    break
            _end(client)
            _end(server)
            asking.join()

    def _wait(self) -> None:
        pause = threading.Event()
        for _ in range(int(WITHIN / PAUSE)):
            if self.until():
                return
            pause.wait(PAUSE)

    def _ask(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while said := client.recv(4096):
                self.asked.append(said.split(b"\r\n", 1)[0].decode(errors="replace"))
                server.sendall(said)
        _end(server)


def _end(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


@contextmanager
def cutting(target: str) -> Iterator[Cutting]:
    """A way to a server, until the block ends."""
    way = Cutting(target)

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            way.passed(self.request)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False

    with Server(("127.0.0.1", 0), Handler) as server:
        way.url = "http://{}:{}".format(*server.server_address)
        serving = threading.Thread(target=server.serve_forever, args=(0.05,))
        serving.start()
        try:
            yield way
        finally:
            server.shutdown()
            serving.join()
