"""`GET /health`: a real read of the store. `GET /ready`: whether questions can be answered yet."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from ibid.service import Phase, Service
from ibid.settings import Settings
from ibid.version import ibid_version
from store.embedded.directory import DataDirectory, State
from store.embedded.engine import installed_version, lacks_room
from store.embedded.errors import EngineMissing
from store.errors import CannotWrite, StoreError, Unavailable

PATIENCE = 4.0
"""Seconds that a look at the store may take: shorter than the time-outs of what watches us."""


def health_routes(service: Service) -> list[Route]:
    """The two routes."""

    async def health(_: Request) -> JSONResponse:
        return await _health(service)

    async def ready(_: Request) -> JSONResponse:
        status = 200 if service.phase is Phase.READY else 503
        return _answer({"ready": service.phase is Phase.READY, "phase": service.phase}, status)

    return [Route("/health", health, methods=["GET"]), Route("/ready", ready, methods=["GET"])]


async def _health(service: Service) -> JSONResponse:
    about = {
        "version": ibid_version(),
        "engine": _engine(service.settings),
        "driver": service.settings.driver,
        "phase": str(service.phase),
    }
    try:
        async with asyncio.timeout(PATIENCE):
            await service.open_store().check()
    except (StoreError, TimeoutError) as error:
        reason = _reason(service, error)
        return _answer({"status": "failing", "code": reason.code, **about}, 503, reason.retry_after)
    return _answer({"status": "ok", **about}, 200)


def _engine(settings: Settings) -> str:
    if not settings.is_embedded:
        return "mongodb"
    try:
        return f"secantusdb {installed_version()}"
    except EngineMissing:
        return "none"


def _reason(service: Service, error: StoreError | TimeoutError) -> type[StoreError]:
    """Why the store failed. On a full disk the embedded server answers nothing, and nobody may be able to note why."""
    if service.settings.is_embedded and _is_full(DataDirectory.at(service.settings.data_dir)):
        return CannotWrite
    return type(error) if isinstance(error, StoreError) else Unavailable


def _is_full(directory: DataDirectory) -> bool:
    """Whether the disk is what the supervisor waits for, or leaves no room now."""
    runtime = directory.runtime()
    return (runtime is not None and runtime.state is State.FULL) or (directory.path.exists() and lacks_room(directory))


def _answer(body: dict[str, object], status: int, retry_after: int | None = None) -> JSONResponse:
    headers = {"Cache-Control": "no-store"}
    if status != 200:  # noqa: PLR2004  # an HTTP status
        headers["Retry-After"] = str(retry_after or 1)
    return JSONResponse(body, status, headers)
