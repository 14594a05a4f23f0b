"""The walk that Ibid is for: a level at a time, with a fixed number of questions to the store."""

from __future__ import annotations

from dataclasses import replace

import pytest

from i18n.languages import EN
from store.records import (
    CitationRecord,
    DocumentRecord,
    Entity,
    Evidence,
    InstrumentRecord,
    ParagraphRecord,
    SubmissionRecord,
)
from tests.support.asking import Asker
from tests.support.records import COMPACT, RESOLUTION, TREATY, corpus, stored, texts

MAIN = """
{ document(symbol: "A/RES/74/148") {
    title(languages: ["fr"]) { plain language }
    paragraphs(first: 100) { nodes {
      label
      text(languages: ["fr", "en"]) { plain language match }
      citations { words isIbid instrument { identifier reportingStates(first: 50) { nodes { code name { plain } } } } }
    } } } }
"""

CALLS = [
    ("get", "DocumentRecord"),
    ("ranges", "ParagraphRecord"),
    ("ranges", "CitationRecord"),
    ("get", "InstrumentRecord"),
    ("pages", None),
    ("get", "ReporterRecord"),
]


async def test_the_main_query_answers_with_everything_on_the_way(ask: Asker) -> None:
    document = (await ask(MAIN))["document"]

    assert document["title"] == {"plain": "Protection des migrants", "language": "fr"}
    assert document["paragraphs"]["nodes"][0] == {
        "label": "PP1",
        "text": {"plain": "Rappelant la Convention,", "language": "fr", "match": "EXACT"},
        "citations": [
            {
                "words": "United Nations, Treaty Series, vol. 2220, No. 39481",
                "isIbid": False,
                "instrument": {"identifier": TREATY, "reportingStates": {"nodes": []}},
            }
        ],
    }
    assert document["paragraphs"]["nodes"][3] == {
        "label": "2(a)",
        "text": {"plain": "To implement the Compact;", "language": "en", "match": "EXACT"},
        "citations": [
            {
                "words": "the Compact",
                "isIbid": False,
                "instrument": {
                    "identifier": COMPACT,
                    "reportingStates": {"nodes": [{"code": "FJI", "name": {"plain": "Fiji"}}]},
                },
            }
        ],
    }


async def test_the_main_query_asks_the_store_six_times(ask: Asker) -> None:
    await ask(MAIN)

    assert ask.calls == CALLS


@pytest.mark.parametrize("paragraphs", [94, 188])
async def test_however_many_paragraphs_there_are(paragraphs: int) -> None:
    ask = Asker.of(await stored(longer(paragraphs)))

    document = (await ask(MAIN.replace("first: 100", f"first: {paragraphs}")))["document"]

    assert len(document["paragraphs"]["nodes"]) == paragraphs
    assert all(len(node["citations"]) == 2 for node in document["paragraphs"]["nodes"])
    assert ask.calls == CALLS


def longer(paragraphs: int) -> list[Entity]:
    """The corpus with so many paragraphs in the resolution, each with two citations of instruments of its own.

    Fiji reports on them all.
    """
    grown: list[Entity] = []
    for record in corpus():
        if isinstance(record, DocumentRecord) and record.key == RESOLUTION:
            counts = replace(record.counts, paragraphs=paragraphs, citations=2 * paragraphs)
            grown.append(replace(record, counts=counts))
        elif isinstance(record, SubmissionRecord) and record.reporter == "FJI":
            cited = (f"treaty:{place}" for place in range(1, 2 * paragraphs + 1))
            grown.append(replace(record, evidence=tuple(Evidence(instrument=each, paragraphs=(3,)) for each in cited)))
        elif not (isinstance(record, ParagraphRecord | CitationRecord) and record.document == RESOLUTION):
            grown.append(record)
    citation = next(each for each in corpus() if isinstance(each, CitationRecord))
    treaty = next(each for each in corpus() if isinstance(each, InstrumentRecord))
    for number in range(1, paragraphs + 1):
        places = (2 * number - 1, 2 * number)
        key = f"{RESOLUTION}#{number}"
        grown.append(
            ParagraphRecord(
                key=key,
                document=RESOLUTION,
                position=number,
                label=str(number),
                label_key=str(number),
                variants=texts(f"Paragraph {number}"),
                citations=places,
            )
        )
        for place in places:
            identifier = f"treaty:{place}"
            grown.append(replace(treaty, key=identifier, aliases=()))
            grown.append(
                replace(
                    citation,
                    key=f"{key}:{place}",
                    unit=key,
                    position=place,
                    instrument=identifier,
                    targets=(identifier,),
                    words={EN: identifier},
                )
            )
    return grown


async def test_a_count_alone_reads_no_items(ask: Asker) -> None:
    data = await ask('{ instrument(identifier: "ICRMW") { citedBy { totalCount } } }')

    assert data == {"instrument": {"citedBy": {"totalCount": 3}}}
    assert ask.calls == [("get", "InstrumentRecord"), ("pages", None)]


async def test_who_cites_asks_four_times_more(ask: Asker) -> None:
    """A page of citations, with their documents, paragraphs and notes: one question a relation."""
    await ask(
        """{ instrument(identifier: "treaty:ICRMW") { citedBy(first: 50) { nodes {
             citingDocument { symbol } citingParagraphs { label } footnote { marker } } } } }"""
    )

    assert ask.calls == [
        ("get", "InstrumentRecord"),
        ("pages", None),
        ("get", "CitationRecord"),
        ("get", "DocumentRecord"),
        ("ranges", "ParagraphRecord"),
        ("get", "FootnoteRecord"),
    ]
