"""Asking an ASGI application without a server."""

from __future__ import annotations

from typing import Any

import httpx
from starlette.types import ASGIApp


async def get(app: ASGIApp, path: str, **options: Any) -> httpx.Response:
    """The answer to a GET."""
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://ibid.example") as client:
        return await client.get(path, **options)


async def post(app: ASGIApp, path: str, **options: Any) -> httpx.Response:
    """The answer to a POST."""
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://ibid.example") as client:
        return await client.post(path, **options)
