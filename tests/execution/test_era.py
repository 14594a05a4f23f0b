"""What is kept of what lasts: made once, let go together, and never of another object."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

import pytest

from execution.conducting import conduct
from execution.era import MOST, Era
from execution.errors import OffPath
from execution.lasting import Lasting
from execution.loading import Loader, Rounds
from execution.remembering import NOTHING, by_name, of_keys, remembered
from execution.rows import rows


class Thing:
    """Something that lasts."""

    def __init__(self, name: str) -> None:
        self.name = name


class Made:
    """A function that makes answers, and of what it was asked to."""

    def __init__(self) -> None:
        self.of: list[str] = []

    def __call__(self, thing: Thing) -> dict[str, Any]:
        self.of.append(thing.name)
        return {"name": thing.name}


class Taking:
    """Takes notes."""

    def __init__(self, unchanged: int | None = 0) -> None:
        self.unchanged = unchanged
        self.noted: list[Any] = []

    def later(self, note: Any) -> None:
        note(self)


class Preparing:
    """Prepared for a language, of which the operation is told."""

    def __init__(self, key: Hashable, told: set[Any]) -> None:
        self.key = key
        self.told = told

    def __call__(self, thing: Any) -> str:
        self.told.add(self.key)
        return f"{thing.name} in {self.key}"


def things(*names: str) -> list[Thing]:
    return [Thing(name) for name in names]


def test_what_is_made_of_an_object_is_made_once_in_an_era() -> None:
    era, made = Era(lasts=True), Made()
    one, other = things("one", "other")

    first = rows(era, "names", made).each([one, other, one])
    second = rows(era, "names", made).each([other])

    assert first == [{"name": "one"}, {"name": "other"}, {"name": "one"}]
    assert second[0] is first[1]
    assert made.of == ["one", "other"]


def test_an_object_that_an_era_has_seen_gives_its_identity_to_no_other() -> None:
    era, made = Era(lasts=True), Made()

    for number in range(100):
        assert rows(era, "names", made).each([Thing(str(number))]) == [{"name": str(number)}]


def test_what_does_not_last_is_made_each_time_and_once_a_level() -> None:
    made = Made()
    one = Thing("one")

    for _ in range(2):
        assert rows(Era(), "names", made).each([one, one]) == [{"name": "one"}, {"name": "one"}]

    assert made.of == ["one", "one"]


def test_lists_that_last_are_kept_whole_and_others_thing_by_thing() -> None:
    era, made = Era(lasts=True), Made()
    some = Lasting(things("a", "b"))
    kept = rows(era, "names", made)

    (first,), (again,) = kept.lists([some]), kept.lists([some])
    (other,) = kept.lists([list(some)])

    assert first is again
    assert other == first == [{"name": "a"}, {"name": "b"}]
    assert made.of == ["a", "b"]
    assert kept.lists([Lasting(), Lasting()]) == [[], []]


@pytest.mark.parametrize("lasts", [False, True])
def test_what_is_no_list_is_off_the_path(*, lasts: bool) -> None:
    none: Any = None
    with pytest.raises(OffPath):
        rows(Era(lasts=lasts), "names", Made()).lists([[], none])


def test_copies_are_filled_in_without_harm_to_what_is_kept() -> None:
    era, made = Era(lasts=True), Made()
    one = Thing("one")

    (copy,) = rows(era, "names", made).copies([one])
    copy["more"] = 1

    assert rows(era, "names", made).copies([one]) == [{"name": "one"}]


def test_parts_that_are_whole_are_settled_once() -> None:
    settled: list[Any] = []

    def settle(answer: Any) -> tuple[str, int]:
        settled.append(answer)
        return repr(answer), 10

    era, some = Era(lasts=True, settle=settle), Lasting(things("a"))

    for _ in range(2):
        assert rows(era, "names", Made()).lists([some]) == ["[\"{'name': 'a'}\"]"]
    assert len(settled) == 2
    assert era.room < MOST - 2 * 10, "what is settled takes room"


def test_who_is_given_what_is_kept_is_told_what_who_made_it_was_told() -> None:
    era, one, other = Era(lasts=True), Thing("one"), Thing("other")

    def by(key: str, told: set[Any], sources: Sequence[Thing]) -> Sequence[Any]:
        prepared = Preparing(key, told)
        return rows(era, "texts", lambda thing: {"text": prepared(thing)}, [prepared]).each(sources)

    for _ in range(2):
        told: set[Any] = {"before"}
        assert by("fr", told, [one, other]) == [{"text": "one in fr"}, {"text": "other in fr"}]
        assert told == {"before", "fr"}
        assert by("ar", told, [one]) == [{"text": "one in ar"}]
        assert told == {"before", "fr", "ar"}


def test_what_differs_from_thing_to_thing_is_told_of_those_that_are_given() -> None:
    era, one, other = Era(lasts=True), Thing("one"), Thing("other")
    told: set[Any] = set()
    prepared = Preparing("any", told)

    def make(thing: Thing) -> dict[str, Any]:
        told.add(thing.name)
        return {"text": thing.name}

    kept = rows(era, "texts", make, [prepared])
    kept.each([one, other])
    told.clear()
    kept.each([other])

    assert told == {"other"}


def test_what_objects_lead_to_is_remembered_until_something_changes() -> None:
    era, taking = Era(lasts=True), Taking()
    sources = things("a", "b")

    def note(taking: Taking, sources: Sequence[Thing], values: Sequence[str]) -> None:
        taking.noted.append(([each.name for each in sources], list(values)))

    known = remembered(era, taking, "upper", (), note)
    assert known.found(sources) is None
    known.keep(sources, ["A", "B"])

    assert remembered(era, taking, "upper", (), note).found(sources[:1]) == ["A"]
    assert taking.noted == [(["a"], ["A"])]
    assert remembered(era, taking, "upper", (2,), note).found(sources) is None
    assert remembered(era, Taking(None), "upper", (), note).found(sources) is None

    era.change(1)
    known.keep(sources, ["A", "B"])
    later = remembered(era, Taking(1), "upper", (), note)
    assert later.found(sources) is None, "what was kept then was read before the change"
    later.keep(sources, ["A", "B"])
    assert later.found(sources) == ["A", "B"]
    assert known.found(sources) is None, "who began before a change remembers nothing of after it"


def test_what_objects_lead_to_that_are_not_remembered_is_not() -> None:
    era, taking = Era(lasts=True), Taking()

    assert remembered(era, taking, "below", (), print, above=NOTHING) is NOTHING
    assert remembered(era, taking, "below", (), print, above=remembered(era, taking, "above", (), print)) is not NOTHING


@pytest.mark.parametrize(
    ("era", "taking", "note", "arguments"),
    [
        (Era(lasts=True), None, print, ()),
        (Era(lasts=True), Taking(), None, ()),
        (Era(), Taking(), print, ()),
        (Era(lasts=True), Taking(), print, ([],)),
    ],
)
def test_nothing_is_remembered_where_nobody_can_say_of_what(era: Era, taking: Any, note: Any, arguments: Any) -> None:
    assert remembered(era, taking, "anything", arguments, note) is NOTHING


def test_notes_of_keys_leave_out_objects_without_one() -> None:
    taking = Taking()
    some = things("a", "")

    def note(taking: Taking, keys: Sequence[str], values: Sequence[str | None]) -> None:
        taking.noted += [*keys, *values]

    noted = of_keys(note, lambda thing: thing.name or None)
    assert noted is not None
    noted(taking, some, ["A", None])

    assert taking.noted == ["a", "A"]
    assert of_keys(None, str) is None


def test_an_era_is_full_when_so_much_was_made() -> None:
    era = Era(lasts=True, most=3)
    some = things("a", "b")

    rows(era, "names", Made()).each(some)

    assert era.is_full


async def test_what_was_loaded_before_a_change_is_remembered_by_nobody_after_it() -> None:
    era, taking = Era(lasts=True), Taking()
    store = {"a": "old"}

    def note(*_: object) -> None:
        """Nothing."""

    async def load(keys: list[str]) -> list[str]:
        return [store[key] for key in keys]

    rounds = Rounds()
    loader: Loader[str, str] = Loader(load, rounds, remembered=by_name(era, taking, "texts", note))
    assert await conduct(loader.level(["a"]), rounds) == ["old"]

    store["a"] = "new"
    era.change(1)
    taking.unchanged = None
    assert await conduct(loader.level(["a"]), rounds) == ["old"], "one operation reads nothing twice"

    rounds = Rounds()
    later: Loader[str, str] = Loader(load, rounds, remembered=by_name(era, Taking(1), "texts", note))
    assert await conduct(later.level(["a"]), rounds) == ["new"]
