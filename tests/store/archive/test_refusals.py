"""What is not exactly a backup is refused before anything is written, and so is a database that has something."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from store.errors import ArchiveDamaged, ArchiveMissing, ArchiveNewer, ArchiveUnwritable, BadArchive, StoreNotEmpty
from store.mongo.migrations import VERSION
from store.mongo.store import MongoStore
from store.ports import Put
from store.records import Entity
from tests.store.builders import document, instrument
from tests.store.test_keyring import credential
from tests.support.archives import (
    Contents,
    archived,
    backed_up,
    contents,
    edit,
    manifest_with,
    populated,
    restored,
    rewritten,
)
from tests.support.stores import mongomock_connection


@pytest.fixture
async def archive(tmp_path: Path) -> Path:
    """A backup of a store that has something of everything."""
    connection = mongomock_connection()
    await populated(connection)
    await backed_up(connection, tmp_path / "b.zip")
    return tmp_path / "b.zip"


def read(path: Path) -> Contents | None:
    """What an archive holds; None where it is refused."""
    try:
        return archived(path)
    except BadArchive:
        return None


def test_an_archive_of_which_any_byte_is_another_is_refused_or_says_the_same(archive: Path) -> None:
    whole, held = archive.read_bytes(), archived(archive)
    flipped = archive.with_name("flipped.zip")
    refused = 0
    # Every hundredth byte of the members, and all but a few of the directory at the end.
    places = [*range(0, len(whole) - 1000, 101), *range(len(whole) - 1000, len(whole), 7)]

    for place in places:
        flipped.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        found = read(flipped)
        refused += found is None
        assert found in (None, held), place

    assert refused > len(places) * 0.7


def test_an_archive_that_was_cut_off_anywhere_is_refused(archive: Path) -> None:
    whole = archive.read_bytes()
    cut = archive.with_name("cut.zip")

    for length in [*range(0, len(whole), 211), len(whole) - 1]:
        cut.write_bytes(whole[:length])
        with pytest.raises(ArchiveDamaged):
            archived(cut)


def _without_a_row(content: bytes) -> bytes:
    return content[: -int.from_bytes(content[:4], "little")]


def _recounted(content: bytes) -> bytes:
    said = json.loads(content)
    said["members"][0]["rows"] += 1
    said["collections"]["documents"]["rows"] += 1
    return json.dumps(said).encode()


def _without_a_member(content: bytes) -> bytes:
    said = json.loads(content)
    said["members"] = [each for each in said["members"] if not each["name"].startswith("paragraphs")]
    return json.dumps(said).encode()


def _of_another_collection(content: bytes) -> bytes:
    return content.replace(b'"paragraphs/0001.bson"', b'"elsewhere/0001.bson"')


def _of_bytes(number: int) -> Callable[[bytes], bytes]:
    """A manifest whose first member is said to have so many bytes."""

    def change(content: bytes) -> bytes:
        said = json.loads(content)
        said["members"][0]["bytes"] = number
        return json.dumps(said).encode()

    return change


DAMAGES: list[dict[str, Callable[[bytes], bytes | None]]] = [
    {"paragraphs": lambda _: None},
    {"manifest": lambda _: None},
    {"paragraphs": lambda _: None, "manifest": _without_a_member},
    {"manifest": _without_a_member},
    {"documents": _without_a_row},
    {"documents": lambda content: content + content},
    {"manifest": _recounted},
    {"manifest": _of_bytes(2**40)},
    {"manifest": _of_bytes(-2)},
    {"manifest": _of_another_collection},
    {"manifest": lambda _: b"{}"},
    {"manifest": lambda _: b"[1]"},
    {"manifest": lambda _: b"\xff"},
    {"manifest": manifest_with(format="another")},
    {"manifest": manifest_with(members=7)},
    {"manifest": manifest_with(head="many")},
]


@pytest.mark.parametrize("damage", DAMAGES, ids=map(str, range(len(DAMAGES))))
async def test_nothing_is_written_of_an_archive_that_is_not_whole(
    archive: Path, damage: dict[str, Callable[[bytes], bytes | None]]
) -> None:
    target = mongomock_connection()

    with pytest.raises(ArchiveDamaged):
        await restored(target, rewritten(archive, **damage))

    assert [] == [row async for row in target.access.scan("counters")]


@pytest.mark.parametrize("newer", [{"version": 2}, {"schemaVersion": VERSION + 1}])
async def test_an_archive_of_a_newer_ibid_is_refused(archive: Path, newer: dict[str, Any]) -> None:
    target = mongomock_connection()

    with pytest.raises(ArchiveNewer):
        await restored(target, rewritten(archive, manifest=manifest_with(**newer)))

    assert [] == [row async for row in target.access.scan("counters")]


async def test_what_is_no_file_is_told_as_such(tmp_path: Path) -> None:
    for path in (tmp_path / "none.zip", tmp_path):
        with pytest.raises(ArchiveMissing):
            await restored(mongomock_connection(), path)


@pytest.mark.parametrize("record", [document(), instrument("treaty:A")])
async def test_a_database_that_has_a_record_is_not_restored_into(archive: Path, record: Entity) -> None:
    target = mongomock_connection()
    store = await MongoStore.on(target)
    await store.commit([Put(None, record)], by="import")
    before = await contents(target)

    with pytest.raises(StoreNotEmpty):
        await restored(target, archive)

    assert before == await contents(target)


async def test_a_database_that_has_what_the_feed_does_not_tell_is_not_restored_into(archive: Path) -> None:
    with_key, with_suggestion = mongomock_connection(), mongomock_connection()
    await (await MongoStore.on(with_key)).keyring.add(credential(1))
    await edit(await MongoStore.on(with_suggestion), 1)

    for target, place in ((with_key, "api_keys"), (with_suggestion, "suggestions")):
        with pytest.raises(StoreNotEmpty) as caught:
            await restored(target, archive)
        assert place == caught.value.found


async def test_a_database_that_was_only_made_ready_is_restored_into(archive: Path) -> None:
    target = mongomock_connection()
    await MongoStore.on(target)

    await restored(target, archive)

    assert archived(archive) == await contents(target)


async def test_a_backup_that_cannot_be_written_says_where(tmp_path: Path) -> None:
    connection = mongomock_connection()
    for path in (tmp_path / "none" / "b.zip", tmp_path):
        with pytest.raises(ArchiveUnwritable) as caught:
            await backed_up(connection, path)
        assert path == caught.value.path
    assert [] == list(tmp_path.parent.glob(".*partial"))


@pytest.mark.parametrize("number", [2**40, -2])
def test_no_more_of_a_member_is_unpacked_than_a_backup_puts_into_one(archive: Path, number: int) -> None:
    with pytest.raises(ArchiveDamaged, match=f"{number} bytes"):
        archived(rewritten(archive, manifest=_of_bytes(number)))


async def test_a_link_that_somebody_put_where_a_backup_is_written_is_not_written_through(tmp_path: Path) -> None:
    connection = mongomock_connection()
    await populated(connection)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("mine")
    (tmp_path / f".b.zip.{os.getpid()}.partial").symlink_to(elsewhere)
    await backed_up(connection, tmp_path / "b.zip")

    assert elsewhere.read_text() == "mine"
    assert 0o600 == (tmp_path / "b.zip").stat().st_mode & 0o777
