"""Using the embedded database: start it, or join the one that runs, and keep it running.

`serve` and tools (`ibid load`, `ibid status`) may share a data directory; two that serve may not.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import Literal

from store.embedded.directory import DataDirectory, Runtime, State
from store.embedded.engine import ROOM, check_version
from store.embedded.errors import DataDirectoryBusy, EngineFailed
from store.embedded.locks import FileLock

Role = Literal["serve", "tool"]

START_SECONDS = 60.0
"""How long the database may take until it answers."""

POLL = 0.05
WATCH = 0.5
"""Seconds between looks: while waiting, and at a supervisor that runs."""

TRIES = 3
"""After so many failures in a row the engine will not start by waiting."""

_ROOT = Path(__file__).parents[2]


@asynccontextmanager
async def embedded(
    data_dir: Path, *, role: Role, port: int = 0, database: str = "ibid", wait: float = START_SECONDS
) -> AsyncIterator[str]:
    """The address of the database in a data directory, which answers now and is kept running until the end.

    `port` 0 is any that is free. Raises EngineMissing, EngineVersionMismatch, DataDirectoryBusy,
    DataDirectoryUnusable or EngineFailed.
    """
    directory = DataDirectory.at(data_dir)
    directory.prepare()
    check_version(directory)
    with ExitStack() as held:
        if role == "serve" and not held.enter_context(directory.lock("serve")).claim():
            raise DataDirectoryBusy(directory.path)
        clients = held.enter_context(directory.lock("clients"))
        runtime = await _running(directory, clients, port, wait)
        keeping = asyncio.create_task(_keep(directory, port))
        try:
            yield directory.uri(runtime.port, database)
        finally:
            keeping.cancel()
            with suppress(asyncio.CancelledError):
                await keeping


async def _running(directory: DataDirectory, clients: FileLock, port: int, wait: float) -> Runtime:
    """Hold the directory, have it supervised, and wait until its engine answers."""
    held = False
    try:
        async with asyncio.timeout(wait):
            while True:
                # A supervisor that is about to end holds the clients' lock alone: wait until it has.
                held = held or clients.share()
                if held and not directory.is_supervised():
                    await _spawn(directory, port)
                elif held and (runtime := _ready(directory)) is not None:
                    return runtime
                await asyncio.sleep(POLL)
    except TimeoutError as error:
        raise _failure(directory) from error


def _ready(directory: DataDirectory) -> Runtime | None:
    runtime = directory.runtime()
    if runtime is None or not runtime.is_current():
        return None
    if runtime.state is State.FAILING and runtime.failures >= TRIES:
        raise _failure(directory)
    return runtime if runtime.state in (State.READY, State.FULL) else None


def _failure(directory: DataDirectory) -> EngineFailed:
    runtime = directory.runtime()
    free = shutil.disk_usage(directory.path).free
    reasons = [runtime.reason] if runtime and runtime.reason else []
    if free < ROOM:
        reasons.append(f"there are {free} bytes left on the disk, and it needs {ROOM}")
    return EngineFailed("; ".join(reasons) or "it does not answer", directory.tail())


async def _keep(directory: DataDirectory, port: int) -> None:
    """Start a supervisor again when it is gone, so that nobody depends on who came first."""
    while True:
        await asyncio.sleep(WATCH)
        # Where that fails it is tried again: a full disk or a full process table may pass.
        with suppress(OSError):
            if not directory.is_supervised():
                await _spawn(directory, port)


async def _spawn(directory: DataDirectory, port: int) -> None:
    """Start a supervisor. It leaves this process at once; one that finds another ends."""
    command = [sys.executable, "-P", "-m", "store.embedded.supervisor", str(directory.path), str(port)]
    environment = {**os.environ, "PYTHONPATH": str(_ROOT)}
    with (directory.path / "supervisor.log").open("ab") as log:
        await asyncio.to_thread(
            subprocess.run,
            command,
            check=False,
            cwd=directory.path,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
