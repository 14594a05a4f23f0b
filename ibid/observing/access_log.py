"""One line a request: method, path, status, how long, and what is known of its operation; no words of readers."""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import Any

from ibid.observing.exchange import Exchange
from ibid.observing.facts import told
from ibid.observing.lines import as_json, only_lines

_LONGEST_PATH = 200
_REMEMBERED = 1024

_log = logging.getLogger("ibid.access")


class AccessLog:
    """Logs each request once, when its answer has ended; a socket when it is closed."""

    def began(self, exchange: Exchange) -> None:
        """Nothing yet."""

    def ended(self, exchange: Exchange, _: object = None) -> None:
        """Log an exchange."""
        if not _log.isEnabledFor(logging.INFO):
            return
        lines = only_lines()
        if lines is None:
            _log.info("request", extra=_about(exchange))
        else:
            lines.hold(_line(exchange, lines.now(), lines.last))


def _about(exchange: Exchange) -> dict[str, Any]:
    return {
        "method": exchange.method,
        "path": exchange.path[:_LONGEST_PATH],
        "status": exchange.status,
        "milliseconds": round(exchange.seconds * 1000, 1),
        **exchange.facts.told(),
    }


def _line(exchange: Exchange, at: str, last: str) -> str:
    """The same as a line of JSON. An id has no character that is escaped there."""
    facts = exchange.facts
    before, behind = _around(exchange.method, exchange.path[:_LONGEST_PATH], exchange.status, *facts.known())
    return (
        f'{{"at":"{at}","level":"info","logger":"{_log.name}","request_id":"{facts.request_id}",'
        f'{before},"milliseconds":{exchange.seconds * 1000:.1f}{behind},"message":"request"{last}}}'
    )


@lru_cache(maxsize=_REMEMBERED)
def _around(method: str, path: str, status: int | None, *known: Any) -> tuple[str, str]:
    """What stands in a line before the time that a request took, and behind it: for most requests it is known."""
    before = as_json({"method": method, "path": path[:_LONGEST_PATH], "status": status})[1:-1]
    behind = as_json(told(known))[1:-1]
    return before, f",{behind}" if behind else ""
