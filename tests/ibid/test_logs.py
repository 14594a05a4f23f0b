"""Logs: a line of JSON an event, and one line a request without what was asked."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from ibid.access_log import AccessLog
from ibid.logs import JsonLines
from tests.support.asgi import get


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What "ibid" and what is below it log, as it is written."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("ibid")
    level, logger.level = logger.level, logging.INFO
    logger.addHandler(handler)
    yield written
    logger.removeHandler(handler)
    logger.setLevel(level)


def test_an_event_is_a_line_with_its_extra_facts(lines: io.StringIO) -> None:
    logging.getLogger("ibid.seeding").info("seeded %d", 3, extra={"file": "A-RES-74-148.en.txt"})

    line = json.loads(lines.getvalue())
    assert (line["level"], line["logger"], line["message"]) == ("info", "ibid.seeding", "seeded 3")
    assert line["file"] == "A-RES-74-148.en.txt"
    assert line["at"].endswith("+00:00")


def test_a_traceback_is_on_the_line_of_its_event(lines: io.StringIO) -> None:
    try:
        int("seven")
    except ValueError:
        logging.getLogger("ibid").exception("unexpected", extra={"reference": "abc"})

    (text,) = lines.getvalue().splitlines()
    assert "ValueError: invalid literal" in json.loads(text)["traceback"]


async def test_a_request_is_one_line_without_its_query(lines: io.StringIO) -> None:
    async def answer(_: Request) -> PlainTextResponse:
        return PlainTextResponse("", 418)

    app = Starlette(routes=[Route("/graphql", answer)], middleware=[Middleware(AccessLog)])
    await get(app, "/graphql", params={"query": "{ secret }"})

    (text,) = lines.getvalue().splitlines()
    line = json.loads(text)
    assert (line["method"], line["path"], line["status"]) == ("GET", "/graphql", 418)
    assert line["milliseconds"] >= 0
    assert "secret" not in text
