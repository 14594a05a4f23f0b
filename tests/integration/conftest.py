"""The answers that a person wrote down from the founding documents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.support.shared import gold


@pytest.fixture(scope="session")
def answer() -> Callable[[str], Any]:
    """The exact answer to one of the fifteen questions."""
    questions = {question["id"]: question["answer"] for question in gold("questions.json")["questions"]}
    return questions.__getitem__
