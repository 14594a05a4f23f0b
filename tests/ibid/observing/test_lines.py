"""Lines that are written together: none is lost, none comes behind what happened after it."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from ibid.observing.access_log import AccessLog
from ibid.observing.exchange import Exchange
from ibid.observing.facts import Facts, gathering
from ibid.observing.lines import MOST_HELD, Lines
from ibid.observing.metrics import Metrics
from ibid.observing.tallies import AddedUp, Spread


@pytest.fixture
def written() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def lines(written: io.StringIO) -> Iterator[Lines]:
    """The only handler of all logs, until the test ends."""
    handler, root = Lines(written, {"worker": 2}), logging.getLogger()
    others, level, ours = list(root.handlers), root.level, logging.getLogger("ibid").level
    root.handlers[:] = [handler]
    logging.getLogger("ibid").setLevel(logging.INFO)
    yield handler
    root.handlers[:] = others
    root.setLevel(level)
    logging.getLogger("ibid").setLevel(ours)


def read(written: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.getvalue().splitlines() if line.startswith("{")]


def exchange(path: str = "/graphql") -> Exchange:
    facts = Facts("r-1")
    facts.operation, facts.kind, facts.cost = "Reading", "query", 3
    found = Exchange("POST", path, {}, facts)
    found.status = 200
    return found


async def test_a_line_is_held_until_something_else_is_logged(lines: Lines, written: io.StringIO) -> None:
    lines.add("ibid.access", "request", {"path": "/one"})
    lines.add("ibid.access", "request", {"path": "/two"})
    held = written.getvalue()
    logging.getLogger("ibid").warning("after")

    assert held == ""
    assert [line["path"] for line in read(written)] == ["/one", "/two"]
    assert written.getvalue().splitlines()[-1] == "after"


async def test_no_more_are_held_than_may_be_and_the_rest_is_written_at_the_end(
    lines: Lines, written: io.StringIO
) -> None:
    for number in range(MOST_HELD + 1):
        lines.add("ibid.access", "request", {"number": number})
    full = len(read(written))
    lines.flush()

    assert full == MOST_HELD
    assert [line["number"] for line in read(written)] == list(range(MOST_HELD + 1))


def test_without_an_event_loop_a_line_is_written_at_once(lines: Lines, written: io.StringIO) -> None:
    lines.add("ibid.access", "request", {"path": "/\ud800", "number": 2**70})

    (line,) = read(written)
    assert (line["path"], line["number"], line["worker"]) == ("/\ud800", 2**70, 2)


def test_a_request_is_the_line_that_it_always_was(
    lines: Lines, written: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger(), "handlers", [lines])  # without those of the test run itself
    asked = exchange()
    with gathering(asked.facts):
        AccessLog().ended(asked)

    (line,) = read(written)
    assert line.pop("at").endswith("+00:00")
    assert line == {
        "level": "info",
        "logger": "ibid.access",
        "request_id": "r-1",
        "method": "POST",
        "path": "/graphql",
        "status": 200,
        "milliseconds": 0.0,
        "operation": "Reading",
        "kind": "query",
        "cost": 3,
        "message": "request",
        "worker": 2,
    }


def test_who_wants_only_warnings_gets_no_line_a_request(
    lines: Lines, written: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger(), "handlers", [lines])
    logging.getLogger("ibid").setLevel(logging.WARNING)
    AccessLog().ended(exchange())

    assert written.getvalue() == ""


def test_what_was_added_up_is_what_would_have_been_observed() -> None:
    bounds, values = (0.1, 1, 5), (0.05, 0.1, 0.5, 1, 4, 7)
    one, other, spread = (
        AddedUp("one", "One.", buckets=bounds),
        AddedUp("other", "Other.", buckets=bounds),
        Spread(bounds),
    )
    for value in values:
        one.observe(value)
        spread.add(value)
    other.add(spread)

    assert [
        (each.name[3:], each.labels, each.value)
        for each in next(iter(one.collect())).samples
        if "created" not in each.name
    ] == [
        (each.name[5:], each.labels, each.value)
        for each in next(iter(other.collect())).samples
        if "created" not in each.name
    ]


def test_what_is_counted_is_there_for_whoever_collects_it() -> None:
    metrics = Metrics()
    asked = exchange()
    metrics.began(asked)
    metrics.ended(asked)

    value = metrics.registry.get_sample_value
    about = {"route": "none", "method": "POST", "status": "200"}
    assert value("ibid_requests_total", about) == value("ibid_requests_total", about) == 1
    assert value("ibid_operation_cost_sum", {"kind": "query"}) == 3
