"""What editors wrote and corrected stands when its document is loaded again."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest

from i18n.languages import EN
from resolvers.editing.correcting import Correcting, correct
from resolvers.editing.intents import Intent, Request, UnitName
from seed.loading.load import write_translations
from seed.loading.translations import TranslationFile
from seed.tree import ParsedFootnote, ParsedParagraph
from store.mongo.store import MongoStore
from store.ports import Range
from store.records import CitationRecord, ParagraphKind, ParagraphRecord, Provenance, SubmissionRecord, VariantStatus
from tests.seed.loading.test_documents import FILE, FR, KEY, REPORT, RESOLUTION, document, write
from tests.support.desks import ADA, Table
from tests.support.stores import mongomock_store

_keys = count(1)

IBID = replace(
    RESOLUTION,
    paragraphs=(
        *RESOLUTION.paragraphs,
        ParsedParagraph(label="3", kind=ParagraphKind.OPERATIVE, text="Recalls it again.[^2]"),
    ),
    footnotes=(*RESOLUTION.footnotes, ParsedFootnote(marker="2", text="Ibid., art. 5.")),
)
"""The resolution, with a note that repeats the first."""

NEXT = replace(
    IBID,
    paragraphs=(
        *IBID.paragraphs[:1],
        replace(IBID.paragraphs[1], text="Decides to go on with the matter at another hand;"),
        *IBID.paragraphs[2:],
    ),
)
"""The same with another word somewhere."""


@pytest.fixture
async def store() -> MongoStore:
    return await mongomock_store()


async def citations(store: MongoStore, key: str = KEY) -> dict[str, CitationRecord]:
    """By words."""
    (found,) = await store.ranges(CitationRecord, [Range(key, 1, 100)])
    return {citation.words[EN]: citation for citation in found}


async def corrected(
    store: MongoStore, citation: CitationRecord, instrument: str | None, *, is_automatic: bool = False
) -> None:
    request = Request(principal=ADA, key=f"key-{next(_keys)}", asked="")
    asked = Correcting(
        request=request,
        node="",
        citation=citation.key,
        expected=citation.revision,
        reason="so it is",
        instrument=instrument,
        is_automatic=is_automatic,
    )
    done = await correct(store, asked)
    assert done.seq, done.outcomes


async def test_a_corrected_citation_and_what_repeats_it_stand(store: MongoStore) -> None:
    await write(store, IBID)
    found = await citations(store)
    first, ibid = "United Nations, Treaty Series, vol. 1577, No. 27531", "Ibid., art. 5"
    assert ["treaty:CRC"] * 2 == [found[words].instrument for words in (first, ibid)]
    await write(store, REPORT)
    await corrected(store, found[first], "A/HRC/99/3")

    await write(store, NEXT)

    again = await citations(store)
    assert ["A/HRC/99/3"] * 2 == [again[words].instrument for words in (first, ibid)]
    assert [True, False] == [again[words].is_corrected for words in (first, ibid)]
    assert ["so it is"] == [each.reason for each in again[first].corrections]
    assert [] == await store.differences()

    await corrected(store, again[first], None, is_automatic=True)
    assert ["treaty:CRC"] * 2 == [each.instrument for each in (await citations(store)).values() if each.footnote]


async def test_what_a_submission_is_evidence_of_stands(store: MongoStore) -> None:
    await write(store, RESOLUTION)
    await write(store, REPORT)
    found = (await citations(store, "A/HRC/99/3"))["Convention on the Rights of the Child"]
    await corrected(store, found, KEY)

    await write(store, replace(REPORT, paragraphs=(*REPORT.paragraphs[:3], replace(REPORT.paragraphs[3], text="It."))))

    (submissions,) = await store.ranges(SubmissionRecord, [Range("A/HRC/99/3", 1, 10)])
    assert [KEY] == [each.instrument for each in submissions[0].evidence]


async def test_drafts_suggestions_and_published_texts_of_editors_stand(store: MongoStore) -> None:
    await write(store, RESOLUTION)
    table = Table(store)
    unit, other = (UnitName(node=key, kind=ParagraphRecord, key=key) for key in (f"{KEY}#1", f"{KEY}#PP1"))
    file = TranslationFile(
        document=(await document(store)).symbol,
        language=FR,
        basis=EN,
        provenance=Provenance.UNOFFICIAL,
        author="Ibid",
        note=None,
        units={"1": "Décide de poursuivre ;"},
    )
    await write_translations(store, FILE, file, "import")
    await table.publish(unit, "Décide de continuer ;", 1, FR)
    await table.write(ADA, other, "Rappelant", 0, FR, intent=Intent.DRAFT)
    await table.write(ADA, other, "Ayant rappelé", 1, FR, intent=Intent.SUGGEST)

    await write_translations(store, FILE, file, "import")
    await write(store, IBID)

    assert "Décide de continuer ;" == (await table.heads(unit, FR)).published.text  # type: ignore[union-attr]  # there
    assert VariantStatus.DRAFT is (await table.heads(other, FR)).working.status  # type: ignore[union-attr]  # there
    assert ["Ayant rappelé"] == [each.text for each in await table.suggestions(other, FR)]
    assert [] == await store.differences()
