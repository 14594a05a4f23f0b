"""What each request pays for besides its answer, and how to leave it out, so that its cost can be measured.

Nothing here is a setting of Ibid: a feature is replaced, in the process that is measured, by what does nothing. A name
that is no longer there is an error, so that no row of the report is of a feature that was left in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from strawberry.extensions import SchemaExtension

from ibid.http.replies import EVERY

Patches = Callable[[], Iterator[AbstractContextManager[object]]]


def _nothing_watched(app: Any, _observers: object) -> Any:
    return app


def _nothing(*_: object) -> None:
    pass


def _costs_nothing(*_: object) -> tuple[int, int]:
    return 0, 0


def _no_extension(*_: object, **__: object) -> Callable[[], SchemaExtension]:
    return SchemaExtension


def _access_log() -> Iterator[AbstractContextManager[object]]:
    yield patch("ibid.observing.access_log.AccessLog.began", _nothing)
    yield patch("ibid.observing.access_log.AccessLog.ended", _nothing)


def _metrics() -> Iterator[AbstractContextManager[object]]:
    yield patch("ibid.observing.metrics.Metrics.began", _nothing)
    yield patch("ibid.observing.metrics.Metrics.ended", _nothing)


def _observing() -> Iterator[AbstractContextManager[object]]:
    yield patch("ibid.app.Observed", _nothing_watched)
    yield patch("ibid.app.ObservedAtOnce", _nothing_watched)
    yield patch("ibid.http.routes.observed_operations", _no_extension)


def _security_headers() -> Iterator[AbstractContextManager[object]]:
    yield patch("ibid.app.security_middleware", lambda _settings: [])
    kept = {name: value for name, value in EVERY.items() if name != "X-Content-Type-Options"}
    yield patch("ibid.http.replies.EVERY", kept)


def _rates() -> Iterator[AbstractContextManager[object]]:
    yield patch("ibid.http.admission.Admission.check", _nothing)
    yield patch("ibid.http.admission.Admission.charge", _nothing)


def _limits() -> Iterator[AbstractContextManager[object]]:
    yield patch("ibid.http.routes.limits_extension", _no_extension)
    yield patch("ibid.limits.cost.Costs.of", _costs_nothing)


def _everything() -> Iterator[AbstractContextManager[object]]:
    yield from (each for name, patches in FEATURES.items() if name != ALL for each in patches())


ALL = "all-of-them"

FEATURES: Mapping[str, Patches] = {
    "access-log": _access_log,
    "metrics": _metrics,
    "observing": _observing,
    "security-headers": _security_headers,
    "limits": _limits,
    "rates": _rates,
    ALL: _everything,
}
"""By name; `observing` is ids of requests, access log, metrics and spans together."""

TITLES: Mapping[str, str] = {
    "access-log": "the line in the access log",
    "metrics": "the metrics of a request",
    "observing": "all observing: ids, access log, metrics, spans",
    "security-headers": "headers for browsers",
    "limits": "limits of size and cost",
    "rates": "what a client may ask for in a minute",
    ALL: "all of these",
}


def counted() -> AbstractContextManager[object]:
    """Have limits count who asks from this machine, too: those who measure do."""
    return patch("ibid.limits.rates._is_own", lambda _address: False)


@contextmanager
def switched_off(feature: str) -> Iterator[None]:
    """Leave a feature out of what is built until the block ends. AttributeError where it is no longer there."""
    with ExitStack() as stack:
        for each in FEATURES[feature]():
            stack.enter_context(each)
        yield
