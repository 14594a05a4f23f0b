"""Answers that are made at once are written together: when whoever had something to read has been read, or when there
are some of them.

A write wakes the process that waits for it. On a machine that is shared that interrupts the processor, which then has
forgotten what it knew of the program: the next answer costs half as much again (ADR 0043). Between answers nothing is
written, so that only the first of some pays for that.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from weakref import WeakKeyDictionary

from ibid.http.replies import Header

MOST_WAITING = 16
"""Connections that wait to be written to: so nobody waits long for others, however many ask."""

Write = Callable[[], None]

_log = logging.getLogger("ibid.http")


class Outbox:
    """The connections of an event loop that have something to write, and what all of them write."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._soon = loop.call_soon
        self._waiting: list[Write] = []
        self._headers: Sequence[Header] = ()
        self._lines = b""

    def usual(self, headers: Sequence[Header]) -> bytes:
        """The lines of the headers that every answer has: a server has others each second, by its clock."""
        if headers is not self._headers:
            self._headers = headers
            self._lines = b"".join([b"%b: %b\r\n" % each for each in headers])
        return self._lines

    def add(self, write: Write) -> None:
        """Have a connection write soon."""
        if not self._waiting:
            self._soon(self.flush)
        self._waiting.append(write)
        if len(self._waiting) >= MOST_WAITING:
            self.flush()

    def flush(self) -> None:
        """Have all of them write: each for itself, whatever becomes of another."""
        waiting, self._waiting = self._waiting, []
        for write in waiting:
            try:
                write()
            except Exception:  # noqa: BLE001  # whatever it was, it is this connection's
                _log.exception("an answer could not be written")


_outboxes: WeakKeyDictionary[asyncio.AbstractEventLoop, Outbox] = WeakKeyDictionary()


def outbox(loop: asyncio.AbstractEventLoop) -> Outbox:
    """That of an event loop."""
    found = _outboxes.get(loop)
    if found is None:
        found = _outboxes[loop] = Outbox(loop)
    return found
