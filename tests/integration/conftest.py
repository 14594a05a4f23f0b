"""One served Ibid for all tests here, with the seed corpus in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.support.served import Served, served
from tests.support.shared import gold


@pytest.fixture(scope="session")
def ibid(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that was started on an empty data directory and has filled it."""
    with served(tmp_path_factory.mktemp("served") / "data") as server:
        yield server


@pytest.fixture
def ask(ibid: Served) -> Callable[..., dict[str, Any]]:
    """Ask a query, get its data."""
    return ibid.ask


@pytest.fixture(scope="session")
def answer() -> Callable[[str], Any]:
    """The exact answer to one of the fifteen questions."""
    questions = {question["id"]: question["answer"] for question in gold("questions.json")["questions"]}
    return questions.__getitem__
