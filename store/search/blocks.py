"""Runs: what is kept under keys, in the order of keys, cut into blocks that are read one at a time.

A key may stand several times, one after another; a block ends where it is full. A run's directory is the first key of
each of its blocks: so who knows the directory knows which blocks hold a key.
"""

from __future__ import annotations

import struct
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from store.search.packing import packed, unpacked

BLOCK = 48 * 1024
"""Bytes of a block before it is compressed: what a query reads for one word."""

_HEAD = struct.Struct("<II")
_LEVEL = 1
_SEPARATOR = b"\n"

Keyed = tuple[bytes, bytes]
"""A key, in which there is no line feed, and what is kept under it."""


def compressed(raw: bytes) -> bytes:
    """Bytes in the form in which they are stored."""
    return zlib.compress(raw, _LEVEL)


def expanded(stored: bytes) -> bytes:
    """Bytes as they were."""
    return zlib.decompress(stored)


@dataclass(frozen=True, slots=True)
class Block:
    """Keys in order, and what is kept under each."""

    keys: list[bytes]
    offsets: Sequence[int]
    payload: bytes

    @classmethod
    def read(cls, stored: bytes) -> Block:
        """A block from its bytes."""
        raw = expanded(stored)
        count, length = _HEAD.unpack_from(raw)
        keys = raw[_HEAD.size : _HEAD.size + length].split(_SEPARATOR)
        start = _HEAD.size + length
        lengths = unpacked(4, raw[start : start + 4 * count])
        return cls(keys, list(accumulate(lengths, initial=0)), raw[start + 4 * count :])

    def items(self) -> Iterator[Keyed]:
        """Everything, in order."""
        return zip(self.keys, self.between(0, len(self.keys)), strict=True)

    def between(self, start: int, stop: int) -> Iterator[bytes]:
        """What is kept from one number to another, the second excluded."""
        return (self.payload[self.offsets[at] : self.offsets[at + 1]] for at in range(start, stop))


def _written(items: Sequence[Keyed]) -> bytes:
    keys = _SEPARATOR.join(key for key, _ in items)
    lengths = packed(4, [len(kept) for _, kept in items])
    head = _HEAD.pack(len(items), len(keys))
    return compressed(b"".join([head, keys, lengths, *(kept for _, kept in items)]))


@dataclass(slots=True)
class RunWriter:
    """Cuts a run into blocks while it comes. `firsts` are the first keys of those that were given."""

    size: int = BLOCK
    firsts: list[bytes] = field(default_factory=list)
    _items: list[Keyed] = field(default_factory=list)
    _length: int = 0

    def add(self, items: Iterable[Keyed]) -> Iterator[bytes]:
        """More of the run, in order; gives the blocks that are full."""
        for key, kept in items:
            if self._items and self._length + len(kept) > self.size:
                yield self._block()
            self._items.append((key, kept))
            self._length += len(key) + len(kept) + 5

    def end(self) -> Iterator[bytes]:
        """The last block."""
        if self._items:
            yield self._block()

    def _block(self) -> bytes:
        made = _written(self._items)
        self.firsts.append(self._items[0][0])
        self._items, self._length = [], 0
        return made


@dataclass(frozen=True, slots=True)
class Directory:
    """The first key of each block of a run."""

    firsts: tuple[bytes, ...] = field(default=())

    def holding(self, low: bytes, high: bytes) -> range:
        """The numbers of the blocks that may hold keys from one to another, the second excluded."""
        return range(max(bisect_left(self.firsts, low) - 1, 0), bisect_left(self.firsts, high))

    def pack(self) -> bytes:
        """As bytes."""
        return _SEPARATOR.join(self.firsts)

    @classmethod
    def unpack(cls, stored: bytes) -> Directory:
        """From bytes."""
        return cls(tuple(stored.split(_SEPARATOR)) if stored else ())
