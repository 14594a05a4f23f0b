"""Each footnote call of the source stands in the translation once."""

from __future__ import annotations

from tests.resolvers.checks.pairs import said


def test_a_lost_call_is_found() -> None:
    assert {"CHECK_CALLS_LOST": {"markers": "2"}} == said("footnote-calls", "A[^1] and B[^2]", "A[^1] et B")


def test_an_added_call_is_found_even_of_a_note_that_is_called() -> None:
    assert {"CHECK_CALLS_ADDED": {"markers": "1, 7"}} == said("footnote-calls", "A[^1]", "A[^1] et[^1] B[^7]")


def test_swapped_calls_are_found() -> None:
    assert {"CHECK_CALLS_REORDERED": {"markers": "2, 1"}} == said("footnote-calls", "A[^1] and B[^2]", "A[^2] et B[^1]")


def test_a_note_may_have_another_number_in_a_language() -> None:
    markers = {"1": "2", "2": "1"}

    assert not said("footnote-calls", "A[^1] and B[^2]", "B[^1]和A[^2]", "zh", markers=markers)
    assert not said("footnote-calls", "A[^4]", "A[^5]", markers={"4": "5"})


def test_a_call_by_the_number_of_another_language_is_wrong() -> None:
    found = said("footnote-calls", "A[^4]", "A[^4]", markers={"4": "5"})

    assert {"CHECK_CALLS_LOST": {"markers": "5"}, "CHECK_CALLS_ADDED": {"markers": "4"}} == found


def test_the_same_calls_in_the_same_order_are_right_whatever_they_are() -> None:
    assert not said("footnote-calls", "A[^a], B[^*] and C[^a]", "A[^a], B[^*] et C[^a]")
