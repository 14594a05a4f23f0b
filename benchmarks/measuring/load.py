"""A server under load: wrk, on a processor of its own, sends requests in turn for some seconds."""

from __future__ import annotations

import json
import statistics
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count, cycle, islice
from pathlib import Path
from typing import Any

import httpx

from benchmarks.measuring.processor import on_processor

LUA = Path(__file__).with_name("load.lua")
SERVERS, LOAD = 0, 1
"""The processors that servers and load run on."""

FRESH = "@N@"
"""Stands in a body for a number that no request had before."""

A_RUN = 10_000_000
"""Numbers that one run may give to requests that never come twice."""

_runs = count(1)


class LoadFailed(RuntimeError):
    """wrk could not be run, or a server did not answer as it should."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request."""

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


def one_by_one(address: str, requests: Sequence[Request], *, times: int) -> Answered:
    """Send so many requests, each when the one before is answered: for slow servers, of which none is left unfinished.

    LoadFailed where any was not answered with success.
    """
    took, size = [], 0
    with on_processor(LOAD), httpx.Client(base_url=f"http://{address}", timeout=60) as client:
        for each in islice(cycle(requests), times):
            began = time.perf_counter()
            body = each.body.replace(FRESH, str(next(_runs) * A_RUN))
            answer = client.request(each.method, each.path, content=body, headers=dict(each.headers))
            took.append(time.perf_counter() - began)
            size += len(answer.content)
            if answer.is_error:
                raise LoadFailed(f"{address}{each.path} answered {answer.status_code}: {answer.text[:500]}")
    return Answered(times, sum(took), size, statistics.median(took) * 1000, max(took) * 1000)


def _lines(requests: Sequence[Request]) -> list[str]:
    headers = [f"H\t{name}\t{value}\n" for name, value in requests[0].headers.items()]
    return headers + [f"{each.method}\t{each.path}\t{each.body}\n" for each in requests]
