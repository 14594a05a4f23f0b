"""What a backup has comes back exactly, from any engine into any other, by either driver."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from zipfile import ZipFile

import bson
import pytest

from i18n.languages import EN
from i18n.words import sought
from store.editing import SuggestionRecord
from store.mongo import collections
from store.mongo.archive.kept import DERIVED, KEPT
from store.mongo.checking import Difference
from store.mongo.driver import Connection, connect
from store.mongo.store import MongoStore
from store.records import DocumentRecord, ParagraphRecord
from store.search.indexing import Indexer
from store.search.query import Query, Search, Term
from tests.store.conftest import MARKS, fresh_name
from tests.support.archives import GONE, PARAGRAPH, archived, backed_up, contents, edit, populated, restored
from tests.support.stores import mongomock_connection

Pair = tuple[Connection, Connection]

PAIRS = [
    pytest.param(("mongomock", "mongomock"), id="in memory"),
    pytest.param(("motor", "pymongo"), id="motor to pymongo", marks=(pytest.mark.embedded, *MARKS["pymongo"])),
    pytest.param(("pymongo", "motor"), id="pymongo to motor", marks=(pytest.mark.embedded, *MARKS["pymongo"])),
    pytest.param(("mongomock", "motor"), id="memory to embedded", marks=pytest.mark.embedded),
    pytest.param(("motor", "mongomock"), id="embedded to memory", marks=pytest.mark.embedded),
]


@pytest.fixture(params=PAIRS)
async def pair(request: pytest.FixtureRequest) -> AsyncIterator[Pair]:
    """Two empty databases."""
    opened = [
        mongomock_connection()
        if name == "mongomock"
        else connect(request.getfixturevalue("embedded_uri"), driver=name, database=fresh_name())
        for name in request.param
    ]
    yield opened[0], opened[1]
    for each in opened:
        await each.close()


async def test_everything_comes_back_and_what_is_derived_agrees_with_it(pair: Pair, tmp_path: Path) -> None:
    source, target = pair
    before = await populated(source)
    manifest = await backed_up(source, tmp_path / "b.zip")

    done = await restored(target, tmp_path / "b.zip")

    after = await MongoStore.on(target)
    was, now = await before.state(), await after.state()
    assert await contents(source) == await contents(target) == archived(tmp_path / "b.zip")
    assert [] == list(done.inherited) == await after.differences()
    assert (was.head, was.pruned, was.key, done.epoch) == (now.head, now.pruned, now.key, now.epoch)
    assert (was.epoch, was.head) == (manifest.epoch, manifest.head)
    assert was.epoch != now.epoch
    assert await before.changes(0, was.head) == await after.changes(0, now.head)
    assert await before.history(ParagraphRecord, PARAGRAPH) == await after.history(ParagraphRecord, PARAGRAPH)
    assert [None] == await after.get(ParagraphRecord, [GONE])
    assert await before.buried(ParagraphRecord, [GONE]) == await after.buried(ParagraphRecord, [GONE])
    assert await before.get(SuggestionRecord, ["s1"]) == await after.get(SuggestionRecord, ["s1"]) != [None]
    assert await before.answered("k1") == await after.answered("k1") is not None
    assert await before.keyring.every() == await after.keyring.every() != []

    await edit(after, 2)
    assert [] == await after.differences()


async def test_what_is_restored_is_found_again_even_where_old_changes_were_given_up(tmp_path: Path) -> None:
    source, target = mongomock_connection(), mongomock_connection()
    store = await populated(source)
    await Indexer(store).catch_up()
    (last,) = await store.changes(await store.head() - 1, 1)
    assert await store.prune(last.at)
    await edit(store, 2)
    await backed_up(source, tmp_path / "b.zip")

    await restored(target, tmp_path / "b.zip")
    again = await MongoStore.on(target)
    await Indexer(again).catch_up()

    wanted = Search(query=Query(((Term(sought("Recalling")),),)), languages=(EN,), first=10)
    assert (await store.search(wanted)).hits == (await again.search(wanted)).hits != ()


async def test_an_archive_is_read_by_tools_that_read_bson(tmp_path: Path) -> None:
    connection = mongomock_connection()
    store = await populated(connection)
    await backed_up(connection, tmp_path / "b.zip")

    with ZipFile(tmp_path / "b.zip") as archive:
        rows = bson.decode_all(archive.read("documents/0001.bson"))
        manifest = json.loads(archive.read("manifest.json"))

    assert {"A/RES/74/148", "A/HRC/45/30"} == {row["_id"] for row in rows}
    assert await store.head() == manifest["head"]
    assert 2 == manifest["collections"]["documents"]["rows"]


async def test_an_empty_store_is_backed_up_and_restored(tmp_path: Path) -> None:
    source, target = mongomock_connection(), mongomock_connection()
    await backed_up(source, tmp_path / "b.zip")

    await restored(target, tmp_path / "b.zip")

    assert 0 == await (await MongoStore.on(target)).head()
    assert [None] == await (await MongoStore.on(target)).get(DocumentRecord, ["A/RES/74/148"])


async def test_a_store_of_many_members_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.mongo.archive.writing.MEMBER_BYTES", 2_000)
    source, target = mongomock_connection(), mongomock_connection()
    await populated(source)
    manifest = await backed_up(source, tmp_path / "b.zip")

    await restored(target, tmp_path / "b.zip")

    assert len(manifest.members) > len(KEPT)
    assert await contents(source) == await contents(target)


async def test_what_was_wrong_with_the_records_comes_along_and_is_told(tmp_path: Path) -> None:
    source, target = mongomock_connection(), mongomock_connection()
    await populated(source)
    await source.access.update("documents", {"_id": "A/RES/74/148"}, {"$set": {"counts.paragraphs": 99}})
    await backed_up(source, tmp_path / "b.zip")

    done = await restored(target, tmp_path / "b.zip")

    assert (Difference("counts", "A/RES/74/148"),) == done.inherited
    assert await contents(source) == await contents(target)


def test_every_collection_is_kept_or_made_again() -> None:
    constants = (vars(collections)[name] for name in vars(collections) if name.isupper())
    named = {value for value in constants if isinstance(value, str)}

    assert {*named, *collections.ENTITIES.values()} == {*KEPT, *DERIVED}
