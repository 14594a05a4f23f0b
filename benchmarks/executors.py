"""The compiled executor beside Strawberry's, in this process: CPU time of an operation on records in memory.

python -m benchmarks.executors             a table: milliseconds of each query by either, and their ratio
python -m benchmarks.executors profile q3  where the compiled executor's time goes
"""

from __future__ import annotations

import asyncio
import cProfile
import gc
import pstats
import sys
import time
from collections.abc import Awaitable, Callable
from statistics import median
from typing import Any

import orjson
from graphql import OperationDefinitionNode, parse

from benchmarks.comparing.cases import QUERIES, VARIABLES
from benchmarks.comparing.contestants import FEWEST
from benchmarks.made.data import Made, Size
from benchmarks.made.records import records
from benchmarks.made.store import MemoryStore
from execution.compiling import Compiled
from i18n.languages import EN
from ibid.answers.keeping import Held
from ibid.settings import AnswerSettings
from resolvers.access import PUBLIC
from resolvers.access.guarding import Guarded
from schema import build_schema
from schema.context import Context
from schema.loaders import Loaders
from store.ports import Store

FEWEST_TIMES = 3
MADE = Made(Size(documents=FEWEST))


class Bench:
    """The queries on a corpus."""

    def __init__(self, store: Store) -> None:
        self.schema = build_schema()
        self.store = store
        self.compiled: dict[str, Compiled] = {}
        self.held = Held.of(store, AnswerSettings())
        gc.collect()
        gc.freeze()  # the records would be looked at again and again, which no server with a warm cache does

    def context(self) -> Context:
        """A fresh context, that reads from the store."""
        return Context(loaders=Loaders(Guarded(self.store, PUBLIC)), languages=(EN,))

    def keeping(self) -> Context:
        """A fresh context, that reads from memory."""
        era, notes = self.held.eras.now(), self.held.noting()
        return Context(loaders=Loaders(Guarded(notes, PUBLIC, era.table), None, era, notes), languages=(EN,))

    def variables(self, name: str) -> dict[str, Any]:
        """What a query is asked with."""
        return dict(VARIABLES[name][0])

    async def by_strawberry(self, name: str) -> bytes:
        """Parsed and validated anew or known, and executed field by field."""
        result = await self.schema.execute(
            QUERIES[name], variable_values=self.variables(name), context_value=self.context()
        )
        assert not result.errors, result.errors
        return orjson.dumps({"data": result.data})

    async def by_compiler(self, name: str) -> bytes:
        """As it is served: known by its text, on records that are kept."""
        if name not in self.compiled:
            document = parse(QUERIES[name])
            (operation,) = document.definitions
            assert isinstance(operation, OperationDefinitionNode)
            self.compiled[name] = Compiled(self.schema, document, operation)
        context = self.keeping()
        result = await self.compiled[name].run(self.variables(name), context, context.loaders)
        assert not result.errors, result.errors
        assert not result.careful
        return orjson.dumps({"data": result.data})


async def bench() -> Bench:
    """On the made-up records."""
    return Bench(await MemoryStore.holding(records(MADE)))


async def measured(run: Callable[[], Awaitable[object]], seconds: float) -> float:
    """Milliseconds of processor time, the median of several."""
    await run()
    times: list[float] = []
    end = time.process_time() + seconds
    while time.process_time() < end or len(times) < FEWEST_TIMES:
        begun = time.process_time()
        for _ in range(5):
            await run()
        times.append((time.process_time() - begun) / 5 * 1000)
    return median(times)


async def table() -> None:
    """Print the table."""
    asked = await bench()
    for name in QUERIES:
        one, other = await asked.by_compiler(name), await asked.by_strawberry(name)
        assert one == other, name
        compiled = await measured(lambda name=name: asked.by_compiler(name), 1)  # type: ignore[misc]
        strawberry = await measured(lambda name=name: asked.by_strawberry(name), 2)  # type: ignore[misc]
        sys.stdout.write(
            f"{name}  {len(one):7} B  compiled {compiled:7.3f} ms  Strawberry {strawberry:8.2f} ms  "
            f"x {strawberry / compiled:.1f}\n"
        )


async def profile(name: str) -> None:
    """Print where the time goes."""
    asked = await bench()
    await asked.by_compiler(name)
    with cProfile.Profile() as profiler:
        for _ in range(50):
            await asked.by_compiler(name)
    pstats.Stats(profiler).sort_stats("tottime").print_stats(28)


if __name__ == "__main__":
    asyncio.run(profile(sys.argv[2]) if len(sys.argv) > 2 else table())  # noqa: PLR2004
