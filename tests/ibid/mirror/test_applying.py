"""The apply rule, and that both kinds of copy keep to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibid.mirror.place import Phase, Place
from ibid.mirror.targets.applying import Known, counts, latest
from ibid.mirror.wire import Line, read_line
from tests.support.mirrored import InFolder, InMongo, Kept, Rows, rows
from tests.support.sources import record_line

KEY = "A/RES/1/1#1"
COPY = Place(phase=Phase.FOLLOWING, generation=1)


def a_line(revision: int, *, is_removal: bool = False, key: str = KEY) -> Line:
    operation = {"operation": "LEFT_SCOPE"} if is_removal else {}
    return read_line(record_line(key, None if is_removal else f"Text {revision}", revision, **operation))


@pytest.mark.parametrize(
    ("known", "revision", "state_counts", "removal_counts"),
    [
        (Known(), 1, True, True),
        (Known(held=3), 2, False, False),
        (Known(held=3), 3, False, False),
        (Known(held=3), 4, True, True),
        (Known(removed=3), 2, False, False),
        (Known(removed=3), 3, True, False),
        (Known(removed=3), 4, True, True),
        (Known(held=5, removed=3), 4, False, False),
        (Known(held=3, removed=5), 4, False, True),
        (Known(held=3, removed=5), 5, True, True),
    ],
)
def test_the_rule(known: Known, revision: int, *, state_counts: bool, removal_counts: bool) -> None:
    assert state_counts == counts(a_line(revision), known)
    assert removal_counts == counts(a_line(revision, is_removal=True), known)


def test_the_last_line_of_a_record_is_what_is_left() -> None:
    other = a_line(1, key="A/RES/1/1#2")

    assert [a_line(3, is_removal=True), other] == latest([a_line(2), other, a_line(3, is_removal=True)])


@pytest.fixture(params=["folder", "mongo"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Kept:
    return InFolder(tmp_path / "copy") if request.param == "folder" else InMongo()


async def held_after(kept: Kept, *lines: Line) -> list[str]:
    """The states that are held after lines came one by one."""
    async with kept.opened() as target:
        await target.begin(COPY)
        for line in lines:
            await target.follow([line], COPY)
    return [state for _, state in sorted((await rows(kept)).items())]


async def test_what_comes_late_does_not_bring_back_what_went(kept: Kept) -> None:
    assert [] == await held_after(kept, a_line(2), a_line(4, is_removal=True), a_line(3))


async def test_what_leaves_and_enters_again_between_two_pages_is_there(kept: Kept) -> None:
    """Both lines say how the record is now, so both have its revision."""
    again = a_line(4)

    assert [again.state] == await held_after(kept, a_line(2), a_line(4, is_removal=True), again)


async def test_what_is_made_again_is_there(kept: Kept) -> None:
    assert [a_line(5).state] == await held_after(kept, a_line(2), a_line(4, is_removal=True), a_line(5))


async def test_a_removal_that_comes_late_removes_nothing(kept: Kept) -> None:
    assert [a_line(5).state] == await held_after(kept, a_line(5), a_line(4, is_removal=True))


async def test_lines_of_a_baseline_count_whatever_their_revision(kept: Kept) -> None:
    incoming = COPY.anew("url", "")
    async with kept.opened() as target:
        await target.begin(COPY)
        await target.follow([a_line(7), a_line(3, key="A/RES/1/1#2")], COPY)
        await target.begin(incoming)
        await target.copy([a_line(9)], incoming)
        await target.copy([a_line(2)], incoming)
        await target.switch(incoming.switched("cursor"))
        await target.sweep()

    assert {("PARAGRAPH", KEY): a_line(2).state} == await rows(kept)


HISTORY = st.lists(st.booleans(), min_size=1, max_size=6)


@given(HISTORY, st.data())
async def test_lines_of_one_history_in_any_order_and_number_never_go_back(
    history: list[bool], data: st.DataObject
) -> None:
    """Whatever came before, after the newest line the copy is as the newest line says."""
    lines = [a_line(number, is_removal=removed) for number, removed in enumerate(history, 1)]
    some = data.draw(st.lists(st.sampled_from(lines), max_size=8))
    kept = InMongo()
    last = lines[-1]
    expected: Rows = {} if last.state is None else {("PARAGRAPH", KEY): last.state}

    for coming in ([*some, last], [last, *some]):
        await held_after(kept, *coming)
        assert expected == await rows(kept)
