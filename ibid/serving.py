"""Running the server: a port of our own, uvicorn on it, and an end that says what went wrong."""

from __future__ import annotations

import signal
import socket
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from ibid.app import create_app
from ibid.collecting import settle
from ibid.holding import Opening, alone
from ibid.http.protocol import BoundedProtocol
from ibid.observing.tracing import build_tracing
from ibid.service import Service
from ibid.settings import Settings

BACKLOG = 2048
TOLD_SECONDS = 2.0
"""How long subscriptions may take to say goodbye once the server is asked to stop."""

GRACE_SECONDS = 10
"""How long requests under way may go on after that."""


VANISHED_SECONDS = 30
"""How long a client may leave bytes unacknowledged, or a silent connection be unprobed."""


class PortTaken(OSError):
    """Nothing can listen at that address and port: something else does, or the address is not ours."""

    code = "PORT_TAKEN"

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(f"{host}:{port}: {reason}")
        self.host = host
        self.port = port
        self.reason = reason


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens, before anything else is started; or PortTaken."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, address = found[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        _notice_who_vanished(listener)
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError as error:
        raise PortTaken(host, port, error.strerror or str(error)) from error
    return listener


def _notice_who_vanished(listener: socket.socket) -> None:
    """Let the system end connections whose other end says nothing any more; those that are accepted inherit it."""
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    seconds = {"TCP_KEEPIDLE": VANISHED_SECONDS, "TCP_KEEPINTVL": VANISHED_SECONDS // 3, "TCP_KEEPCNT": 3}
    for name, value in {**seconds, "TCP_USER_TIMEOUT": VANISHED_SECONDS * 1000}.items():
        if hasattr(socket, name):  # not every system has each
            listener.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)


def serve(settings: Settings, listener: socket.socket) -> Service:
    """Serve until a signal, or until the store cannot be opened; the service says which."""
    service = Service(settings, tracing=build_tracing(settings))
    run(service, listener)
    return service


def run(service: Service, listener: socket.socket, opening: Opening = alone) -> None:
    """Serve a service until a signal, or until it is stopped."""
    server = Server(create_app(service, opening), service)

    def stop(_number: int = 0, _frame: FrameType | None = None) -> None:
        server.should_exit = True

    # uvicorn raises the signals that it caught once more when it has ended. Without handlers of our own these would end
    # the process as if it had been killed, and so would one that comes before uvicorn listens for them.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    service.stop = stop
    server.run(sockets=[listener])


class Server(uvicorn.Server):
    """uvicorn, which cuts sockets when it ends; here what lasts is told before."""

    def __init__(self, app: ASGIApp, service: Service) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=GRACE_SECONDS,
                http=BoundedProtocol,
                ws_max_size=service.settings.live.ws_max_message,
            )
        )
        self._service = service

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, with what was made so far to stay."""
        settle()
        await super().startup(sockets)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take no new connections, tell what lasts, and let requests under way finish."""
        for listening in self.servers:
            listening.close()
        await self._service.stopping.tell(TOLD_SECONDS)
        await super().shutdown(sockets)
