"""OpenTelemetry: off unless it is asked for; spans by the semantic conventions, and none of what was asked in words."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.sdk.metrics.export import HistogramDataPoint, InMemoryMetricReader
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode
from starlette.types import ASGIApp

from i18n.languages import Tag
from i18n.messages import message
from ibid.app import create_app
from ibid.cli.failures import params_of
from ibid.observing import tracing
from ibid.observing.telemetry import Telemetry
from ibid.observing.tracing import NoTracing, TelemetryMissing, build_tracing, is_wanted
from ibid.service import Service
from ibid.settings import Settings, read_settings
from store.calls import Call
from tests.support.asgi import get, post

SECRET = "Zwiebelkuchen"
TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
PARENT = {"traceparent": f"00-{TRACE}-00f067aa0ba902b7-01"}
ENDPOINT = {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318"}


@pytest.fixture
def exporter() -> InMemorySpanExporter:
    """Where spans go."""
    return InMemorySpanExporter()


@pytest.fixture
def reader() -> InMemoryMetricReader:
    """Where metrics go."""
    return InMemoryMetricReader()


@pytest.fixture
def traced(service: Service, exporter: InMemorySpanExporter, reader: InMemoryMetricReader) -> Iterator[ASGIApp]:
    """An application that is followed."""
    service.tracing = Telemetry(SimpleSpanProcessor(exporter), reader)
    yield create_app(service)
    service.tracing.close()


def spans(exporter: InMemorySpanExporter) -> dict[str, ReadableSpan]:
    """The spans by name."""
    return {span.name: span for span in exporter.get_finished_spans()}


def points(reader: InMemoryMetricReader) -> dict[str, list[Any]]:
    """The points of each metric."""
    data = reader.get_metrics_data()
    assert data is not None
    return {
        metric.name: list(metric.data.data_points)
        for resource in data.resource_metrics
        for scope in resource.scope_metrics
        for metric in scope.metrics
    }


async def test_a_request_is_a_span_within_the_trace_of_its_client(
    traced: ASGIApp, exporter: InMemorySpanExporter
) -> None:
    await get(traced, "/ready", headers={**PARENT, "X-Request-Id": "mine"})

    span = spans(exporter)["GET /ready"]
    assert span.kind is SpanKind.SERVER
    assert span.context is not None
    assert f"{span.context.trace_id:032x}" == TRACE
    assert dict(span.attributes or {}) == {
        "http.request.method": "GET",
        "http.route": "/ready",
        "http.response.status_code": 200,
        "url.scheme": "http",
        "url.path": "/ready",
        "ibid.request_id": "mine",
    }


async def test_an_operation_and_its_parts_are_spans_below_it(traced: ASGIApp, exporter: InMemorySpanExporter) -> None:
    await post(traced, "/graphql", json={"query": "query Reading { documents(first: 1) { totalCount } }"})

    found = spans(exporter)
    whole, request = found["GraphQL operation"], found["POST /graphql"]
    assert whole.parent == request.context
    assert dict(whole.attributes or {}) == {"graphql.operation.type": "query", "graphql.operation.name": "Reading"}
    assert {name for name, span in found.items() if span.parent == whole.context} == {
        "GraphQL parse",
        "GraphQL validate",
        "GraphQL execute",
    }


async def test_a_command_is_a_span_of_its_length_below_what_sent_it(
    traced: ASGIApp, service: Service, exporter: InMemorySpanExporter
) -> None:
    with service.tracing.part("GraphQL execute"):
        service.on_call(Call(command="find", collection="documents", seconds=0.5))
        service.on_call(Call(command="commitTransaction", collection="", seconds=0.1, error="NoSuchTransaction"))

    found = spans(exporter)
    find, commit = found["find documents"], found["commitTransaction"]
    assert find.parent == commit.parent == found["GraphQL execute"].context
    assert find.end_time is not None
    assert find.start_time is not None
    assert find.end_time - find.start_time == pytest.approx(500_000_000, abs=1)
    assert dict(find.attributes or {}) == {
        "db.system.name": "mongodb",
        "db.operation.name": "find",
        "db.collection.name": "documents",
    }
    assert (commit.status.status_code, (commit.attributes or {})["error.type"]) == (
        StatusCode.ERROR,
        "NoSuchTransaction",
    )


async def test_a_failure_is_marked_and_its_message_is_not_told(
    traced: ASGIApp, service: Service, exporter: InMemorySpanExporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken() -> None:
        raise ValueError(SECRET)

    monkeypatch.setattr(service.store, "check", broken)
    await get(traced, "/health")

    span = spans(exporter)["GET /health"]
    assert (span.status.status_code, (span.attributes or {})["error.type"]) == (StatusCode.ERROR, "500")
    assert SECRET not in span.to_json()


async def test_nothing_that_was_asked_in_words_is_told(traced: ASGIApp, exporter: InMemorySpanExporter) -> None:
    body = {"query": f'{{ search(query: "{SECRET}") {{ totalCount }} n: node(id: "{SECRET}") {{ id }} }}'}
    await post(traced, "/graphql", json=body, headers={"Authorization": SECRET, "User-Agent": SECRET})
    await get(traced, "/graphql", params=body)
    await post(traced, "/graphql", json={"query": f"{{ {SECRET} }}"})

    told = exporter.get_finished_spans()
    assert len(told) > 6
    assert not [span.name for span in told if SECRET in span.to_json()]


async def test_metrics_are_handed_over_too(traced: ASGIApp, service: Service, reader: InMemoryMetricReader) -> None:
    await post(traced, "/graphql", json={"query": "{ nothing }"})
    service.on_call(Call(command="find", collection="documents", seconds=0.5))

    found = points(reader)
    (request,) = found["http.server.request.duration"]
    assert isinstance(request, HistogramDataPoint)
    assert request.count == 1
    assert dict(request.attributes or {})["http.route"] == "/graphql"
    (operation,) = found["ibid.operations"]
    assert dict(operation.attributes) == {"graphql.operation.type": "query", "ibid.code": "GRAPHQL_VALIDATION_FAILED"}
    assert found["db.client.operation.duration"][0].sum == pytest.approx(0.5)


def asked(**environment: str) -> Settings:
    return read_settings(environment=environment)


@pytest.mark.parametrize(
    ("settings", "environment", "wanted"),
    [
        (asked(), {}, False),
        (asked(), ENDPOINT, True),
        (asked(), {**ENDPOINT, "OTEL_SDK_DISABLED": "true"}, False),
        (asked(IBID_TELEMETRY="on"), {}, True),
        (asked(IBID_TELEMETRY="off"), ENDPOINT, False),
    ],
)
def test_it_is_off_unless_it_is_asked_for(settings: Settings, environment: dict[str, str], wanted: bool) -> None:
    assert is_wanted(settings, environment) is wanted


def test_without_being_asked_for_nothing_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [each for each in os.environ if each.startswith("OTEL_")]:
        monkeypatch.delenv(name)

    assert isinstance(build_tracing(asked()), NoTracing)


def test_who_asks_for_it_and_lacks_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracing, "_SDK", "opentelemetry_that_is_not_there.sdk")

    with pytest.raises(TelemetryMissing) as caught:
        is_wanted(asked(), ENDPOINT)

    assert (caught.value.code, caught.value.name) == ("TELEMETRY_MISSING", "OTEL_EXPORTER_OTLP_ENDPOINT")
    said = message(caught.value.code, [Tag("fr")], params_of(caught.value)).text
    assert "OTEL_EXPORTER_OTLP_ENDPOINT" in said
    assert "ibid-undocs[telemetry]" in said
    assert not is_wanted(asked(), {})


class Collector(BaseHTTPRequestHandler):
    """Takes what is handed over by OTLP."""

    taken: list[tuple[str, bytes]]

    def do_POST(self) -> None:
        """Keep it."""
        self.taken.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_what_is_noted_reaches_a_collector_by_the_standard_s_own_variables() -> None:
    """A process of its own: the SDK reads its variables once."""
    taken: list[tuple[str, bytes]] = []
    server = HTTPServer(("127.0.0.1", 0), type("Taking", (Collector,), {"taken": taken}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    script = (
        "from ibid.observing.tracing import build_tracing\n"
        "from ibid.settings import read_settings\n"
        "tracing = build_tracing(read_settings())\n"
        "with tracing.part('a part'): pass\n"
        "tracing.close()\n"
    )
    environment = {
        "OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{server.server_port}",
        "OTEL_SERVICE_NAME": "desk",
    }
    try:
        subprocess.run([sys.executable, "-c", script], env={**os.environ, **environment}, check=True, timeout=60)
    finally:
        server.shutdown()
        server.server_close()

    bodies = dict(taken)
    request = ExportTraceServiceRequest.FromString(bodies["/v1/traces"])
    (resource,) = request.resource_spans
    about = {each.key: each.value.string_value for each in resource.resource.attributes}
    assert (about["service.name"], bool(about["service.version"])) == ("desk", True)
    assert [span.name for scope in resource.scope_spans for span in scope.spans] == ["a part"]
