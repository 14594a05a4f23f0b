"""One served Ibid for every test that asks one, with the seed corpus in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.support.served import Served, served


@pytest.fixture(scope="session")
def ibid(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that was started on an empty data directory and has filled it.

    Tests that use it are of the group "served", so that one process of the test run starts one.
    """
    with served(tmp_path_factory.mktemp("served") / "data") as server:
        yield server


@pytest.fixture
def ask(ibid: Served) -> Callable[..., dict[str, Any]]:
    """Ask a query, get its data."""
    return ibid.ask
