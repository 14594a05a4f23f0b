"""One line a request: method, path, status, how long, and what is known of its operation; no words of readers."""

from __future__ import annotations

import logging

from ibid.observing.exchange import Exchange
from ibid.observing.lines import only_lines

_LONGEST_PATH = 200

_log = logging.getLogger("ibid.access")


class AccessLog:
    """Logs each request once, when its answer has ended; a socket when it is closed."""

    def began(self, exchange: Exchange) -> None:
        """Nothing yet."""

    def ended(self, exchange: Exchange, _: object = None) -> None:
        """Log an exchange."""
        about = {
            "method": exchange.method,
            "path": exchange.path[:_LONGEST_PATH],
            "status": exchange.status,
            "milliseconds": round(exchange.seconds * 1000, 1),
            **exchange.facts.told(),
        }
        lines = only_lines()
        if lines is None:
            _log.info("request", extra=about)
        elif _log.isEnabledFor(logging.INFO):
            lines.add(_log.name, "request", about)
