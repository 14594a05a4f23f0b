"""The same questions under uvicorn and under granian: alike to whoever asks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.served import GRANIAN, Served, served

pytestmark = [pytest.mark.embedded, pytest.mark.xdist_group("served")]

OWN = {"date", "server", "connection", "transfer-encoding", "keep-alive", "etag", "ibid-cursor", "last-modified"}
"""Headers of a server and of a connection, which are not the application's, and of when and where it was loaded."""

LOADED = re.compile(r'\d{4}-\d\d-\d\dT[0-9:.]+(Z|\+00:00)|(?<="revision": )\d+')
"""When something was loaded, and how often: others may have loaded it again from elsewhere."""

ID = {"X-Request-Id": "the-same"}
JSON = {"Content-Type": "application/json"}
GRAPHQL = "application/graphql-response+json"
MAIN = (Path(__file__).parents[2] / "benchmarks" / "main.graphql").read_text("utf-8")


@pytest.fixture(scope="session")
def granian(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The same founding documents, under granian."""
    with served(tmp_path_factory.mktemp("granian") / "data", by=GRANIAN) as server:
        yield server


def seen(server: Served, method: str, path: str, options: Mapping[str, Any]) -> tuple[int, dict[str, str], str]:
    """What somebody sees of an answer: its status, its headers, its text without the server's own address."""
    headers = {**ID, **options.get("headers", {})}
    answer = httpx.request(method, f"{server.url}{path}", timeout=30, **{**options, "headers": headers})
    address = server.url.removeprefix("http://")
    told = {name: value.replace(address, "HERE") for name, value in answer.headers.items() if name not in OWN}
    return answer.status_code, told, LOADED.sub("THEN", answer.text.replace(address, "HERE"))


@pytest.mark.parametrize(
    ("method", "path", "options", "status"),
    [
        ("GET", "/ready", {}, 200),
        ("HEAD", "/ready", {}, 200),
        ("GET", "/health", {}, 200),
        ("GET", "/nowhere", {}, 404),
        ("GET", "/nowhere", {"headers": {"Accept-Language": "ar"}}, 404),
        ("POST", "/health", {}, 405),
        ("PUT", "/graphql", {}, 405),
        ("GET", "/graphql", {"headers": {"Accept": "text/html"}}, 200),
        ("GET", "/graphql", {"params": {"query": "{ __typename }"}}, 200),
        ("GET", "/graphql", {"params": {"query": "{ é }"}}, 200),
        ("POST", "/graphql", {"json": {"query": MAIN}}, 200),
        (
            "POST",
            "/graphql",
            {
                "json": {"query": MAIN},
                "headers": {"Accept-Language": "fr", "Accept": GRAPHQL},
            },
            200,
        ),
        ("POST", "/graphql", {"json": {"query": "{ nothing }"}, "headers": {"Accept": GRAPHQL}}, 400),
        ("POST", "/graphql", {"json": {"query": "{ nothing }"}}, 200),
        ("POST", "/graphql", {"json": {"query": "{"}, "headers": {"Accept-Language": "zh"}}, 200),
        ("POST", "/graphql", {"content": b"\xff", "headers": JSON}, 400),
        ("POST", "/graphql", {"content": "x", "headers": {"Content-Type": "text/plain"}}, 415),
        ("POST", "/graphql", {"json": {"query": "{ __typename }"}, "headers": {"Accept": "image/png"}}, 406),
        ("POST", "/graphql", {"content": b"x" * 300_000, "headers": JSON}, 413),
        ("POST", "/graphql", {"content": (b'{"query": "{ __type', b'name }"}'), "headers": JSON}, 200),
        ("GET", "/documents/A/RES/74/148", {"headers": {"Accept": "application/json"}}, 200),
        ("GET", "/documents/A/RES/74/148?format=html&language=fr", {}, 200),
        ("GET", "/documents/a/res/74/148?format=txt", {}, 308),
        ("GET", "/documents/A/RES/1/999", {}, 404),
        ("HEAD", "/documents/A/RES/74/148?format=txt", {}, 200),
    ],
    ids=lambda value: json.dumps(value, default=str)[:60] if isinstance(value, dict) else str(value),
)
def test_an_answer_is_the_same_whichever_server_gives_it(
    ibid: Served, granian: Served, *, method: str, path: str, options: dict[str, Any], status: int
) -> None:
    """A body that is a tuple is sent piece by piece."""
    parts = options.get("content")

    def asked(server: Served) -> tuple[int, dict[str, str], str]:
        return seen(server, method, path, {**options, "content": iter(parts)} if isinstance(parts, tuple) else options)

    one, other = asked(ibid), asked(granian)

    assert one == other
    assert one[0] == status
    assert one[1]["x-request-id"] == "the-same"


def test_metrics_are_under_the_same_names(ibid: Served, granian: Served) -> None:
    names = [
        {line.split()[2] for line in httpx.get(f"{server.url}/metrics").text.splitlines() if line.startswith("# TYPE")}
        for server in (ibid, granian)
    ]

    assert names[0] == names[1]


def test_a_signal_ends_granian_and_the_store_with_it(granian: Served) -> None:
    """The last test of this file: the server is gone afterwards."""
    granian.process.terminate()

    assert granian.process.wait(timeout=30) == 0
