"""How fast a corpus is loaded, and how fast Ibid answers with all of it: `python -m benchmarks.loading ZIP...`.

Loads files, folders or zips with `ibid load` into an empty data directory, starts `ibid serve` on it, and asks it.
The memory of a load is that of its process and of those that read for it, once a second, in MB of 1,000 kB.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.starting import QUERY, memory, seconds
from tests.support.served import Served, served

TIMES = 10
"""How often each question is asked; the first time and the median are printed."""

QUESTIONS: Mapping[str, str] = {
    "main query": QUERY,
    "20 documents with their titles": "{ documents(first: 20) { totalCount nodes { symbol title { plain } } } }",
    "100 documents of a session": '{ documents(first: 100, filter: { session: "75" }) { nodes { symbol } } }',
    "who cites the 2030 Agenda": '{ instrument(identifier: "A/RES/70/1") { citedBy { nodes { words } } } }',
    "search: migrants": '{ search(query: "migrants") { edges { snippetHtml } } }',
    'search: "human rights" children': r'{ search(query: "\"human rights\" children") { edges { snippetHtml } } }',
    "search: 人权理事会": '{ search(query: "人权理事会") { edges { snippetHtml } } }',
    "search: of the": '{ search(query: "of the") { edges { snippetHtml } } }',
}


def main(paths: list[str]) -> None:
    """Load, serve, ask, and print a table."""
    table = Table("what", "measured", box=None)
    with tempfile.TemporaryDirectory() as folder:
        data_dir = Path(folder) / "data"
        for row in (*_load(data_dir, paths), *_serve(data_dir)):
            table.add_row(*row)
    Console().print(table)


def _load(data_dir: Path, paths: list[str]) -> Iterator[tuple[str, str]]:
    began = time.perf_counter()
    command = [sys.executable, "-m", "ibid", "load", *paths]
    environment = {**os.environ, "IBID_DATA_DIR": str(data_dir)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as loading:  # noqa: S603  # our own program
        most: list[float] = [0.0]
        watching = threading.Thread(target=_watch, args=(loading, most))
        watching.start()
        out, _ = loading.communicate()
        watching.join()
    spent = time.perf_counter() - began
    files = int(re.findall(r"^files\s+(\d+)", out, re.MULTILINE)[0])
    yield "files, documents", f"{files:,}, {re.findall(r'^documents +(.*?) *$', out, re.MULTILINE)[0]}"
    yield "load, searchable", f"{spent:.0f} s, {files / spent:.1f} files a second"
    yield "memory of the load, most", f"{most[0]:.0f} MB"


def _watch(process: subprocess.Popen[str], most: list[float]) -> None:
    """Note the most memory that a process and its children have, once a second until it ends."""
    ended = threading.Event()
    while process.poll() is None:
        most[0] = max(most[0], sum(_resident(pid) for pid in (process.pid, *_children(process.pid))))
        ended.wait(1)


def _children(pid: int) -> list[int]:
    """The processes that a process started itself; the supervisor of the database has left it."""
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)  # noqa: S603,S607  # a number, and a program of every system
    return [int(each) for each in listed.stdout.split()]


def _resident(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text("ascii")
    except OSError:
        return 0.0
    found = re.findall(r"VmRSS:\s+(\d+) kB", status)
    return int(found[0]) / 1000 if found else 0.0


def _serve(data_dir: Path) -> Iterator[tuple[str, str]]:
    began = time.perf_counter()
    with served(data_dir) as server:
        yield "start with everything loaded", f"{time.perf_counter() - began:.1f} s"
        for name, query in QUESTIONS.items():
            yield name, _asked(server, query)
        yield "memory of the API process: now, most", "{:.0f} MB, {:.0f} MB".format(*memory(server))


def _asked(server: Served, query: str) -> str:
    first, *others = (seconds(lambda: server.ask(query)) * 1000 for _ in range(TIMES))
    return f"{first:.0f} ms, then {statistics.median(others):.0f} ms"


if __name__ == "__main__":
    main(sys.argv[1:])
