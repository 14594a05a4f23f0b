"""Numbers as bytes: little-endian, whatever the machine."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Sequence

_TYPES = {1: "B", 2: "H", 4: "I"}


def width_of(most: int) -> int:
    """How many bytes a number needs: 1, 2 or 4."""
    return 1 if most < 1 << 8 else 2 if most < 1 << 16 else 4


def packed(width: int, numbers: Iterable[int]) -> bytes:
    """Numbers, each in so many bytes."""
    # Given bytes or an array, both would take what these are made of, and not the numbers.
    if width == 1:
        return bytes(iter(numbers))
    made = array(_TYPES[width], iter(numbers))
    if sys.byteorder == "big":
        made.byteswap()
    return made.tobytes()


def unpacked(width: int, stored: bytes) -> Sequence[int]:
    """Numbers from bytes."""
    if width == 1:
        return stored
    read = array(_TYPES[width], stored)
    if sys.byteorder == "big":
        read.byteswap()
    return read


def sections(*parts: bytes) -> bytes:
    """Several byte strings as one."""
    return b"".join([packed(4, [len(parts), *map(len, parts)]), *parts])


def read_sections(stored: bytes) -> list[bytes]:
    """What `sections` joined."""
    (count,) = unpacked(4, stored[:4])
    lengths = unpacked(4, stored[4 : 4 + 4 * count])
    found, at = [], 4 + 4 * count
    for length in lengths:
        found.append(stored[at : at + length])
        at += length
    return found
