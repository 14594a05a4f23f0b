"""What every answer tells browsers, and which web sites may ask from one."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from ibid.answers.cursors import HEADER as CURSOR
from ibid.settings import Settings

PREFLIGHT_SECONDS = 7200
"""How long a browser need not ask again whether it may ask."""

_EXPOSED = ("Content-Language", "ETag", CURSOR, "Link", "Retry-After", "X-Request-Id")


def security_middleware(settings: Settings) -> list[Middleware]:
    """The middleware that the settings ask for, outermost first."""
    wanted = [Middleware(SecurityHeaders, hsts_seconds=settings.hsts_seconds)]
    if settings.proxies:
        wanted.insert(0, Middleware(ProxyHeadersMiddleware, trusted_hosts=list(settings.proxies)))
    if settings.cors_origins:
        cors = Middleware(
            CORSMiddleware,
            allow_origins=list(settings.cors_origins),
            allow_methods=["GET", "POST"],
            allow_headers=[
                "Accept",
                "Accept-Language",
                "Authorization",
                "Content-Type",
                CURSOR,
                "If-None-Match",
                "Last-Event-ID",
                "X-Request-Id",
            ],
            expose_headers=list(_EXPOSED),
            max_age=PREFLIGHT_SECONDS,
        )
        wanted.append(cors)
    return wanted


class SecurityHeaders:
    """ASGI middleware: no guessing of media types, and TLS from then on where a request came by TLS."""

    def __init__(self, app: ASGIApp, *, hsts_seconds: int) -> None:
        self._app = app
        self._hsts_seconds = hsts_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, and add to the headers of its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def adding(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("X-Content-Type-Options", "nosniff")
                if self._hsts_seconds and scope["scheme"] == "https":
                    headers["Strict-Transport-Security"] = f"max-age={self._hsts_seconds}"
            await send(message)

        await self._app(scope, receive, adding)
