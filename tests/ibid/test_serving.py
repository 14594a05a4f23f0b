"""`ibid serve` as a process: what it refuses to start with, and how it ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from ibid.cli.failures import PORT, STORE, USAGE
from tests.support.served import Served, free_port, served, wait_until_ready

QUICK = {"IBID_SEED": "0"}
"""An empty store is soon open."""

pytestmark = pytest.mark.embedded


def ended(data_dir: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A server that is expected to end by itself."""
    return subprocess.run(
        [sys.executable, "-m", "ibid", "serve"],
        env={**os.environ, **QUICK, "IBID_DATA_DIR": str(data_dir), "LC_ALL": "C", **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@contextmanager
def listening() -> Iterator[int]:
    """A port that is taken."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield int(server.getsockname()[1])


def last_line(text: str) -> str:
    return text.strip().splitlines()[-1]


def test_a_port_that_is_taken_is_named_and_nothing_is_started(tmp_path: Path) -> None:
    with listening() as port:
        done = ended(tmp_path / "data", IBID_PORT=str(port))

    assert done.returncode == PORT
    assert f"port {port}" in done.stderr
    assert "IBID_PORT" in done.stderr
    assert not (tmp_path / "data").exists()


def test_an_address_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    done = ended(tmp_path / "data", IBID_PORT="0", IBID_HOST="192.0.2.1")

    assert (done.returncode, "192.0.2.1" in done.stderr) == (PORT, True)


def test_a_data_directory_that_is_served_is_refused_and_goes_on_being_served(tmp_path: Path) -> None:
    with served(tmp_path / "data", environment=QUICK) as server:
        done = ended(server.data_dir, IBID_PORT="0")

        assert done.returncode == STORE
        assert "DATA_DIRECTORY_BUSY" in done.stderr
        assert str(server.data_dir) in done.stderr
        assert httpx.get(f"{server.url}/health").json()["status"] == "ok"


def test_without_a_database_both_ways_out_are_named(tmp_path: Path) -> None:
    """As in an environment without the extra `embedded`: its console script is not beside the interpreter."""
    bare = tmp_path / "bin" / "python"
    bare.parent.mkdir()
    bare.symlink_to(sys.executable)
    (tmp_path / "pyvenv.cfg").write_text(Path(sys.prefix, "pyvenv.cfg").read_text("utf-8"), "utf-8")
    packages = next(path for path in sys.path if path.endswith("site-packages"))
    done = subprocess.run(
        [bare, "-m", "ibid", "serve", "--port", "0", "--data-dir", tmp_path / "data"],
        env={**os.environ, "PYTHONPATH": packages},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert done.returncode == STORE
    assert "ENGINE_MISSING" in done.stderr
    assert "IBID_MONGODB_URI" in done.stderr
    assert "ibid-undocs[embedded]" in done.stderr


@pytest.mark.parametrize(
    ("variable", "value", "status"),
    [
        ("IBID_PORT", "eighty", USAGE),
        ("IBID_MONGODB_URI", "localhost", USAGE),
        ("IBID_MONGODB_URI", "mongodb://", STORE),
    ],
)
def test_a_setting_that_cannot_be_right_ends_it_without_a_traceback(
    tmp_path: Path, variable: str, value: str, status: int
) -> None:
    done = ended(tmp_path / "data", **{"IBID_PORT": str(free_port()), variable: value})

    assert done.returncode == status
    assert variable in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_that_does_not_answer_is_waited_for(tmp_path: Path) -> None:
    """The server listens, says that it is not ready, and ends when it is told to."""
    nobody = f"mongodb://127.0.0.1:{free_port()}/?serverSelectionTimeoutMS=200"
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "ibid", "serve"],
        env={**os.environ, "IBID_PORT": str(port), "IBID_MONGODB_URI": nobody},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    with process:
        for line in process.stderr:
            if "does not answer" in line:
                break
        ready = httpx.get(f"http://127.0.0.1:{port}/ready")
        asked = httpx.post(f"http://127.0.0.1:{port}/graphql", json={"query": "{ __typename }"})
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)

    assert ready.status_code == 503
    assert (asked.status_code, asked.json()["errors"][0]["extensions"]["code"]) == (503, "STORE_UNAVAILABLE")
    assert process.returncode == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(tmp_path: Path, number: signal.Signals) -> None:
    with served(tmp_path / "data", environment=QUICK) as server:
        server.process.send_signal(number)

        assert server.process.wait(timeout=30) == 0
        assert last_line(server.log.read_text("utf-8")) == "Stopped."


def test_killed_and_started_again_it_serves_the_same_store(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    with served(data_dir, environment=QUICK) as server:
        before = server.ask("{ documents(first: 1) { totalCount } }")
        server.process.kill()
        server.process.wait()
    with served(data_dir, environment=QUICK) as server:
        assert before == server.ask("{ documents(first: 1) { totalCount } }")


@pytest.mark.xdist_group("served")
def test_a_served_ibid_is_healthy(ibid: Served) -> None:
    wait_until_ready(ibid)
    health = httpx.get(f"{ibid.url}/health").json()

    assert (health["status"], health["phase"], health["driver"]) == ("ok", "ready", "motor")
    assert health["engine"].startswith("secantusdb ")


@pytest.mark.xdist_group("served")
def test_what_is_nowhere_is_told_in_the_reader_s_language(ibid: Served) -> None:
    answer = httpx.get(f"{ibid.url}/nowhere", headers={"Accept-Language": "es"})

    assert (answer.status_code, answer.headers["Content-Language"]) == (404, "es")
