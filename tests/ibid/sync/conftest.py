"""The application that copies are taken of."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.support.app import App, application


@pytest.fixture
async def app() -> AsyncIterator[App]:
    """It serves the small corpus."""
    async with application() as opened:
        yield opened
