"""The answers that a person wrote down from the founding documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.support.editing import UNLIMITED, Desk
from tests.support.editing import desk as make_desk
from tests.support.served import served
from tests.support.shared import gold


@pytest.fixture(scope="session")
def answer() -> Callable[[str], Any]:
    """The exact answer to one of the fifteen questions."""
    questions = {question["id"]: question["answer"] for question in gold("questions.json")["questions"]}
    return questions.__getitem__


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A server of its own with the people who edit on it; of the group "editing"."""
    with served(tmp_path_factory.mktemp("editing") / "data", environment=UNLIMITED) as server:
        yield make_desk(server)
