"""The fifteen questions of the founding documents, asked over real HTTP of a served Ibid on the embedded store.

Each test walks the graph as a client would and compares with the answer that a person wrote down from the documents.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

Ask = Callable[..., dict[str, Any]]

RESOLUTION = "A/RES/74/148"
REPORT = "A/HRC/45/30"

pytestmark = [pytest.mark.embedded, pytest.mark.xdist_group("served")]

SUBMISSIONS = """
query Submissions($symbol: DocumentSymbol!) {
  document(symbol: $symbol) {
    mandates { documents { symbol } }
    sections { children { paragraphs(first: 100) { nodes {
      label
      text { plain }
      submission { reporter { code } }
    } } } }
  }
}
"""


def label_number(label: str) -> int:
    return int(re.match(r"\d+", label)[0])  # type: ignore[index]  # every label of the report begins with a number


def paragraphs_by_reporter(ask: Ask, words: str) -> dict[str, list[int]]:
    """The paragraphs of each submission in the report whose text has the words."""
    document = ask(SUBMISSIONS, symbol=REPORT)["document"]
    found: dict[str, list[int]] = {}
    for section in document["sections"]:
        for child in section["children"]:
            for paragraph in child["paragraphs"]["nodes"]:
                if paragraph["submission"] and re.search(words, paragraph["text"]["plain"]):
                    code = paragraph["submission"]["reporter"]["code"]
                    found.setdefault(code, []).append(label_number(paragraph["label"]))
    return found


def test_q01_a_paragraph_without_a_marker_cites_nothing_by_footnote(ask: Ask, answer: Callable[[str], Any]) -> None:
    data = ask(
        """query($symbol: DocumentSymbol!) { document(symbol: $symbol) { paragraph(label: "PP7") {
             footnotes { marker }
             byNote: citations(origins: [FOOTNOTE]) { instrument { identifier } }
             inText: citations(origins: [TEXT]) { instrument { identifier } } } } }""",
        symbol=RESOLUTION,
    )["document"]["paragraph"]

    assert answer("Q01") == data["byNote"]
    assert data["footnotes"] == []
    assert {"A/RES/73/195#annex", "A/RES/73/195"} <= {one["instrument"]["identifier"] for one in data["inText"]}


def test_q03_states_whose_submissions_mention_the_global_compact(ask: Ask, answer: Callable[[str], Any]) -> None:
    data = ask(
        """{ instrument(identifier: "Global Compact for Migration") {
             identifier
             reportingStates(first: 50) { edges { node { code } paragraphs { label } } } } }"""
    )["instrument"]

    edges = data["reportingStates"]["edges"]
    assert data["identifier"] == "A/RES/73/195#annex"
    assert set(answer("Q03")) == {edge["node"]["code"] for edge in edges}
    assert [37, 41, 43, 48, 54, 63, 67, 84, 91, 93, 95, 100, 101, 108] == sorted(
        label_number(paragraph["label"]) for edge in edges for paragraph in edge["paragraphs"]
    )


def test_q04_ibid_resolves_to_the_document_of_the_note_before(ask: Ask, answer: Callable[[str], Any]) -> None:
    (citation,) = ask(
        """query($symbol: DocumentSymbol!) { document(symbol: $symbol) { footnote(marker: "10") { citations {
             isIbid instrument { identifier documentSymbol } antecedents { footnote { marker } } } } } }""",
        symbol=REPORT,
    )["document"]["footnote"]["citations"]

    assert citation["isIbid"]
    assert answer("Q04") == citation["instrument"]["identifier"]
    assert citation["antecedents"] == [{"footnote": {"marker": "9"}}]


def test_q05_which_paragraph_asks_for_a_report_and_which_document_answers(
    ask: Ask, answer: Callable[[str], Any]
) -> None:
    data = ask(
        """query($symbol: DocumentSymbol!, $report: DocumentSymbol!) {
             document(symbol: $symbol) { mandates { paragraph { label } addressee documents { symbol } } }
             report: document(symbol: $report) { mandatedBy { label document { symbol } } } }""",
        symbol=RESOLUTION,
        report=REPORT,
    )

    answered = [mandate for mandate in data["document"]["mandates"] if mandate["documents"]]
    assert [(f"{RESOLUTION}#{one['paragraph']['label']}", one["documents"][0]["symbol"]) for one in answered] == [
        (answer("Q05")["paragraph"], answer("Q05")["document"])
    ]
    assert answered[0]["addressee"] == "Secretary-General"
    assert data["report"]["mandatedBy"] == [{"label": "20", "document": {"symbol": RESOLUTION}}]


def test_q06_submitters_that_mention_missing_migrants(ask: Ask, answer: Callable[[str], Any]) -> None:
    assert answer("Q06") == paragraphs_by_reporter(ask, "missing (migrant|person)")


def test_q09_a_treaty_by_its_place_in_the_treaty_series(ask: Ask, answer: Callable[[str], Any]) -> None:
    (citation,) = ask(
        """query($symbol: DocumentSymbol!) { document(symbol: $symbol) { footnote(marker: "7") { citations {
             treatySeries { volume registration } instrument { identifier title(languages: ["en"]) { plain } }
             antecedents { footnote { marker } } } } } }""",
        symbol=RESOLUTION,
    )["document"]["footnote"]["citations"]

    expected = answer("Q09")
    (place,) = citation["treatySeries"]
    assert expected["locator"] == f"UNTS vol {place['volume']} no {place['registration']}"
    assert expected["id"] == citation["instrument"]["identifier"]
    assert expected["title"] == citation["instrument"]["title"]["plain"]
    assert citation["antecedents"] == [{"footnote": {"marker": str(expected["antecedent_footnote"])}}]


def test_q12_where_the_secretary_general_is_asked_to_do_something(ask: Ask, answer: Callable[[str], Any]) -> None:
    nodes = ask(
        """query($symbol: DocumentSymbol!) { document(symbol: $symbol) {
             paragraphs(first: 100, kinds: [OPERATIVE]) { nodes { label acts { verb addressee } } } } }""",
        symbol=RESOLUTION,
    )["document"]["paragraphs"]["nodes"]

    asked = [node["label"] for node in nodes for act in node["acts"] if act["addressee"] == "the Secretary-General"]
    assert sorted(answer("Q12")) == sorted(asked)


def test_q14_paragraphs_that_name_a_target_of_the_goals(ask: Ask, answer: Callable[[str], Any]) -> None:
    nodes = ask(
        """{ instrument(identifier: "SDG:10.7") { citedBy(first: 50) { totalCount nodes {
             citingDocument { symbol } citingParagraphs { label } } } } }"""
    )["instrument"]["citedBy"]["nodes"]

    assert set(answer("Q14")) == {
        f"{node['citingDocument']['symbol']}#{paragraph['label']}"
        for node in nodes
        for paragraph in node["citingParagraphs"]
    }


def test_q16_submitters_that_mention_covid(ask: Ask, answer: Callable[[str], Any]) -> None:
    assert answer("Q16") == paragraphs_by_reporter(ask, "COVID-19")


def test_q19_a_note_with_two_documents_and_the_paragraph_that_calls_it(ask: Ask, answer: Callable[[str], Any]) -> None:
    note = ask(
        """query($symbol: DocumentSymbol!) { document(symbol: $symbol) { footnote(marker: "33") {
             calledIn { label } citations { instrument { identifier } } } } }""",
        symbol=RESOLUTION,
    )["document"]["footnote"]

    assert answer("Q19")["ids"] == [citation["instrument"]["identifier"] for citation in note["citations"]]
    assert [{"label": answer("Q19")["paragraph"]}] == note["calledIn"]


def test_q21_section_and_submission_of_a_paragraph(ask: Ask, answer: Callable[[str], Any]) -> None:
    paragraph = ask(
        """query($symbol: DocumentSymbol!) { document(symbol: $symbol) { paragraph(label: "64") {
             section { number heading { plain } parent { number } }
             submission { reporter { code ... on State { m49 } } paragraphs { label } } } } }""",
        symbol=REPORT,
    )["document"]["paragraph"]

    section, submission, expected = paragraph["section"], paragraph["submission"], answer("Q21")
    assert expected["section"] == f"{section['parent']['number']}.{section['number']}"
    assert expected["heading"] == f"{section['number']}. {section['heading']['plain']}"
    assert (expected["iso3"], expected["m49"]) == (submission["reporter"]["code"], submission["reporter"]["m49"])
    assert [{"label": "64"}] == submission["paragraphs"]


def test_q23_where_a_convention_is_named_in_a_report(ask: Ask, answer: Callable[[str], Any]) -> None:
    data = ask(
        """query($within: DocumentSymbol!) { instrument(identifier: "ICRMW") {
             identifier
             citedBy(first: 50, within: $within) { nodes { citingParagraphs { label paragraphKind } } }
             reportingStates(first: 10) { edges { node { code } paragraphs { label } } } } }""",
        within=REPORT,
    )["instrument"]

    cited = [paragraph for node in data["citedBy"]["nodes"] for paragraph in node["citingParagraphs"]]
    expected = answer("Q23")
    assert data["identifier"] == "treaty:ICRMW"
    assert [expected["recommendation"]] == [one["label"] for one in cited if one["paragraphKind"] == "RECOMMENDATION"]
    assert [{"node": {"code": expected["iso3"]}, "paragraphs": [{"label": str(expected["paragraph"])}]}] == data[
        "reportingStates"
    ]["edges"]


def test_q26_the_notes_that_repeat_the_treaty_series_and_their_root(ask: Ask, answer: Callable[[str], Any]) -> None:
    notes = ask(
        """query($symbol: DocumentSymbol!) { document(symbol: $symbol) { footnotes(first: 100) { nodes {
             marker citations { isIbid treatySeries { registration } chain { marker } } } } } }""",
        symbol=RESOLUTION,
    )["document"]["footnotes"]["nodes"]

    repeating = {
        int(note["marker"]): int(citation["chain"][-1]["marker"])
        for note in notes
        for citation in note["citations"]
        if citation["isIbid"] and citation["treatySeries"]
    }
    assert answer("Q26")["footnotes"] == sorted(repeating)
    assert {answer("Q26")["root"]} == set(repeating.values())


def test_q28_the_notes_that_resolve_to_a_document_and_where_they_are_called(
    ask: Ask, answer: Callable[[str], Any]
) -> None:
    nodes = ask(
        """query($within: DocumentSymbol!) { instrument(identifier: "A/HRC/37/34/Add.1") {
             citedBy(first: 50, origins: [FOOTNOTE], within: $within) { nodes {
               isIbid footnote { marker } citingParagraphs { label } } } } }""",
        within=REPORT,
    )["instrument"]["citedBy"]["nodes"]

    assert answer("Q28") == [
        {
            "footnote": int(node["footnote"]["marker"]),
            "paragraph": paragraph["label"],
            "relation": "ibid" if node["isIbid"] else "direct",
        }
        for node in nodes
        for paragraph in node["citingParagraphs"]
    ]


def test_q30_the_paragraph_whose_number_is_missing(ask: Ask, answer: Callable[[str], Any]) -> None:
    findings = ask(
        """query($symbol: DocumentSymbol!) { document(symbol: $symbol) { findings { code message paragraph {
             label labelIsPrinted text { plain } section { number parent { number } }
             submission { reporter { code } } } } } }""",
        symbol=REPORT,
    )["document"]["findings"]

    (missing,) = [finding for finding in findings if finding["code"] == "NUMBER_MISSING"]
    paragraph, expected = missing["paragraph"], answer("Q30")
    section = paragraph["section"]
    assert (str(expected["number"]), False) == (paragraph["label"], paragraph["labelIsPrinted"])
    assert expected["section"] == f"{section['parent']['number']}.{section['number']}"
    assert expected["iso3"] == paragraph["submission"]["reporter"]["code"]
    assert paragraph["text"]["plain"].startswith(expected["text_begins"])
