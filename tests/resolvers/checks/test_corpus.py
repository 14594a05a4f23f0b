"""The United Nations' own translations pass the checks, and planted mistakes do not, on a small sample.

docs/quality.md has the figures of a large one. It runs where the corpus is beside the repository, and says so where it
is not.
"""

from __future__ import annotations

import pytest

from benchmarks.checks import planted, rates
from resolvers.checks.registry import CHECKS
from tests.support.mistakes import MISTAKES
from tests.support.translations import LANGUAGES, Translated, instruments, paragraphs, states

pytestmark = pytest.mark.corpus

KNOWN = (states(), instruments())
COUNT, SEED = 200, 11
MOST_ERRORS = 0.01
"""Of 1,000 paragraphs; over 10,000 it is a half of that (docs/quality.md), which so few cannot tell."""
MOST_WARNINGS = 0.05
PLANTED, LEAST_FOUND = 20, 0.9


@pytest.fixture(scope="module")
def read() -> list[Translated]:
    return list(paragraphs(sessions=(75,), every=8))


def test_what_was_published_has_next_to_no_error_and_few_warnings(read: list[Translated]) -> None:
    counted = rates(read, COUNT, SEED, KNOWN)

    texts = sum(each["all"] for each in counted.values())
    assert len(LANGUAGES) * COUNT == texts
    assert sum(each["ERROR"] for each in counted.values()) <= MOST_ERRORS * texts
    for check in CHECKS:
        assert sum(each[check.name] for each in counted.values()) <= MOST_WARNINGS * texts, check.name


@pytest.mark.parametrize("kind", MISTAKES)
def test_planted_mistakes_are_found(read: list[Translated], kind: str) -> None:
    results = [is_found for _, _, is_found in planted(read, kind, PLANTED, SEED, KNOWN)]

    assert PLANTED == len(results)
    assert sum(results) >= LEAST_FOUND * PLANTED
