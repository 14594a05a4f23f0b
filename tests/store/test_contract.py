"""What every store does, on every engine: reading, committing, the feed."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from i18n.languages import EN
from store.errors import Conflict
from store.mongo.store import MongoStore
from store.ports import Match, Put, PutVariant, Range
from store.records import (
    CitationRecord,
    DocumentRecord,
    InstrumentRecord,
    ParagraphKind,
    ParagraphRecord,
    ReporterRecord,
)
from tests.store.builders import FR, citation, document, instrument, paragraph, state, variant
from tests.support.stores import put

DOCUMENT = "A/RES/74/148"
ALL = Range(DOCUMENT, 1, 1000)


async def paragraph_at(store: MongoStore, key: str) -> ParagraphRecord:
    (found,) = await store.get(ParagraphRecord, [key])
    assert found is not None
    return found


async def test_an_empty_store_is_at_the_head_zero(store: MongoStore) -> None:
    assert 0 == await store.head()
    assert [] == await store.changes(0, 100)
    await store.check()


async def test_what_is_put_is_read_back_with_its_revision_and_time(store: MongoStore) -> None:
    commit = await store.commit([Put(None, document()), Put(None, paragraph(1))], by="import")

    found = await store.get(DocumentRecord, [DOCUMENT, "A/RES/1/1"])

    text = replace(variant("Protection of migrants"), updated_at=commit.at)
    assert [document(revision=1, updated_at=commit.at, variants={EN: text}), None] == found
    assert (1, 2) == (commit.first, commit.last)


async def test_records_come_in_the_order_of_their_keys_however_many(store: MongoStore) -> None:
    await put(store, *(paragraph(n) for n in range(1, 121)))
    keys = [f"{DOCUMENT}#{n}" for n in range(120, 0, -1)]

    found = await store.get(ParagraphRecord, [*keys, keys[0], "nothing"])

    assert [*keys, keys[0], None] == [record and record.key for record in found]


async def test_ranges_of_one_document_are_answered_each_in_order(store: MongoStore) -> None:
    await put(store, *(paragraph(n) for n in range(1, 9)), paragraph(1, of="S/RES/1 (1946)"))

    found = await store.ranges(
        ParagraphRecord,
        [
            Range(DOCUMENT, 6, 7),
            Range(DOCUMENT, 1, 2),
            Range("S/RES/1 (1946)", 1, 9),
            Range(DOCUMENT, 5, 4),
            Range("A/1", 1, 1),
        ],
    )

    assert [[6, 7], [1, 2], [1], [], []] == [[record.position for record in records] for records in found]


async def test_matching_is_by_equality_on_indexed_fields(store: MongoStore) -> None:
    annex = replace(paragraph(3, label="6"), part="annex")
    await put(store, paragraph(1, label="6"), paragraph(2, label="6(b)"), annex, state("MEX", alpha2="MX"))
    await put(store, instrument("treaty:ICRMW", aliases=("icrmw", "migrant workers convention")))

    paragraphs = await store.matching(
        ParagraphRecord,
        [
            Match({"document": DOCUMENT, "label_key": "6"}),
            Match({"document": DOCUMENT, "label_key": "6", "part": None}),
            Match({"document": DOCUMENT, "label_key": "6", "part": "annex"}),
            Match({"document": DOCUMENT, "label_key": "7"}),
        ],
    )
    (instruments, none) = await store.matching(InstrumentRecord, [Match({"aliases": "icrmw"}), Match({"aliases": "x"})])
    (states,) = await store.matching(ReporterRecord, [Match({"alpha2": "MX"})])

    assert [[1, 3], [1], [3], []] == [[record.position for record in found] for found in paragraphs]
    assert (["treaty:ICRMW"], []) == ([record.key for record in instruments], none)
    assert ["MEX"] == [record.key for record in states]


async def test_what_has_no_index_cannot_be_asked_for(store: MongoStore) -> None:
    with pytest.raises(ValueError, match="no index on label"):
        await store.matching(ParagraphRecord, [Match({"label": "6"})])


async def test_the_same_again_writes_nothing(store: MongoStore) -> None:
    await put(store, paragraph(1))
    before = await paragraph_at(store, f"{DOCUMENT}#1")

    again = await store.commit([Put(before, replace(paragraph(1), revision=9))], by="import")

    assert (0, 0, 1) == (again.first, again.last, await store.head())
    assert before == await paragraph_at(store, f"{DOCUMENT}#1")


async def test_a_commit_of_nothing_is_nothing(store: MongoStore) -> None:
    commit = await store.commit([], by="import")

    assert (0, 0) == (commit.first, commit.last)


async def test_a_stale_write_conflicts_and_writes_nothing_at_all(store: MongoStore) -> None:
    await put(store, paragraph(1), paragraph(2))
    old = await paragraph_at(store, f"{DOCUMENT}#2")
    await store.commit([Put(old, replace(old, kind=ParagraphKind.OPERATIVE))], by="a")
    one = await paragraph_at(store, f"{DOCUMENT}#1")
    writes = [Put(one, replace(one, eid="x")), Put(None, paragraph(3)), Put(None, citation(1, "treaty:X"))]

    with pytest.raises(Conflict) as caught:
        await store.commit([*writes, Put(old, replace(old, eid="y"))], by="b")

    assert ("ParagraphRecord", old.key, 1) == (caught.value.kind, caught.value.key, caught.value.expected)
    assert one == await paragraph_at(store, one.key)
    assert [None] == await store.get(ParagraphRecord, [f"{DOCUMENT}#3"])
    assert [None] == await store.get(CitationRecord, [citation(1).key])
    assert 3 == await store.head()
    assert [1, 2, 3] == [change.seq for change in await store.changes(0, 100)]


async def test_an_insert_over_a_record_conflicts(store: MongoStore) -> None:
    await put(store, paragraph(1))

    with pytest.raises(Conflict):
        await put(store, paragraph(2), paragraph(1, "Other"))

    assert [None] == await store.get(ParagraphRecord, [f"{DOCUMENT}#2"])


async def test_a_deleted_record_is_a_tombstone_that_keeps_its_texts_and_can_come_back(store: MongoStore) -> None:
    await put(store, paragraph(1))
    before = await paragraph_at(store, f"{DOCUMENT}#1")
    await store.commit([Put(before, replace(before, deleted=True))], by="import")

    (grave,) = await store.buried(ParagraphRecord, [before.key])
    assert grave is not None
    assert ("Recalls", 2) == (grave.variants[EN].text, grave.revision)
    assert [None] == await store.get(ParagraphRecord, [before.key])
    assert [[]] == await store.ranges(ParagraphRecord, [Range(DOCUMENT, 1, 9)])
    assert [[]] == await store.matching(ParagraphRecord, [Match({"document": DOCUMENT, "label_key": "1"})])

    await store.commit([Put(grave, replace(grave, deleted=False))], by="import")
    back = await paragraph_at(store, before.key)
    assert (3, 1) == (back.revision, back.variants[EN].revision)
    assert [None] == await store.buried(ParagraphRecord, [before.key])


async def test_an_insert_over_a_tombstone_goes_on_from_its_revisions(store: MongoStore) -> None:
    await put(store, paragraph(1))
    before = await paragraph_at(store, f"{DOCUMENT}#1")
    await store.commit([Put(before, replace(before, deleted=True))], by="import")

    await put(store, paragraph(1, "Reaffirms"))

    back = await paragraph_at(store, before.key)
    assert (3, 2, "Reaffirms") == (back.revision, back.variants[EN].revision, back.variants[EN].text)


async def test_a_variant_is_written_at_the_revision_expected_and_others_stay(store: MongoStore) -> None:
    await put(store, paragraph(1))
    key = f"{DOCUMENT}#1"

    await store.commit([PutVariant(ParagraphRecord, key, variant("Rappelle", FR), 0)], by="editor")
    await store.commit([PutVariant(ParagraphRecord, key, variant("Réaffirme", FR), 1)], by="editor")

    found = await paragraph_at(store, key)
    assert (3, 2, 1) == (found.revision, found.variants[FR].revision, found.variants[EN].revision)
    assert "Réaffirme" == found.variants[FR].text
    for expected in (0, 1, 3):
        with pytest.raises(Conflict):
            await store.commit([PutVariant(ParagraphRecord, key, variant("Non", FR), expected)], by="editor")
    with pytest.raises(Conflict):
        await store.commit([PutVariant(ParagraphRecord, "nothing", variant("Non", FR), 0)], by="editor")
    assert 3 == await store.head()


async def test_two_texts_of_one_unit_are_one_change(store: MongoStore) -> None:
    await put(store, paragraph(1))
    key = f"{DOCUMENT}#1"
    writes = [
        PutVariant(ParagraphRecord, key, variant("Rappelle", FR), 0),
        PutVariant(ParagraphRecord, key, variant("Reaffirms"), 1),
    ]

    commit = await store.commit(writes, by="editor")

    assert (2, 2) == (commit.first, commit.last)
    (change,) = await store.changes(1, 10)
    assert (2, (EN, FR), "UPSERT") == (change.revision, change.languages, change.operation)


@pytest.mark.parametrize(
    "writes",
    [
        [Put(None, paragraph(1)), Put(None, paragraph(1))],
        [Put(None, paragraph(1)), PutVariant(ParagraphRecord, f"{DOCUMENT}#1", variant("x"), 0)],
        [PutVariant(ParagraphRecord, f"{DOCUMENT}#1", variant("x"), 0), Put(None, paragraph(1))],
        [PutVariant(ParagraphRecord, f"{DOCUMENT}#1", variant(text), 0) for text in "xy"],
    ],
    ids=["two records", "record and text", "text and record", "two texts"],
)
async def test_one_record_is_not_written_twice_in_a_commit(store: MongoStore, writes: list[Put | PutVariant]) -> None:
    with pytest.raises(ValueError, match="written twice"):
        await store.commit(writes, by="import")


async def test_records_of_two_kinds_may_have_one_key(store: MongoStore) -> None:
    await put(store, document(), instrument(DOCUMENT, variants={EN: variant("Resolution 74/148")}))

    changes = await store.changes(0, 10)

    assert [("DOCUMENT", DOCUMENT), ("INSTRUMENT", DOCUMENT)] == [(each.type, each.key) for each in changes]


async def test_a_commit_goes_on_when_who_asked_goes_away(store: MongoStore) -> None:
    asking = asyncio.create_task(store.commit([Put(None, paragraph(n)) for n in range(1, 4)], by="import"))
    await asyncio.sleep(0)

    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    await put(store, paragraph(4))

    assert [[1, 2, 3, 4]] == [[each.position for each in found] for found in await store.ranges(ParagraphRecord, [ALL])]


async def test_the_feed_says_what_changed_in_the_order_of_commits(store: MongoStore) -> None:
    commit = await store.commit([Put(None, document()), Put(None, citation(1, "treaty:X"))], by="import")
    (before,) = await store.get(CitationRecord, [citation(1).key])
    assert before is not None
    await store.commit([Put(before, replace(before, deleted=True)), Put(None, state("MEX"))], by="editor")

    changes = await store.changes(0, 100)

    assert [1, 2, 3, 4] == [change.seq for change in changes]
    assert [
        ("DOCUMENT", DOCUMENT, "UPSERT", 1, DOCUMENT, "import"),
        ("CITATION", before.key, "UPSERT", 1, DOCUMENT, "import"),
        ("CITATION", before.key, "DELETE", 2, DOCUMENT, "editor"),
        ("STATE", "MEX", "UPSERT", 1, None, "editor"),
    ] == [(each.type, each.key, each.operation, each.revision, each.document, each.by) for each in changes]
    assert (commit.at, (EN,)) == (changes[0].at, changes[0].languages)
    assert ("cited-by:treaty:X", "documents-citing:treaty:X") == changes[1].relations == changes[2].relations
    assert ("reporters", "states") == changes[3].relations
    assert changes[1:3] == await store.changes(1, 2)
    assert [] == await store.changes(4, 100)
