"""A listing's tree against a plain sorted list: whatever is added and taken away, both hold the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.listings.paging import Paging
from store.listings.tree import CAPACITY, Changed, Delta, Directory, Place, build, change, place, touched
from store.ports import Page, Slice
from store.records import Entry

Model = dict[Place, dict[str, Mapping[str, Any]]]

# Few sort places with many keys, so that places meet, share a sort place, and chunks split and merge.
_places = st.tuples(st.integers(0, 900).map("{:04d}".format), st.sampled_from(["a", "b"]))
_said = st.one_of(st.none(), st.fixed_dictionaries({"n": st.integers(0, 3)}))
_deltas = st.dictionaries(_places, st.dictionaries(st.sampled_from(["x", "y"]), _said, min_size=1), max_size=40)
_blocks = st.tuples(st.integers(0, 900), st.integers(1, 400), st.booleans())


class Listing:
    """A listing in memory: a directory and its chunks, as an adapter keeps them."""

    def __init__(self) -> None:
        self.directory = Directory(name="cited-by:X")
        self.chunks: dict[str, Sequence[Entry]] = {}
        self.model: Model = {}

    def apply(self, delta: Delta) -> None:
        loaded = {each: self.chunks[each] for each in touched(self.directory, delta)}
        self.take(change(self.directory, loaded, delta))
        for where, owners in delta.items():
            there = {**self.model.get(where, {}), **owners}
            kept = {owner: payload for owner, payload in there.items() if payload is not None}
            if kept:
                self.model[where] = kept
            else:
                self.model.pop(where, None)

    def take(self, changed: Changed) -> None:
        self.directory = changed.directory
        self.chunks.update(changed.chunks)
        for each in changed.gone:
            del self.chunks[each]

    def entries(self) -> list[Entry]:
        chunked = [entry for piece in self.directory.pieces for entry in self.chunks[piece.id]]
        return [*self.directory.entries, *chunked]

    def expected(self) -> list[Entry]:
        return [Entry(sort=where[0], key=where[1], owners=self.model[where]) for where in sorted(self.model)]

    def assert_sound(self) -> None:
        assert self.expected() == self.entries()
        assert len(self.model) == self.directory.total
        assert {piece.id for piece in self.directory.pieces} == self.chunks.keys()
        for piece in self.directory.pieces:
            chunk = self.chunks[piece.id]
            assert (len(chunk), place(chunk[0])) == (piece.count, piece.low)
            assert 0 < len(chunk) <= CAPACITY

    def page(self, wanted: Slice) -> Page:
        reading = Paging(wanted, self.directory)
        while ids := reading.wanted():
            reading.give({each: self.chunks[each] for each in ids})
        return reading.page()


def a_block(block: tuple[int, int, bool]) -> Delta:
    first, count, adding = block
    said = {"n": 0} if adding else None
    return {(f"{n:04d}", "a"): {"x": said, "y": None} for n in range(first, first + count)}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(_deltas, _blocks.map(a_block)), max_size=8))
def test_a_tree_holds_what_a_sorted_list_holds(deltas: list[Delta]) -> None:
    listing = Listing()

    for delta in deltas:
        listing.apply(delta)
        listing.assert_sound()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(_blocks.map(a_block), min_size=1, max_size=4),
    st.builds(
        Slice,
        listing=st.just("cited-by:X"),
        first=st.one_of(st.none(), st.integers(0, 300)),
        last=st.none(),
        after=st.one_of(st.none(), st.integers(0, 1300).map("{:04d}".format)),
        before=st.one_of(st.none(), st.integers(0, 1300).map("{:04d}".format)),
        prefix=st.one_of(st.none(), st.sampled_from(["0", "01", "042", "9", ""])),
        where=st.one_of(st.none(), st.just(lambda entry: entry.sort.endswith("7"))),
    ),
    st.booleans(),
)
def test_a_page_is_a_slice_of_the_sorted_list(deltas: list[Delta], wanted: Slice, backward: bool) -> None:
    listing = Listing()
    for delta in deltas:
        listing.apply(delta)
    if backward:
        wanted = wanted._replace(first=None, last=7)
    every = [
        entry
        for entry in listing.expected()
        if entry.sort.startswith(wanted.prefix or "") and (wanted.where is None or wanted.where(entry))
    ]
    window = [
        entry
        for entry in every
        if (wanted.after is None or entry.sort > wanted.after) and (wanted.before is None or entry.sort < wanted.before)
    ]

    page = listing.page(wanted)

    expected = window[-wanted.last :] if wanted.last is not None else window[: wanted.first]
    assert expected == list(page.entries)
    if expected:
        assert (every[0] != expected[0], every[-1] != expected[-1]) == (page.has_previous, page.has_next)
    if page.total is not None:
        assert len(every) == page.total
    assert (page.total is None) == bool(listing.directory.pieces and (wanted.where or wanted.prefix is not None))


def test_walking_forward_or_backward_by_pages_meets_every_entry_once() -> None:
    listing = Listing()
    listing.apply(a_block((0, 900, True)))

    forward: list[Entry] = []
    backward: list[Entry] = []
    page = listing.page(Slice(listing="x", first=70))
    forward += page.entries
    while page.has_next:
        page = listing.page(Slice(listing="x", first=70, after=page.entries[-1].sort))
        forward += page.entries
    page = listing.page(Slice(listing="x", last=70))
    backward = [*page.entries, *backward]
    while page.has_previous:
        page = listing.page(Slice(listing="x", last=70, before=page.entries[0].sort))
        backward = [*page.entries, *backward]

    assert listing.expected() == forward == backward


@pytest.mark.parametrize(
    ("count", "chunks"), [(0, 0), (1, 0), (CAPACITY, 0), (CAPACITY + 1, 2), (450, 3), (451, 4)], ids=str
)
def test_entries_stay_in_the_directory_while_they_are_few(count: int, chunks: int) -> None:
    listing = Listing()

    listing.apply(a_block((0, count, True)))

    assert (count, chunks) == (listing.directory.total, len(listing.directory.pieces))


def test_an_entry_stays_while_one_owner_is_left() -> None:
    listing = Listing()
    listing.apply({("MEX", "MEX"): {"a": {"first": 1}, "b": {"first": 2}}})

    listing.apply({("MEX", "MEX"): {"a": None}})
    assert [Entry(sort="MEX", key="MEX", owners={"b": {"first": 2}})] == listing.entries()

    listing.apply({("MEX", "MEX"): {"b": None}})
    assert [] == listing.entries()


def test_a_page_of_a_long_listing_reads_one_chunk() -> None:
    directory = build("x", [Entry(sort=f"{n:06d}", key="k", owners={"o": {}}) for n in range(10_000)]).directory

    assert 1 == len(Paging(Slice(listing="x", first=20, after="004999"), directory).wanted())


def test_what_shrinks_is_merged_with_its_neighbour() -> None:
    listing = Listing()
    listing.apply(a_block((0, 900, True)))
    chunks = len(listing.directory.pieces)

    listing.apply(a_block((160, 270, False)))

    listing.assert_sound()
    assert (chunks, 5) == (6, len(listing.directory.pieces))


def test_building_gives_what_adding_gives() -> None:
    listing = Listing()
    listing.apply(a_block((0, 500, True)))

    assert listing.directory == build("cited-by:X", reversed(listing.expected())).directory
