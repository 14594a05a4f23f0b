"""What is sent to servers, and that a wrong answer is noticed before anything is measured."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest
from graphql import build_schema, parse, validate

from benchmarks.comparing.cases import QUERIES, VARIABLES, Case, WrongAnswer, kept, unchanged
from benchmarks.comparing.contestants import COLD_RECORDS, INTERPRETED, ibid, known
from benchmarks.made.answers import Reference
from benchmarks.made.data import Made, Size
from benchmarks.made.tables import tables
from benchmarks.measuring.load import FRESH, LoadFailed, Request, one_by_one
from benchmarks.measuring.server import Running, Server
from ibid.documents.hashes import hash_of
from schema.building import sdl

SMALL = Size(documents=50, paragraphs=2, instruments=3, states=10)


@contextmanager
def answering(answer: Callable[[dict[str, Any]], tuple[int, Any]]) -> Iterator[Running]:
    """A server that answers what a function says of a request's parameters."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            status, body = answer(json.loads(self.rfile.read(length)))
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def do_GET(self) -> None:
            named = self.headers.get("If-None-Match") == '"x"'
            self.send_response(304 if named else 200)
            self.send_header("ETag", '"x"')
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *words: Any) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        address = f"127.0.0.1:{server.server_port}"
        yield Running(Server(name="test", command=()), address, [], 0.0)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def reference() -> Reference:
    return Reference(tables(Made(SMALL)))


@pytest.mark.parametrize("query", QUERIES)
def test_every_query_is_asked_with_something_that_there_is(query: str, reference: Reference) -> None:
    answers = [reference.answer(query, variables) for variables in VARIABLES[query]]
    assert len({json.dumps(each) for each in answers}) == len(answers) > 1


@pytest.mark.parametrize("query", ["q1", "q3"])
def test_a_fresh_operation_is_valid_and_has_a_place_for_a_number(query: str) -> None:
    text = Case(query, fresh=True).text
    assert text.count(FRESH) == 1
    assert validate(build_schema(sdl()), parse(text.replace(FRESH, "7"))) == []


def test_what_is_switched_is_a_setting() -> None:
    assert known({**COLD_RECORDS, **INTERPRETED}) == {**COLD_RECORDS, **INTERPRETED}
    with pytest.raises(KeyError, match="IBID_NO_SUCH_THING"):
        ibid("test", {"IBID_NO_SUCH_THING": "0"})


def test_right_answers_pass(reference: Reference) -> None:
    def right(sent: dict[str, Any]) -> tuple[int, Any]:
        return 200, {"extensions": {}, "data": reference.answer("q1", sent["variables"])}

    with answering(right) as running:
        Case("q1").check(running, reference)


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, {"data": {"document": None}}),
        (200, {"errors": [{"message": "no"}]}),
        (500, {"data": {"document": {"symbol": "A/RES/60/1"}}}),
    ],
)
def test_a_wrong_answer_is_noticed(status: int, body: Any, reference: Reference) -> None:
    with answering(lambda _: (status, body)) as running, pytest.raises(WrongAnswer, match="test answers Q1 with"):
        Case("q1").check(running, reference)


def test_fresh_numbers_never_come_twice() -> None:
    seen: list[str] = []

    def noted(sent: dict[str, Any]) -> tuple[int, Any]:
        seen.append(sent["query"])
        return 200, {}

    with answering(noted) as running:
        requests = Case("q1", fresh=True).requests(running)
        for _ in range(2):
            answered = one_by_one(running.address, requests, times=3)
    assert (answered.requests, answered.bytes) == (3, 3 * len("{}"))
    assert len(set(seen)) == 6
    assert not any(FRESH in each for each in seen)


def test_a_server_that_fails_is_not_measured() -> None:
    with answering(lambda _: (503, {})) as running, pytest.raises(LoadFailed, match="answered 503"):
        one_by_one(running.address, Case("q1").requests(running), times=1)


def test_a_document_is_sent_once_and_then_asked_for_by_its_id() -> None:
    first, again = map(parse_qs, kept("q2"))
    (known,) = again["documentId"]
    assert first["query"] == [QUERIES["q2"]]
    assert known == f"sha256:{hash_of(QUERIES['q2'])}"
    assert json.loads(first["extensions"][0])["persistedQuery"]["sha256Hash"] == hash_of(QUERIES["q2"])
    assert first["variables"] == again["variables"]


def test_who_gives_an_etag_is_asked_whether_anything_changed() -> None:
    with answering(lambda _: (200, {})) as running:
        request = unchanged(running, "q2")
    assert request == Request(f"/graphql?{kept('q2')[1]}", method="GET", headers={"If-None-Match": '"x"'})
