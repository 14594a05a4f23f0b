"""How like two texts are, and what differs: properties of every pair of texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolvers.memory.comparing import EXACT, Operation, differences, normal, score

written = st.text(alphabet=st.sampled_from("abc, é移民 \u0645\u0627é."), max_size=40)


@given(written, written)
def test_the_differences_make_of_one_text_the_other(remembered: str, asked: str) -> None:
    """What is equal is taken from the remembered text, the rest from the other; nothing is left out or comes twice."""
    found = differences(remembered, asked)
    made = "".join(
        remembered[each.candidate.start : each.candidate.end]
        if each.operation is Operation.EQUAL
        else asked[each.asked.start : each.asked.end]
        for each in found
    )

    assert made == asked
    assert "".join(remembered[each.candidate.start : each.candidate.end] for each in found) == remembered


@given(written, written)
def test_a_score_is_the_same_both_ways_and_whole_for_the_same_text_alone(one: str, other: str) -> None:
    assert score(one, other) == score(other, one)
    assert (score(one, other) == EXACT) is (one == other)
    assert 0 <= score(one, other) <= EXACT


@pytest.mark.parametrize(
    ("one", "other"), [("cafe\u0301", "café"), ("a  b", "a b"), (" a\u00a0b ", "a b"), ("移民\n权利", "移民 权利")]
)
def test_white_space_and_the_composition_of_signs_make_no_difference(one: str, other: str) -> None:
    assert normal(one) == normal(other)


def test_differences_are_of_whole_words() -> None:
    kept, changed, end = differences("Urges States to act.", "Urges States to report.")

    assert (kept.operation, changed.operation, end.operation) == (Operation.EQUAL, Operation.REPLACE, Operation.EQUAL)
    assert (changed.candidate.start, changed.candidate.end) == (16, 19)
    assert (changed.asked.start, changed.asked.end) == (16, 22)


def test_of_a_script_without_spaces_each_sign_is_compared() -> None:
    """So that one changed sign does not make a sentence another."""
    changed = [each for each in differences("保护移民", "保护难民") if each.operation is not Operation.EQUAL]

    assert [(each.asked.start, each.asked.end) for each in changed] == [(2, 3)]
