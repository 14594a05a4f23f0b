"""An embedded server for tests that are not asynchronous themselves, such as fixtures of a session."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from store.embedded.client import embedded


@contextmanager
def running(data_dir: Path) -> Iterator[str]:
    """The address of an embedded server that runs until the block ends, kept by a thread of its own."""
    loop = asyncio.new_event_loop()
    address: Future[str] = Future()
    ending = asyncio.Event()

    async def keep() -> None:
        try:
            async with embedded(data_dir, role="serve") as uri:
                address.set_result(uri)
                await ending.wait()
        except BaseException as error:
            if address.done():
                raise
            address.set_exception(error)

    with ThreadPoolExecutor(1) as thread:
        kept = thread.submit(loop.run_until_complete, keep())
        try:
            yield address.result()
        finally:
            loop.call_soon_threadsafe(ending.set)
            kept.result()
            loop.close()
