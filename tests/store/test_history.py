"""The history of texts: a row for each text that a unit ever had, and none changes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from i18n.languages import EN
from store.mongo.driver import Connection
from store.mongo.store import MongoStore
from store.ports import Put, PutVariant
from store.records import InstrumentRecord, ParagraphRecord, Provenance, SourceRank, VariantStatus
from tests.store.builders import FR, instrument, paragraph, variant
from tests.support.stores import mongomock_connection

KEY = "A/RES/74/148#1"


@pytest.fixture
def connection() -> Connection:
    return mongomock_connection()


async def held(store: MongoStore) -> ParagraphRecord:
    (found,) = await store.get(ParagraphRecord, [KEY])
    assert found is not None
    return found


async def rows(store: MongoStore, key: str = KEY) -> list[tuple[Any, ...]]:
    found = await store.history(ParagraphRecord, key)
    return [(each.variant.language, each.variant.revision, each.variant.text, each.by) for each in found]


async def test_each_new_text_is_a_row_with_its_author(connection: Connection) -> None:
    store = await MongoStore.on(connection)
    await store.commit([Put(None, paragraph(1, "Recalls"))], by="import", note="a.txt")
    await store.commit([PutVariant(ParagraphRecord, KEY, variant("Rappelle", FR), 0)], by="anne")
    await store.commit([PutVariant(ParagraphRecord, KEY, variant("Réaffirme", FR), 1)], by="bruno")

    assert [
        ("en", 1, "Recalls", "import"),
        ("fr", 1, "Rappelle", "anne"),
        ("fr", 2, "Réaffirme", "bruno"),
    ] == await rows(store)


async def test_a_change_that_leaves_the_words_leaves_their_revision_and_the_history(connection: Connection) -> None:
    store = await MongoStore.on(connection)
    await store.commit([Put(None, paragraph(1))], by="import")
    before = await held(store)
    text = replace(before.variants[EN], rank=SourceRank.OFFICIAL_XML, provenance=Provenance.OFFICIAL)

    await store.commit([Put(before, replace(before, variants={EN: text}))], by="import")

    after = await held(store)
    assert (2, 1, SourceRank.OFFICIAL_XML) == (after.revision, after.variants[EN].revision, after.variants[EN].rank)
    assert before.variants[EN].updated_at == after.variants[EN].updated_at
    assert 1 == len(await rows(store))


async def test_published_and_unpublished_texts_share_one_sequence(connection: Connection) -> None:
    store = await MongoStore.on(connection)
    await store.commit([Put(None, paragraph(1))], by="import")
    before = await held(store)
    draft = variant("Reaffirms", status=VariantStatus.DRAFT)

    await store.commit([Put(before, replace(before, working={EN: draft}))], by="anne")
    before = await held(store)
    published = replace(before.working[EN], status=VariantStatus.PUBLISHED)
    await store.commit([Put(before, replace(before, working={}, variants={EN: published}))], by="bruno")

    after = await held(store)
    assert (3, {}) == (after.variants[EN].revision, dict(after.working))
    assert [1, 2, 3] == [revision for _, revision, _, _ in await rows(store)]


async def test_what_a_deleted_unit_said_stays(connection: Connection) -> None:
    store = await MongoStore.on(connection)
    await store.commit([Put(None, paragraph(1))], by="import")
    before = await held(store)
    await store.commit([Put(before, replace(before, deleted=True))], by="import")

    assert 1 == len(await rows(store))
    (change,) = await store.changes(1, 1)
    assert ("DELETE", (EN,), 2) == (change.operation, change.languages, change.revision)


async def test_the_texts_of_a_load_are_kept_together_and_found_by_unit(connection: Connection) -> None:
    store = await MongoStore.on(connection)
    await store.commit([Put(None, paragraph(n, f"Recalls {n}")) for n in range(1, 31)], by="import", note="a.xml")
    await store.commit([PutVariant(ParagraphRecord, KEY, variant("Rappelle", FR), 0)], by="anne")

    kept = [row async for row in connection.access.scan("revisions")]
    assert 2 == len(kept)
    assert [("en", 1, "Recalls 1", "import"), ("fr", 1, "Rappelle", "anne")] == await rows(store)
    assert [("en", 1, "Recalls 30", "import")] == await rows(store, KEY[:-1] + "30")
    assert ["a.xml", None] == [each.note for each in await store.history(ParagraphRecord, KEY)]


async def test_the_texts_of_what_is_in_no_document_are_kept_together_by_kind(connection: Connection) -> None:
    store = await MongoStore.on(connection)
    named = [instrument(f"treaty:{n}", variants={EN: variant(f"Convention {n}")}) for n in range(1, 21)]
    await store.commit([Put(None, each) for each in named], by="import")

    assert ["Convention 7"] == [each.variant.text for each in await store.history(InstrumentRecord, "treaty:7")]
    assert [] == await store.history(ParagraphRecord, "treaty:7")
