"""One line a request: method, path, status, how long, and what is known of its operation; no words of readers."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from ibid.observing.exchange import Exchange

_LONGEST_PATH = 200

_log = logging.getLogger("ibid.access")


class AccessLog:
    """Logs each request once, when its answer has ended; a socket when it is closed."""

    @contextmanager
    def watching(self, exchange: Exchange) -> Iterator[None]:
        """Log an exchange at its end."""
        try:
            yield
        finally:
            _log.info(
                "request",
                extra={
                    "method": exchange.method,
                    "path": exchange.path[:_LONGEST_PATH],
                    "status": exchange.status,
                    "milliseconds": round(exchange.seconds * 1000, 1),
                    **exchange.facts.told(),
                },
            )
