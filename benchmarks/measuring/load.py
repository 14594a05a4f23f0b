"""A server under load: wrk, on a processor of its own, sends requests in turn for some seconds."""

from __future__ import annotations

import itertools
import json
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

LUA = Path(__file__).with_name("load.lua")
SERVERS, LOAD = 0, 1
"""The processors that servers and load run on."""

A_RUN = 10_000_000
"""Numbers that one run may give to requests that never come twice."""

_runs = itertools.count(1)


class LoadFailed(RuntimeError):
    """wrk could not be run, or a server did not answer as it should."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request; `@N@` in its body stands for a number that never comes twice."""

    path: str
    body: str = ""
    method: str = "POST"
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of a run; `p50` and `p99` are milliseconds until answers were there, all connections being busy."""

    requests: int
    seconds: float
    bytes: int
    p50: float
    p99: float


def asked(path: str, query: str, variables: Mapping[str, Any]) -> Request:
    """A GraphQL operation as a request (GraphQL over HTTP)."""
    return Request(path, json.dumps({"query": query, "variables": variables}))


def load(address: str, requests: Sequence[Request], *, seconds: int, connections: int) -> Answered:
    """Send requests in turn for some seconds. LoadFailed where any was not answered with success."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "requests"
        file.write_text("".join(_lines(requests)), "utf-8")
        command = ["taskset", "-c", str(LOAD), "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s"]
        command += ["-s", str(LUA), f"http://{address}", "--", str(file), str(next(_runs) * A_RUN)]
        try:
            done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603  # our own words
        except (OSError, subprocess.CalledProcessError) as error:
            raise LoadFailed(f"wrk could not be run: {getattr(error, 'stderr', '') or error}") from error
    said = json.loads(done.stdout.splitlines()[-1])
    if said.pop("failed") or not said["requests"]:
        raise LoadFailed(f"{address}{requests[0].path} did not answer well:\n{done.stdout}")
    return Answered(**said)


def _lines(requests: Sequence[Request]) -> list[str]:
    headers = [f"H\t{name}\t{value}\n" for name, value in requests[0].headers.items()]
    return headers + [f"{each.method}\t{each.path}\t{each.body}\n" for each in requests]
