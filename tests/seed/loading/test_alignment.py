"""A unit keeps its key when its number moves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seed.loading.alignment import Named, align, similarity

WELCOMES = "Welcomes the report of the Secretary-General on the human rights of migrants and its conclusions"
REQUESTS = "Requests all States to enforce labour law effectively with regard to migrant workers"
DECIDES = "Decides to remain seized of the matter"


def units(**texts: str) -> list[Named]:
    return [Named(place.lstrip("p"), text) for place, text in texts.items()]


@pytest.mark.parametrize(
    ("why", "old", "new", "expected"),
    [
        ("nothing moved", units(p1=WELCOMES, p2=DECIDES), units(p1=WELCOMES, p2=DECIDES), [0, 1]),
        (
            "one inserted before",
            units(p1=WELCOMES, p2=DECIDES),
            units(p1=REQUESTS, p2=WELCOMES, p3=DECIDES),
            [None, 0, 1],
        ),
        ("one gone", units(p1=WELCOMES, p2=REQUESTS, p3=DECIDES), units(p1=WELCOMES, p2=DECIDES), [0, 2]),
        ("two changed places", units(p1=WELCOMES, p2=REQUESTS), units(p1=REQUESTS, p2=WELCOMES), [1, 0]),
        ("reworded in place", units(p1=WELCOMES), units(p1=WELCOMES + " and recommendations"), [0]),
        ("reworded and moved", units(p1=DECIDES, p2=WELCOMES), units(p9=WELCOMES + " of the year"), [1]),
        ("replaced under its number", units(p1=WELCOMES), units(p1=DECIDES), [0]),
        ("all new", [], units(p1=WELCOMES), [None]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_units_are_found_again(why: str, old: list[Named], new: list[Named], expected: list[int | None]) -> None:
    assert expected == align(old, new), why


def test_a_text_under_another_label_wins_over_another_text_under_the_same_label() -> None:
    """An insertion at the top moves every number by one; no key may move with it."""
    old = [Named(str(at), f"{WELCOMES} number {at} {'x' * at}") for at in range(1, 8)]
    new = [Named("1", DECIDES), *(Named(str(at + 1), unit.text) for at, unit in enumerate(old, 1))]

    assert [None, 0, 1, 2, 3, 4, 5, 6] == align(old, new)


texts = st.sampled_from([WELCOMES, REQUESTS, DECIDES, "", "Encourages States", "Encourages all States"])
places = st.sampled_from(["1", "2", "3", "4(a)"])
named = st.lists(st.builds(Named, places, texts), max_size=8)


@given(named, named)
def test_no_unit_is_found_twice(old: list[Named], new: list[Named]) -> None:
    found = [index for index in align(old, new) if index is not None]

    assert len(set(found)) == len(found)


@given(named)
def test_the_same_units_are_found_at_their_own_texts(old: list[Named]) -> None:
    assert all(
        index is not None and old[index].text == unit.text for unit, index in zip(old, align(old, old), strict=True)
    )


@given(texts, texts)
def test_similarity_is_between_nothing_and_the_same(one: str, other: str) -> None:
    assert 0 <= similarity(one, other) <= 1
    assert not one or similarity(one, one) == 1
