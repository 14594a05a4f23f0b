"""Ibid on the embedded store: records that are read each time, data that grow, workers, what goes over the wire."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import bson
import httpx
from pymongo.monitoring import CommandFailedEvent, CommandListener, CommandStartedEvent, CommandSucceededEvent

from benchmarks.comparing.cases import QUERIES, VARIABLES, WrongAnswer
from benchmarks.comparing.contestants import FEWEST, known
from benchmarks.comparing.results import Figure
from benchmarks.comparing.targets import MANY, ONCE
from benchmarks.made.data import Made, Size
from benchmarks.made.records import records
from benchmarks.measuring.load import asked
from benchmarks.measuring.rounds import Course
from benchmarks.measuring.server import Running, Server
from benchmarks.serving.filling import copied, filling, put
from store.embedded.client import embedded
from store.embedded.directory import DataDirectory
from store.mongo.store import MongoStore
from tests.support.asking import Asker

STORED = Made(Size(documents=FEWEST))

COPIES: Mapping[str, int] = {ONCE: 1, "10 ×": 10, MANY: 100}

SYMBOL = "A/RES/74/148"
_GROWN: Mapping[str, str] = {
    path.stem.replace("_", " "): path.read_text("utf-8")
    for path in sorted(Path(__file__).parents[1].joinpath("queries", "growth").glob("*.graphql"))
}


def grown() -> Mapping[str, tuple[str, Mapping[str, Any]]]:
    """The queries of fixed answer size: three of the four on a founding document, and three that look at everything."""
    symbol = {"symbol": SYMBOL}
    four: Mapping[str, tuple[str, Mapping[str, Any]]] = {
        "Q1": (QUERIES["q1"], symbol),
        "Q2": (QUERIES["q2"], {**symbol, "languages": ["en"]}),
        "Q3": (QUERIES["q3"], symbol),
    }
    return {**four, **{name: (text, {}) for name, text in _GROWN.items()}}


def serving(name: str, data_dir: Path, variables: Mapping[str, str] | None = None) -> Server:
    """`ibid serve` on a data directory, with the database's own processes."""

    def database() -> list[int]:
        runtime = DataDirectory.at(data_dir).runtime()
        return [] if runtime is None else [pid for pid in (runtime.supervisor, runtime.engine) if pid]

    return Server(
        name=name,
        command=[sys.executable, "-m", "ibid", "serve"],
        variables={"IBID_DATA_DIR": str(data_dir), "IBID_PORT": "{port}", **known(variables or {})},
        ready="/ready",
        beside=database,
    )


async def fill_made(data_dir: Path) -> None:
    """Store the made-up records."""
    async with filling(data_dir) as store:
        await put(store, records(STORED))


async def fill(folder: Path) -> None:
    """Fill every data directory: `made`, one for each number of copies, and `again` like that of one. Two processes."""
    jobs = (
        f"made {folder / 'made'} 1 {folder / 'again'}",
        " ".join(f"{count} {folder / str(count)}" for count in COPIES.values()),
    )
    command = (sys.executable, "-m", "benchmarks.comparing.stored")
    running = [await asyncio.create_subprocess_exec(*command, *job.split()) for job in jobs]
    codes = await asyncio.gather(*(each.wait() for each in running))
    if any(codes):
        raise RuntimeError("the embedded store could not be filled")


def courses(servers: Sequence[Running], cases: Iterable[str]) -> list[Course]:
    """Queries of fixed answer size at each server, the same request again and again."""
    queries = grown()
    return [Course(case, each, [asked(each.path(case), *queries[case])]) for case in cases for each in servers]


def check_grown(servers: Sequence[Running]) -> None:
    """Each is answered alike however much there is; a search by as many places. WrongAnswer."""
    for case, (text, variables) in grown().items():
        sent = {"query": text, "variables": variables}
        answers = [httpx.post(f"http://{each.address}/graphql", json=sent, timeout=60).json() for each in servers]
        shapes = [_shape(each.get("data")) if case == "search" else each.get("data") for each in answers]
        if any("errors" in each for each in answers) or any(shape != shapes[0] for shape in shapes):
            raise WrongAnswer(f"{case} is answered otherwise when there is more: {answers}"[:2000])


def _shape(value: Any) -> Any:
    """How many of what there are: a value without its words and numbers."""
    if isinstance(value, dict):
        return {name: _shape(each) for name, each in value.items()}
    return [_shape(each) for each in value] if isinstance(value, list) else None


@dataclass
class Wire(CommandListener):
    """Counts what is asked of the database, and what it answers."""

    commands: int = 0
    bytes: int = 0
    _reads: set[str] = field(default_factory=lambda: {"find", "getMore", "aggregate"})

    def started(self, event: CommandStartedEvent) -> None:
        """Nothing to count yet."""

    def succeeded(self, event: CommandSucceededEvent) -> None:
        """Count a reading."""
        if event.command_name in self._reads:
            self.commands += 1
            self.bytes += len(bson.encode(event.reply))

    def failed(self, event: CommandFailedEvent) -> None:
        """A failure is the query's to tell."""


async def wire_figures(data_dir: Path) -> list[Figure]:
    """For each of the four queries how many commands it takes, and the bytes that come back, nothing in memory."""
    found: list[Figure] = []
    async with embedded(data_dir, role="serve") as uri:
        for query, text in QUERIES.items():
            wire = Wire()
            store = await MongoStore.open(uri, listeners=[wire])
            wire.commands = wire.bytes = 0
            await Asker.of(store)(text, **VARIABLES[query][0])
            await store.close()
            found += [
                Figure(f"{query.upper()}: commands to the database", wire.commands, ""),
                Figure(f"{query.upper()}: bytes from the database", wire.bytes, "bytes"),
            ]
    return found


def _jobs(words: Sequence[str]) -> Iterator[tuple[str, Path]]:
    return zip(words[::2], map(Path, words[1::2]), strict=True)


async def _work(words: Sequence[str]) -> None:
    for what, data_dir in _jobs(words):
        await (fill_made(data_dir) if what == "made" else copied(data_dir, int(what)))


if __name__ == "__main__":
    asyncio.run(_work(sys.argv[1:]))
