"""More questions that a reader of the two founding documents may ask, answered by hand from their texts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Ask = Callable[..., dict[str, Any]]

pytestmark = [pytest.mark.embedded, pytest.mark.xdist_group("served")]

RESOLUTION = "A/RES/74/148"
REPORT = "A/HRC/45/30"
AND_BEYOND = "Preparedness, Prevention, and Response and Beyond"


def labels(paragraphs: list[dict[str, str]]) -> list[str]:
    return [paragraph["label"] for paragraph in paragraphs]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Universal Declaration of Human Rights", {"ITA": ["74"]}),
        ("Sustainable Development Goals", {"BGD": ["41"], "HND": ["67"]}),
        ("SDG:10.7", {"BGD": ["41"]}),
        ("2030 Agenda", {"BGD": ["41"], "HND": ["67"]}),
        ("core international human rights treaties", {"IDN": ["70"], "ITA": ["74"]}),
        ("A/HRC/37/34/Add.1", {}),
        ("CRC", {}),
    ],
)
def test_which_states_name_an_instrument_and_where(ask: Ask, name: str, expected: dict[str, list[str]]) -> None:
    """A goal is part of the Agenda, and the migrant workers' Convention one of the core treaties."""
    edges = ask(
        """query($name: String!) { instrument(identifier: $name) {
             reportingStates(first: 50) { edges { node { code } paragraphs { label } } } } }""",
        name=name,
    )["instrument"]["reportingStates"]["edges"]

    assert {edge["node"]["code"]: labels(edge["paragraphs"]) for edge in edges} == expected


@pytest.mark.parametrize(
    ("document", "marker", "paragraphs"),
    [
        (RESOLUTION, "5", ["PP5", "4"]),
        (RESOLUTION, "14", ["PP5", "6(m)"]),
        (RESOLUTION, "16", ["PP5", "6(m)"]),
        (RESOLUTION, "17", ["PP6", "5(a)"]),
        (RESOLUTION, "19", ["PP8", "10(b)"]),
        (RESOLUTION, "27", ["4(f)"]),
        (REPORT, "1", ["2"]),
        (REPORT, "8", ["7"]),
        (REPORT, "26", ["23"]),
    ],
)
def test_where_a_note_is_called(ask: Ask, document: str, marker: str, paragraphs: list[str]) -> None:
    note = ask(
        """query($symbol: DocumentSymbol!, $marker: String!) { document(symbol: $symbol) {
             footnote(marker: $marker) { calledIn { label } } } }""",
        symbol=document,
        marker=marker,
    )["document"]["footnote"]

    assert labels(note["calledIn"]) == paragraphs


@pytest.mark.parametrize(
    ("document", "marker", "cited"),
    [
        (RESOLUTION, "2", [("A/72/53/Add.1", "chap. III", ["1"])]),
        (RESOLUTION, "23", [("E/2013/25", "chap. I, sect. B", ["22", "21"])]),
        (RESOLUTION, "24", [("A/59/4", "chap. V, sect. A.23", [])]),
        (RESOLUTION, "25", [("A/64/4", "chap. V, sect. B.12", ["24"])]),
        (RESOLUTION, "27", [("A/74/48", None, ["26", "25", "24"])]),
        (RESOLUTION, "28", [("ILO:C189", None, [])]),
        (REPORT, "3", [("ST/ESA/SER.A/439", "pp. 1–2", ["2"])]),
        (REPORT, "6", [("A/HRC/38/41", None, []), ("A/HRC/39/45", None, [])]),
        (REPORT, "11", [("A/RES/73/195#annex", "annex, para. 23 (l)", [])]),
        (REPORT, "14", [(None, None, ["13", "12"])]),
    ],
)
def test_what_a_note_cites_and_through_which_notes(
    ask: Ask, document: str, marker: str, cited: list[tuple[str | None, str | None, list[str]]]
) -> None:
    citations = ask(
        """query($symbol: DocumentSymbol!, $marker: String!) { document(symbol: $symbol) {
             footnote(marker: $marker) { citations { instrument { identifier } pinpoint chain { marker } } } } }""",
        symbol=document,
        marker=marker,
    )["document"]["footnote"]["citations"]

    assert cited == [
        (
            each["instrument"] and each["instrument"]["identifier"],
            each["pinpoint"],
            [it["marker"] for it in each["chain"]],
        )
        for each in citations
    ]


def test_which_notes_of_the_report_are_open_and_between_what(ask: Ask) -> None:
    """Notes 13 and 14 say Ibid. after a note with two sources."""
    nodes = ask(
        """query($symbol: DocumentSymbol!) { document(symbol: $symbol) { citations(first: 200, origins: [FOOTNOTE]) {
             nodes { resolution footnote { marker } candidates { title { plain } } } } } }""",
        symbol=REPORT,
    )["document"]["citations"]["nodes"]

    ambiguous = {node["footnote"]["marker"]: node for node in nodes if node["resolution"] == "AMBIGUOUS"}
    assert set(ambiguous) == {"13", "14"}
    assert [each["title"]["plain"] for each in ambiguous["14"]["candidates"]] == [
        "COVID-19 and the human rights of migrants: guidance",
        f"Enhancing Access to Services for Migrants in the Context of COVID-19 {AND_BEYOND}",
    ]


def test_a_work_is_one_instrument_in_a_note_and_in_a_submission(ask: Ask) -> None:
    """Note 20 cites the Recommended Principles and Guidelines by author and title, Switzerland names them."""
    nodes = ask(
        """{ instrument(identifier: "Recommended Principles and Guidelines on Human Rights at International Borders") {
             citedBy { nodes { origin pinpoint citingParagraphs { label submission { reporter { code } } } } } } }"""
    )["instrument"]["citedBy"]["nodes"]

    assert [(node["origin"], node["pinpoint"], labels(node["citingParagraphs"])) for node in nodes] == [
        ("FOOTNOTE", "p. 9", ["17"]),
        ("TEXT", None, ["104"]),
    ]
    assert nodes[1]["citingParagraphs"][0]["submission"] == {"reporter": {"code": "CHE"}}


def test_what_the_report_cites_of_the_agenda_itself(ask: Ask) -> None:
    nodes = ask(
        """query($within: DocumentSymbol!) { instrument(identifier: "A/RES/70/1") {
             citedBy(within: $within, includeParts: false) { nodes { citingParagraphs { label } } } } }""",
        within=REPORT,
    )["instrument"]["citedBy"]["nodes"]

    assert [label for node in nodes for label in labels(node["citingParagraphs"])] == ["5", "117"]


def test_who_submitted_what_to_the_report(ask: Ask) -> None:
    document = ask(
        """query($symbol: DocumentSymbol!) { document(symbol: $symbol) { submissions(first: 50) { totalCount nodes {
             reporter { __typename code } section { number } paragraphs { label } respondsTo { symbol } } } } }""",
        symbol=REPORT,
    )["document"]

    submissions = document["submissions"]["nodes"]
    kinds = [submission["reporter"]["__typename"] for submission in submissions]
    assert (len(submissions), kinds.count("State"), kinds.count("Organization")) == (26, 25, 1)
    assert [submission["section"]["number"] for submission in submissions] == [chr(ord("A") + at) for at in range(26)]
    assert [label for submission in submissions for label in labels(submission["paragraphs"])] == [
        str(number) for number in range(29, 114)
    ]
    assert submissions[-1]["reporter"]["code"] == "EU"
    assert labels(submissions[-1]["paragraphs"]) == ["110", "111", "112", "113"]
    assert {each["symbol"] for submission in submissions for each in submission["respondsTo"]} == {RESOLUTION}


def test_which_documents_cite_an_instrument(ask: Ask) -> None:
    data = ask(
        """{ both: documents(filter: {citing: "UDHR"}) { nodes { symbol } }
             one: documents(filter: {citing: "Vienna Convention on Consular Relations"}) { nodes { symbol } }
             none: documents(filter: {citing: "treaty:NONE"}) { nodes { symbol } } }"""
    )

    assert [[node["symbol"] for node in data[name]["nodes"]] for name in ("both", "one", "none")] == [
        [REPORT, RESOLUTION],
        [RESOLUTION],
        [],
    ]


def test_what_a_state_cites(ask: Ask) -> None:
    nodes = ask('{ state(code: "BGD") { citedInstruments { nodes { identifier } } } }')["state"]["citedInstruments"][
        "nodes"
    ]

    assert {node["identifier"] for node in nodes} == {"A/RES/73/195#annex", "SDG:10.7"}


@pytest.mark.parametrize("code", ["FJI", "fj", "FJ", "242"])
def test_a_state_is_found_by_each_of_its_codes(ask: Ask, code: str) -> None:
    assert ask("query($code: String!) { state(code: $code) { code } }", code=code) == {"state": {"code": "FJI"}}


def test_a_number_of_m49_may_lack_its_zeros(ask: Ask) -> None:
    assert ask('{ state(code: "8") { code } }') == {"state": {"code": "ALB"}}


def test_sub_paragraphs_stand_below_their_paragraph(ask: Ask) -> None:
    data = ask(
        """query($r: DocumentSymbol!, $h: DocumentSymbol!) {
             resolution: document(symbol: $r) { paragraph(label: "4") { children { label } }
               sub: paragraph(label: "6 (B)") { eId parent { label eId } } }
             report: document(symbol: $h) { paragraph(label: "119") { children { label paragraphKind } } } }""",
        r=RESOLUTION,
        h=REPORT,
    )

    assert labels(data["resolution"]["paragraph"]["children"]) == [f"4({letter})" for letter in "abcdef"]
    assert data["resolution"]["sub"]["parent"]["label"] == "6"
    assert data["resolution"]["sub"]["eId"].startswith(data["resolution"]["sub"]["parent"]["eId"])
    children = data["report"]["paragraph"]["children"]
    assert labels(children) == [f"119({letter})" for letter in "abcdefghijkl"]
    assert {child["paragraphKind"] for child in children} == {"RECOMMENDATION"}


def test_how_far_each_language_covers_a_document(ask: Ask) -> None:
    """The title, 94 paragraphs and 33 notes; the four other official languages lack them all."""
    coverage = ask(
        """query($symbol: DocumentSymbol!) { document(symbol: $symbol) {
             coverage { language { tag } published missing } } }""",
        symbol=RESOLUTION,
    )["document"]["coverage"]

    units = 1 + 94 + 33
    assert {each["language"]["tag"]: (each["published"], each["missing"]) for each in coverage} == {
        **dict.fromkeys(("en", "fr"), (units, 0)),
        **dict.fromkeys(("ar", "es", "ru", "zh"), (0, units)),
    }


def test_a_document_that_is_cited_has_its_title_as_an_instrument(ask: Ask) -> None:
    document = ask(
        """query($symbol: DocumentSymbol!) { document(symbol: $symbol) { instruments {
             identifier title { plain } heldDocument { symbol } } } }""",
        symbol=RESOLUTION,
    )["document"]

    assert document["instruments"] == [
        {"identifier": RESOLUTION, "title": {"plain": "Protection of migrants"}, "heldDocument": {"symbol": RESOLUTION}}
    ]
