"""Pages inside a document: whatever the window and the filter, they are what slicing a list would give."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolvers import pages
from resolvers.pages import Stretch, Window, stretches
from store.gathering import Gathering
from store.ports import Range
from store.records import ParagraphKind, ParagraphRecord
from tests.store.builders import paragraph

PREAMBULAR, OPERATIVE = ParagraphKind.PREAMBULAR, ParagraphKind.OPERATIVE


class Shelf(Gathering):
    """A reader of one document: every third paragraph is preambular. It remembers which ranges were asked."""

    def __init__(self, length: int) -> None:
        kinds = {position: OPERATIVE if position % 3 else PREAMBULAR for position in range(1, length + 1)}
        self.records = [paragraph(position, kind=kind) for position, kind in kinds.items()]
        self.asked: list[Range] = []

    async def ranges(self, _: type, ranges: Sequence[Range]) -> list[list[ParagraphRecord]]:
        self.asked += ranges
        return [[each for each in self.records if it.first <= each.position <= it.last] for it in ranges]


def stretch(high: int, window: Window, traits: frozenset[str] | None = None, *, low: int = 1) -> Stretch:
    return Stretch(document="A/RES/74/148", low=low, high=high, window=window, total=high, traits=traits)


async def positions(shelf: Shelf, asked: Stretch) -> tuple[list[int], bool, bool]:
    reader: Any = shelf
    (page,) = await stretches(reader, ParagraphRecord, [asked], lambda record: record.kind)
    return [record.position for record in page.records], page.has_previous, page.has_next


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        (Window(first=3), ([1, 2, 3], False, True)),
        (Window(first=3, after="3"), ([4, 5, 6], True, True)),
        (Window(first=3, after="8"), ([9, 10], True, False)),
        (Window(first=3, after="10"), ([], True, False)),
        (Window(first=10), ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], False, False)),
        (Window(last=3), ([8, 9, 10], True, False)),
        (Window(last=3, before="8"), ([5, 6, 7], True, True)),
        (Window(last=3, before="3"), ([1, 2], False, True)),
        (Window(first=5, after="2", before="5"), ([3, 4], True, False)),
    ],
)
async def test_pages_of_ten_paragraphs(window: Window, expected: tuple[list[int], bool, bool]) -> None:
    shelf = Shelf(10)

    assert await positions(shelf, stretch(10, window)) == expected
    assert len(shelf.asked) == (1 if expected[0] else 0)


async def test_an_empty_stretch_asks_nothing() -> None:
    shelf = Shelf(10)

    assert await positions(shelf, stretch(0, Window(first=5))) == ([], False, False)
    assert shelf.asked == []


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        (Window(first=2), ([3, 6], False, True)),
        (Window(first=2, after="6"), ([9], True, False)),
        (Window(last=2), ([6, 9], True, False)),
        (Window(last=2, before="6"), ([3], False, True)),
    ],
)
async def test_pages_of_the_preambular_ones(window: Window, expected: tuple[list[int], bool, bool]) -> None:
    assert await positions(Shelf(10), stretch(10, window, frozenset({PREAMBULAR}))) == expected


@given(
    length=st.integers(0, 40),
    low=st.integers(1, 10),
    size=st.integers(1, 12),
    backward=st.booleans(),
    only=st.sampled_from([None, frozenset({PREAMBULAR}), frozenset({OPERATIVE}), frozenset()]),
    step=st.integers(1, 9),
)
async def test_walking_page_by_page_gives_everything_once(  # noqa: PLR0917  # hypothesis names its draws as parameters
    length: int, low: int, size: int, backward: bool, only: frozenset[str] | None, step: int
) -> None:
    """In either direction, in windows of any size: the pages put together are the list."""
    shelf, before = Shelf(length), pages.WINDOW
    expected = [each.position for each in shelf.records if each.position >= low and (only is None or each.kind in only)]
    walked: list[int] = []
    place: str | None = None
    pages.WINDOW = step
    try:
        while True:
            window = Window(last=size, before=place) if backward else Window(first=size, after=place)
            found, has_previous, has_next = await positions(shelf, stretch(length, window, only, low=low))
            walked = found + walked if backward else walked + found
            if not (has_previous if backward else has_next):
                break
            place = str(found[0] if backward else found[-1])
    finally:
        pages.WINDOW = before

    assert walked == expected
