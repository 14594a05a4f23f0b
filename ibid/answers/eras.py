"""Eras of what is made of records in memory: one ends when records leave memory, or when too much was made."""

from __future__ import annotations

from typing import Any

from execution.era import Era
from ibid.http.json import settled
from store.remembering.memory import Memory

SHARE = 4
"""One part of so many of the bytes for records is for what is made of them."""

_THING = 400
"""Bytes of something that is made, about."""


class Eras:
    """The era that it is now. What was made of records that are forgotten by now is held no longer than theirs."""

    def __init__(self, memory: Memory, most_bytes: int) -> None:
        self._memory = memory
        self._most = most_bytes // _THING
        self._generation = memory.generation
        self._turn = 0
        self._now = self._next()

    def now(self) -> Era:
        """The era."""
        if self._now.is_full or self._generation != self._memory.generation:
            self._generation = self._memory.generation
            self._now = self._next()
        return self._now

    def change(self, turn: int) -> None:
        """Tell the era of a change; one that is over hears of none."""
        self._turn = turn
        self._now.change(turn)

    @property
    def weight(self) -> int:
        """How many bytes are kept, about."""
        return _THING * (self._most - self._now.room)

    def _next(self) -> Era:
        return Era(lasts=self._most > 0, most=self._most, turn=self._turn, settle=_settled)


def _settled(part: Any) -> tuple[Any, int]:
    """A part of an answer as JSON, and how much room that takes."""
    done, size = settled(part)
    return done, size // _THING
