"""A served Ibid: the real command in a process of its own, on the embedded store, over real HTTP."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx

READY_WITHIN = 60.0
"""Seconds until a served Ibid must be ready: it may have to fill an empty store on a busy machine."""


@dataclass(frozen=True, slots=True)
class Served:
    """A running server. `authorization` is what every question is sent with."""

    url: str
    process: subprocess.Popen[bytes]
    data_dir: Path
    log: Path
    authorization: str | None = None

    def ask(self, query: str, **variables: Any) -> dict[str, Any]:
        """The data of a query; any error is a failure of the test."""
        headers = {"Authorization": self.authorization} if self.authorization else {}
        sent = {"query": query, "variables": variables}
        answer = httpx.post(f"{self.url}/graphql", json=sent, headers=headers, timeout=30)
        body = answer.json()
        assert "errors" not in body, body["errors"]
        return dict(body["data"])

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """What a command says that runs beside the server, on its store, and does its work."""
        environment = {**os.environ, "IBID_DATA_DIR": str(self.data_dir), "LC_ALL": "C"}
        command = [sys.executable, "-m", "ibid", *arguments]
        return subprocess.run(command, env=environment, check=True, capture_output=True, text=True)

    def as_(self, name: str, *grants: str) -> Served:
        """The same, asked by somebody with a key of their own."""
        options = [word for grant in grants for word in ("--grant", grant)]
        return replace(self, authorization=f"Bearer {self.run('keys', 'create', name, *options).stdout.strip()}")

    def events(self, message: str) -> list[dict[str, Any]]:
        """What was logged under a message."""
        lines = [line for line in self.log.read_text("utf-8").splitlines() if line.startswith("{")]
        return [line for line in map(json.loads, lines) if line["message"] == message]


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True, slots=True)
class Server:
    """What serves: a command, and the variable that tells it its port."""

    command: Sequence[str]
    port: str


UVICORN = Server((sys.executable, "-m", "ibid", "serve"), "IBID_PORT")
GRANIAN = Server(
    (str(Path(sys.executable).with_name("granian")), "--interface", "asgi", "ibid.asgi:app"), "GRANIAN_PORT"
)


def start(data_dir: Path, port: int, *, environment: Mapping[str, str] | None = None, by: Server = UVICORN) -> Served:
    """Start to serve a data directory; it is not ready yet, and whoever starts it ends it."""
    log = data_dir.parent / f"{data_dir.name}.log"
    settings = {"IBID_DATA_DIR": str(data_dir), by.port: str(port), **(environment or {})}
    with log.open("ab") as out:
        process = subprocess.Popen(
            by.command,
            env={**os.environ, **settings},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    return Served(f"http://127.0.0.1:{port}", process, data_dir, log)


@contextmanager
def served(data_dir: Path, *, environment: Mapping[str, str] | None = None, by: Server = UVICORN) -> Iterator[Served]:
    """Serve a data directory until the block ends."""
    server = start(data_dir, free_port(), environment=environment, by=by)
    try:
        wait_until_ready(server)
        yield server
    finally:
        server.process.send_signal(signal.SIGTERM)
        server.process.wait(timeout=30)


def wait_until_ready(server: Served) -> None:
    """Wait for `/ready`, or fail with what the server printed."""
    pause = threading.Event()
    for _ in range(int(READY_WITHIN / 0.1)):
        if server.process.poll() is not None:
            break
        try:
            if httpx.get(f"{server.url}/ready", timeout=5).status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            pass
        pause.wait(0.1)
    raise AssertionError(f"not ready: {server.log.read_text(errors='replace')[-4000:]}")
