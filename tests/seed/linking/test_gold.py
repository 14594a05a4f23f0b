"""The citations of the founding documents, held to the tables that a person made."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from seed.authority.instruments import load_instruments
from seed.linking import Authority, Linked, LinkedCitation, UnitKind, link
from seed.text import read_text
from seed.tree import ParsedDocument
from store.records import CitationResolution
from tests.support.shared import gold

DOCUMENTS = Path(__file__).parents[3] / "seed" / "data" / "documents"
RESOLUTION, REPORT = "A-RES-74-148.en.txt", "A-HRC-45-30.en.txt"

RELATIONS = {"direct": "CITES", "see": "SEE", "see_also": "SEE_ALSO", "see_for_example": "SEE_FOR_EXAMPLE"}
UNCITED = {"body", "mandate", "forum", "event", "mechanism"}
"""Kinds of mentions that are no citations: who acts, not what is cited."""


@cache
def linked(name: str) -> tuple[ParsedDocument, Linked]:
    parsed = read_text((DOCUMENTS / name).read_text("utf-8"))
    return parsed, link(parsed, Authority(load_instruments()))


def of_note(name: str, marker: str) -> list[LinkedCitation]:
    parsed, found = linked(name)
    index = [note.marker for note in parsed.footnotes].index(marker)
    return [each for each in found.citations if (each.unit, each.index) == (UnitKind.FOOTNOTE, index)]


def bare(identifier: str | None) -> str:
    """An identifier without its part: by the tables' rule of comparison a part may stand in the pinpoint instead."""
    return (identifier or "").partition("#")[0]


def notes_of_the_resolution() -> list[dict[str, Any]]:
    return list(gold("footnotes_resolution.json")["documents"]["A/RES/74/148"]["footnotes"])


def test_every_footnote_points_where_the_table_says() -> None:
    for note in notes_of_the_resolution():
        found = of_note(RESOLUTION, str(note["number"]))
        expected = [
            (citation["target"]["id"], citation["pinpoint"], citation["relation"] == "ibid")
            for citation in note["citations"]
        ]
        assert [(bare(each[0]), each[1], each[2]) for each in expected] == [
            (bare(each.instrument), each.pinpoint, each.is_ibid) for each in found
        ], note["text"]
        assert [RELATIONS.get(citation["relation"], "CITES") for citation in note["citations"]] == [
            each.relation for each in found
        ]


def test_every_ibid_inherits_and_chains_as_the_table_says() -> None:
    parsed, _ = linked(RESOLUTION)
    for note in notes_of_the_resolution():
        for expected, citation in zip(note["citations"], of_note(RESOLUTION, str(note["number"])), strict=True):
            chain = [parsed.footnotes[index].marker for index in citation.chain]
            assert [str(number) for number in expected.get("ibid", {}).get("chain", [])] == chain, note["text"]
            assert len(expected.get("ibid", {}).get("inherits", [])) == len(
                [level for level in citation.inherits if level in {"series", "session"}]
            ), note["text"]


def test_every_place_in_the_treaty_series_is_kept_as_printed() -> None:
    for note in notes_of_the_resolution():
        for expected, citation in zip(note["citations"], of_note(RESOLUTION, str(note["number"])), strict=True):
            printed = [
                f"UNTS vol{'s' if ',' in place.volume else ''} {place.volume} no {place.registration}"
                for place in citation.treaty_series
            ]
            assert ([expected["locator"]] if "locator" in expected else []) == printed


def test_every_footnote_gives_the_source_of_what_the_table_says() -> None:
    _, found = linked(RESOLUTION)
    for note in notes_of_the_resolution():
        for expected, citation in zip(note["citations"], of_note(RESOLUTION, str(note["number"])), strict=True):
            supported = {bare(found.citations[index].instrument) for index in citation.supports}
            assert {bare(each) for each in expected["cites_for"]} == (supported or {bare(citation.instrument)}), note[
                "text"
            ]


def mentions(document: str, forms: set[str]) -> set[tuple[str, str]]:
    """The (paragraph, identifier) pairs that the table has for a document's text."""
    return {
        (mention["paragraph"], identifier)
        for mention in gold("mentions_resolution.json")["mentions"]
        if mention["document"] == document
        and mention["form"] in forms
        and mention["paragraph"] != "header"
        and not UNCITED & set(mention["kinds"])
        for identifier in mention["ids"]
    }


def in_text(name: str) -> set[tuple[str, str]]:
    parsed, found = linked(name)
    return {
        (parsed.paragraphs[each.index].label, each.instrument or "")
        for each in found.citations
        if each.unit is UnitKind.PARAGRAPH and each.rule != "anaphora"
    }


def test_in_text_citations_reach_precision_and_recall() -> None:
    """On the full and short forms of the table; anaphoric and descriptive forms are reported apart."""
    expected, found = mentions("A/RES/74/148", {"full", "short"}), in_text(RESOLUTION)
    right = len(expected & found)

    assert right / len(found) >= 0.97, found - expected
    assert right / len(expected) >= 0.97, expected - found


def test_anaphoric_forms_are_told_apart_and_right() -> None:
    parsed, found = linked(RESOLUTION)
    anaphoric = {
        (parsed.paragraphs[each.index].label, each.instrument or "")
        for each in found.citations
        if each.rule == "anaphora"
    }

    assert anaphoric <= mentions("A/RES/74/148", {"anaphoric"})
    assert {("4(e)", "treaty:ICRMW"), ("5(k)", "treaty:VCCR"), ("12", "A/RES/71/1")} <= anaphoric


@pytest.mark.parametrize(
    ("marker", "instruments"),
    [
        ("2", ["ST/ESA/SER.A/439"]),
        ("3", ["ST/ESA/SER.A/439"]),
        ("5", ["A/HRC/37/34/Add.1"]),
        ("6", ["A/HRC/38/41", "A/HRC/39/45"]),
        ("9", ["A/HRC/37/34/Add.1"]),
        ("10", ["A/HRC/37/34/Add.1"]),
        ("11", ["A/RES/73/195#annex"]),
        ("20", ["A/RES/60/147", None]),
        ("21", ["A/72/335"]),
    ],
)
def test_the_reports_footnotes(marker: str, instruments: list[str | None]) -> None:
    """None: a work known by its words only, which has an identifier of its own."""
    found = of_note(REPORT, marker)

    assert instruments == [None if (each.instrument or "").startswith("pub:") else each.instrument for each in found]


def test_ibid_of_a_note_with_two_sources_is_ambiguous_and_keeps_both() -> None:
    first, second = of_note(REPORT, "12")
    for marker in ("13", "14"):
        (repeated,) = of_note(REPORT, marker)

        assert CitationResolution.AMBIGUOUS == repeated.resolution
        assert repeated.instrument is None
        assert (first.instrument, second.instrument) == repeated.candidates


def test_a_short_form_finds_its_full_reference() -> None:
    (full,) = of_note(REPORT, "18")
    (short,) = of_note(REPORT, "25")

    assert (full.instrument, "p. 36", True, "short form") == (
        short.instrument,
        short.pinpoint,
        short.is_ibid,
        short.rule,
    )


def test_the_same_work_cited_twice_in_full_is_one_instrument() -> None:
    (first, _), (again,) = of_note(REPORT, "8"), of_note(REPORT, "15")

    assert first.instrument == again.instrument
    assert not again.is_ibid


def test_an_address_that_was_broken_is_whole() -> None:
    _, found = linked(REPORT)
    urls = {record.url for record in found.instruments}

    assert "https://data.unicef.org/topic/child-migration-and-displacement/migration/" in urls
    assert "https://www.ohchr.org/Documents/Issues/Migration/SevenKeyElements.pdf" in urls


def test_a_paragraph_of_an_annex_is_named_as_its_unit() -> None:
    (citation,) = of_note(REPORT, "11")

    assert ("annex, para. 23 (l)", "annex.23(l)") == (citation.pinpoint, citation.pinpoint_label)
