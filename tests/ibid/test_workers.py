"""`ibid serve --workers`: one store, one socket, one set of numbers, whoever of them answers."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from ibid.cli.failures import STORE, USAGE
from ibid.service import Phase
from ibid.workers.room import Room
from tests.support.processes import is_alive, kill, runtime, until
from tests.support.served import Served, free_port, served

TWO = {"IBID_SEED": "0", "IBID_WORKERS": "2"}


@pytest.fixture
async def two(tmp_path: Path) -> AsyncIterator[Served]:
    """A server with two workers that are ready, on an empty store."""
    with served(tmp_path / "data", environment=TWO) as server:
        await until(lambda: are_ready(server))
        yield server


def are_ready(server: Served) -> bool:
    """Whether the parent and both of its workers are ready."""
    return {line.get("worker") for line in server.events("ready")} == {None, 1, 2}


def workers(server: Served) -> dict[int, int]:
    """The process of each worker, by its number."""
    return {line["worker"]: line["pid"] for line in server.events("a worker started")}


def counted(server: Served, name: str, **labels: str) -> float:
    """The sum of the samples of a metric that have these labels."""
    text = httpx.get(f"{server.url}/metrics", timeout=30).text
    return sum(
        sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if sample.name == name and labels.items() <= sample.labels.items()
    )


def answering(server: Served) -> set[int]:
    """The workers that have answered a question so far. Each connection is new, and anybody may take it."""
    server.ask("{ __typename }")
    return {line["worker"] for line in server.events("request") if line["path"] == "/graphql"}


def are_counted(server: Served) -> bool:
    """Whether all workers say what the log has; both are written a moment after the answer was sent."""
    asked = len([line for line in server.events("request") if line["path"] == "/graphql"])
    return {counted(server, "ibid_requests_total", route="/graphql") for _ in range(6)} == {asked}


@pytest.mark.embedded
async def test_workers_share_a_store_and_count_together_whoever_is_asked(two: Served) -> None:
    await until(lambda: answering(two) == {1, 2})
    await until(lambda: are_counted(two))
    assert counted(two, "process_resident_memory_bytes") > 0
    assert set(workers(two)) == {1, 2}
    assert is_alive(runtime(two.data_dir).supervisor)


@pytest.mark.embedded
@pytest.mark.skipif(sys.platform != "linux", reason="the policy is Linux's")
async def test_workers_do_not_interrupt_each_other(two: Served) -> None:
    assert [os.sched_getscheduler(pid) for pid in workers(two).values()] == [os.SCHED_BATCH] * 2
    assert os.sched_getscheduler(two.process.pid) == os.SCHED_OTHER


@pytest.mark.embedded
async def test_a_worker_that_dies_is_started_again_and_nothing_that_was_counted_is_lost(two: Served) -> None:
    await until(lambda: answering(two) == {1, 2})
    await until(lambda: are_counted(two))
    before, asked = workers(two), counted(two, "ibid_requests_total", route="/graphql")

    kill(before[2])
    await until(lambda: workers(two)[2] != before[2])
    await until(lambda: len([line for line in two.events("ready") if line.get("worker") == 2]) == 2)

    (ended,) = two.events("a worker ended and is started again")
    assert (ended["worker"], ended["pid"], ended["level"]) == (2, before[2], "error")
    assert workers(two)[1] == before[1]
    assert counted(two, "ibid_requests_total", route="/graphql") == asked
    assert counted(two, "process_resident_memory_bytes", pid=str(before[2])) == 0


@pytest.mark.embedded
async def test_workers_do_not_outlive_their_parent(two: Served) -> None:
    running = workers(two)

    two.process.kill()
    two.process.wait()

    await until(lambda: not any(is_alive(pid) for pid in running.values()))


@pytest.mark.embedded
async def test_an_empty_store_is_filled_once_and_then_every_worker_is_ready(tmp_path: Path) -> None:
    with served(tmp_path / "data", environment={"IBID_WORKERS": "2"}) as server:
        await until(lambda: are_ready(server))
        seeded = [line["file"] for line in server.events("seeded")]
        assert server.ask("{ documents(first: 1) { totalCount } }")["documents"]["totalCount"] == 2

    assert len(seeded) == len(set(seeded)) == 3
    assert server.process.returncode == 0
    assert not any(is_alive(pid) for pid in workers(server).values())


def ended(data_dir: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A server of two workers that is expected to end by itself."""
    settings = {**TWO, "IBID_PORT": str(free_port()), "IBID_DATA_DIR": str(data_dir), "LC_ALL": "C", **environment}
    return subprocess.run(
        [sys.executable, "-m", "ibid", "serve"],
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.embedded
def test_a_store_that_cannot_be_opened_ends_all_of_it_with_the_reason(two: Served) -> None:
    done = ended(two.data_dir)

    assert done.returncode == STORE
    assert "DATA_DIRECTORY_BUSY" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_number_of_workers_that_cannot_be_is_refused(tmp_path: Path) -> None:
    done = ended(tmp_path / "data", IBID_WORKERS="0")

    assert (done.returncode, "IBID_WORKERS" in done.stderr) == (USAGE, True)


def test_a_parent_that_is_gone_is_stopping(tmp_path: Path) -> None:
    room = Room.make(tmp_path)
    assert room.phase() is Phase.STARTING

    room.say(Phase.READY)
    assert room.phase() is Phase.READY

    (tmp_path / "phase").unlink()
    assert room.phase() is Phase.STOPPING
