"""Several pieces of work of which one ends them all."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Coroutine
from typing import Any


async def first(*works: Coroutine[Any, Any, None]) -> None:
    """Run them until one ends, and raise what it raised; the others are cancelled, and have ended by then."""
    tasks = [asyncio.create_task(work) for work in works]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        ready = [task for task in tasks if task.done()]
    finally:
        await end(tasks)
    for task in ready:
        task.result()


async def end(tasks: Collection[asyncio.Task[Any]]) -> None:
    """Cancel tasks, and wait until each has ended."""
    for task in tasks:
        task.cancel()
    if tasks:
        await asyncio.wait(tasks)
