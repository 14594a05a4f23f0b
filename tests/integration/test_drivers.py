"""`IBID_DRIVER=pymongo`: the same answers by the other driver, from a store that it has filled."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.support.processes import kill, runtime, until
from tests.support.served import Served, served

pytestmark = [pytest.mark.embedded, pytest.mark.xdist_group("served")]

MAIN = (Path(__file__).parents[2] / "benchmarks" / "main.graphql").read_text("utf-8")
SEARCH = '{ search(query: "migration", first: 5) { edges { score node { __typename } } } }'


@pytest.fixture(scope="module")
def pymongo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that uses pymongo's own AsyncMongoClient."""
    with served(tmp_path_factory.mktemp("pymongo") / "data", environment={"IBID_DRIVER": "pymongo"}) as server:
        yield server


def test_the_driver_is_the_one_that_was_asked_for(pymongo: Served) -> None:
    health = httpx.get(f"{pymongo.url}/health").json()

    assert (health["status"], health["driver"]) == ("ok", "pymongo")


@pytest.mark.parametrize("query", [MAIN, SEARCH], ids=["main", "search"])
def test_answers_are_the_same_by_either_driver(ibid: Served, pymongo: Served, query: str) -> None:
    assert ibid.ask(query) == pymongo.ask(query)


async def test_an_engine_that_was_killed_is_found_again(pymongo: Served) -> None:
    before = pymongo.ask(MAIN)
    kill(runtime(pymongo.data_dir).engine)

    await until(lambda: httpx.get(f"{pymongo.url}/health").status_code == httpx.codes.OK)
    assert before == pymongo.ask(MAIN)


def test_a_signal_ends_it_cleanly(pymongo: Served) -> None:
    """The last test of this file: the server is gone afterwards."""
    pymongo.process.send_signal(signal.SIGTERM)

    assert pymongo.process.wait(timeout=30) == 0
    assert pymongo.log.read_text("utf-8").strip().endswith("Stopped.")
