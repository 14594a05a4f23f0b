"""How fast everything is given at once, how much memory that takes, and how long readers wait meanwhile.

python -m benchmarks.exporting DATA_DIR      serves a data directory that was loaded, and exports it four times

Somebody asks the query of an interactive reader all the time, one after another with a pause between; their times are
compared with those of when nothing is exported. Memory is what the kernel says (VmRSS), every tenth of a second.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import zstandard
from rich.console import Console

from tests.support.copies import read_export
from tests.support.served import Served, served

QUERY = Path(__file__).with_name("main.graphql").read_text("utf-8")
IDLE = 100
"""How many queries are asked while nothing is exported."""

PAUSE_SECONDS = 0.1
"""Between two queries of the reader."""

_MS = 1000


@dataclass(slots=True)
class Reader:
    """Asks one query after another, and notes how long each takes, in milliseconds."""

    server: Served
    spent: list[float] = field(default_factory=list)

    def ask(self) -> None:
        """Once."""
        began = time.perf_counter()
        self.server.ask(QUERY)
        self.spent.append((time.perf_counter() - began) * _MS)

    def times(self, count: int) -> Sequence[float]:
        """Those of so many."""
        for _ in range(count):
            self.ask()
            time.sleep(PAUSE_SECONDS)
        return self.spent

    def until(self, ended: threading.Event) -> None:
        """Until something has ended."""
        while not ended.wait(PAUSE_SECONDS):
            self.ask()


@dataclass(slots=True)
class Memory:
    """What processes hold, in MB: what they held at first, and the most since then."""

    pids: Sequence[int]
    first: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)

    def look(self) -> None:
        """Once."""
        now = [_held(pid) for pid in self.pids]
        self.first = self.first or now
        self.most = [max(pair) for pair in zip(self.most or now, now, strict=True)]

    def until(self, ended: threading.Event) -> None:
        """Every tenth of a second."""
        while not ended.wait(0.1):
            self.look()

    @property
    def above(self) -> str:
        """How much more they held than at first."""
        return ", ".join(f"{most - first:.0f}" for first, most in zip(self.first, self.most, strict=True))


def _held(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    return int(re.findall(r"VmRSS:\s+(\d+) kB", status)[0]) / 1000


def database(data_dir: Path) -> int:
    """The process of the embedded database that has a data directory."""
    return int(json.loads((data_dir / "runtime.json").read_text("utf-8"))["engine"])


def exported(server: Served, query: str) -> tuple[int, int, float]:
    """The records, the bytes as they are sent and the seconds of an export, which is checked."""
    began = time.perf_counter()
    content, sent = bytearray(), 0
    read = zstandard.ZstdDecompressor().decompressobj()
    headers = {"Accept-Encoding": "zstd", "Authorization": server.authorization or ""}
    with httpx.stream("GET", f"{server.url}/export{query}", headers=headers, timeout=60) as answer:
        answer.raise_for_status()
        for chunk in answer.iter_raw():
            sent += len(chunk)
            content += read.decompress(chunk)
    spent = time.perf_counter() - began
    return len(read_export(bytes(content)).lines), sent, spent


def measured(server: Served, data_dir: Path, query: str, *, is_read: bool, idle: float) -> Iterator[str]:
    """The cells of one row: an export with a query string, with a reader beside it or without."""
    ended, reader, memory = threading.Event(), Reader(server), Memory([server.process.pid, database(data_dir)])
    memory.look()
    beside: list[Callable[[threading.Event], None]] = [memory.until, *([reader.until] if is_read else [])]
    threads = [threading.Thread(target=work, args=(ended,)) for work in beside]
    for thread in threads:
        thread.start()
    records, sent, spent = exported(server, query)
    ended.set()
    for thread in threads:
        thread.join()
    yield f"{query or 'export'}{', and a reader' if is_read else ''}"
    yield f"{records:,}"
    yield f"{spent:.0f}"
    yield f"{records / spent:,.0f}"
    yield f"{sent / 1e6:.1f}"
    yield memory.above
    yield _percentiles(reader.spent, idle) if is_read else ""


def _percentiles(spent: Sequence[float], idle: float | None = None) -> str:
    """The median, the 99th percentile, and how many times that of idle it is."""
    p99 = statistics.quantiles(spent, n=100)[98]
    times = "" if idle is None else f" ({p99 / idle:.1f} times)"
    return f"{statistics.median(spent):.0f}, {p99:.0f}{times} of {len(spent)}"


def main() -> None:
    """Measure, and print a row for each export as it ends."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data_dir", type=Path)
    data_dir = parser.parse_args().data_dir.resolve()
    out = Console(soft_wrap=True, highlight=False)
    out.print("what; records; seconds; records/s; MB sent; MB above idle (API, database); reader: p50, p99 in ms")
    with served(data_dir) as server:
        # Who has a key is answered from the database, and never from memory.
        partner = server.as_("benchmark", "PARTNER")
        Reader(partner).times(30)
        idle = Reader(partner).times(IDLE)
        p99 = statistics.quantiles(idle, n=100)[98]
        out.print(f"nothing, and a reader; ; ; ; ; ; {_percentiles(idle)}")
        for query in ("", "?fast=1"):
            for is_read in (True, False):
                out.print("; ".join(measured(partner, data_dir, query, is_read=is_read, idle=p99)))


if __name__ == "__main__":
    main()
