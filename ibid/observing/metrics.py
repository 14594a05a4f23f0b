"""Metrics in the text format of Prometheus, at `GET /metrics`.

No label holds anything that a client can make up: routes, methods, commands and codes are ours, and an operation's
name is told only where its document is a trusted one. Several workers write to files of one folder, each its own, and
whichever of them is asked answers for all (the library's multiprocess mode).
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ibid.observing.exchange import Exchange
from ibid.observing.facts import Facts
from ibid.observing.tallies import AddedUp, Common, HandingOver, Tallies, Tally
from store.calls import Call

PATH = "/metrics"
FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The variable of the library that names the folder; it must be set before the library is imported."""

OK = "OK"
"""In place of a code, where there is no error."""

UNNAMED = "other"
"""The name of operations of documents that are not trusted ones."""

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_HANDED_OVER_SECONDS = 1.0
_COSTS = (1, 10, 50, 100, 500, 1_000, 5_000, 10_000, 50_000, 100_000, 200_000)


disable_created_metrics()  # type: ignore[no-untyped-call]  # the library's; one more series beside each


class Metrics:
    """The metrics of one process, and where there are several, the answer for all of them."""

    def __init__(self) -> None:
        folder = os.environ.get(FOLDER)
        self._folder = Path(folder) if folder else None
        self.registry = CollectorRegistry()
        own = self.registry
        self._tallies = Tallies(_SECONDS, _COSTS)
        self._is_due = False
        self._open = 0
        self._telling: list[Callable[[], None]] = []
        own.register(HandingOver(self.hand_over))
        self._requests = Counter(
            "ibid_requests",
            "Requests that were answered, by route, method and status.",
            ("route", "method", "status"),
            registry=own,
        )
        self._seconds = AddedUp(
            "ibid_request_seconds", "Seconds until they were, by route.", ("route",), buckets=_SECONDS, registry=own
        )
        self._in_progress = Gauge(
            "ibid_requests_in_progress", "Requests being answered now.", registry=own, multiprocess_mode="livesum"
        )
        self._sockets = Gauge("ibid_sockets_open", "WebSockets open now.", registry=own, multiprocess_mode="livesum")
        self._subscriptions = Gauge(
            "ibid_subscriptions_open", "Subscriptions being answered now.", registry=own, multiprocess_mode="livesum"
        )
        self._operations = Counter(
            "ibid_operations",
            "GraphQL operations, by kind, by name where the document is trusted, and by the code of the first error.",
            ("kind", "operation", "code"),
            registry=own,
        )
        self._executed = Counter(
            "ibid_operations_executed",
            "GraphQL operations that were executed, by who did: the compiler's function, or Strawberry (interpreted).",
            ("executor",),
            registry=own,
        )
        self._operation_seconds = AddedUp(
            "ibid_operation_seconds",
            "Seconds that operations took, by kind and name.",
            ("kind", "operation"),
            buckets=_SECONDS,
            registry=own,
        )
        self._cost = AddedUp(
            "ibid_operation_cost", "What operations cost, by kind.", ("kind",), buckets=_COSTS, registry=own
        )
        self._errors = Counter("ibid_errors", "Errors that readers were told, by code.", ("code",), registry=own)
        self._lookups = Counter(
            "ibid_cache_lookups",
            "Caches that were asked (answers; operations: parsed, or like one that was; documents: sent before), "
            "by whether they knew.",
            ("cache", "result"),
            registry=own,
        )
        self._answers = Gauge("ibid_answers_kept", "Answers in memory.", registry=own, multiprocess_mode="livesum")
        self._answers_bytes = Gauge(
            "ibid_answers_bytes", "Bytes of answers in memory, about.", registry=own, multiprocess_mode="livesum"
        )
        self._records_bytes = Gauge(
            "ibid_records_bytes", "Bytes of records in memory, about.", registry=own, multiprocess_mode="livesum"
        )
        self._evicted = Counter(
            "ibid_answers_evicted", "Answers that went: a change touched them, or room was needed.", registry=own
        )
        self._calls = Counter(
            "ibid_store_calls",
            "Commands to the database, by collection, command and outcome.",
            ("collection", "command", "outcome"),
            registry=own,
        )
        self._call_seconds = Histogram(
            "ibid_store_call_seconds",
            "Seconds that they took, by collection and command.",
            ("collection", "command"),
            buckets=_SECONDS,
            registry=own,
        )
        if self._folder is None:
            ProcessCollector(registry=own)

    def began(self, exchange: Exchange) -> None:
        """Count an exchange as open."""
        if exchange.is_socket:
            self._sockets.inc()
        else:
            self._open += 1

    def ended(self, exchange: Exchange, _: object = None) -> None:
        """Count an exchange."""
        if exchange.is_socket:
            self._sockets.dec()
            return
        self._open -= 1
        self._count((exchange.route, exchange.method, exchange.status), exchange.facts, exchange.seconds)

    @contextmanager
    def subscription(self) -> Iterator[None]:
        """Count a subscription as open until the block ends."""
        with self._subscriptions.track_inprogress():
            yield

    def count_operation(self, facts: Facts, seconds: float) -> None:
        """Count an operation: one of many on a socket."""
        self._count((None, "", None), facts, seconds)

    def _count(self, request: tuple[str | None, str, int | None], facts: Facts, seconds: float) -> None:
        name = facts.operation if facts.document and facts.operation else UNNAMED
        tally = self._tallies[*request, facts.kind, name, facts.codes, facts.executor, facts.lookups]
        tally.seconds.add(seconds)
        if facts.cost is not None:
            tally.costs.add(facts.cost)
        if not self._is_due:
            self._hand_over_soon()

    def hand_over(self) -> None:
        """Hand over what was counted."""
        tallies, self._tallies = self._tallies, Tallies(_SECONDS, _COSTS)
        self._is_due = False
        self._in_progress.set(self._open)
        for tell in self._telling:
            tell()
        for key, tally in tallies.items():
            common = Common(*key)
            if common.route is not None:
                self._requests.labels(common.route, common.method, str(common.status)).inc(tally.seconds.count)
                self._seconds.labels(common.route).add(tally.seconds)
            if common.is_operation:
                self._add_operation(common, tally)

    def _add_operation(self, common: Common, tally: Tally) -> None:
        kind, count = common.kind or "none", tally.seconds.count
        self._operations.labels(kind, common.operation, next(iter(common.codes), OK)).inc(count)
        self._operation_seconds.labels(kind, common.operation).add(tally.seconds)
        if common.executor is not None:
            self._executed.labels(common.executor).inc(count)
        if tally.costs.count:
            self._cost.labels(kind).add(tally.costs)
        for code in common.codes:
            self._errors.labels(code).inc(count)
        for cache, found in common.lookups:
            self._lookups.labels(cache, "hit" if found else "miss").inc(count)

    def _hand_over_soon(self) -> None:
        """Have it handed over within a second: another worker may be asked for the metrics of all."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        self._is_due = True
        if self._folder is not None:
            loop.call_later(_HANDED_OVER_SECONDS, self.hand_over)

    def count_call(self, call: Call) -> None:
        """Count a command to the database."""
        self._calls.labels(call.collection, call.command, "ok" if call.error is None else "failed").inc()
        self._call_seconds.labels(call.collection, call.command).observe(call.seconds)

    def ask(self, tell: Callable[[], None]) -> None:
        """Have somebody tell what there is to count, before it is handed over."""
        self._telling.append(tell)

    def count_kept(self, *, answers: int, answers_bytes: int, records_bytes: int, evicted: int) -> None:
        """Say what is in memory now, and how many answers went since this was said last."""
        self._answers.set(answers)
        self._answers_bytes.set(answers_bytes)
        self._records_bytes.set(records_bytes)
        if evicted:
            self._evicted.inc(evicted)

    def text(self) -> bytes:
        """All metrics, of all workers."""
        if self._folder is None:
            return generate_latest(self.registry)
        self.hand_over()
        together = CollectorRegistry()
        MultiProcessCollector(together, str(self._folder))  # type: ignore[no-untyped-call]  # the library's
        together.register(_Processes(_pids(self._folder)))
        return generate_latest(together)


class _Processes(Collector):
    """Memory, processor time and open files of each worker, by its process id."""

    def __init__(self, pids: Sequence[int]) -> None:
        self._pids = pids

    def collect(self) -> Iterator[Metric]:
        """The metrics of each."""
        merged: dict[str, Metric] = {}
        for pid in self._pids:
            for metric in ProcessCollector(pid=partial(int, pid), registry=None).collect():
                whole = merged.setdefault(metric.name, Metric(metric.name, metric.documentation, metric.type))
                for sample in metric.samples:
                    whole.add_sample(sample.name, {**sample.labels, "pid": str(pid)}, sample.value)
        yield from merged.values()


def _pids(folder: Path) -> list[int]:
    """The workers that run: the files of their gauges are removed when they end."""
    return sorted(int(path.stem.rpartition("_")[2]) for path in folder.glob("gauge_livesum_*.db"))


def metrics_routes(metrics: Metrics) -> list[Route]:
    """The route of `GET /metrics`."""

    def answer(_: Request) -> Response:
        return Response(metrics.text(), headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4, "Cache-Control": "no-store"})

    return [Route(PATH, answer, methods=["GET"])]
