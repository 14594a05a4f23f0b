"""Conducting an operation: its coroutines run until all of them wait, then their loaders ask, all at once.

That is a round. No task of the event loop is made unless something really waits there, such as two calls of a database
at one time.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Coroutine, Generator, Sequence
from types import coroutine
from typing import Any, TypeVar

from execution.loading import Loader, Rounds
from execution.parking import PARKED, Parked, Waits

T = TypeVar("T")

Waiting = tuple[int, Coroutine[Any, Any, Any], Any]
"""The place of a coroutine among its siblings, the coroutine, and the future that it waits for."""


async def conduct(root: Coroutine[Any, Any, T], rounds: Rounds) -> T:
    """The result of a coroutine that parks, and of all that it runs."""
    rounds.is_conducted = True
    try:
        while True:
            try:
                parked = root.send(None)
            except StopIteration as stop:
                result: T = stop.value
                return result
            if rounds.wanting:
                rounds.is_asking = True
                try:
                    await _ask(rounds)
                finally:
                    rounds.is_asking = False
            else:
                await _wait(parked, rounds)
    finally:
        root.close()
        rounds.drop()
        rounds.is_conducted = False


def at_once(work: Coroutine[Any, Any, T], *gives_up: type[BaseException]) -> T | None:
    """The result of a coroutine; None where it would have to wait, or raises what says that it gives up.

    What it conducts must raise Waits (`Rounds`).
    """
    try:
        work.send(None)
    except StopIteration as done:
        found: T = done.value
        return found
    except BaseException as raised:
        if isinstance(raised, (Waits, *gives_up)):
            return None
        raise
    work.close()
    return None


async def _ask(rounds: Rounds) -> None:
    """Let every loader ask that has something to ask: one after the other while none has to wait, else together."""
    wanting, rounds.wanting = rounds.wanting, []
    for place, loader in enumerate(wanting):
        asking = loader.ask()
        try:
            first = asking.send(None)
        except StopIteration:
            continue
        if rounds.at_once:
            asking.close()
            raise Waits
        await _together(resumed(asking, first), wanting[place + 1 :])
        return


async def _together(begun: Awaitable[None], others: Sequence[Loader[Any, Any]]) -> None:
    """What has begun goes on in this task, where it began; the others in tasks of their own."""
    if not others:
        await begun
        return
    async with asyncio.TaskGroup() as group:
        for loader in others:
            group.create_task(loader.ask())
        await begun


@coroutine
def resumed(begun: Coroutine[Any, Any, T], waited_for: Any) -> Generator[Any, Any, T]:
    """A coroutine that was run until it waited, awaited from there on."""
    try:
        while True:
            try:
                sent = yield waited_for
            except BaseException as error:  # noqa: BLE001  # cancelling, too, is the coroutine's to know
                waited_for = begun.throw(error)
            else:
                waited_for = begun.send(sent)
    except StopIteration as stop:
        result: T = stop.value
        return result


async def _wait(parked: Parked, rounds: Rounds) -> None:
    """Wait for the event loop: until a future is done, or somebody asks a loader."""
    if rounds.at_once:
        raise Waits
    futures = [each for each in parked.futures if each is not None]
    if len(futures) < len(parked.futures) or not futures:
        await asyncio.sleep(0)  # somebody only gave their turn away
        return
    woken = asyncio.get_running_loop().create_future()
    rounds.wake = lambda: None if woken.done() else woken.set_result(None)
    try:
        await asyncio.wait([*futures, woken], return_when=asyncio.FIRST_COMPLETED)
    finally:
        rounds.wake = None
        woken.cancel()


async def level(coroutines: Sequence[Coroutine[Any, Any, Any]]) -> list[Any]:
    """The results of coroutines that wait for loaders or for the event loop, all run together. The first error is
    raised.
    """
    return await outcomes(coroutines, stop=True)


class Raised:
    """In the place of a result: what was raised instead."""

    __slots__ = ("error",)

    def __init__(self, error: Exception) -> None:
        self.error = error


async def outcomes(coroutines: Sequence[Coroutine[Any, Any, Any]], *, stop: bool = False) -> list[Any]:
    """As `level`, with Raised in the place of what failed; where it is to `stop`, the first failure ends it."""
    results: list[Any] = [None] * len(coroutines)
    waiting: list[Waiting] = [(place, each, None) for place, each in enumerate(coroutines)]
    try:
        while True:
            waiting = _stepped(waiting, results, stop=stop)
            if not waiting:
                return results
            await _parked(waiting)
    finally:
        for _, each, _ in waiting:
            each.close()


def _stepped(waiting: list[Waiting], results: list[Any], *, stop: bool) -> list[Waiting]:
    """Run each as far as it goes; those that wait on."""
    still: list[Waiting] = []
    for place, each, future in waiting:
        if future is not None and future.__class__ is not Parked and not future.done():
            still.append((place, each, future))
            continue
        try:
            found = each.send(None)
        except StopIteration as done:
            results[place] = done.value
        except Exception as error:
            if stop:
                raise
            results[place] = Raised(error)
        else:
            if found is not None and found.__class__ is not Parked:
                found._asyncio_future_blocking = False  # noqa: SLF001  # as a task does: it was taken notice of
            still.append((place, each, found))
    return still


def _parked(waiting: Sequence[Waiting]) -> Parked:
    """Wait for what all of them wait for."""
    futures: list[Any] = []
    for _, _, future in waiting:
        if future.__class__ is Parked:
            futures += future.futures
        else:
            futures.append(future)
    return Parked(futures) if futures else PARKED


async def together(coroutines: Sequence[Coroutine[Any, Any, None]]) -> None:
    """Run the parts of a level, all together."""
    await outcomes(coroutines, stop=True)
