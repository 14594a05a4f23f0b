"""The instruments: whose processor time is counted, and what is served without a feature."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from benchmarks.measuring import processor
from benchmarks.serving import features
from benchmarks.serving.static import Static
from ibid.app import create_app
from ibid.service import Phase, Service
from ibid.settings import Settings
from tests.support.records import corpus, stored

ASK = {"query": '{ document(symbol: "A/RES/74/148") { symbol } }'}


def test_a_process_and_its_children_are_one_family() -> None:
    program = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'input()'], stdin=sys.stdin)"
    with subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE) as process:
        found = processor.family(process.pid)
        while len(found) < 2:
            found = processor.family(process.pid)
        process.communicate()
    assert found[0] == process.pid


def test_the_clock_of_a_process_is_that_of_the_system() -> None:
    before = processor.spent([os.getpid()])
    sum(range(1_000_000))
    counted = processor.spent([os.getpid()])
    told = sum(os.times()[:2])
    assert before < counted
    assert abs(counted - told) < 0.1  # the system tells hundredths


@pytest.mark.parametrize("feature", features.FEATURES)
async def test_without_a_feature_the_answer_is_the_same(feature: str) -> None:
    with features.switched_off(feature):
        service = Service(Settings())
        app = create_app(service)
        service.enter(Phase.READY, await stored(corpus()))
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://ibid") as client:
            answer = await client.post("/graphql", json=ASK)
    assert answer.json()["data"] == {"document": {"symbol": "A/RES/74/148"}}
    is_observed = feature not in {"observing", features.ALL}
    assert ("x-request-id" in answer.headers) is is_observed
    is_secured = feature not in {"security-headers", features.ALL}
    assert ("x-content-type-options" in answer.headers) is is_secured
    is_limited = feature not in {"limits", features.ALL}
    told = answer.json().get("extensions", {}).get("cost", {})
    assert (told.get("requestedQueryCost", 0) > 0) is is_limited


async def test_static_bytes_are_served_and_not_again_to_who_has_them(tmp_path: Path) -> None:
    (tmp_path / "q1").write_bytes(b'{"data":{}}')
    async with httpx.AsyncClient(transport=httpx.ASGITransport(Static(tmp_path)), base_url="http://static") as client:
        first = await client.post("/q1", content=b"{}")
        again = await client.get("/q1?x=1", headers={"If-None-Match": first.headers["etag"]})
    assert first.content == b'{"data":{}}'
    assert (again.status_code, again.content) == (304, b"")
