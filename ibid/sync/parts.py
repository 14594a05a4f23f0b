"""The parts of a baseline: what is counted and hashed of each, and how they hang together."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

LARGEST = 4_000_000
"""Bytes of a part, before compression: it ends at the first border behind that."""

MOST = 5_000
"""Records of a part; it ends at the first border behind that, too."""

LONGEST_SECONDS = 20.0
"""For so long a part lasts, then it ends at the next border, with nothing in it perhaps: where a filter leaves little
of much that is read, a client still hears of us before it gives us up, and what it has come to is not lost."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part that has ended: its number from 1, how many records and bytes it has, and their SHA-256."""

    number: int
    records: int
    bytes: int
    sha256: str

    @property
    def listed(self) -> dict[str, Any]:
        """As the manifest has it."""
        return {"part": self.number, "records": self.records, "bytes": self.bytes, "sha256": self.sha256}


def chained(before: str, sha256: str) -> str:
    """The chain behind a part, of the chain before it and the part's own hash."""
    return hashlib.sha256(f"{before}{sha256}".encode()).hexdigest()


@dataclass(slots=True)
class Parts:
    """The parts of a baseline so far: how many there are, of how many records, and the chain of their hashes."""

    number: int = 0
    records: int = 0
    chain: str = ""
    listed: list[dict[str, Any]] = field(default_factory=list)
    clock: Callable[[], float] = time.monotonic
    _begun: float = field(init=False)
    _lines: int = 0
    _bytes: int = 0
    _hash: Any = field(default_factory=hashlib.sha256)

    def __post_init__(self) -> None:
        self._begun = self.clock()

    def add(self, lines: list[bytes]) -> bytes:
        """Lines of the part that is open, as they are sent."""
        text = b"".join(lines)
        self._hash.update(text)
        self._lines += len(lines)
        self._bytes += len(text)
        return text

    @property
    def is_full(self) -> bool:
        """Whether the open part is to end at the next border."""
        is_long = self._bytes >= LARGEST or self._lines >= MOST
        return is_long or self.clock() - self._begun >= LONGEST_SECONDS

    @property
    def is_empty(self) -> bool:
        """Whether nothing is in the open part."""
        return not self._lines

    def end(self) -> Part:
        """End the open part; the next one is empty."""
        self.number += 1
        part = Part(self.number, self._lines, self._bytes, self._hash.hexdigest())
        self.records += part.records
        self.chain = chained(self.chain, part.sha256)
        self.listed.append(part.listed)
        self._lines = self._bytes = 0
        self._hash = hashlib.sha256()
        self._begun = self.clock()
        return part
