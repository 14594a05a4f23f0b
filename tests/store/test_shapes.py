"""What goes over the wire: four shapes of query and no other, and no more commands than a level needs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pytest

from i18n.words import sought
from resolvers.editing.correcting import Correcting, correct
from resolvers.editing.intents import Request, Transition, UnitName
from resolvers.editing.tasks import Tasks, tasks
from store.credentials import Credential
from store.listings import names
from store.mongo.driver import DriverName
from store.mongo.store import MongoStore
from store.ports import Match, Put, PutVariant, Range, Slice
from store.records import CitationRecord, Entity, InstrumentRecord, ParagraphRecord
from store.search.indexing import Indexer
from store.search.query import Query, Search, Term
from tests.store.builders import FR, citation, document, instrument, paragraph, variant
from tests.store.conftest import fresh_name
from tests.support.desks import ADA, ES, Table
from tests.support.watching import Watch, assert_shape

pytestmark = pytest.mark.embedded

DOCUMENT = "A/RES/74/148"


@dataclass
class Watched:
    """A store, and what it sends."""

    store: MongoStore
    watch: Watch


@pytest.fixture
async def watched(driver: DriverName, embedded_uri: str) -> AsyncIterator[Watched]:
    """A store with a document of 94 paragraphs, each with a citation, watched from now on."""
    watch = Watch()
    store = await MongoStore.open(embedded_uri, driver=driver, database=fresh_name(), listeners=[watch])
    watch.wrong.clear()
    watch.take()
    records: list[Entity] = [document(), *(instrument(f"treaty:{n}", aliases=(f"t{n}",)) for n in range(1, 61))]
    records += [record for n in range(1, 95) for record in (paragraph(n), citation(n, f"treaty:{n % 60 + 1}"))]
    await store.commit([Put(None, record) for record in records], by="import")
    yield Watched(store, watch)
    watch.take()
    await store.close()


async def test_a_commit_sends_only_inserts_and_writes_of_one_record(watched: Watched) -> None:
    sent = watched.watch.take()

    assert {"counters", "documents", "instruments", "paragraphs", "citations", "changes", "listings"} <= {
        each.split()[1] for each in sent
    }
    assert 1 == sent.count("update counters")


async def test_a_level_of_94_paragraphs_is_a_few_commands(watched: Watched) -> None:
    """From the document to the citations' instruments and who else cites them."""
    store, take = watched.store, watched.watch.take
    take()

    await store.ranges(ParagraphRecord, [Range(DOCUMENT, 1, 94)])
    assert ["find paragraphs"] == take()

    await store.ranges(CitationRecord, [Range(DOCUMENT, n, n) for n in range(1, 95)])
    assert ["find citations"] == take()

    await store.get(InstrumentRecord, [f"treaty:{n}" for n in range(1, 61)] * 3)
    assert ["find instruments"] * 2 == take()

    await store.pages([Slice(listing=names.cited_by(f"treaty:{n}"), first=50) for n in range(1, 61)])
    assert ["find listings"] * 2 == take()


async def test_every_other_question_has_one_of_the_four_shapes(watched: Watched) -> None:
    store, take = watched.store, watched.watch.take
    take()

    await store.matching(ParagraphRecord, [Match({"document": DOCUMENT, "label_key": str(n)}) for n in range(1, 95)])
    assert ["find paragraphs"] * 2 == take()
    await store.matching(InstrumentRecord, [Match({"aliases": "t1"})])
    assert ["find instruments"] == take()
    await store.changes(5, 100)
    assert ["find counters", "find changes"] == take()
    await store.buried(ParagraphRecord, [f"{DOCUMENT}#1"])
    await store.check()
    assert ["find paragraphs", "find counters"] == take()


async def test_searching_reads_parts_by_name_and_indexing_writes_each_once(watched: Watched) -> None:
    """A word and a phrase in six languages are four questions: manifest, table, words, places; and then the names."""
    store, take = watched.store, watched.watch.take
    await Indexer(store).finish()
    assert {"insert search_segments", "insert search_parts", "update counters"} <= set(take())
    recalls = Term(sought("recalls"))

    assert 94 == len((await store.search(Search(query=Query(((recalls,),)), first=100))).hits)
    assert ["find counters", "find search_parts", "find search_parts", "find search_parts"] == take()
    await store.search(Search(query=Query(((recalls,), (Term(sought("recalls recalls")),))), first=100))
    assert ["find counters", "find search_parts", "find search_parts", "find search_parts"] == take()

    await Indexer(store).rebuild()
    assert {"delete search_parts", "delete search_segments"} <= set(take())


async def test_changes_to_records_are_updates_of_one(watched: Watched) -> None:
    store, take = watched.store, watched.watch.take
    (one, two) = await store.get(ParagraphRecord, [f"{DOCUMENT}#1", f"{DOCUMENT}#2"])
    assert one is not None
    assert two is not None
    take()

    await store.commit([Put(one, replace(one, deleted=True)), Put(two, replace(two, eid="x"))], by="editor")
    await store.commit([PutVariant(ParagraphRecord, two.key, variant("Rappelle", FR), 0)], by="editor")

    assert 2 == take().count("update paragraphs") - 1


async def test_editing_has_the_same_shapes(watched: Watched) -> None:
    """A text from its draft to its readers, suggestions, history, work lists, a correction."""
    table, unit = Table(watched.store), UnitName(node="p", kind=ParagraphRecord, key=f"{DOCUMENT}#1")
    watched.watch.take()

    await table.write(ADA, unit, "Recuerda", basis=await table.basis(unit))
    await table.write(ADA, unit, "Otro", 0)
    await table.step(ADA, unit, 1, Transition.PUBLISH)
    (suggestion,) = await table.suggestions(unit)
    await table.step(ADA, unit, 2, Transition.ACCEPT_SUGGESTION, suggestion=suggestion.key)
    await table.step(ADA, unit, 2, Transition.WITHDRAW)
    await table.restore(ADA, unit, 1, 3)
    await tasks(watched.store, [Tasks(language=ES, first=50)])
    (cited,) = await watched.store.ranges(CitationRecord, [Range(DOCUMENT, 1, 1)])
    asked = Correcting(
        request=Request(principal=ADA, key="k", asked=""),
        node="c",
        citation=cited[0].key,
        expected=1,
        reason="so it is",
        instrument="t9",
    )
    assert (await correct(watched.store, asked)).seq

    sent = watched.watch.take()
    assert {"insert suggestions", "insert idempotency", "update paragraphs", "update documents"} <= set(sent)


@pytest.mark.parametrize(
    "query",
    [
        {"position": {"$gt": 1}},
        {"$or": [{"a": 1}, {"b": 2}]},
        {},
        {"_id": {"$in": [str(n) for n in range(51)]}},
        {"text": {"$regex": "x"}},
        {"text": {"$ne": None}},
        {"text": {"$exists": False}},
    ],
    ids=str,
)
def test_the_watch_rejects_other_shapes(query: dict[str, Any]) -> None:
    with pytest.raises(AssertionError):
        assert_shape("find", {"filter": query})


async def test_a_key_is_one_question_and_one_write(watched: Watched) -> None:
    """Looking one up is on every request's path."""
    keyring, take = watched.store.keyring, watched.watch.take
    at = datetime(2026, 11, 25, tzinfo=UTC)
    take()

    await keyring.add(Credential(key="0" * 64, id="id1", name="partner", grants=(), created_at=at))
    assert ["update counters", "find api_keys", "insert api_keys"] == take()
    await keyring.by_digest("0" * 64)
    assert ["find api_keys"] == take()
    await keyring.touch("0" * 64, at)
    assert ["update api_keys"] == take()
    await keyring.revoke("id1", at)
    assert ["find api_keys", "update api_keys"] == take()
