"""A backup that is made while others write is the state of the database at the place of the feed that it names."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from store.errors import Unavailable
from store.mongo.archive import taking
from store.mongo.driver import Access, Document, DriverName, connect
from store.search.indexing import Indexer
from tests.store.conftest import fresh_name
from tests.support.archives import PARAGRAPH, Witness, archived, backed_up, contents, head_of, interrupted, left_in
from tests.support.stores import mongomock_connection


@pytest.mark.parametrize("few", [0, taking.FEW], ids=["in rounds", "at once"])
@pytest.mark.parametrize("seed", range(6))
async def test_it_is_what_there_was_after_one_of_the_commits(
    few: int, seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "FEW", few)
    monkeypatch.setattr(taking, "_WINDOW", 200)
    chance = random.Random(seed)
    witness = await Witness.of(mongomock_connection())
    begun = len(witness.seen)

    async def between(_: str) -> None:
        if chance.random() < 0.08:
            write = chance.choice([witness.edit, witness.edit, witness.suggest, witness.load])
            await write(len(witness.seen) + 1)

    manifest = await backed_up(interrupted(witness.connection, between), tmp_path / "b.zip")

    held = archived(tmp_path / "b.zip")
    assert held in witness.seen
    assert manifest.head == head_of(held)
    assert len(witness.seen) > begun
    assert held != witness.seen[begun - 1]


@pytest.mark.embedded
async def test_it_is_so_on_the_embedded_server_by_either_driver(
    embedded_uri: str, driver: DriverName, tmp_path: Path
) -> None:
    name = fresh_name()
    connection = connect(embedded_uri, driver=driver, database=name)
    witness = await Witness.of(connect(embedded_uri, driver=driver, database=name))
    numbers = iter(range(2, 5))

    async def between(_: str) -> None:
        if (number := next(numbers, None)) is not None:
            await witness.edit(number)
            await witness.suggest(number)
            await witness.load(number)

    await backed_up(interrupted(connection, between), tmp_path / "b.zip")

    assert archived(tmp_path / "b.zip") == witness.seen[-1] != witness.seen[0]
    await connection.close()
    await witness.store.close()


def torn(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Let the last unit of work see a record that is newer than the feed that it sees, as a sharded cluster may."""
    left = list(range(times))

    async def blocks(access: Access, after: int, head: int) -> AsyncIterator[list[Document]]:
        async for some in found(access, after, head):
            if left:
                left.pop()
                await access.update("paragraphs", {"_id": PARAGRAPH}, {"$inc": {"revision": 1}})
            yield some

    found = taking._blocks
    monkeypatch.setattr(taking, "_blocks", blocks)


async def written_meanwhile(witness: Witness, path: Path) -> None:
    """A backup with one commit in the middle of it."""
    numbers = iter([2])

    async def between(collection: str) -> None:
        if (number := next(numbers, None)) is not None:
            await witness.edit(number)

    await backed_up(interrupted(witness.connection, between), path)


async def test_an_end_that_is_newer_than_its_feed_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    witness = await Witness.of(mongomock_connection())
    torn(monkeypatch, 2)

    await written_meanwhile(witness, tmp_path / "b.zip")

    assert archived(tmp_path / "b.zip") == witness.seen[-1]


async def test_no_backup_is_made_where_the_end_is_never_as_its_feed_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    witness = await Witness.of(mongomock_connection())
    torn(monkeypatch, 100)

    with pytest.raises(Unavailable):
        await written_meanwhile(witness, tmp_path / "b.zip")

    assert [] == left_in(tmp_path)


async def test_changes_that_are_given_up_while_they_are_copied_are_in_no_backup(tmp_path: Path) -> None:
    witness = await Witness.of(mongomock_connection())
    await Indexer(witness.store).catch_up()
    (last,) = await witness.store.changes(await witness.store.head() - 1, 1)
    given_up: list[int] = []

    async def between(collection: str) -> None:
        if collection == "changes" and not given_up:
            given_up.append(await witness.store.prune(last.at))

    await backed_up(interrupted(witness.connection, between), tmp_path / "b.zip")

    assert given_up[0] > 0
    assert archived(tmp_path / "b.zip") == await contents(witness.connection)


@pytest.mark.parametrize("few", [0, taking.FEW], ids=["in rounds", "at once"])
async def test_what_is_written_again_and_again_is_in_it_once(
    few: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "FEW", few)
    monkeypatch.setattr(taking, "_WINDOW", 6)
    witness = await Witness.of(mongomock_connection())
    numbers = iter(range(2, 12))

    async def between(_: str) -> None:
        for number in numbers:
            await witness.edit(number)

    await backed_up(interrupted(witness.connection, between), tmp_path / "b.zip")

    assert archived(tmp_path / "b.zip") == witness.seen[-1]
