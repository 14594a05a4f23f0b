"""How many operations one process executes at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ibid.http.errors import Fault, Refused


class Gate:
    """Lets so many through at once; who comes when it is full is told to come again, and waits nowhere."""

    def __init__(self, most: int) -> None:
        self._most = most
        self.inside = 0

    @contextmanager
    def passed(self) -> Iterator[None]:
        """Be inside until the block ends, or be Refused."""
        if self.inside >= self._most:
            raise Refused(503, Fault("TOO_BUSY", extensions={"retryAfter": 1}), {"Retry-After": "1"})
        self.inside += 1
        try:
            yield
        finally:
            self.inside -= 1
