"""Servers in processes of their own, on one processor."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from benchmarks.measuring import processor
from benchmarks.measuring.load import SERVERS
from tests.support.served import free_port

READY_WITHIN = 300.0
LEAVE_WITHIN = 30.0

ROOT = Path(__file__).parents[2]


class ServerFailed(RuntimeError):
    """A server did not start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """What serves: `{port}` in its command and its variables is the port; `path` is where GraphQL is, by query."""

    name: str
    command: Sequence[str]
    variables: Mapping[str, str] = field(default_factory=dict)
    folder: Path = ROOT
    path: str = "/graphql"
    ready: str = ""
    """What answers GET once it is ready: a path; "" for any answer of the path itself."""
    beside: Callable[[], list[int]] = list
    """Processes that serve with it and do not descend from it, asked once it is ready."""


@dataclass(frozen=True, slots=True)
class Running:
    """A server that runs, and the processes that it is made of."""

    server: Server
    address: str
    pids: list[int]
    started_in: float
    """Seconds until it was ready."""

    def path(self, query: str) -> str:
        """Where a query is asked."""
        return self.server.path.format(query=query)

    def spent(self) -> float:
        """The processor time of its processes so far."""
        return processor.spent(self.pids)

    def resident(self) -> float:
        """What its processes hold in memory now, in MB."""
        status = (Path(f"/proc/{pid}/status").read_text("ascii") for pid in self.pids)
        lines = (line for each in status for line in each.splitlines() if line.startswith("VmRSS:"))
        return sum(int(line.split()[1]) for line in lines) / 1000


@contextmanager
def running(server: Server, logs: Path) -> Iterator[Running]:
    """Serve until the block ends. ServerFailed with what it said, where it does not start."""
    with all_running([server], logs) as (one,):
        yield one


@contextmanager
def all_running(servers: Sequence[Server], logs: Path) -> Iterator[list[Running]]:
    """Serve several until the block ends. They start at once on every processor, and then serve on that of servers."""
    with ExitStack() as stack:
        began = time.perf_counter()
        started = [stack.enter_context(_started(each, logs)) for each in servers]
        yield [
            _ready(server, port, process, logs, began) for server, (port, process) in zip(servers, started, strict=True)
        ]


def _log(server: Server, logs: Path) -> Path:
    return logs / f"{server.name.replace(' ', '-').replace('/', '-')}.log"


@contextmanager
def _started(server: Server, logs: Path) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    port = free_port()
    variables = {name: value.format(port=port) for name, value in server.variables.items()}
    command = [word.format(port=port) for word in server.command]
    with _log(server, logs).open("wb") as out:
        process = subprocess.Popen(  # noqa: S603  # our own words
            command, env={**os.environ, **variables}, cwd=server.folder, stdout=out, stderr=subprocess.STDOUT
        )
    try:
        yield port, process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(LEAVE_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _ready(server: Server, port: int, process: subprocess.Popen[bytes], logs: Path, began: float) -> Running:
    address = f"127.0.0.1:{port}"
    url = f"http://{address}{server.ready or server.path.format(query='q1')}"
    while time.perf_counter() - began < READY_WITHIN:
        if process.poll() is not None:
            break
        if _answers(url, must_succeed=bool(server.ready)):
            pids = [*processor.family(process.pid), *server.beside()]
            processor.pin(pids, SERVERS)
            return Running(server, address, pids, time.perf_counter() - began)
        time.sleep(0.05)
    said = _log(server, logs).read_text("utf-8", errors="replace")[-4000:]
    raise ServerFailed(f"{server.name} did not start:\n{said}")


def _answers(url: str, *, must_succeed: bool) -> bool:
    try:
        answer = httpx.get(url, timeout=5)
    except httpx.TransportError:
        return False
    return answer.is_success or not must_succeed
