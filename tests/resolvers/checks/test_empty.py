"""A translation says something where its source does."""

from __future__ import annotations

import pytest

from tests.resolvers.checks.pairs import said


@pytest.mark.parametrize("target", ["", "   ", "[^5]", "…[^1],[^2]"])
def test_blanks_and_calls_alone_say_nothing(target: str) -> None:
    assert {"CHECK_EMPTY": {}} == said("empty", "Recalls resolution 74/148[^5]", target)


@pytest.mark.parametrize(("source", "target"), [("Recalls", "Rappelle"), ("5", "٥"), ("* * *", "* * *")])
def test_words_figures_and_rules_are_something(source: str, target: str) -> None:
    assert not said("empty", source, target)
