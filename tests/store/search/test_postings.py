"""Packed lists: what goes in comes out, also moved, joined and cut."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.search.blocks import Block, Directory, RunWriter
from store.search.packing import packed, read_sections, sections, unpacked
from store.search.postings import Piece, count_of, joined, numbers_of, shifted, split

GAPS = st.lists(st.integers(1, 300) | st.integers(1, 100_000), min_size=1, max_size=60)
LISTS = GAPS.map(lambda gaps: [sum(gaps[: n + 1]) for n in range(len(gaps))])


@given(LISTS, st.integers(0, 1_000_000))
def test_a_list_is_unpacked_as_it_was_packed_and_moved(numbers: list[int], by: int) -> None:
    impacts = bytes(number % 255 + 1 for number in numbers)
    piece = Piece.of(numbers, impacts)

    assert (numbers, impacts) == (list(piece.numbers()), piece.impacts)
    assert piece == Piece.unpack(piece.pack())
    assert [piece.pack()] == list(split(numbers, impacts))
    moved = Piece.unpack(shifted(piece.pack(), by))
    assert [number + by for number in numbers] == list(moved.numbers())
    assert len(numbers) == count_of(piece.pack())


@given(st.lists(LISTS, min_size=1, max_size=5))
def test_lists_that_follow_one_another_are_joined(lists: list[list[int]]) -> None:
    pieces, whole, base = [], list[int](), 0
    for numbers in lists:
        own = [number + base for number in numbers]
        pieces.append(Piece.of(own, bytes(len(own))))
        whole += own
        base = own[-1]

    assert whole == numbers_of(joined(pieces))
    assert [bytes(len(whole))] == [piece.impacts for piece in joined(pieces)]


@given(st.lists(st.integers(0, 255)), st.lists(st.integers(0, 2**32 - 1)))
def test_numbers_are_packed_by_value_whatever_holds_them(small: list[int], large: list[int]) -> None:
    assert small == list(unpacked(1, packed(1, small))) == list(unpacked(2, packed(2, bytes(small))))
    assert large == list(unpacked(4, packed(4, large)))


@given(st.lists(st.binary()))
def test_sections_are_read_as_they_were_put_together(parts: list[bytes]) -> None:
    assert parts == read_sections(sections(*parts))


KEYS = st.binary(min_size=1, max_size=6).filter(lambda key: b"\n" not in key)


@given(st.lists(st.tuples(KEYS, st.binary(max_size=40)), min_size=1, max_size=40), KEYS, KEYS)
def test_a_run_gives_what_is_between_two_keys_from_few_blocks(
    items: list[tuple[bytes, bytes]], low: bytes, high: bytes
) -> None:
    items = sorted(items, key=lambda item: item[0])
    writer = RunWriter(size=60)
    blocks = [Block.read(stored) for stored in [*writer.add(items), *writer.end()]]
    directory = Directory.unpack(Directory(tuple(writer.firsts)).pack())

    assert items == [item for block in blocks for item in block.items()]
    assert [block.keys[0] for block in blocks] == list(directory.firsts)
    holding = directory.holding(low, high)
    found = [item for number in holding for item in blocks[number].items() if low <= item[0] < high]
    assert [item for item in items if low <= item[0] < high] == found
