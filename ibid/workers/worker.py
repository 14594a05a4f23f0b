"""One worker: `python -m ibid.workers.worker SOCKET NUMBER ROOM`, with its settings on standard input.

It serves once its parent has the store ready, and ends when it is told to or its parent is gone.
"""

from __future__ import annotations

import asyncio
import logging
import os
import pickle
import socket
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from ibid import logs
from ibid.holding import Opening
from ibid.observing.tracing import build_tracing
from ibid.opening import opened_store
from ibid.service import Phase, Service
from ibid.serving import run
from ibid.settings import Settings
from ibid.workers.room import Room
from ibid.workers.turns import take_turns
from store.ports import Store

POLL = 0.1
"""Seconds between looks at how far the parent has come."""

FAILED = 3
"""The exit code where the store cannot be used, as of commands."""

_log = logging.getLogger("ibid.workers")


def joining(room: Room) -> Opening:
    """The store of a parent, once the parent has it ready."""

    @asynccontextmanager
    async def joined(service: Service) -> AsyncIterator[Store]:
        while (phase := room.phase()) is not Phase.READY:
            if phase is not service.phase:
                service.enter(phase)
            await asyncio.sleep(POLL)
        async with opened_store(service.settings, "tool", service.on_call) as store:
            yield store

    return joined


def main(handle: int, number: int, room: Room) -> int:
    """Serve; gives the exit code."""
    take_turns()
    settings: Settings = pickle.load(sys.stdin.buffer)  # noqa: S301  # from the parent, over a pipe that is ours alone
    logs.configure(settings.log_level, settings.observing.log_format, worker=number)
    service = Service(settings, tracing=build_tracing(settings))
    threading.Thread(target=_watch_parent, args=(service,), daemon=True).start()
    run(service, socket.socket(fileno=handle), joining(room))
    if service.failure is not None:
        about = {"code": getattr(service.failure, "code", ""), "reason": str(service.failure)}
        _log.error("the store cannot be opened", extra=about)
        return FAILED
    return 0


def _watch_parent(service: Service) -> None:
    """Stop when the parent's end of the pipe is closed. The descriptor is read, not `sys.stdin`, which has a lock."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    service.stop()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]), Room(Path(sys.argv[3]))))
