"""The parent: it opens and fills the store, keeps the search index, and keeps so many workers running.

Workers are processes of their own on the parent's socket, and the kernel gives each new connection to one of them. A
worker that ends is started again, later each time it fails at once. Standard input of each is a pipe from the parent:
it brings the settings, and when it closes, the parent is gone.
"""

from __future__ import annotations

import asyncio
import logging
import os
import pickle
import signal
import socket
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from prometheus_client.multiprocess import mark_process_dead

from ibid.app import create_app
from ibid.holding import held
from ibid.observing.metrics import FOLDER
from ibid.observing.tracing import is_wanted
from ibid.service import Service
from ibid.serving import GRACE_SECONDS, TOLD_SECONDS
from ibid.settings import Settings
from ibid.workers.room import Room

STEADY_SECONDS = 30.0
"""A worker that ran so long did not fail at its start."""

SHORTEST_PAUSE, LONGEST_PAUSE = 0.1, 5.0
"""Seconds before a worker is started again."""

LEAVE_SECONDS = GRACE_SECONDS + TOLD_SECONDS + 5.0
"""How long workers may take to end."""

_ROOT = Path(__file__).parents[2]

_log = logging.getLogger("ibid.workers")


def serve_many(settings: Settings, listener: socket.socket) -> Service:
    """Serve with several workers until a signal, or until the store cannot be opened; the service says which."""
    is_wanted(settings)
    service = Service(settings)
    # What cannot be served is found here, once, and not by each worker again and again.
    create_app(service)
    with tempfile.TemporaryDirectory(prefix="ibid-") as folder:
        room = Room.make(Path(folder))
        service.tell = room.say
        asyncio.run(Supervisor(service, listener, room).run())
    return service


class Supervisor:
    """Keeps the workers of a service running."""

    def __init__(self, service: Service, listener: socket.socket, room: Room) -> None:
        self._service = service
        self._listener = listener
        self._room = room
        self._stopping = asyncio.Event()
        self._running: set[asyncio.subprocess.Process] = set()

    async def run(self) -> None:
        """Go on until told to stop."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self._stopping.set)
        self._service.stop = self._stopping.set
        async with held(self._service):
            keeping = [asyncio.create_task(self._keep(number + 1)) for number in range(self._service.workers)]
            await self._stopping.wait()
            self._listener.close()
            await self._end(keeping)

    async def _keep(self, number: int) -> None:
        """Keep one worker running."""
        failures = 0
        while not self._stopping.is_set():
            began = time.monotonic()
            process = await self._start(number)
            status = await process.wait()
            self._running.discard(process)
            mark_process_dead(process.pid, str(self._room.metrics))  # type: ignore[no-untyped-call]  # the library's
            if self._stopping.is_set():
                return
            failures = 0 if time.monotonic() - began > STEADY_SECONDS else failures + 1
            pause = min(LONGEST_PAUSE, SHORTEST_PAUSE * 2**failures)
            about = {"worker": number, "pid": process.pid, "status": status, "seconds": pause}
            _log.error("a worker ended and is started again", extra=about)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), pause)

    async def _start(self, number: int) -> asyncio.subprocess.Process:
        """Start a worker, and hand it its settings, which hold a password: not where others can read them."""
        handle = self._listener.fileno()
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "ibid.workers.worker", str(handle), str(number), str(self._room.path)),
            env={**os.environ, "PYTHONPATH": str(_ROOT), FOLDER: str(self._room.metrics)},
            stdin=asyncio.subprocess.PIPE,
            pass_fds=[handle],
        )
        self._running.add(process)
        _log.info("a worker started", extra={"worker": number, "pid": process.pid})
        assert process.stdin is not None
        with suppress(ConnectionError):
            process.stdin.write(pickle.dumps(self._service.settings))
            await process.stdin.drain()
        if self._stopping.is_set():
            process.terminate()
        return process

    async def _end(self, keeping: list[asyncio.Task[None]]) -> None:
        """Have every worker end, and end those that do not."""
        for process in self._running:
            with suppress(ProcessLookupError):
                process.terminate()
        _, late = await asyncio.wait(keeping, timeout=LEAVE_SECONDS)
        for process in self._running if late else ():
            _log.error("a worker does not end, and is killed", extra={"pid": process.pid})
            process.kill()
        await asyncio.gather(*keeping)
