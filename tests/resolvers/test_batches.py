"""Levels become single calls, and answers stay in place."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolvers.batches import by_key, by_keys, by_positions
from store.gathering import runs
from store.ports import Range
from store.recording import RecordingStore
from store.records import InstrumentRecord, ParagraphRecord
from tests.store.builders import instrument, paragraph
from tests.support.records import stored


@pytest.mark.parametrize(
    ("positions", "expected"),
    [([], []), ([4], [(4, 4)]), ([1, 2, 3, 7], [(1, 3), (7, 7)]), ([3, 1, 2, 2], [(1, 3)]), ([1, 3], [(1, 1), (3, 3)])],
)
def test_runs_of_consecutive_positions(positions: list[int], expected: list[tuple[int, int]]) -> None:
    assert list(runs(positions)) == expected


@given(st.sets(st.integers(1, 60)))
def test_runs_hold_the_positions_and_nothing_else(positions: set[int]) -> None:
    found = list(runs(positions))

    assert {each for first, last in found for each in range(first, last + 1)} == positions
    assert all(last + 1 < first for (_, last), (first, _) in itertools.pairwise(found))


async def test_lists_of_keys_are_one_call_without_repetition() -> None:
    store = RecordingStore(await stored([instrument("A"), instrument("B")]))

    found = await by_keys(store, InstrumentRecord, [["B", "A"], [], ["A", "gone", "B"]])

    assert [[record.key for record in some] for some in found] == [["B", "A"], [], ["A", "B"]]
    assert [(call.method, call.count) for call in store.calls] == [("get", 3)]


async def test_no_keys_are_no_call() -> None:
    store = RecordingStore(await stored([]))

    assert await by_key(store, InstrumentRecord, [None, None]) == [None, None]
    assert await by_positions(store, ParagraphRecord, [("A/1", ())]) == [[]]
    assert store.calls == []


async def test_positions_are_given_in_the_order_asked_for() -> None:
    store = RecordingStore(await stored([paragraph(number) for number in range(1, 8)]))

    found = await by_positions(store, ParagraphRecord, [("A/RES/74/148", (5, 1)), ("A/RES/74/148", (1, 2, 99))])

    assert [[record.position for record in some] for some in found] == [[5, 1], [1, 2]]
    assert [(call.method, call.count) for call in store.calls] == [("ranges", 3)]
    assert Range("A/RES/74/148", 1, 2) == Range("A/RES/74/148", *next(runs((5, 1, 2))))
