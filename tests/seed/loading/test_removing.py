"""A document that is removed leaves tombstones; what cites it stands, and it comes back as it was."""

from __future__ import annotations

from pathlib import Path

from i18n.languages import Tag
from seed.loading.load import write_document
from seed.loading.preparing import tables
from seed.loading.removing import remove
from seed.loading.source import source_of
from store.listings import names
from store.mongo.store import MongoStore
from store.ports import PutVariant, Slice
from store.records import DocumentRecord, InstrumentRecord, ParagraphRecord, SourceRank, Variant
from store.texts import digest
from tests.seed.loading.test_documents import KEY, RESOLUTION
from tests.support.stores import mongomock_store

FR = Tag("fr")


async def loaded() -> MongoStore:
    store = await mongomock_store()
    await again(store)
    return store


async def again(store: MongoStore) -> None:
    await write_document(store, Path("a.txt"), [source_of(RESOLUTION, tables().authority)], tables(), "import")


async def test_everything_in_it_is_buried_and_nothing_else() -> None:
    store = await loaded()
    head = await store.head()

    count = await remove(store, KEY, by="test")

    changes = await store.changes(head, 1000)
    assert {"DELETE"} == {change.operation for change in changes}
    assert count == len(changes) > 8
    assert [None] == await store.get(DocumentRecord, [KEY])
    (instrument,) = await store.get(InstrumentRecord, [KEY])
    assert instrument is not None
    (page,) = await store.pages([Slice(listing=names.cited_by("treaty:CRC"), first=10)])
    assert () == page.entries
    assert [] == await store.differences()


async def test_it_comes_back_with_its_translations() -> None:
    store = await loaded()
    french = Variant(language=FR, text="Décide", digest=digest("Décide"), rank=SourceRank.EDITOR)
    await store.commit([PutVariant(ParagraphRecord, f"{KEY}#1", french, 0)], by="anne")
    await remove(store, KEY, by="test")

    await again(store)

    (paragraph,) = await store.get(ParagraphRecord, [f"{KEY}#1"])
    assert paragraph is not None
    assert "Décide" == paragraph.variants[FR].text
    assert [] == await store.differences()


async def test_what_is_not_held_is_not_removed() -> None:
    store = await mongomock_store()

    assert 0 == await remove(store, "A/RES/1/1", by="test")
    assert 0 == await store.head()
