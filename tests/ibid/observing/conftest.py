"""An Ibid on a store in memory, with nothing between it and the test."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from starlette.types import ASGIApp

from ibid.app import create_app
from ibid.logs import formatter
from ibid.service import Phase, Service
from ibid.settings import read_settings
from tests.support.stores import mongomock_store

Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
async def service() -> Service:
    """A service whose store is open, and empty."""
    made = Service(read_settings(environment={}))
    made.enter(Phase.READY, await mongomock_store())
    return made


@pytest.fixture
def app(service: Service) -> ASGIApp:
    """Its application, of which only the lifespan has not begun."""
    return create_app(service)


@pytest.fixture
def lines() -> Iterator[Lines]:
    """The lines that are logged, by everybody."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(formatter(is_console=False, about={}))
    root, ours = logging.getLogger(), logging.getLogger("ibid")
    level = ours.level
    ours.setLevel(logging.INFO)
    root.addHandler(handler)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    root.removeHandler(handler)
    ours.setLevel(level)
