"""Traces and metrics by OpenTelemetry: a span a request, an operation, a part of one, a command to the database.

Names and attributes are those of the semantic conventions for HTTP, GraphQL and databases. The query string, the
document, variables, addresses of readers and messages of errors are left out. Where it is sent, and how much of it, is
said by the standard's own variables (OTEL_*), which the SDK reads.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Self

from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import MetricReader, PeriodicExportingMetricReader
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Span, SpanKind, StatusCode, get_current_span
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from starlette.datastructures import Headers

from ibid.observing.exchange import FAILED, NOWHERE, Exchange
from ibid.version import ibid_version
from store.calls import Call

_NAME = "ibid"
_SYSTEM = "mongodb"
_NANOSECONDS = 1_000_000_000
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10)
_NONE = "none"

_context = TraceContextTextMapPropagator()


class Telemetry:
    """Follows requests, and counts them."""

    is_on = True

    def __init__(self, spans: SpanProcessor | None, metrics: MetricReader | None) -> None:
        about = Resource.create({"service.version": ibid_version(), **_service_name()})
        self._spans = TracerProvider(resource=about)
        if spans is not None:
            self._spans.add_span_processor(spans)
        self._tracer = self._spans.get_tracer(_NAME, ibid_version())
        self._metrics = MeterProvider([] if metrics is None else [metrics], resource=about)
        meter = self._metrics.get_meter(_NAME, ibid_version())
        self._seconds = meter.create_histogram(
            "http.server.request.duration", "s", explicit_bucket_boundaries_advisory=_SECONDS
        )
        self._call_seconds = meter.create_histogram(
            "db.client.operation.duration", "s", explicit_bucket_boundaries_advisory=_SECONDS
        )
        self._operations = meter.create_counter("ibid.operations", "{operation}")
        self._cost = meter.create_histogram("ibid.operation.cost", "{object}")

    @classmethod
    def exporting(cls) -> Self:
        """As the standard's variables say, by OTLP over HTTP."""
        spans = None if os.environ.get("OTEL_TRACES_EXPORTER") == _NONE else BatchSpanProcessor(OTLPSpanExporter())
        is_counted = os.environ.get("OTEL_METRICS_EXPORTER") != _NONE
        return cls(spans, PeriodicExportingMetricReader(OTLPMetricExporter()) if is_counted else None)

    def began(self, exchange: Exchange) -> AbstractContextManager[None]:
        """Follow an exchange."""
        watching = self._watching(exchange)
        watching.__enter__()
        return watching

    def ended(self, _exchange: Exchange, begun: AbstractContextManager[None]) -> None:
        """End its span."""
        begun.__exit__(None, None, None)

    @contextmanager
    def _watching(self, exchange: Exchange) -> Iterator[None]:
        """A request's span, within the trace that its client began. A socket has none: its operations have."""
        if exchange.is_socket:
            yield
            return
        context = _context.extract(dict(Headers(scope=exchange.scope)))
        with self._tracer.start_as_current_span(
            exchange.method, context, SpanKind.SERVER, record_exception=False, set_status_on_exception=False
        ) as span:
            try:
                yield
            finally:
                self._end(exchange, span)

    @contextmanager
    def part(self, name: str) -> Iterator[Span]:
        """A span of a part."""
        with self._tracer.start_as_current_span(name, record_exception=False, set_status_on_exception=False) as span:
            try:
                yield span
            except Exception as error:
                span.set_attribute("error.type", type(error).__name__)
                span.set_status(StatusCode.ERROR)
                raise

    def describe(self, operation: str | None, kind: str) -> None:
        """Name the operation that the current span is of."""
        about = {"graphql.operation.type": kind, **({"graphql.operation.name": operation} if operation else {})}
        get_current_span().set_attributes(about)

    def call(self, call: Call) -> None:
        """A command's span, from its end backwards."""
        now = time.time_ns()
        about = {"db.system.name": _SYSTEM, "db.operation.name": call.command}
        about |= {"db.collection.name": call.collection} if call.collection else {}
        about |= {"error.type": call.error} if call.error else {}
        began = now - int(call.seconds * _NANOSECONDS)
        name = f"{call.command} {call.collection}".rstrip()
        span = self._tracer.start_span(name, kind=SpanKind.CLIENT, attributes=about, start_time=began)
        if call.error:
            span.set_status(StatusCode.ERROR)
        span.end(now)
        self._call_seconds.record(call.seconds, about)

    def close(self) -> None:
        """Hand over what was noted, and end."""
        self._spans.shutdown()
        self._metrics.shutdown()

    def _end(self, exchange: Exchange, span: Span) -> None:
        facts = exchange.facts
        about = _of_http(exchange)
        span.set_attributes({**about, "url.path": exchange.path, "ibid.request_id": facts.request_id})
        if exchange.route != NOWHERE:
            span.update_name(f"{exchange.method} {exchange.route}")
        if (exchange.status or 0) >= FAILED:
            span.set_status(StatusCode.ERROR)
        self._seconds.record(exchange.seconds, about)
        if facts.kind:
            first = next(iter(facts.codes), "OK")
            self._operations.add(1, {"graphql.operation.type": facts.kind, "ibid.code": first})
        if facts.kind and facts.cost is not None:
            span.set_attribute("ibid.operation.cost", facts.cost)
            self._cost.record(facts.cost, {"graphql.operation.type": facts.kind})
        if facts.codes:
            span.set_attribute("ibid.codes", list(facts.codes))


def _of_http(exchange: Exchange) -> Mapping[str, Any]:
    status = exchange.status or 0
    return {
        "http.request.method": exchange.method,
        "url.scheme": exchange.scope["scheme"],
        "http.response.status_code": status,
        **({} if exchange.route == NOWHERE else {"http.route": exchange.route}),
        **({"error.type": str(status)} if status >= FAILED else {}),
    }


def _service_name() -> Mapping[str, str]:
    """Ours, unless the standard's variables name the service."""
    given = os.environ.get("OTEL_SERVICE_NAME") or "service.name=" in os.environ.get("OTEL_RESOURCE_ATTRIBUTES", "")
    return {} if given else {"service.name": _NAME}
