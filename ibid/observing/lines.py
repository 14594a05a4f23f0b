"""Lines of a log in JSON, written together: the many that are all alike, one a request, cost a tenth of an event each.

Such a line is written within a tenth of a second, and before any other event; what is still held when the process ends
is written then.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, TextIO

import orjson

from ibid.observing.facts import current_request_id

HELD_SECONDS = 0.1
"""How long a line is held, for others to be written with it."""

MOST_HELD = 200
"""How many lines are held at most."""


class Lines(logging.StreamHandler[TextIO]):
    """A handler that takes events as all handlers do, and lines that need no formatting."""

    def __init__(self, stream: TextIO, about: Mapping[str, object]) -> None:
        """`about` is on every line."""
        super().__init__(stream)
        self._about = about
        self.last = f",{as_json(about)[1:-1]}" if about else ""
        """What JSON every line ends with."""
        self._held: list[str] = []
        self._moment = self._second = 0
        self._stamp = self._to_the_second = ""

    def add(self, logger: str, message: str, about: Mapping[str, Any]) -> None:
        """Write a line soon, of level info."""
        line = {"at": self.now(), "level": "info", "logger": logger, "request_id": current_request_id()}
        self.hold(as_json({**line, **about, "message": message, **self._about}))

    def now(self) -> str:
        """The time, to the millisecond: most lines that are written together are of the same one."""
        moment = int(time.time() * 1000)
        if moment != self._moment:
            self._moment = moment
            second, part = divmod(moment, 1000)
            if second != self._second:
                self._second = second
                self._to_the_second = datetime.fromtimestamp(second, UTC).isoformat()[: -len("+00:00")]
            self._stamp = f"{self._to_the_second}.{part:03d}+00:00"
        return self._stamp

    def hold(self, line: str) -> None:
        """Write a line soon. It is made by now: what it is made of need not be kept until then."""
        self._held.append(line)
        if len(self._held) == 1:
            self._write_soon()
        elif len(self._held) >= MOST_HELD:
            self.write()

    def emit(self, record: logging.LogRecord) -> None:
        """Write an event, behind the lines that came before it."""
        self.write()
        super().emit(record)

    def flush(self) -> None:
        """Write what is held."""
        self.write()
        super().flush()

    def write(self) -> None:
        """Write what is held."""
        if not self._held:
            return
        held, self._held = self._held, []
        self.acquire()
        try:
            self.stream.write("\n".join([*held, ""]))
            self.stream.flush()
        except (OSError, ValueError):  # nobody reads it any more
            return
        finally:
            self.release()

    def _write_soon(self) -> None:
        try:
            asyncio.get_running_loop().call_later(HELD_SECONDS, self.write)
        except RuntimeError:
            self.write()


def only_lines() -> Lines | None:
    """The handler of all logs, where there is one alone and it takes lines."""
    handlers = logging.root.handlers
    return handlers[0] if len(handlers) == 1 and isinstance(handlers[0], Lines) else None


def as_json(event: Mapping[str, Any], **_: Any) -> str:
    """An event as JSON on one line, whatever is in it."""
    try:
        return orjson.dumps(event, default=str).decode()
    except TypeError:  # half a surrogate pair, a number of more than 64 bits
        return json.dumps(event, default=str)
