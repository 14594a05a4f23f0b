"""How long Ibid takes to start, how long for the main query, and how much memory it has, as a new user meets it.

Each number is of a real `ibid serve` on the embedded database, over HTTP. A start is measured to a tenth of a second.
"""

from __future__ import annotations

import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.support.served import Served, served

QUERY = Path(__file__).with_name("main.graphql").read_text("utf-8")
WARM = 30
"""How often the main query is asked once it is warm."""


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def memory(server: Served) -> tuple[float, float]:
    """What the API process holds now, and the most that it held, in MB."""
    status = Path(f"/proc/{server.process.pid}/status").read_text("ascii")
    now, most = (int(re.findall(rf"{name}:\s+(\d+) kB", status)[0]) / 1000 for name in ("VmRSS", "VmHWM"))
    return now, most


def first_start(data_dir: Path) -> Iterator[tuple[str, str]]:
    """On an empty data directory, which is filled with the founding documents."""
    began = time.perf_counter()
    with served(data_dir) as server:
        yield "first start: database made, founding documents loaded", f"{time.perf_counter() - began:.1f} s"
        yield "memory after it: now, most", "{:.0f} MB, {:.0f} MB".format(*memory(server))


def later_start(data_dir: Path) -> Iterator[tuple[str, str]]:
    """On the same directory, and the main query: the first one, and then many."""
    began = time.perf_counter()
    with served(data_dir) as server:
        yield "start with the founding documents there", f"{time.perf_counter() - began:.1f} s"
        yield "memory before the first query: now, most", "{:.0f} MB, {:.0f} MB".format(*memory(server))
        yield "main query, the first after the start", f"{seconds(lambda: server.ask(QUERY)) * 1000:.0f} ms"
        spent = [seconds(lambda: server.ask(QUERY)) * 1000 for _ in range(WARM)]
        yield f"main query, median of {WARM}", f"{statistics.median(spent):.0f} ms"
        yield "memory after them: now, most", "{:.0f} MB, {:.0f} MB".format(*memory(server))


def main() -> None:
    """Measure, and print a table."""
    table = Table("what", "measured", box=None)
    with tempfile.TemporaryDirectory() as folder:
        data_dir = Path(folder) / "data"
        for measure in (first_start, later_start):
            for row in measure(data_dir):
                table.add_row(*row)
    Console().print(table)


if __name__ == "__main__":
    main()
