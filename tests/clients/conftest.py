"""A server for tests that change what is served."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.served import Served, served


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Served]:
    """A server that a test may load into and remove from."""
    with served(tmp_path / "data") as server:
        yield server
