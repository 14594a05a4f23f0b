"""A store that goes away while Ibid is served, and comes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from tests.support.processes import kill, paused, runtime, until, until_ready_again
from tests.support.served import Served, served

pytestmark = pytest.mark.embedded

QUERY = '{ document(symbol: "A/RES/74/148") { symbol } }'
DATA = {"document": {"symbol": "A/RES/74/148"}}


def ask(server: Served) -> httpx.Response:
    return httpx.post(f"{server.url}/graphql", json={"query": QUERY}, headers={"Accept-Language": "es"}, timeout=30)


def answers(server: Served) -> Callable[[], bool]:
    return lambda: ask(server).json().get("data") == DATA


async def test_a_store_that_is_silent_is_503_in_time_and_answers_come_back_with_it(tmp_path: Path) -> None:
    with served(tmp_path / "data", environment={"IBID_QUERY_SECONDS": "1"}) as server:
        with paused(runtime(server.data_dir).engine):
            away = ask(server)

        assert away.status_code == 503
        assert away.json()["errors"][0]["extensions"]["code"] in {"TIMEOUT", "STORE_UNAVAILABLE"}
        assert away.json()["errors"][0]["extensions"]["messageLanguage"] == "es"
        assert int(away.headers["Retry-After"]) >= 1
        await until(answers(server))


async def test_a_store_that_was_killed_is_used_again_without_a_restart(tmp_path: Path) -> None:
    with served(tmp_path / "data") as server:
        before = runtime(server.data_dir)
        kill(before.engine)
        during = ask(server)
        await until_ready_again(server.data_dir, before)

        assert during.status_code == 503 or during.json()["data"] == DATA
        await until(answers(server))
