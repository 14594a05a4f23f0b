"""Keeping the index of a store, on every engine: from commits, from the feed, by several processes at once."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from i18n.citing.symbols import Symbol
from i18n.languages import EN
from i18n.words import sought
from store.mongo.store import MongoStore
from store.ports import Put, PutVariant
from store.records import DocumentRecord, FootnoteRecord, InstrumentRecord, ParagraphRecord, SectionRecord
from store.search.committing import IndexingStore
from store.search.indexing import Indexer
from store.search.manifest import Manifest
from store.search.passages import UnitKind, owner_of_document
from store.search.query import Query, Search, Term
from tests.store.builders import FR, document, instrument, paragraph, variant
from tests.support.searching import passages

DOCUMENT = "A/RES/74/148"


async def found(store: MongoStore, words: str, **fields: object) -> list[str]:
    query = Query(tuple((Term(sought(word)),) for word in words.split()))
    hits = await store.search(Search(query=query, first=50, **fields))  # type: ignore[arg-type]
    return [hit.key for hit in hits.hits]


def footnote(position: int, text: str) -> FootnoteRecord:
    return FootnoteRecord(
        key=f"{DOCUMENT}#fn{position}",
        document=DOCUMENT,
        position=position,
        marker=str(position),
        marker_key=str(position),
        variants={EN: variant(text)},
    )


async def test_titles_headings_paragraphs_notes_and_instruments_are_found(store: MongoStore) -> None:
    indexing = IndexingStore(store)
    heading = SectionRecord(
        key=f"{DOCUMENT}#sec.I", document=DOCUMENT, position=1, variants={EN: variant("A migrant heading")}
    )
    records = [
        document(variants={EN: variant("Migrant title"), FR: variant("Titre", FR)}),
        heading,
        paragraph(1, "A migrant *paragraph*[^1]"),
        footnote(1, "A migrant note"),
        instrument("treaty:ICRMW", variants={EN: variant("A migrant treaty")}),
        instrument("A/RES/1/1", symbol=Symbol("A/RES/1/1")),
    ]
    await indexing.commit([Put(None, record) for record in records], by="import")
    assert [] == await found(store, "migrant")

    await indexing.finish()

    keys = [DOCUMENT, "treaty:ICRMW", heading.key, f"{DOCUMENT}#1", f"{DOCUMENT}#fn1"]
    assert keys == await found(store, "migrant")
    assert [f"{DOCUMENT}#1"] == await found(store, "migrant", kinds=frozenset({UnitKind.PARAGRAPH}))
    assert keys[2:] == [
        key for key in await found(store, "migrant", within=owner_of_document(DOCUMENT)) if key != DOCUMENT
    ]
    assert [DOCUMENT] == await found(store, "titre", languages=(FR,))
    assert [[DOCUMENT], ["A/RES/1/1"], ["treaty:ICRMW"]] == [
        await found(store, words) for words in ("74/148", "A/RES/1/1", "icrmw")
    ]
    assert [] == await Indexer(store).differences()


async def test_an_editors_text_replaces_what_was_found_before(store: MongoStore) -> None:
    await store.commit([Put(None, document()), Put(None, paragraph(1, "before"))], by="import")
    await Indexer(store).catch_up()

    await store.commit([PutVariant(ParagraphRecord, f"{DOCUMENT}#1", variant("after"), 1)], by="editor")
    await store.commit([PutVariant(ParagraphRecord, f"{DOCUMENT}#1", variant("après", FR), 0)], by="editor")
    assert [f"{DOCUMENT}#1"] == await found(store, "before")
    assert 1 == await Indexer(store).catch_up()

    assert [] == await found(store, "before")
    assert [f"{DOCUMENT}#1"] == await found(store, "after") == await found(store, "apres")
    assert 0 == await Indexer(store).catch_up()


async def test_what_is_deleted_is_not_found(store: MongoStore) -> None:
    await store.commit(
        [Put(None, document()), Put(None, paragraph(1, "word")), Put(None, instrument("x:word"))], by="i"
    )
    await Indexer(store).catch_up()
    (held,) = await store.get(DocumentRecord, [DOCUMENT])
    (inside,) = await store.get(ParagraphRecord, [f"{DOCUMENT}#1"])
    (cited,) = await store.get(InstrumentRecord, ["x:word"])
    assert held is not None
    assert inside is not None
    assert cited is not None

    await store.commit([Put(each, replace(each, deleted=True)) for each in (held, inside, cited)], by="editor")
    await Indexer(store).catch_up()

    assert [] == await found(store, "word")
    assert [] == await Indexer(store).differences()


async def test_a_process_that_stopped_between_commit_and_indexing_loses_nothing(store: MongoStore) -> None:
    stopped = IndexingStore(store)
    await stopped.commit([Put(None, document()), Put(None, paragraph(1, "lost"))], by="import")

    assert 1 == await Indexer(store).catch_up()

    assert [f"{DOCUMENT}#1"] == await found(store, "lost")
    # And if it was only slow, it changes nothing any more.
    await stopped.finish()
    assert [f"{DOCUMENT}#1"] == await found(store, "lost")
    assert (await store.segments.manifest()).seq == await store.head()


async def test_a_process_that_stopped_while_it_wrote_a_segment_leaves_nothing_that_is_asked_for(
    store: MongoStore,
) -> None:
    await store.commit([Put(None, document()), Put(None, paragraph(1, "word"))], by="import")
    await store.segments.begin("half")
    await store.segments.write("half", [("u0", b"x"), ("n0", b"y")])

    await Indexer(store).catch_up()
    assert [f"{DOCUMENT}#1"] == await found(store, "word")
    await store.segments.remove("half", None)

    assert {} == await store.segments.parts(["half/u0", "half/n0"])


async def test_several_indexers_at_once_leave_one_whole_index(store: MongoStore) -> None:
    """Two loads and one that follows the feed, all of different documents and of one that all write."""
    await store.commit([Put(None, document()), Put(None, paragraph(1, "shared 0"))], by="import")

    async def load(name: str) -> None:
        indexing = IndexingStore(store)
        indexing.indexer.words = 5
        for number in range(6):
            symbol = f"A/{name}/{number}"
            records = [document(symbol), paragraph(1, f"own {name} number", of=symbol)]
            await indexing.commit([Put(None, record) for record in records], by=name)
            if number % 3 == 2:
                (held,) = await store.get(ParagraphRecord, [f"{DOCUMENT}#1"])
                assert held is not None
                text = held.variants[EN]
                await indexing.commit(
                    [
                        PutVariant(
                            ParagraphRecord, held.key, replace(text, text=f"shared {name} {number}"), text.revision
                        )
                    ],
                    by=name,
                )
        await indexing.finish()

    await load("first")
    await asyncio.gather(load("one"), Indexer(store).catch_up(), Indexer(store).catch_up())
    await Indexer(store).finish()

    assert 12 == len(await found(store, "own"))
    assert [f"{DOCUMENT}#1"] == await found(store, "shared") == await found(store, "shared one 5")
    assert [] == await Indexer(store).differences()
    assert (await store.segments.manifest()).seq == await store.head()


async def test_an_index_is_made_anew_and_forgets_what_is_gone(store: MongoStore) -> None:
    await store.commit([Put(None, document()), Put(None, paragraph(1, "word"))], by="import")
    await Indexer(store).catch_up()
    manifest = await store.segments.manifest()
    # Damage: a ghost of a document that nobody has, and a paragraph that was never indexed.
    ghost = IndexingStore(store)
    await ghost.indexer._take(passages("document:A/9", {EN: "ghost"}), 1)
    await ghost.indexer._publish(manifest.seq)
    assert ["document:A/9"] == await Indexer(store).differences()

    assert 1 == await Indexer(store).rebuild()

    assert [] == await found(store, "ghost")
    assert [f"{DOCUMENT}#1"] == await found(store, "word")
    assert [] == await Indexer(store).differences()


async def test_an_index_of_another_form_is_given_up_and_made_anew(store: MongoStore) -> None:
    await store.commit([Put(None, document()), Put(None, paragraph(1, "word"))], by="import")
    await Indexer(store).catch_up()
    manifest = await store.segments.manifest()
    other = Manifest(revision=manifest.revision + 1, format=0, seq=manifest.seq, live=manifest.live)
    assert await store.segments.publish(manifest, other)
    assert not await store.segments.publish(manifest, other)
    assert [] == await found(store, "word")

    assert 1 == await Indexer(store).catch_up()

    assert [f"{DOCUMENT}#1"] == await found(store, "word")


async def test_words_of_any_length_and_kind_are_indexed(store: MongoStore) -> None:
    hostile = ["x" * 70_000, "\x00 \n \u2028", "a\tb", "𝔘𝔫𝔦", "e\u0301" * 3000, "/".join("abc" * 50)]
    records = [document(), *(paragraph(number, text) for number, text in enumerate(hostile, 1))]
    indexing = IndexingStore(store)

    await indexing.commit([Put(None, record) for record in records], by="import")
    await indexing.finish()

    assert [f"{DOCUMENT}#1"] == await found(store, "x" * 70_000)
    assert [f"{DOCUMENT}#4"] == await found(store, "uni")
    assert [] == await Indexer(store).differences()
