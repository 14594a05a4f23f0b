"""Loading a document: whole, once, and with the difference only."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from i18n.citing.symbols import Symbol
from i18n.languages import EN, Tag
from seed.authority.instruments import load_instruments
from seed.authority.reporters import ReporterNames
from seed.linking import Authority
from seed.loading.load import write_document, write_translations
from seed.loading.outcomes import Outcome, Result
from seed.loading.preparing import Tables
from seed.loading.source import NoSymbol, source_of
from seed.loading.translations import TranslationFile
from seed.tree import Metadata, ParsedDocument, ParsedFootnote, ParsedParagraph, ParsedSection
from store.mongo.store import MongoStore
from store.ports import Range
from store.records import (
    CitationRecord,
    DocumentKind,
    DocumentRecord,
    FootnoteRecord,
    InstrumentRecord,
    ParagraphKind,
    ParagraphRecord,
    Provenance,
    SectionRecord,
    SourceRank,
    SubmissionRecord,
)
from tests.support.stores import mongomock_store

FR = Tag("fr")
KEY = "A/RES/99/1"
FILE = Path("a.txt")
TABLES = Tables(Authority(load_instruments()), ReporterNames())

RESOLUTION = ParsedDocument(
    metadata=Metadata(
        symbol=Symbol.parse(KEY), kind=DocumentKind.RESOLUTION, body="UN-GA", title="Rights of everyone", session="99"
    ),
    paragraphs=(
        ParsedParagraph(
            label="PP1",
            label_is_printed=False,
            kind=ParagraphKind.PREAMBULAR,
            text="Recalling the Convention on the Rights of the Child,[^1] and resolution 74/148,",
        ),
        ParsedParagraph(label="1", kind=ParagraphKind.OPERATIVE, text="Decides to go on with the matter at hand;"),
        ParsedParagraph(
            label="2",
            kind=ParagraphKind.OPERATIVE,
            text="Requests the Secretary-General to submit a report entitled “Rights of everyone”, and:",
        ),
        ParsedParagraph(label="2(a)", kind=ParagraphKind.OPERATIVE, text="To keep it short;", parent=2),
    ),
    footnotes=(ParsedFootnote(marker="1", text="United Nations, *Treaty Series*, vol. 1577, No. 27531."),),
)

REPORT = ParsedDocument(
    metadata=Metadata(
        symbol=Symbol.parse("A/HRC/99/3"), kind=DocumentKind.REPORT, body="UN-HRC", title="Rights of everyone"
    ),
    sections=(
        ParsedSection(number="I", heading="Introduction", level=1),
        ParsedSection(number="II", heading="Information received from States", level=1),
        ParsedSection(number="A", heading="Albania", level=2, parent=1),
        ParsedSection(number="B", heading="European Union", level=2, parent=1),
    ),
    paragraphs=(
        ParsedParagraph(
            label="1",
            kind=ParagraphKind.NARRATIVE,
            text="The present report is submitted pursuant to General Assembly resolution 99/1 on rights.",
            section=0,
        ),
        ParsedParagraph(
            label="2",
            kind=ParagraphKind.NARRATIVE,
            text="The Government applied the Convention on the Rights of the Child.",
            section=2,
        ),
        ParsedParagraph(label="3", kind=ParagraphKind.NARRATIVE, text="It went on with it.", section=2),
        ParsedParagraph(label="4", kind=ParagraphKind.NARRATIVE, text="The European Union agreed.", section=3),
    ),
)


@pytest.fixture
async def store() -> MongoStore:
    return await mongomock_store()


async def write(store: MongoStore, parsed: ParsedDocument, rank: SourceRank = SourceRank.OFFICIAL_TEXT) -> Outcome:
    return await write_document(store, FILE, [source_of(parsed, TABLES.authority, rank)], TABLES, "import")


async def paragraphs(store: MongoStore, key: str = KEY) -> dict[str, ParagraphRecord]:
    (found,) = await store.ranges(ParagraphRecord, [Range(key, 1, 100)])
    return {paragraph.key: paragraph for paragraph in found}


async def document(store: MongoStore, key: str = KEY) -> DocumentRecord:
    (found,) = await store.get(DocumentRecord, [key])
    assert found is not None
    return found


async def test_a_document_is_stored_with_everything_in_it(store: MongoStore) -> None:
    outcome = await write(store, RESOLUTION)

    held = await document(store)
    (notes,) = await store.ranges(FootnoteRecord, [Range(KEY, 1, 10)])
    (cited,) = await store.ranges(CitationRecord, [Range(KEY, 1, 10)])
    assert (Result.LOADED, KEY) == (outcome.result, outcome.document)
    assert [f"{KEY}#PP1", f"{KEY}#1", f"{KEY}#2", f"{KEY}#2(a)"] == list(await paragraphs(store))
    assert (4, 1, 3) == (held.counts.paragraphs, held.counts.footnotes, held.counts.citations)
    assert [(1,)] == [note.called_in for note in notes]
    assert ["treaty:CRC", "treaty:CRC", "A/RES/74/148"] == [citation.instrument for citation in cited]
    assert {"treaty:CRC"} == {key for citation in cited for key in citation.targets if key.startswith("treaty:")}


async def test_citations_of_a_paragraph_stand_in_the_order_of_its_text(store: MongoStore) -> None:
    await write(store, RESOLUTION)

    (cited,) = await store.ranges(CitationRecord, [Range(KEY, 1, 10)])
    first = (await paragraphs(store))[f"{KEY}#PP1"]
    words = {citation.position: citation.words[EN] for citation in cited}
    assert [
        "Convention on the Rights of the Child",
        "United Nations, Treaty Series, vol. 1577, No. 27531",
        "resolution 74/148",
    ] == [words[position] for position in first.citations]


async def test_the_same_document_again_writes_nothing(store: MongoStore) -> None:
    await write(store, RESOLUTION)
    head = await store.head()

    outcome = await write(store, RESOLUTION)

    assert (Result.UNCHANGED, head) == (outcome.result, await store.head())


def reworded(text: str) -> ParsedDocument:
    own = list(RESOLUTION.paragraphs)
    own[1] = replace(own[1], text=text)
    return replace(RESOLUTION, paragraphs=tuple(own))


async def test_a_changed_document_writes_what_changed(store: MongoStore) -> None:
    await write(store, RESOLUTION)
    head = await store.head()

    outcome = await write(store, reworded("Decides to go on with the matter at another hand;"))

    (change,) = await store.changes(head, 10)
    assert (0, 1, 0) == (outcome.added, outcome.changed, outcome.removed)
    assert f"{KEY}#1" == change.key
    assert 2 == (await paragraphs(store))[f"{KEY}#1"].variants[EN].revision


def inserted() -> ParsedDocument:
    """A new paragraph 1; every number moves by one."""
    new = ParsedParagraph(label="1", kind=ParagraphKind.OPERATIVE, text="Welcomes something that was not there;")
    first, *rest = RESOLUTION.paragraphs
    moved = [replace(rest[0], label="2"), replace(rest[1], label="3"), replace(rest[2], label="3(a)", parent=3)]
    return replace(RESOLUTION, paragraphs=(first, new, *moved))


async def test_a_unit_keeps_its_key_when_its_number_moves(store: MongoStore) -> None:
    await write(store, RESOLUTION)
    before = {paragraph.variants[EN].text: key for key, paragraph in (await paragraphs(store)).items()}

    await write(store, inserted())

    after = {paragraph.variants[EN].text: (key, paragraph) for key, paragraph in (await paragraphs(store)).items()}
    assert before == {text: after[text][0] for text in before}
    assert ["PP1", "1", "2", "3", "3(a)"] == [paragraph.label for _, paragraph in after.values()]


async def test_what_is_gone_is_a_tombstone_that_comes_back_with_its_translations(store: MongoStore) -> None:
    await write(store, RESOLUTION)
    await translate(store, {"2(a)": "Être bref ;"})
    gone = f"{KEY}#2(a)"

    without = replace(RESOLUTION, paragraphs=RESOLUTION.paragraphs[:3])
    outcome = await write(store, without)

    assert 1 == outcome.removed
    assert gone not in await paragraphs(store)
    (grave,) = await store.buried(ParagraphRecord, [gone])
    assert grave is not None
    assert "Être bref ;" == grave.variants[FR].text

    await write(store, RESOLUTION)

    back = (await paragraphs(store))[gone]
    assert "Être bref ;" == back.variants[FR].text
    assert back.revision > grave.revision


async def test_a_lower_source_leaves_the_published_texts(store: MongoStore) -> None:
    await write(store, RESOLUTION)

    await write(store, reworded("What a machine made of it"), SourceRank.MACHINE)

    assert "Decides to go on with the matter at hand;" == (await paragraphs(store))[f"{KEY}#1"].variants[EN].text


async def translate(store: MongoStore, units: dict[str, str]) -> Outcome:
    file = TranslationFile(
        document=Symbol.parse(KEY),
        language=FR,
        basis=EN,
        provenance=Provenance.UNOFFICIAL,
        author="translator",
        note=None,
        units=units,
    )
    return await write_translations(store, FILE, file, "import")


async def test_translations_are_variants_with_their_basis(store: MongoStore) -> None:
    await write(store, RESOLUTION)

    outcome = await translate(store, {"title": "Droits de tous", "PP1": "Rappelant la Convention[^1],", "9": "Rien"})

    french = (await paragraphs(store))[f"{KEY}#PP1"].variants[FR]
    english = (await paragraphs(store))[f"{KEY}#PP1"].variants[EN]
    coverage = {each.language: each for each in (await document(store)).coverage}
    assert (Result.LOADED, 2) == (outcome.result, outcome.added)
    assert ["9"] == [diagnostic.params["unit"] for diagnostic in outcome.diagnostics]
    assert "Droits de tous" == (await document(store)).variants[FR].text
    assert french.basis is not None
    assert english.digest == french.basis.digest
    assert (6, 2, 4, 0) == (coverage[FR].total, coverage[FR].published, coverage[FR].missing, coverage[FR].stale)


async def test_the_same_translations_again_write_nothing(store: MongoStore) -> None:
    await write(store, RESOLUTION)
    await translate(store, {"title": "Droits de tous", "1": "Décide de poursuivre ;"})
    head = await store.head()

    outcome = await translate(store, {"title": "Droits de tous", "1": "Décide de poursuivre ;"})

    assert (Result.UNCHANGED, head) == (outcome.result, await store.head())


async def test_a_translation_is_stale_once_its_source_changed_and_a_revert_heals_it(store: MongoStore) -> None:
    await write(store, RESOLUTION)
    await translate(store, {"1": "Décide de poursuivre ;"})

    async def stale() -> int:
        return next(each.stale for each in (await document(store)).coverage if each.language == FR)

    assert 0 == await stale()
    await write(store, reworded("Decides to go on with the matter at another hand;"))
    assert 1 == await stale()
    await write(store, RESOLUTION)
    assert 0 == await stale()


async def test_translations_of_a_document_that_is_not_there_are_refused(store: MongoStore) -> None:
    outcome = await translate(store, {"1": "Décide"})

    assert (Result.REFUSED, "TRANSLATION_OF_NOTHING") == (outcome.result, outcome.code)


async def test_a_report_says_what_it_answers_and_who_reported(store: MongoStore) -> None:
    await write(store, REPORT)

    held = await document(store, "A/HRC/99/3")
    (submissions,) = await store.ranges(SubmissionRecord, [Range("A/HRC/99/3", 1, 10)])
    (sections,) = await store.ranges(SectionRecord, [Range("A/HRC/99/3", 1, 10)])
    assert [KEY] == [answer.document for answer in held.answers]
    assert [("ALB", True, 2, 3), ("EU", False, 4, 4)] == [
        (each.reporter, each.reporter_is_state, each.first, each.last) for each in submissions
    ]
    assert {(KEY,)} == {each.responds_to for each in submissions}
    assert [("group:CORE-HUMAN-RIGHTS-TREATIES", (2,)), ("treaty:CRC", (2,))] == [
        (each.instrument, each.paragraphs) for each in submissions[0].evidence
    ], "of the instrument, and of the group that it is a part of"
    assert ["A/HRC/99/3#sec.I", "A/HRC/99/3#sec.II", "A/HRC/99/3#sec.II.A", "A/HRC/99/3#sec.II.B"] == [
        section.key for section in sections
    ]


async def test_a_resolution_names_its_mandate(store: MongoStore) -> None:
    await write(store, RESOLUTION)

    (mandate,) = (await document(store)).mandates
    assert (f"{KEY}#2", "Secretary-General", "Rights of everyone") == (
        mandate.paragraph,
        mandate.addressee,
        mandate.title,
    )


async def test_the_document_is_an_instrument_too(store: MongoStore) -> None:
    await write(store, RESOLUTION)

    (instrument,) = await store.get(InstrumentRecord, [KEY])
    assert instrument is not None
    assert "Rights of everyone" == instrument.variants[EN].text


async def test_a_document_that_was_cited_before_it_came_gives_itself_a_title(store: MongoStore) -> None:
    await write(store, REPORT)
    await write(store, RESOLUTION)

    (instrument,) = await store.get(InstrumentRecord, [KEY])
    assert instrument is not None
    assert "Rights of everyone" == instrument.variants[EN].text
    again = await write(store, RESOLUTION)
    assert (0, 0, 0) == (again.added, again.changed, again.removed)


async def test_a_document_without_a_symbol_is_refused(store: MongoStore) -> None:
    with pytest.raises(NoSymbol):
        await write(store, replace(RESOLUTION, metadata=replace(RESOLUTION.metadata, symbol=None)))

    assert 0 == await store.head()


async def test_what_is_derived_agrees_after_every_step(store: MongoStore) -> None:
    for parsed in (RESOLUTION, REPORT, inserted(), RESOLUTION):
        await write(store, parsed)
        assert [] == await store.differences()
