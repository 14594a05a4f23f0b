"""A document in several languages: one set of units, whatever order its texts come in."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from i18n.citing.symbols import Symbol
from i18n.languages import EN, Tag
from seed.loading.load import write_document, write_translations
from seed.loading.outcomes import Outcome, Result
from seed.loading.preparing import tables
from seed.loading.source import source_of
from seed.loading.translations import TranslationFile
from seed.tree import Metadata, ParsedDocument, ParsedFootnote, ParsedParagraph
from store.mongo.store import MongoStore
from store.ports import PutVariant, Range
from store.records import (
    NEVER,
    DocumentRecord,
    Entity,
    FootnoteRecord,
    InstrumentRecord,
    ParagraphKind,
    ParagraphRecord,
    Provenance,
    SourceRank,
    Unit,
    Variant,
)
from store.texts import digest
from tests.support.stores import mongomock_store

FR, RU = Tag("fr"), Tag("ru")
KEY = "A/RES/99/1"
FILE = Path("a.xml")
XML, TEXT = SourceRank.OFFICIAL_XML, SourceRank.OFFICIAL_TEXT

WORDS = {
    EN: ("Rights", "Recalling resolution 72/179,[^1]", "Noting document A/74/191 of 2019,", "Welcomes it;"),
    FR: ("Droits", "Rappelant la résolution 72/179[^1],", "Prenant note de A/74/191 de 2019,", "S’en félicite ;"),
    RU: ("Права", "ссылаясь на резолюцию 72/179[^1],", "отмечая документ A/74/191 2019 года,", "приветствует;"),
}
NOTES = {EN: "See resolution 217 A (III).", FR: "Voir résolution 217 A (III).", RU: "См. резолюцию 217 A (III)."}


def tree(language: Tag, words: tuple[str, ...] | None = None) -> ParsedDocument:
    title, *recitals, last = words or WORDS[language]
    return ParsedDocument(
        metadata=Metadata(symbol=Symbol.parse(KEY), title=title, session="99"),
        language=language,
        paragraphs=(
            *(
                ParsedParagraph(label=f"PP{at}", label_is_printed=False, kind=ParagraphKind.PREAMBULAR, text=text)
                for at, text in enumerate(recitals, 1)
            ),
            ParsedParagraph(label="1", kind=ParagraphKind.OPERATIVE, text=last),
        ),
        footnotes=(ParsedFootnote(marker="1", text=NOTES[language]),),
    )


ENGLISH, FRENCH, RUSSIAN = (tree(tag) for tag in (EN, FR, RU))


async def write(store: MongoStore, *trees: ParsedDocument, rank: SourceRank = XML) -> Outcome:
    read = tables()
    return await write_document(store, FILE, [source_of(each, read.authority, rank) for each in trees], read, "import")


async def paragraphs(store: MongoStore) -> list[ParagraphRecord]:
    (found,) = await store.ranges(ParagraphRecord, [Range(KEY, 1, 100)])
    return found


async def document(store: MongoStore) -> DocumentRecord:
    (found,) = await store.get(DocumentRecord, [KEY])
    assert found is not None
    return found


def timeless(record: Entity) -> Entity:
    """A record without what depends on how often it was written."""
    bare = replace(record, revision=0, updated_at=NEVER)
    if isinstance(bare, Unit):
        texts = {tag: replace(text, revision=0, updated_at=NEVER) for tag, text in sorted(bare.variants.items())}
        bare = replace(bare, variants=texts)
    return bare


async def everything(store: MongoStore) -> list[Entity]:
    (notes,) = await store.ranges(FootnoteRecord, [Range(KEY, 1, 100)])
    return [timeless(each) for each in (*await paragraphs(store), *notes, await document(store))]


async def test_a_paragraph_has_a_text_in_each_language() -> None:
    store = await mongomock_store()

    outcome = await write(store, FRENCH, ENGLISH, RUSSIAN)

    assert (Result.LOADED, 3) == (outcome.result, outcome.files)
    assert [WORDS[EN][1], WORDS[FR][1], WORDS[RU][1]] == [
        (await paragraphs(store))[0].variants[tag].text for tag in (EN, FR, RU)
    ]
    held = await document(store)
    assert (EN, "Droits") == (held.original_language, held.variants[FR].text)
    assert {EN: (5, 5), FR: (5, 5), RU: (5, 5)} == {
        each.language: (each.total, each.published) for each in held.coverage
    }
    assert () == held.findings


@pytest.mark.parametrize("order", list(permutations((ENGLISH, FRENCH, RUSSIAN))), ids=str)
async def test_the_order_of_loading_makes_no_difference(order: tuple[ParsedDocument, ...]) -> None:
    together, apart = await mongomock_store(), await mongomock_store()
    await write(together, ENGLISH, FRENCH, RUSSIAN)

    for each in order:
        await write(apart, each)

    assert await everything(together) == await everything(apart)


async def test_a_disagreement_is_found_in_whatever_order_its_languages_come() -> None:
    shorter = tree(FR, (WORDS[FR][0], *WORDS[FR][2:]))
    together, apart = await mongomock_store(), await mongomock_store()
    await write(together, ENGLISH, shorter, RUSSIAN)

    for each in (shorter, RUSSIAN, ENGLISH):
        await write(apart, each)

    for store in (together, apart):
        assert [("PARAGRAPH_NOT_IN_LANGUAGE", {"label": "PP1", "languages": "fr"})] == [
            (each.code, each.params) for each in (await document(store)).findings
        ]
    assert [each.label for each in await paragraphs(together)] == [each.label for each in await paragraphs(apart)]
    assert [sorted(each.variants) for each in await paragraphs(together)] == [
        sorted(each.variants) for each in await paragraphs(apart)
    ]


async def test_the_same_languages_again_write_nothing() -> None:
    store = await mongomock_store()
    await write(store, ENGLISH, FRENCH)
    head = await store.head()

    for trees in ((ENGLISH, FRENCH), (FRENCH,), (ENGLISH,)):
        assert Result.UNCHANGED == (await write(store, *trees)).result
    assert head == await store.head()


async def test_a_newer_text_makes_new_revisions_of_what_changed_and_nothing_else() -> None:
    store = await mongomock_store()
    await write(store, ENGLISH, FRENCH)
    head = await store.head()

    await write(store, tree(FR, (*WORDS[FR][:3], "S’en félicite vivement ;")))

    (change,) = await store.changes(head, 10)
    assert (f"{KEY}#1", (FR,)) == (change.key, change.languages)


async def test_a_text_that_a_newer_file_no_longer_has_is_gone_in_its_language_only() -> None:
    store = await mongomock_store()
    await write(store, ENGLISH, FRENCH)

    await write(store, tree(FR, (WORDS[FR][0], WORDS[FR][1], WORDS[FR][3])))

    assert [[EN, FR], [EN], [EN, FR]] == [sorted(each.variants) for each in await paragraphs(store)]
    history = await store.history(ParagraphRecord, f"{KEY}#PP2")
    assert [(EN, WORDS[EN][2]), (FR, WORDS[FR][2])] == [(each.variant.language, each.variant.text) for each in history]


async def translated(store: MongoStore) -> None:
    units = {"title": "Les droits", "PP1": "Se souvenant de 72/179[^1],", "PP2": "Sachant A/74/191 de 2019,"}
    file = TranslationFile(
        document=Symbol.parse(KEY),
        language=FR,
        basis=EN,
        provenance=Provenance.UNOFFICIAL,
        author="translator",
        note=None,
        units=units,
    )
    await write_translations(store, FILE, file, "import")


async def test_official_texts_replace_unofficial_ones_and_these_stay_in_the_history() -> None:
    store = await mongomock_store()
    await write(store, ENGLISH, rank=TEXT)
    await translated(store)

    await write(store, ENGLISH, FRENCH)

    first = (await paragraphs(store))[0]
    assert (WORDS[FR][1], XML, Provenance.OFFICIAL) == (
        first.variants[FR].text,
        first.variants[FR].rank,
        first.variants[FR].provenance,
    )
    history = await store.history(ParagraphRecord, first.key)
    assert ["Se souvenant de 72/179[^1],", WORDS[FR][1]] == [
        each.variant.text for each in history if each.variant.language == FR
    ]


async def test_a_lower_source_that_comes_later_changes_nothing() -> None:
    """Text after mark-up, and the unofficial French after the official."""
    store = await mongomock_store()
    await write(store, ENGLISH, FRENCH)
    head = await store.head()

    await write(store, tree(EN, ("Title", "Recalling 72/179,[^1]", "Noting A/74/191 of 2019,", "Welcomes")), rank=TEXT)
    await translated(store)

    assert head == await store.head()


async def test_a_recital_put_in_front_leaves_translations_and_corrections_on_their_texts() -> None:
    store = await mongomock_store()
    await write(store, ENGLISH, rank=TEXT)
    await translated(store)
    corrected = Variant(
        language=RU, text="отмечая A/74/191", digest=digest("отмечая A/74/191"), rank=SourceRank.EDITOR, author="anna"
    )
    await store.commit([PutVariant(ParagraphRecord, f"{KEY}#PP2", corrected, 0)], by="anna")

    await write(
        store, tree(EN, (*WORDS[EN][:2], "Recalling also its decision 5/12 of 3 May 1999,", *WORDS[EN][2:])), rank=XML
    )

    by_text = {each.variants[EN].text: each for each in await paragraphs(store)}
    moved = by_text[WORDS[EN][2]]
    assert (f"{KEY}#PP2", "PP3") == (moved.key, moved.label)
    assert ("Sachant A/74/191 de 2019,", "отмечая A/74/191") == (moved.variants[FR].text, moved.variants[RU].text)


async def test_an_instrument_that_was_cited_first_has_its_text_once_it_comes() -> None:
    store = await mongomock_store()
    citing = replace(
        ENGLISH,
        metadata=replace(ENGLISH.metadata, symbol=Symbol.parse("A/RES/99/2")),
        paragraphs=(
            recital("Recalling its resolution 99/1,"),
            *ENGLISH.paragraphs[1:],
        ),
    )
    await write(store, citing)
    (before,) = await store.get(InstrumentRecord, [KEY])

    await write(store, ENGLISH, FRENCH)

    (after,) = await store.get(InstrumentRecord, [KEY])
    assert before is not None
    assert after is not None
    assert {} == dict(before.variants)
    assert ("Rights", "Droits") == (after.variants[EN].text, after.variants[FR].text)


def recital(text: str) -> ParsedParagraph:
    return ParsedParagraph(label="PP1", label_is_printed=False, kind=ParagraphKind.PREAMBULAR, text=text)


async def test_a_correction_stays_until_the_text_that_it_corrects_changes() -> None:
    store = await mongomock_store()
    await write(store, ENGLISH, FRENCH)
    mended = "S’en réjouit ;"
    correction = Variant(language=FR, text=mended, digest=digest(mended), rank=SourceRank.EDITOR, author="anne")
    await store.commit([PutVariant(ParagraphRecord, f"{KEY}#1", correction, 1)], by="anne")

    await write(store, ENGLISH, FRENCH)
    await write(store, tree(FR, (*WORDS[FR][:2], "Prenant acte de A/74/191 de 2019,", WORDS[FR][3])))

    assert [WORDS[FR][1], "Prenant acte de A/74/191 de 2019,", mended] == [
        each.variants[FR].text for each in await paragraphs(store)
    ]

    await write(store, tree(FR, (*WORDS[FR][:3], "S’en félicite vivement ;")))

    assert "S’en félicite vivement ;" == (await paragraphs(store))[2].variants[FR].text
    texts = [each.variant.text for each in await store.history(ParagraphRecord, f"{KEY}#1")]
    assert mended in texts
