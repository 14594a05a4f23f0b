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

_NOSNIFF = (b"x-content-type-options", b"nosniff")

_EXPOSED = ("Content-Language", "ETag", CURSOR, "Link", "Retry-After", "X-Request-Id")


def security_middleware(settings: Settings) -> list[Middleware]:
    """The middleware that the settings ask for, outermost first."""
    return [*_proxies(settings), _headers(settings), *_origins(settings)]


def endpoint_middleware(settings: Settings) -> list[Middleware]:
    """The same, for an endpoint whose answers say of themselves what every answer says."""
    return [*_proxies(settings), *([_headers(settings)] if settings.hsts_seconds else ()), *_origins(settings)]


def _headers(settings: Settings) -> Middleware:
    return Middleware(SecurityHeaders, hsts_seconds=settings.hsts_seconds)


def _proxies(settings: Settings) -> list[Middleware]:
    if not settings.proxies:
        return []
    return [Middleware(ProxyHeadersMiddleware, trusted_hosts=list(settings.proxies))]


def _origins(settings: Settings) -> list[Middleware]:
    if not settings.cors_origins:
        return []
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
    return [cors]


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
                headers = message["headers"] = list(message.get("headers", ()))
                if not any(name == _NOSNIFF[0] for name, _ in headers):
                    headers.append(_NOSNIFF)
                if self._hsts_seconds and scope["scheme"] == "https":
                    MutableHeaders(raw=headers)["Strict-Transport-Security"] = f"max-age={self._hsts_seconds}"
            await send(message)

        await self._app(scope, receive, adding)
