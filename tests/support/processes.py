"""Processes of an embedded database, for tests that end them roughly."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from store.embedded.directory import DataDirectory, Runtime, State

WITHIN = 20.0
"""Seconds in which whatever a test waits for must have happened."""


async def until(condition: Callable[[], bool], within: float = WITHIN) -> None:
    """Wait until a condition holds, or fail."""
    async with asyncio.timeout(within):
        while not condition():  # noqa: ASYNC110  # other processes set no event here
            await asyncio.sleep(0.02)


def runtime(data_dir: Path) -> Runtime:
    """What the supervisor says."""
    found = DataDirectory(data_dir).runtime()
    assert found is not None
    return found


def is_alive(pid: int | None) -> bool:
    """Whether a process runs; one that has ended and waits for its parent does not."""
    assert pid is not None
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def kill(pid: int | None) -> None:
    """End a process as a power cut would."""
    assert pid is not None
    os.kill(pid, signal.SIGKILL)


async def until_ready_again(data_dir: Path, before: Runtime) -> Runtime:
    """Wait until another engine than before answers."""
    await until(lambda: runtime(data_dir).state is State.READY and runtime(data_dir).engine != before.engine)
    return runtime(data_dir)


@contextmanager
def paused(pid: int | None) -> Iterator[None]:
    """A process that does nothing for a while."""
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    while _state(pid) != "T":  # a signal is delivered in its own time
        os.sched_yield()
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def _state(pid: int) -> str:
    """What a process does, by `proc_pid_stat(5)`: "T" is stopped."""
    return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
