"""The made-up data: the same in every run, and answered alike by every store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from graphql import build_schema as build_sdl
from graphql import parse, validate

from benchmarks.comparing.cases import QUERIES
from benchmarks.comparing.contestants import PEERS
from benchmarks.made.answers import Reference
from benchmarks.made.data import Made, Size
from benchmarks.made.records import records
from benchmarks.made.store import MemoryStore
from benchmarks.made.tables import tables
from benchmarks.serving.filling import put
from resolvers.access import PUBLIC
from schema.building import sdl
from store.derived import Parts, counts, coverage
from store.ports import Match, Reader, Store
from store.records import (
    CitationRecord,
    DocumentRecord,
    FootnoteRecord,
    InstrumentRecord,
    ParagraphRecord,
    SubmissionRecord,
)
from store.texts import plain
from tests.support.asking import Asker
from tests.support.stores import mongomock_store

SMALL = Made(Size(documents=3, paragraphs=13, instruments=8, states=12))
ASKED: dict[str, dict[str, Any]] = {
    "q1": {"symbol": "A/RES/60/2"},
    "q2": {"symbol": "A/RES/60/2", "languages": ["ar"]},
    "q3": {"symbol": "A/RES/60/3"},
    "q4": {"languages": ["zh", "en"]},
}


@pytest.fixture(scope="module")
def reference() -> Reference:
    return Reference(tables(SMALL))


async def stores() -> Sequence[Store]:
    mongomock = await mongomock_store()
    await put(mongomock, records(SMALL))
    return [await MemoryStore.holding(records(SMALL)), mongomock]


def test_the_same_seed_makes_the_same_data() -> None:
    assert list(records(SMALL)) == list(records(Made(SMALL.size)))
    assert tables(SMALL) == tables(Made(SMALL.size))


def test_another_seed_makes_other_data() -> None:
    assert tables(SMALL) != tables(Made(SMALL.size, seed=2))


def test_fewer_documents_are_the_first_of_many() -> None:
    few, many = (list(Made(Size(documents=count, paragraphs=5)).documents()) for count in (2, 4))
    assert few == many[:2]


def test_the_default_is_as_large_as_the_docs_say() -> None:
    made = Made(Size())
    (first, *_) = made.documents()
    notes = sum(len(paragraph.notes) for paragraph in first.paragraphs)
    assert (made.size.documents, len(first.paragraphs), len(first.title)) == (200, 120, 6)
    assert made.size.documents * notes == 36_000
    assert (len(made.instruments()), len(made.states())) == (300, 193)


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("schema", [sdl(), (PEERS / "schema.graphql").read_text("utf-8")], ids=["Ibid", "peers"])
def test_the_four_queries_are_valid(query: str, schema: str) -> None:
    assert validate(build_sdl(schema), parse(QUERIES[query])) == []


@pytest.mark.parametrize("query", QUERIES)
async def test_memory_and_database_answer_what_the_reference_says(query: str, reference: Reference) -> None:
    expected = reference.answer(query, ASKED[query])
    for store in await stores():
        assert await Asker.of(store, PUBLIC)(QUERIES[query], **ASKED[query]) == expected


async def test_memory_reads_what_a_database_reads() -> None:
    memory, database = await stores()
    questions = [
        Match({"document": "A/RES/60/1", "label_key": "pp1", "part": None}),
        Match({"document": "A/RES/60/1", "label_key": "77", "part": None}),
    ]
    found = [await keys_of_matching(store, questions) for store in (memory, database)]
    assert found[0] == found[1] == [["A/RES/60/1#PP1"], []]
    aliases = [Match({"aliases": "a/res/20/1"})]
    instruments = [await store.matching(InstrumentRecord, aliases) for store in (memory, database)]
    assert [[each.key for each in some] for (some,) in instruments] == [["A/RES/20/1"], ["A/RES/20/1"]]
    with pytest.raises(ValueError, match="no index on position"):
        await memory.matching(ParagraphRecord, [Match({"position": "1"})])


async def keys_of_matching(store: Reader, questions: Sequence[Match]) -> list[list[str]]:
    return [[each.key for each in some] for some in await store.matching(ParagraphRecord, questions)]


def test_what_documents_say_of_their_parts_is_so() -> None:
    made = list(records(SMALL))
    for document in (each for each in made if isinstance(each, DocumentRecord)):

        def parts(kind: type[Any], symbol: str = document.key) -> list[Any]:
            return [each for each in made if isinstance(each, kind) and each.document == symbol]

        held = Parts(
            sections=(),
            paragraphs=parts(ParagraphRecord),
            footnotes=parts(FootnoteRecord),
            citations=parts(CitationRecord),
            submissions=parts(SubmissionRecord),
        )
        assert document.counts == counts(held)
        assert document.coverage == coverage((document, *held.units()))


def test_what_peers_are_told_is_what_markdown_reads_as() -> None:
    made = [
        text
        for document in SMALL.documents()
        for paragraph in document.paragraphs
        for texts in (paragraph.texts, *(note.texts for note in paragraph.notes))
        for text in texts.values()
    ]
    assert [plain(text.markdown) for text in made] == [text.plain for text in made]
