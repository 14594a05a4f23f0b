"""The routes for those who keep a copy."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ibid.http.asking import Asker
from ibid.http.executing import Executor
from ibid.limits.gate import Gate
from ibid.service import Service
from ibid.sync.changing import changes
from ibid.sync.exporting import export
from ibid.sync.serving import Partners
from ibid.sync.verifying import verify

_AGAIN_SECONDS = 30
"""After how long to come again where as many export as may."""

_WAYS: tuple[tuple[str, Callable[[Partners, Request, Asker], Awaitable[Response]]], ...] = (
    ("/changes", changes),
    ("/export", export),
    ("/verify", verify),
)


def sync_routes(partners: Partners) -> list[BaseRoute]:
    """All of them."""
    return [Route(path, partners.route(partial(answer, partners)), methods=["GET"]) for path, answer in _WAYS]


def build_partners(executor: Executor, service: Service) -> Partners:
    """What serves those who keep a copy."""
    gate = Gate(service.settings.limits.exports, code="TOO_MANY_EXPORTS", seconds=_AGAIN_SECONDS)
    return Partners(executor, service.stopping, gate)
