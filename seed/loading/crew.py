"""Who reads files: other processes where there are many files, this one where there are few."""

from __future__ import annotations

import asyncio
import copyreg
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any, TypeVar

from seed.loading.preparing import tables
from store.embedded.leash import leash

T = TypeVar("T")
R = TypeVar("R")

FEW = 12
"""Files up to which starting processes takes longer than reading them here."""

AHEAD = 6
"""Documents that each process may be ahead of writing: it seldom waits for a commit, and little is held in memory."""


def _read_only(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


def _reduced(mapping: MappingProxyType[Any, Any]) -> tuple[Any, tuple[dict[Any, Any]]]:
    return _read_only, (dict(mapping),)


copyreg.pickle(MappingProxyType, _reduced)  # records have read-only mappings, which go from process to process


def processes(files: int) -> int:
    """How many processes read: one core is left for the store and its client."""
    return 0 if files <= FEW else max(1, (os.cpu_count() or 2) - 1)


@contextmanager
def crew(size: int) -> Iterator[Crew]:
    """Processes that read, until the block ends; none for a size of 0."""
    if size == 0:
        with ThreadPoolExecutor(1) as here:
            yield Crew(here, 1)
        return
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(size, mp_context=context, initializer=_start, initargs=(os.getpid(),))
    try:
        yield Crew(pool, size)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _start(parent: int) -> None:
    """A reading process: it ends with the one that writes, whom Ctrl-C is for; the tables are read once."""
    leash(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tables()


class Crew:
    """Does one thing to many values, in their order, a few at a time."""

    def __init__(self, pool: Executor, size: int) -> None:
        self._pool = pool
        self._ahead = size * AHEAD

    async def each(self, work: Callable[[T], R], values: Iterable[T]) -> AsyncIterator[R]:
        """What becomes of each value, in order."""
        loop = asyncio.get_running_loop()
        waiting: deque[asyncio.Future[R]] = deque()
        try:
            for value in values:
                waiting.append(loop.run_in_executor(self._pool, work, value))
                if len(waiting) > self._ahead:
                    yield await waiting.popleft()
            while waiting:
                yield await waiting.popleft()
        finally:
            for future in waiting:
                future.cancel()
