"""What is found out of a list that lasts is found out once, and is the same as of any other list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from execution.era import Era
from execution.errors import OffPath
from execution.lasting import Lasting, all_last, distinct, parts, some
from execution.rows import rows

OBJECTS = [object() for _ in range(4)]
VALUES = st.lists(st.sampled_from([*OBJECTS, None]))


@given(VALUES)
def test_those_that_are_there(values: list[Any]) -> None:
    lasting = Lasting(values)

    assert some(lasting) == some(values) == [each for each in values if each is not None]
    assert (some(lasting) is lasting) is (some(values) is values) is (None not in values)


@given(VALUES)
def test_each_object_once_and_where_it_stands(values: list[Any]) -> None:
    for given_ in (values, Lasting(values)):
        objects, places = distinct(given_)

        assert len(set(map(id, objects))) == len(objects)
        assert [objects[place] for place in (range(len(values)) if places is None else places)] == values


@given(st.lists(VALUES))
def test_items_of_lists_and_which_are_those_of_each(values: list[list[Any]]) -> None:
    for given_ in (values, Lasting(values)):
        items, places = parts(given_)

        assert [items[place] for place in places] == values


def test_it_is_found_out_once() -> None:
    counted: list[int] = []

    def count(values: Sequence[Any]) -> int:
        counted.append(len(values))
        return len(values)

    lasting = Lasting(OBJECTS)

    assert [lasting.known(count), lasting.known(count)] == [4, 4]
    assert counted == [4]


def test_what_stands_in_a_list_that_lasts_is_another_one_and_in_any_other_list_none() -> None:
    lists = Lasting([OBJECTS, OBJECTS, None])

    for found in (some, lambda values: distinct(values)[0], lambda values: parts(some(values))[0]):
        find: Callable[[Sequence[Any]], Sequence[Any]] = found
        assert find(lists) is find(lists)
        assert find(lists).__class__ is Lasting
        assert find(list(lists)).__class__ is list
    assert all_last(Lasting([Lasting(), Lasting()]))
    assert not all_last(Lasting([Lasting(), []]))


def test_what_is_no_list_is_told_each_time() -> None:
    lasting = Lasting([OBJECTS, "none"])
    for _ in range(2):
        with pytest.raises(OffPath):
            parts(lasting)


def test_what_is_kept_of_objects_is_looked_up_once_for_a_list_of_them_that_lasts() -> None:
    era, made = Era(lasts=True), list[Any]()

    def make(source: Any) -> dict[str, Any]:
        made.append(source)
        return {"is": id(source)}

    lasting = Lasting(OBJECTS)
    answers = rows(era, "any", make)
    first, again = answers.each(lasting), answers.each(lasting)

    assert first is again
    assert answers.each(OBJECTS) == first
    assert made == OBJECTS


def test_what_lists_take_is_given_back_when_something_changes() -> None:
    era = Era(lasts=True)
    answers = rows(era, "any", id)
    answers.each(OBJECTS)
    before = era.room
    answers.each(Lasting(OBJECTS))
    with_a_list = era.room
    era.change(1)

    assert with_a_list < before == era.room


def test_lists_in_a_list_take_as_much_as_what_stands_in_them() -> None:
    def room_after(*lists: list[object]) -> int:
        era = Era(lasts=True)
        sources = Lasting([object() for _ in lists])
        era.relation("any").column(sources, lambda: lists)
        return era.room

    assert room_after([object()] * 1600) == room_after([]) - 100
