"""The whole application in this process, on a store in memory that holds the small corpus."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

import httpx
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ibid.app import create_app
from ibid.service import Phase, Service
from ibid.settings import AnswerSettings, Settings
from store.ports import Store
from tests.support.records import corpus, stored

Change = Callable[[Settings], Settings]
"""How a test wants the settings."""


def limited(**limits: Any) -> Change:
    """Settings with other limits; those of no value are for tests that wait for nothing."""
    return lambda settings: replace(settings, limits=replace(settings.limits, **limits))


def keeping(**values: Any) -> Change:
    """Settings of what is kept in memory."""
    return lambda settings: replace(settings, answers=AnswerSettings(**values))


NO_ANSWERS = keeping(answers_bytes=0)

LOOK = {"Ibid-Cursor": "of another feed, hence worth a look"}
"""Headers of a reader for whom the feed is looked at."""


@dataclass(frozen=True, slots=True)
class App:
    """An application, and a client of it that comes from an address which is not this machine's."""

    app: ASGIApp
    service: Service
    client: httpx.AsyncClient

    async def ask(self, query: str | None = None, /, **options: Any) -> httpx.Response:
        """The answer to a POST of a query, or of other JSON."""
        if query is not None:
            options["json"] = {"query": query, **options.pop("beside", {})}
        return await self.client.post("/graphql", **options)


def given_whole(app: ASGIApp) -> ASGIApp:
    """An application that is given bodies in one piece, as servers give most: then some answers are made at once."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        pieces: list[bytes] = []
        more = scope["type"] == "http"
        while more:
            message = await receive()
            pieces.append(message.get("body", b""))
            more = message.get("more_body", False)
        first: list[Message] = [{"type": "http.request", "body": b"".join(pieces), "more_body": False}]

        async def given() -> Message:
            return first.pop() if first and scope["type"] == "http" else await receive()

        await app(scope, given, send)

    return serve


@asynccontextmanager
async def application(*changes: Change, store: Store | None = None, address: str = "203.0.113.9") -> AsyncIterator[App]:
    """An application until the block ends."""
    settings = Settings()
    for change in changes:
        settings = change(settings)
    service = Service(settings, phase=Phase.READY, store=store or await stored(corpus()))
    app = create_app(service)
    transport = httpx.ASGITransport(app=given_whole(app), raise_app_exceptions=False, client=(address, 4711))
    async with httpx.AsyncClient(transport=transport, base_url="http://ibid.example") as client:
        yield App(app, service, client)


def code(answer: httpx.Response) -> str:
    """The code of the first error of an answer."""
    return str(answer.json()["errors"][0]["extensions"]["code"])
