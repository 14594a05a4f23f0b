"""Loaders: everything once, a level at a time, whoever waits."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from execution.conducting import conduct, level, outcomes, together
from execution.loading import Loader, Rounds, WrongNumber
from tests.support.feeds import WITHIN


class Asked:
    """A loader of lengths, and what it was asked."""

    def __init__(self, rounds: Rounds, *, waits: bool = False) -> None:
        self.batches: list[list[str]] = []
        self._waits = waits
        self.loader: Loader[str, int] = Loader(self._lengths, rounds)

    async def _lengths(self, words: list[str]) -> Sequence[int | BaseException]:
        self.batches.append(words)
        if self._waits:
            await asyncio.sleep(0)
        return [ValueError(each) if each.startswith("bad") else len(each) for each in words]


async def test_what_is_asked_for_in_one_turn_is_asked_once() -> None:
    asked = Asked(Rounds())

    found = await asyncio.gather(*(asked.loader.load(each) for each in ("a", "bb", "a")))

    assert (found, asked.batches) == ([1, 2, 1], [["a", "bb"]])
    assert await asked.loader.load("bb") == 2
    assert await asked.loader.level(["a", "ccc"]) == [1, 3]
    assert asked.batches == [["a", "bb"], ["ccc"]]


async def test_an_error_is_that_of_its_key_alone_and_is_remembered() -> None:
    asked = Asked(Rounds())

    found = await asyncio.gather(asked.loader.load("bad"), asked.loader.load("good"), return_exceptions=True)

    assert [type(each) for each in found] == [ValueError, int]
    with pytest.raises(ValueError, match="bad"):
        await asked.loader.load("bad")
    assert len(asked.batches) == 1


async def test_a_batch_that_answers_another_number_of_keys_is_an_error_of_each() -> None:
    async def short(_: list[str]) -> list[int]:
        return [1]

    loader: Loader[str, int] = Loader(short, Rounds())

    with pytest.raises(WrongNumber, match="2 keys, 1 answers"):
        await loader.load_many(["a", "b"])


async def test_what_is_known_under_one_name_is_asked_once() -> None:
    async def same(words: list[str]) -> list[str]:
        return words

    loader: Loader[str, str] = Loader(same, Rounds(), name=str.casefold)

    assert await loader.load_many(["A", "a"]) == ["A", "A"]


@pytest.mark.parametrize("waits", [False, True])
async def test_conducted_siblings_share_a_round_even_at_different_depths(*, waits: bool) -> None:
    rounds = Rounds()
    one, other = Asked(rounds, waits=waits), Asked(rounds, waits=waits)
    seen: list[int] = []

    async def first() -> None:
        seen.extend(await level([_length(one, each) for each in ("a", "bb")]))
        seen.extend(await other.loader.level(["x"]))

    async def second() -> None:
        seen.append(await one.loader.load("ccc"))
        some, none = await other.loader.levels([["yy"], []])
        assert none == []
        seen.extend(some)

    await conduct(together([first(), second()]), rounds)

    assert sorted(seen) == [1, 1, 2, 2, 3]
    assert one.batches == [["a", "bb", "ccc"]]
    assert other.batches == [["x", "yy"]]


async def _length(asked: Asked, word: str) -> int:
    return await asked.loader.load(word)


async def test_conducted_coroutines_may_wait_for_the_event_loop_and_for_tasks_that_load() -> None:
    rounds = Rounds()
    asked = Asked(rounds, waits=True)

    async def in_tasks() -> list[int]:
        await asyncio.sleep(0)
        return list(await asyncio.gather(_length(asked, "a"), _length(asked, "bb")))

    assert await conduct(level([in_tasks(), in_thread()]), rounds) == [[1, 2], 3]


async def in_thread() -> int:
    return await asyncio.to_thread(lambda: 3)


async def test_outcomes_tell_each_failure_in_its_place() -> None:
    rounds = Rounds()
    asked = Asked(rounds)

    found = await conduct(outcomes([_length(asked, "bad"), _length(asked, "good")]), rounds)

    assert [type(each).__name__ for each in found] == ["Raised", "int"]


async def test_who_is_cancelled_leaves_nothing_running() -> None:
    rounds = Rounds()
    closed = []

    async def endless() -> None:
        try:
            await asyncio.get_running_loop().create_future()
        finally:
            closed.append(True)

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await conduct(level([endless(), endless()]), rounds)

    assert closed == [True, True]
    assert not rounds.is_conducted


async def test_what_was_wanted_by_who_gave_up_is_not_asked_for() -> None:
    rounds = Rounds()
    asked = Asked(rounds)

    async def failing() -> None:
        raise ValueError("given up")

    with pytest.raises(ValueError, match="given up"):
        await conduct(together([_wanting(asked), failing()]), rounds)

    assert await conduct(asked.loader.level(["bb"]), rounds) == [2]
    assert await conduct(asked.loader.level(["a"]), rounds) == [1]
    assert asked.batches == [["bb"], ["a"]]


async def _wanting(asked: Asked) -> None:
    await asked.loader.load("a")


@pytest.mark.parametrize("way", ["load", "level"])
async def test_a_loader_may_ask_another_one_while_it_is_asked(way: str) -> None:
    rounds = Rounds()
    asked: list[list[int]] = []

    async def doubled(keys: list[int]) -> list[int]:
        asked.append(keys)
        await asyncio.sleep(0)
        return [2 * key for key in keys]

    inner: Loader[int, int] = Loader(doubled, rounds)

    async def through(keys: list[int]) -> list[int]:
        return await inner.level(keys) if way == "level" else await inner.load_many(keys)

    outer: Loader[int, int] = Loader(through, rounds)

    async def both() -> list[int]:
        return await outer.level([1, 2])

    async with asyncio.timeout(WITHIN):
        found = await conduct(both(), rounds)

    assert found == [2, 4]
    assert asked == [[1, 2]]
