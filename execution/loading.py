"""Loading a level at once: what many objects ask for is gathered, and asked for in one call.

It is the pattern of Facebook's DataLoader, with one thing beside it: whoever conducts an operation
(`execution.conducting`) says when a round is complete, so that nothing waits for turns of the event loop.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Generator, Hashable, Iterable, Sequence
from itertools import chain, islice
from typing import Any, Generic, TypeVar, cast

from execution.parking import PARKED, Parked

K = TypeVar("K")
V = TypeVar("V")


class Failure:
    """In the place of a value that could not be loaded: why."""

    __slots__ = ("error",)

    def __init__(self, error: Exception) -> None:
        self.error = error


class Rounds:
    """When the loaders of one operation ask: as soon as the event loop has its turn, or when their conductor says.

    `wanting` are the loaders that have something to ask. While `is_conducted`, `wake` is called where something is
    asked for while the conductor itself waits. While loaders ask (`is_asking`), what they ask other loaders for waits
    for no round, since the round waits for it.
    """

    __slots__ = ("is_asking", "is_conducted", "wake", "wanting")

    def __init__(self) -> None:
        self.wanting: list[Loader[Any, Any]] = []
        self.is_conducted = False
        self.is_asking = False
        self.wake: Callable[[], None] | None = None

    def drop(self) -> None:
        """Ask for nothing that is wanted by now."""
        for loader in self.wanting:
            loader.drop()
        self.wanting.clear()

    def want(self, loader: Loader[Any, Any]) -> None:
        """A loader has something to ask."""
        if self.is_conducted and not self.is_asking:
            self.wanting.append(loader)
            if self.wake is not None:
                self.wake()
        else:
            asyncio.get_running_loop().call_soon(_begin, loader)


_RUNNING: set[asyncio.Task[None]] = set()
"""Tasks that nobody awaits: their loaders tell whoever waits for an answer."""


def _begin(loader: Loader[Any, Any]) -> None:
    task = asyncio.get_running_loop().create_task(loader.ask())
    _RUNNING.add(task)
    task.add_done_callback(_RUNNING.discard)


class Loader(Generic[K, V]):
    """Answers by key, each asked for once. `batch` answers many keys, in their order; an exception in the place of an
    answer, or raised, is that of the key. `name` makes of a key what it is remembered by.
    """

    __slots__ = ("_batch", "_failed", "_known", "_name", "_queue", "_rounds", "_waiting")

    def __init__(
        self,
        batch: Callable[[list[K]], Awaitable[Sequence[V | BaseException]]],
        rounds: Rounds,
        *,
        name: Callable[[K], Hashable] | None = None,
    ) -> None:
        self._batch = batch
        self._rounds = rounds
        self._name = name
        self._known: dict[Hashable, V | Failure] = {}
        self._waiting: dict[Hashable, asyncio.Future[V] | None] = {}
        self._queue: list[tuple[Hashable, K]] = []
        self._failed = False

    def load(self, key: K) -> Awaitable[V]:
        """The answer for a key."""
        name = key if self._name is None else self._name(key)
        if name in self._known:
            return _Known(self._known[name])
        if name not in self._waiting:
            self._want(name, key)
        future = self._waiting[name]
        if future is None or future.cancelled():
            future = self._waiting[name] = asyncio.get_running_loop().create_future()
        return future

    async def load_many(self, keys: Iterable[K]) -> list[V]:
        """The answers for keys, in their order; raises the first error among them."""
        loading = [self.load(key) for key in keys]
        return [await each for each in loading]

    async def level(self, keys: Sequence[K]) -> list[V]:
        """As `load_many`, and cheaper for whoever is conducted: no future is made for each key."""
        if not self._rounds.is_conducted or self._rounds.is_asking:
            return await self.load_many(keys)
        names = cast("Sequence[Hashable]", keys) if self._name is None else [self._name(key) for key in keys]
        known = self._known
        missing = False
        for name, key in zip(names, keys, strict=True):
            if name not in known:
                missing = True
                if name not in self._waiting:
                    self._want(name, key)
        while missing:
            await PARKED
            missing = any(name not in known for name in names)
        found = [known[name] for name in names]
        if self._failed:
            _raise_first(found)
        return cast("list[V]", found)

    async def levels(self, lists: Sequence[Sequence[K]]) -> list[list[V]]:
        """The same for lists of keys."""
        found = iter(await self.level(list(chain.from_iterable(lists))))
        return [list(islice(found, len(each))) for each in lists]

    async def ask(self) -> None:
        """Ask for everything that is wanted, and tell whoever waits. Raises nothing, unless it is cancelled."""
        queue, self._queue = self._queue, []
        answers: Sequence[V | BaseException]
        try:
            answers = await self._batch([key for _, key in queue])
            if len(answers) != len(queue):
                answers = [WrongNumber(len(queue), len(answers))] * len(queue)
        except Exception as error:  # noqa: BLE001  # told to whoever asked
            answers = [error] * len(queue)
        told = self._tell
        for (name, _), answer in zip(queue, answers, strict=True):
            told(name, answer)

    def drop(self) -> None:
        """Do not ask for what is wanted: whoever wanted it has given up."""
        for name, _ in self._queue:
            del self._waiting[name]
        self._queue = []

    def _want(self, name: Hashable, key: K) -> None:
        self._waiting[name] = None
        if not self._queue:
            self._rounds.want(self)
        self._queue.append((name, key))

    def _tell(self, name: Hashable, answer: V | BaseException) -> None:
        future = self._waiting.pop(name)
        if future is None and not isinstance(answer, BaseException):
            self._known[name] = answer
            return
        if isinstance(answer, BaseException):
            error = answer if isinstance(answer, Exception) else RuntimeError(str(answer))
            self._known[name] = Failure(error)
            self._failed = True
            if future is not None and not future.done():
                future.set_exception(error)
                future.exception()  # whoever waits is told; that nobody does any more is no fault
            return
        self._known[name] = answer
        if future is not None and not future.done():
            future.set_result(answer)


class WrongNumber(Exception):
    """A batch of so many keys got another number of answers."""

    def __init__(self, asked: int, answered: int) -> None:
        super().__init__(f"{asked} keys, {answered} answers")


class _Known(Generic[V]):
    """What is known already, to be awaited."""

    __slots__ = ("_value",)

    def __init__(self, value: V | Failure) -> None:
        self._value = value

    def __await__(self) -> Generator[Any, None, V]:
        if isinstance(self._value, Failure):
            raise self._value.error
        yield from ()
        return self._value


def _raise_first(found: Sequence[Any]) -> None:
    for each in found:
        if isinstance(each, Failure):
            raise each.error


__all__ = ["Failure", "Loader", "Parked", "Rounds", "WrongNumber"]
