"""A backup or a restore that was stopped is never taken for a whole one."""

from __future__ import annotations

import asyncio
import os
import stat
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest

from store.embedded.client import embedded
from store.errors import BeingRestored, RestoreDiffers, Unavailable
from store.mongo import migrations
from store.mongo.archive import restoring
from store.mongo.archive.writing import back_up
from store.mongo.collections import COUNTERS
from store.mongo.driver import Access, Connection, connect
from store.mongo.marking import MARK
from store.mongo.rebuilding import make
from store.mongo.store import MongoStore
from store.ports import Put
from tests.store.builders import document, instrument
from tests.support.archives import archived, backed_up, contents, left_in, populated, restored
from tests.support.stores import mongomock_connection

STARTED_WITHIN = 60.0
"""Seconds in which a command that was started must have begun to write."""


class Stopped(Exception):
    """Somebody pulled the plug."""


@pytest.mark.parametrize("reason", [Stopped, KeyboardInterrupt, asyncio.CancelledError])
async def test_a_backup_that_is_stopped_leaves_nothing_and_the_one_before(
    tmp_path: Path, reason: type[BaseException]
) -> None:
    connection = mongomock_connection()
    await populated(connection)
    path = tmp_path / "b.zip"
    await backed_up(connection, path)
    before = archived(path)

    def told(collection: str, _: int) -> None:
        if collection == "revisions":
            raise reason

    for target in (path, tmp_path / "other.zip"):
        with pytest.raises(reason):
            await back_up(connection, target, told)

    assert ["b.zip"] == left_in(tmp_path)
    assert before == archived(path)


async def test_a_backup_is_for_its_owner_only(tmp_path: Path) -> None:
    connection = mongomock_connection()
    await populated(connection)

    await backed_up(connection, tmp_path / "b.zip")

    assert 0o600 == stat.S_IMODE((tmp_path / "b.zip").stat().st_mode)


@pytest.mark.parametrize("place", ["documents", "changes", "api_keys", "comparing", "listings"])
async def test_a_restore_that_was_stopped_is_not_opened_and_begins_anew(tmp_path: Path, place: str) -> None:
    source, target = mongomock_connection(), mongomock_connection()
    await populated(source)
    await backed_up(source, tmp_path / "b.zip")

    def told(step: str, _: int) -> None:
        if step == place:
            raise Stopped

    with pytest.raises(Stopped):
        await restored(target, tmp_path / "b.zip", told)

    with pytest.raises(BeingRestored):
        await MongoStore.on(target)
    with pytest.raises(BeingRestored):
        await migrations.migrate(target)
    with pytest.raises(BeingRestored):
        await backed_up(target, tmp_path / "half.zip")

    await restored(target, tmp_path / "b.zip")

    assert archived(tmp_path / "b.zip") == await contents(target)
    assert [] == await (await MongoStore.on(target)).differences()


async def test_who_had_the_database_open_can_write_nothing_while_it_is_restored(tmp_path: Path) -> None:
    source, target = mongomock_connection(), mongomock_connection()
    await populated(source)
    await backed_up(source, tmp_path / "b.zip")
    early = await MongoStore.on(target)

    def told(step: str, _: int) -> None:
        if step == "comparing":
            raise Stopped

    with pytest.raises(Stopped):
        await restored(target, tmp_path / "b.zip", told)

    with pytest.raises(Unavailable):
        await early.commit([Put(None, instrument("treaty:Z"))], by="import")
    with pytest.raises(Unavailable):
        await early.check()


async def test_what_somebody_else_wrote_meanwhile_is_no_restored_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = mongomock_connection(), mongomock_connection()
    await populated(source)
    await backed_up(source, tmp_path / "b.zip")
    early = await MongoStore.on(target)

    async def meddled(access: Access) -> None:
        await make(access)
        await early.commit([Put(None, document("A/RES/1/1"))], by="import")

    monkeypatch.setattr(restoring, "make", meddled)

    with pytest.raises(RestoreDiffers):
        await restored(target, tmp_path / "b.zip")
    with pytest.raises(BeingRestored):
        await MongoStore.on(target)


async def test_of_two_restores_at_once_only_the_last_to_begin_can_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = mongomock_connection(), mongomock_connection()
    await populated(source)
    await backed_up(source, tmp_path / "b.zip")

    async def overtaken(access: Access) -> None:
        monkeypatch.setattr(restoring, "make", make)
        await restored(target, tmp_path / "b.zip")

    monkeypatch.setattr(restoring, "make", overtaken)

    with pytest.raises(RestoreDiffers):
        await restored(target, tmp_path / "b.zip")

    assert archived(tmp_path / "b.zip") == await contents(await _opened(target))


async def _opened(connection: Connection) -> Connection:
    await MongoStore.on(connection)
    return connection


@pytest.mark.embedded
async def test_a_restore_that_is_killed_is_not_opened_and_the_next_begins_anew(tmp_path: Path) -> None:
    source = mongomock_connection()
    store = await MongoStore.on(source)
    for hundred in range(5):
        keys = (f"treaty:{hundred}-{number}" for number in range(100))
        await store.commit([Put(None, instrument(key), is_new=True) for key in keys], by="import")
    await backed_up(source, tmp_path / "b.zip")
    data = tmp_path / "data"
    command = [sys.executable, "-m", "ibid", "restore", str(tmp_path / "b.zip"), "--data-dir", str(data)]
    environment = {**os.environ, "LC_ALL": "C"}

    async with embedded(data, role="tool") as uri:
        connection = connect(uri)
        killed = await asyncio.create_subprocess_exec(*command, env=environment, stdout=PIPE, stderr=PIPE)
        async with asyncio.timeout(STARTED_WITHIN):
            while await connection.access.any("instruments") is None:  # noqa: ASYNC110  # another process writes it
                await asyncio.sleep(0.005)
        killed.kill()
        await killed.communicate()
        assert await connection.access.one(COUNTERS, MARK) is not None
        with pytest.raises(BeingRestored):
            await MongoStore.on(connection)

        await restored(connection, tmp_path / "b.zip")

        assert archived(tmp_path / "b.zip") == await contents(connection)
        await connection.close()
