"""Ibid as `ibid serve` serves it, settings from the environment, on the made-up records in memory.

python -m benchmarks.serving.ibid [--documents NUMBER] [--counted] [--without FEATURE ...]
"""

from __future__ import annotations

import argparse
import gc
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager

from benchmarks.made.data import Made, Size
from benchmarks.made.records import records
from benchmarks.made.store import MemoryStore
from benchmarks.serving.features import FEATURES, counted, switched_off
from ibid import logs
from ibid.holding import Opening
from ibid.observing.tracing import build_tracing
from ibid.service import Service
from ibid.serving import listen, run
from ibid.settings import read_settings
from store.ports import Store


def in_memory(made: Made) -> Opening:
    """What opens the store of made-up records."""

    @asynccontextmanager
    async def opened(_: Service) -> AsyncIterator[Store]:
        store = await MemoryStore.holding(records(made))
        gc.collect()
        gc.freeze()  # the records stand for a database, and are no garbage to look through
        yield store

    return opened


def main() -> None:
    """Serve until a signal."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.serving.ibid", description=__doc__)
    parser.add_argument("--documents", type=int, default=Size().documents)
    parser.add_argument("--without", nargs="*", choices=FEATURES, default=())
    parser.add_argument("--counted", action="store_true", help="count what is asked from this machine, too")
    asked = parser.parse_args()
    settings = read_settings()
    logs.configure(settings.log_level, settings.observing.log_format)
    with ExitStack() as stack:
        if asked.counted:
            stack.enter_context(counted())
        for feature in asked.without:
            stack.enter_context(switched_off(feature))
        service = Service(settings, tracing=build_tracing(settings))
        run(service, listen(settings.host, settings.port), in_memory(Made(Size(documents=asked.documents))))


if __name__ == "__main__":
    main()
