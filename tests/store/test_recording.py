"""Counting round trips."""

from __future__ import annotations

from store.mongo.store import MongoStore
from store.ports import Put, Range, Slice, Store
from store.recording import Call, RecordingStore
from store.records import DocumentRecord, ParagraphRecord
from tests.store.builders import document


async def test_every_question_is_noted_and_handed_on(store: MongoStore) -> None:
    recording = RecordingStore(store)
    every: Store = recording

    await every.commit([Put(None, document())], by="import")
    (found,) = await every.get(DocumentRecord, ["A/RES/74/148"])
    await every.ranges(ParagraphRecord, [Range("A/RES/74/148", 1, 2)] * 3)
    await every.pages([Slice(listing="states")])

    assert found is not None
    assert [
        Call("commit", None, 1),
        Call("get", "DocumentRecord", 1),
        Call("ranges", "ParagraphRecord", 3),
        Call("pages", None, 1),
    ] == recording.calls
