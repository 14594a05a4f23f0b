"""Being told of commits, by whatever process: by change streams, where the database has them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path
from typing import Any, Self

import pytest
from pymongo.errors import OperationFailure
from pymongo.monitoring import CommandFailedEvent, CommandListener, CommandStartedEvent, CommandSucceededEvent

from store.calls import Call
from store.embedded.client import embedded
from store.errors import Unavailable
from store.mongo.driver import Access, DriverName
from store.mongo.store import MongoStore
from store.ports import Put
from tests.store.builders import state
from tests.store.conftest import fresh_name
from tests.support.processes import kill, runtime, until_ready_again
from tests.support.stores import mongomock_store, put

WITHIN = 20.0


class Told:
    """What a store tells, kept by a task of its own."""

    def __init__(self, store: MongoStore) -> None:
        self._store = store
        self._came = asyncio.Event()

    async def listen(self) -> None:
        async with aclosing(self._store.wakeups()) as wakeups:
            async for _ in wakeups:
                self._came.set()

    async def __aenter__(self) -> Self:
        self.listening = asyncio.create_task(self.listen())
        await self.once_more()
        return self

    async def __aexit__(self, *_: object) -> None:
        self.listening.cancel()
        await asyncio.wait({self.listening})

    async def once_more(self) -> None:
        """Wait until something is told; what was told before does not count."""
        self._came.clear()
        async with asyncio.timeout(WITHIN):
            await self._came.wait()


class Sent(CommandListener):
    """The names of the commands that were sent."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def started(self, event: CommandStartedEvent) -> None:
        self.names.append(event.command_name)

    def succeeded(self, event: CommandSucceededEvent) -> None:
        """Nothing to see."""

    def failed(self, event: CommandFailedEvent) -> None:
        """Nothing to see."""


@pytest.fixture
async def two(embedded_uri: str, driver: DriverName) -> AsyncIterator[tuple[MongoStore, MongoStore, list[Call]]]:
    """One database as two processes have it, and what the second one sends."""
    calls: list[Call] = []
    name = fresh_name()
    writing = await MongoStore.open(embedded_uri, driver=driver, database=name)
    listening = await MongoStore.open(embedded_uri, driver=driver, database=name, on_call=calls.append)
    calls.clear()
    yield writing, listening, calls
    await listening.close()
    await writing.close()


@pytest.mark.embedded
async def test_commits_of_others_are_told_of(two: tuple[MongoStore, MongoStore, list[Call]]) -> None:
    writing, listening, _ = two

    async with Told(listening) as told:
        for code in ("MEX", "ALB"):
            woken = asyncio.create_task(told.once_more())
            await asyncio.sleep(0)
            await put(writing, state(code))
            await woken
        assert await listening.head() == await writing.head() == 2


@pytest.mark.embedded
async def test_waiting_is_no_question_that_is_measured(two: tuple[MongoStore, MongoStore, list[Call]]) -> None:
    """It takes as long as nothing happens, and would be the slowest of all."""
    writing, listening, calls = two

    async with Told(listening) as told:
        woken = asyncio.create_task(told.once_more())
        await asyncio.sleep(0)
        await put(writing, state("MEX"))
        await woken

    assert calls == []


@pytest.mark.embedded
async def test_who_no_longer_listens_lets_go_of_what_waits_in_the_database(
    embedded_uri: str, driver: DriverName
) -> None:
    sent = Sent()
    store = await MongoStore.open(embedded_uri, driver=driver, database=fresh_name(), listeners=[sent])
    sent.names.clear()

    async with Told(store):
        assert {"aggregate", "getMore"} >= set(sent.names)
    assert sent.names[-1] == "killCursors"

    await store.close()


@pytest.mark.embedded
async def test_a_database_that_was_killed_tells_again_or_says_that_it_does_not(
    tmp_path: Path, driver: DriverName
) -> None:
    async with embedded(tmp_path, role="serve") as uri:
        store = await MongoStore.open(uri, driver=driver)
        async with Told(store) as told:
            before = runtime(tmp_path)
            woken = asyncio.create_task(told.once_more())
            kill(before.engine)
            await until_ready_again(tmp_path, before)
            await store.commit([Put(None, state("MEX"))], by="test")
            async with asyncio.timeout(WITHIN):
                await asyncio.wait({woken, told.listening}, return_when=asyncio.FIRST_COMPLETED)
            woken.cancel()
            if told.listening.done():
                with pytest.raises(Unavailable):
                    await told.listening
        await store.close()


async def test_a_database_without_change_streams_says_so() -> None:
    store = await mongomock_store()

    with pytest.raises(Unavailable, match="no change streams"):
        await anext(store.wakeups())


class _Refusing:
    """A database whose user may have no change streams."""

    def __getitem__(self, name: str) -> _Refusing:
        return self

    async def watch(self, pipeline: object, **options: Any) -> object:
        raise OperationFailure("not authorized on ibid to execute command aggregate", 13)


async def test_a_user_who_may_not_be_told_is_unavailable_with_the_reason() -> None:
    with pytest.raises(Unavailable, match="not authorized"):
        await anext(Access(_Refusing()).writes("counters", "changes"))
