"""How a conducted coroutine waits: for the next round."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Any


class Waits(BaseException):
    """Something would have to be waited for. It is no error: whoever catches errors is to let it pass."""


class Parked:
    """Awaited, it gives its coroutine's turn away until the next round.

    `futures` are what is waited for beside what loaders bring: those of the event loop.
    """

    __slots__ = ("futures",)

    def __init__(self, futures: Sequence[Any] = ()) -> None:
        self.futures = futures

    def __await__(self) -> Generator[Parked, None, None]:
        yield self


PARKED = Parked()
"""For whoever waits for loaders only."""
