"""Rising lists of numbers, packed: where a token stands. A long list is several pieces, each complete in itself.

A piece is its count, its first and last number, then the differences between neighbours, each in as many bytes as the
widest needs, then, where the numbers are units, one byte each for how much the token says there. So a list is unpacked
by the interpreter's C code, and moved or lengthened without being unpacked.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise
from operator import sub

from store.search.packing import packed, unpacked, width_of

MOST_IN_PIECE = 1 << 15
"""Numbers in a piece that was joined from others: 64 kB at most, or 160 kB where they are far apart."""

_HEAD = struct.Struct("<IIIB")


@dataclass(frozen=True, slots=True)
class Piece:
    """A packed list. `widths` is 1, 2 or 4; `impacts` is empty, or has a byte for each number."""

    count: int
    first: int
    last: int
    width: int
    deltas: bytes
    impacts: bytes = b""

    @classmethod
    def of(cls, numbers: Sequence[int], impacts: bytes = b"") -> Piece:
        """A rising list of at least one number, packed."""
        deltas = list(map(sub, numbers[1:], numbers))
        width = width_of(max(deltas, default=0))
        return cls(len(numbers), numbers[0], numbers[-1], width, packed(width, deltas), bytes(impacts))

    @classmethod
    def unpack(cls, stored: bytes) -> Piece:
        """A piece from its bytes."""
        count, first, last, width = _HEAD.unpack_from(stored)
        end = _HEAD.size + (count - 1) * width
        return cls(count, first, last, width, stored[_HEAD.size : end], stored[end:])

    def pack(self) -> bytes:
        """The bytes of the piece."""
        return _HEAD.pack(self.count, self.first, self.last, self.width) + self.deltas + self.impacts

    def numbers(self) -> Iterator[int]:
        """The list."""
        return accumulate(unpacked(self.width, self.deltas), initial=self.first)


def joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The same list in fewer pieces; they follow one another without overlap."""
    run: list[Piece] = []
    count = 0
    for piece in pieces:
        if run and count + piece.count > MOST_IN_PIECE:
            yield _one(run)
            run, count = [], 0
        run.append(piece)
        count += piece.count
    if run:
        yield _one(run)


def split(numbers: Sequence[int], impacts: bytes = b"") -> Iterator[bytes]:
    """A list in packed pieces that are not too long: what `Piece.of(...).pack()` gives, without making a Piece."""
    if len(numbers) == 1:
        yield _HEAD.pack(1, numbers[0], numbers[0], 1) + impacts
        return
    for start in range(0, len(numbers), MOST_IN_PIECE):
        some, said = numbers[start : start + MOST_IN_PIECE], impacts[start : start + MOST_IN_PIECE]
        deltas = list(map(sub, some[1:], some))
        width = width_of(max(deltas, default=0))
        yield _HEAD.pack(len(some), some[0], some[-1], width) + packed(width, deltas) + said


def shifted(stored: bytes, by: int) -> bytes:
    """A packed piece with a number added to each of its own."""
    if not by:
        return stored
    count, first, last, width = _HEAD.unpack_from(stored)
    return _HEAD.pack(count, first + by, last + by, width) + stored[_HEAD.size :]


def count_of(stored: bytes) -> int:
    """How many numbers a packed piece has."""
    count: int = _HEAD.unpack_from(stored)[0]
    return count


def _one(run: Sequence[Piece]) -> Piece:
    if len(run) == 1:
        return run[0]
    gaps = [after.first - before.last for before, after in pairwise(run)]
    width = max(width_of(max(gaps)), *(piece.width for piece in run))
    parts = [run[0].deltas if run[0].width == width else packed(width, unpacked(run[0].width, run[0].deltas))]
    for gap, piece in zip(gaps, run[1:], strict=True):
        own = piece.deltas if piece.width == width else packed(width, unpacked(piece.width, piece.deltas))
        parts += [gap.to_bytes(width, "little"), own]
    return Piece(
        sum(piece.count for piece in run),
        run[0].first,
        run[-1].last,
        width,
        b"".join(parts),
        b"".join(piece.impacts for piece in run),
    )


def numbers_of(pieces: Iterable[Piece]) -> list[int]:
    """The whole list."""
    return list(chain.from_iterable(piece.numbers() for piece in pieces))
