"""`GET /metrics`: what is counted, under which labels, and that clients cannot add to them."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.types import ASGIApp

from ibid.app import create_app
from ibid.observing.facts import Facts, gathering, looked_up, note
from ibid.service import Service
from ibid.settings import read_settings
from store.calls import Call
from tests.support.asgi import get, post


def value(service: Service, name: str, **labels: str) -> float | None:
    """The value of a sample."""
    return service.metrics.registry.get_sample_value(name, labels)


def labels(service: Service, name: str) -> list[Mapping[str, str]]:
    """The labels of every sample of a name."""
    return [
        sample.labels
        for family in service.metrics.registry.collect()
        for sample in family.samples
        if sample.name == name
    ]


async def test_requests_are_counted_by_route_method_and_status(app: ASGIApp, service: Service) -> None:
    await get(app, "/ready")
    await post(app, "/ready")
    await get(app, "/documents/A/RES/74/148")

    assert value(service, "ibid_requests_total", route="/ready", method="GET", status="200") == 1
    assert value(service, "ibid_requests_total", route="/ready", method="POST", status="405") == 1
    assert value(service, "ibid_requests_total", route="/documents/{symbol:path}", method="GET", status="404") == 1
    assert value(service, "ibid_request_seconds_count", route="/ready") == 2
    assert value(service, "ibid_requests_in_progress") == 0


async def test_addresses_methods_and_names_of_a_client_s_own_make_no_series(app: ASGIApp, service: Service) -> None:
    for number in range(3):
        await get(app, f"/nowhere/{number}")
        await post(app, "/graphql", json={"query": f"query Mine{number} {{ __typename }}"})

    assert [each["route"] for each in labels(service, "ibid_requests_total")] == ["none", "/graphql"]
    assert labels(service, "ibid_operations_total") == [{"kind": "query", "operation": "other", "code": "OK"}]


async def test_operations_are_counted_by_kind_and_code(app: ASGIApp, service: Service) -> None:
    await post(app, "/graphql", json={"query": "{ __typename }"})
    await post(app, "/graphql", json={"query": "{ nothing }"})
    await post(app, "/graphql", json={"query": "{"})

    counted = {(each["kind"], each["code"]) for each in labels(service, "ibid_operations_total")}
    assert counted == {("query", "OK"), ("query", "GRAPHQL_VALIDATION_FAILED"), ("none", "GRAPHQL_PARSE_FAILED")}
    assert value(service, "ibid_errors_total", code="GRAPHQL_PARSE_FAILED") == 1
    assert value(service, "ibid_operation_seconds_count", kind="query", operation="other") == 2


def test_an_operation_of_a_trusted_document_is_named_and_its_cost_is_counted(service: Service) -> None:
    facts = Facts("r-1")
    with gathering(facts):
        note(kind="query", operation="Reading", document="sha256:0", cost=30, codes=["BAD_PAGE_SIZE", "BAD_SYMBOL"])
        looked_up("answers", found=True)
        looked_up("answers", found=False)
    service.metrics.count_operation(facts, 0.2)

    assert value(service, "ibid_operations_total", kind="query", operation="Reading", code="BAD_PAGE_SIZE") == 1
    assert value(service, "ibid_operation_cost_sum", kind="query") == 30
    assert value(service, "ibid_operation_cost_bucket", kind="query", le="50.0") == 1
    assert value(service, "ibid_errors_total", code="BAD_SYMBOL") == 1
    assert value(service, "ibid_cache_lookups_total", cache="answers", result="hit") == 1


async def test_caches_are_counted_by_whether_they_knew(app: ASGIApp, service: Service) -> None:
    query = "query Counted($first: Int = 7) { documents(first: $first) { totalCount } }"
    persisted = {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": sha256(query.encode()).hexdigest()}}}
    for body in (persisted, {"query": query, **persisted}, {"variables": {"first": 6}, **persisted}):
        await post(app, "/graphql", json=body)

    for cache in ("documents", "operations"):
        assert value(service, "ibid_cache_lookups_total", cache=cache, result="miss") == 1
        assert value(service, "ibid_cache_lookups_total", cache=cache, result="hit") == 1


async def test_an_operation_of_a_trusted_document_has_its_name_in_metrics(tmp_path: Path, service: Service) -> None:
    query = "query Reading { documents(first: 7) { totalCount } }"
    (tmp_path / "reading.graphql").write_text(query, "utf-8")
    service.settings = read_settings(environment={"IBID_DOCUMENTS": str(tmp_path)})
    app = create_app(service)

    await post(app, "/graphql", json={"documentId": f"sha256:{sha256(query.encode()).hexdigest()}"})

    assert value(service, "ibid_operations_total", kind="query", operation="Reading", code="OK") == 1
    assert value(service, "ibid_operation_cost_count", kind="query") == 1


def test_commands_to_the_database_are_counted(service: Service) -> None:
    service.on_call(Call(command="find", collection="documents", seconds=0.02))
    service.on_call(Call(command="find", collection="documents", seconds=0.3, error="MaxTimeMSExpired"))

    about = {"collection": "documents", "command": "find"}
    assert value(service, "ibid_store_calls_total", **about, outcome="ok") == 1
    assert value(service, "ibid_store_calls_total", **about, outcome="failed") == 1
    assert value(service, "ibid_store_call_seconds_sum", **about) == pytest.approx(0.32)


def test_a_subscription_is_counted_while_it_is_answered(service: Service) -> None:
    with service.metrics.subscription():
        assert value(service, "ibid_subscriptions_open") == 1
    assert value(service, "ibid_subscriptions_open") == 0


async def test_the_page_is_in_the_text_format_of_prometheus(app: ASGIApp) -> None:
    answer = await get(app, "/metrics")

    assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    families = {family.name: family for family in text_string_to_metric_families(answer.text)}
    assert families["ibid_requests_in_progress"].samples[0].value == 1
    assert families["process_resident_memory_bytes"].samples[0].value > 0
    assert all(family.documentation for family in families.values())


async def test_without_metrics_there_is_no_page(service: Service) -> None:
    service.settings = read_settings(environment={"IBID_METRICS": "0"})

    answer = await get(create_app(service), "/metrics")

    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (404, "NOT_FOUND")
