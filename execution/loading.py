"""Loading a level at once: what many objects ask for is gathered, and asked for in one call.

It is the pattern of Facebook's DataLoader, with one thing beside it: whoever conducts an operation
(`execution.conducting`) says when a round is complete, so that nothing waits for turns of the event loop.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Generator, Hashable, Iterable, Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar, cast

from execution.era import Era
from execution.lasting import parted, parts
from execution.parking import PARKED
from execution.remembering import NOTHING, Notes, Remembered

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
    for no round, since the round waits for it. Where all is to be there `at_once`, Waits is raised in the place of any
    waiting.
    """

    __slots__ = ("at_once", "is_asking", "is_conducted", "wake", "wanting")

    def __init__(self) -> None:
        self.wanting: list[Loader[Any, Any]] = []
        self.is_conducted = False
        self.is_asking = False
        self.at_once = False
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


class Loading(Protocol):
    """What one operation loads by: rounds, what is made of objects, and who notes what its answer is made from.

    Without notes nothing is remembered of where objects lead.
    """

    rounds: Rounds
    era: Era
    notes: Notes | None


_RUNNING: set[asyncio.Task[None]] = set()
"""Tasks that nobody awaits: their loaders tell whoever waits for an answer."""


def _begin(loader: Loader[Any, Any]) -> None:
    task = asyncio.get_running_loop().create_task(loader.ask())
    _RUNNING.add(task)
    task.add_done_callback(_RUNNING.discard)


class Loader(Generic[K, V]):
    """Answers by key, each asked for once. `batch` answers many keys, in their order; an exception in the place of an
    answer, or raised, is that of the key. `name` makes of a key what it is remembered by. `levels` answers whole lists
    of keys, where that is cheaper than key by key. `note` tells who takes notes what is read for keys.
    `remembered` are answers to earlier operations.
    """

    __slots__ = (
        "_asked",
        "_batch",
        "_failed",
        "_futures",
        "_known",
        "_levels",
        "_lists",
        "_name",
        "_remembered",
        "_rounds",
        "_wanted",
        "note",
    )

    def __init__(
        self,
        batch: Callable[[list[K]], Awaitable[Sequence[V | BaseException]]],
        rounds: Rounds,
        *,
        name: Callable[[K], Hashable] | None = None,
        levels: Callable[[list[tuple[K, ...]]], Awaitable[Sequence[list[V]]]] | None = None,
        note: Callable[[Any, Sequence[K], Sequence[Any]], None] | None = None,
        remembered: Remembered = NOTHING,
    ) -> None:
        self._batch = batch
        self._rounds = rounds
        self._name = name
        self._known: dict[Hashable, V | Failure] = {}
        self._wanted: dict[Hashable, K] = {}
        self._asked: set[Hashable] = set()
        self._futures: dict[Hashable, asyncio.Future[V]] = {}
        self._failed = False
        self.note = note
        self._levels = levels
        self._lists: Loader[tuple[K, ...], list[V]] | None = None
        self._remembered = remembered

    def load(self, key: K) -> Awaitable[V]:
        """The answer for a key."""
        name = key if self._name is None else self._name(key)
        if name in self._known:
            return _Known(self._known[name])
        if name not in self._wanted and name not in self._asked:
            self._want({name: key})
        future = self._futures.get(name)
        if future is None or future.cancelled():
            future = self._futures[name] = asyncio.get_running_loop().create_future()
        return future

    async def load_many(self, keys: Iterable[K]) -> list[V]:
        """The answers for keys, in their order; raises the first error among them."""
        loading = [self.load(key) for key in keys]
        return [await each for each in loading]

    async def level(self, keys: Sequence[K]) -> list[V]:
        """As `load_many`, and cheaper for whoever is conducted: nothing is done for each key but to look it up."""
        if not self._rounds.is_conducted or self._rounds.is_asking:
            return await self.load_many(keys)
        names = cast("Sequence[Hashable]", keys) if self._name is None else list(map(self._name, keys))
        before = self._remembered.found(names)
        if before is not None:
            return cast("list[V]", before)
        missing = self._missing(names, keys)
        if missing:
            self._want(missing)
        known = self._known
        while True:
            try:
                found = list(map(known.__getitem__, names))
            except KeyError:
                await PARKED
            else:
                break
        if self._failed:
            _raise_first(found)
        self._remembered.keep(names, found)
        return cast("list[V]", found)

    async def levels(self, lists: Sequence[Sequence[K]]) -> list[list[V]]:
        """The same for lists of keys."""
        if self._levels is not None and self._rounds.is_conducted:
            if self._lists is None:
                self._lists = Loader(self._levels, self._rounds)
            return await self._lists.level(list(map(tuple, lists)))
        keys, places = parts(lists)
        return cast("list[list[V]]", parted(await self.level(keys), places))

    async def ask(self) -> None:
        """Ask for everything that is wanted, and tell whoever waits. Raises nothing, unless it is cancelled."""
        wanted, self._wanted = self._wanted, {}
        self._asked.update(wanted)
        try:
            answers = await self._answers(list(wanted.values()))
        finally:
            self._asked.difference_update(wanted)
        self._known.update(zip(wanted, answers, strict=True))
        if self._futures:
            self._tell(wanted)

    async def _answers(self, keys: list[K]) -> Sequence[V | Failure]:
        """The answers for keys, with Failure in the place of those that there are not."""
        try:
            answers = await self._batch(keys)
            if len(answers) != len(keys):
                answers = [WrongNumber(len(keys), len(answers))] * len(keys)
        except Exception as error:  # noqa: BLE001  # told to whoever asked
            answers = [error] * len(keys)
        if not any(issubclass(kind, BaseException) for kind in set(map(type, answers))):
            return cast("Sequence[V]", answers)
        self._failed = True
        return [_failure(each) if isinstance(each, BaseException) else each for each in answers]

    def drop(self) -> None:
        """Do not ask for what is wanted: whoever wanted it has given up."""
        for name in self._wanted:
            self._futures.pop(name, None)
        self._wanted = {}

    def _missing(self, names: Sequence[Hashable], keys: Sequence[K]) -> dict[Hashable, K]:
        """What has to be asked for."""
        if not (self._known or self._wanted or self._asked):
            return dict(zip(names, keys, strict=True))
        known, wanted, asked = self._known, self._wanted, self._asked
        return {
            name: key
            for name, key in zip(names, keys, strict=True)
            if name not in known and name not in wanted and name not in asked
        }

    def _want(self, missing: Mapping[Hashable, K]) -> None:
        if not self._wanted:
            self._rounds.want(self)
        self._wanted.update(missing)

    def _tell(self, names: Iterable[Hashable]) -> None:
        """Tell those who wait outside of rounds."""
        for name in names:
            future = self._futures.pop(name, None)
            if future is None or future.done():
                continue
            answer = self._known[name]
            if isinstance(answer, Failure):
                future.set_exception(answer.error)
                future.exception()  # whoever waits is told; that nobody does any more is no fault
            else:
                future.set_result(answer)


def _failure(error: BaseException) -> Failure:
    return Failure(error if isinstance(error, Exception) else RuntimeError(str(error)))


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
