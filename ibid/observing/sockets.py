"""The operations of a socket, which carries many under one request: each is counted and logged by itself."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

from ibid.observing.facts import Facts, current_request_id, gathering
from ibid.observing.metrics import Metrics

_log = logging.getLogger("ibid.access")


@contextmanager
def operation_of_socket(metrics: Metrics) -> Iterator[Facts]:
    """One operation, until the block ends: what `note` is told within it is its own, and not of the whole socket."""
    began = time.perf_counter()
    with gathering(Facts(current_request_id())) as facts:
        try:
            yield facts
        finally:
            seconds = time.perf_counter() - began
            metrics.count_operation(facts, seconds)
            _log.info("operation", extra={"milliseconds": round(seconds * 1000, 1), **facts.told()})
