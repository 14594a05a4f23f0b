"""The outline: what opens a paragraph or a heading, what goes on, and which labels and parts follow."""

from __future__ import annotations

import pytest

from seed.text import read_text
from seed.text.openings import Opening, opened
from seed.text.ordering import Order, Style, values
from seed.tree import ParsedDocument
from store.records import ParagraphKind


@pytest.mark.parametrize(
    ("line", "opening", "sign", "rest"),
    [
        ("1. Requests States", Opening.NUMBER, "1", "Requests States"),
        ("*12.* Requests", Opening.NUMBER, "12", "Requests"),
        ("(a) To act", Opening.LETTER, "a", "To act"),
        ("(iv) To act", Opening.LETTER, "iv", "To act"),
        ("IV. Summary", Opening.NUMERAL, "IV", "Summary"),
        ("**A. Laws**", Opening.NUMERAL, "A", "Laws**"),
        ("VII Revised estimates", Opening.NUMERAL, "VII", "Revised estimates"),
        ("II", Opening.NUMERAL, "II", ""),
        ("Chapter III", Opening.NUMERAL, "III", ""),
        ("Article 5", Opening.NUMERAL, "5", ""),
        ("Guideline 3: Scope", Opening.NUMERAL, "3", "Scope"),
        ("Annex", Opening.PART, "annex", ""),
        ("ANNEX II", Opening.PART, "annex II", ""),
        ("Annex to the letter dated 2 June", Opening.PART, "annex", "Annex to the letter dated 2 June"),
        ("• Wells", Opening.BULLET, "•", "Wells"),
        ("- Wells", Opening.BULLET, "-", "Wells"),
    ],
)
def test_what_a_line_opens(line: str, opening: Opening, sign: str, rest: str) -> None:
    found = opened(line)
    assert found is not None
    assert (opening, sign, rest) == (found.opening, found.sign, found.rest)


@pytest.mark.parametrize(
    "line",
    [
        "Requests States",
        "1990. It was",
        "12 March 2025",
        "annexed to it",
        "Annex II contains them.",
        "Article 31), not",
        "1.5 per cent",
    ],
)
def test_what_opens_nothing(line: str) -> None:
    assert opened(line) is None


@pytest.mark.parametrize(
    ("sign", "counted"),
    [
        ("I", ((Style.ROMAN, 1), (Style.CAPITAL, 9))),
        ("i", ((Style.SMALL_ROMAN, 1), (Style.SMALL, 9))),
        ("B", ((Style.CAPITAL, 2),)),
        ("aa", ((Style.SMALL, 27),)),
        ("7", ((Style.FIGURE, 7),)),
    ],
)
def test_what_a_sign_may_count(sign: str, counted: tuple[tuple[Style, int], ...]) -> None:
    assert counted == values(sign)


def test_the_running_order_tells_letters_from_numerals() -> None:
    order = Order()
    depths = []
    for sign in ["I", "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "II", "A", "III"]:
        place = order.place(sign)
        assert place is not None
        order.go(*place)
        depths.append(place[0])
    assert [0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0] == depths


def labels(parsed: ParsedDocument) -> list[str]:
    return [f"{one.part}:{one.label}" if one.part else one.label for one in parsed.paragraphs]


FORMULA = "The General Assembly,\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Recalling one,\n\nNoting another,\n\n1. Urges States;\n\n2. Ends.", ["PP1", "PP2", "1", "2"]),
        ("Recalling one,\nNoting another,\n1. Urges States;\n2. Ends.", ["PP1", "PP2", "1", "2"]),
        ("1. Urges:\n(a) One;\n(b) Two;\n2. Ends.", ["1", "1(a)", "1(b)", "2"]),
        ("1. Urges:\n\n(a) One:\n\n(i) Of it;\n\n(ii) All;\n\n(b) Two.", ["1", "1(a)", "1(a)(i)", "1(a)(ii)", "1(b)"]),
        ("1. Urges:\n\n(a) First\n\n(i) Of it\n\n(ii) All\n\n(b) Second", ["1", "1(a)", "1(a)(i)", "1(a)(ii)", "1(b)"]),
        (
            "1. Urges:\n\n" + "\n\n".join(f"({each}) Thing;" for each in "abcdefghij"),
            ["1", *(f"1({each})" for each in "abcdefghij")],
        ),
        ("1. Urges:\n\n(a) One; and\n\n(b) Two.", ["1", "1(a)", "1(b)"]),
        ("1. Urges:\n\n(a) One;\n\nFirst day: one thing;\n\n(b) Two.", ["1", "1(a)", "U1", "1(b)"]),
        ("Urges all States:\n\n(a) To act.", ["U1", "U1(a)"]),
        ("1. Urges;\n\n2. Asks.\n\nAnnex\n\nPrinciples\n\n1. One.\n\n2. Two.", ["1", "2", "annex:1", "annex:2"]),
        ("1. Urges.\n\nAnnex I\n\n1. One.\n\nAnnex II\n\n1. Two.", ["1", "annex I:1", "annex II:1"]),
        (
            "I\nLaws\n\nRecalling one,\n\n1. Urges;\n\n2. Asks;\n\nII\nPractice\n\nNoting another,\n\n1. Urges.",
            ["I:PP1", "I:1", "I:2", "II:PP1", "II:1"],
        ),
        ("I\nLaws\n\n1. Urges;\n\nII\nPractice\n\n2. Asks.", ["1", "2"]),
        ("1. Urges;\n\n2. Asks;\n\nThe third thing is asked here.\n\n4. Ends.", ["1", "2", "3", "4"]),
        ("1. Urges;\n\n2. Asks;\n\n5. Ends.", ["1", "2", "5"]),
        ("1. Recalls what was done in\n\n1993. It was\n\nmuch;\n\n2. Ends.", ["1", "2"]),
        ("1. It added:\n\n• Wells;\n\n• Schools.\n\n2. Ends.", ["1", "U1", "U2", "2"]),
    ],
)
def test_labels(text: str, expected: list[str]) -> None:
    assert expected == labels(read_text(f"A/RES/79/1\n\n{FORMULA}{text}"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "I. Introduction\n\n1. It is.\n\nII. Laws\n\nA. Old\n\n2. They are.\n\nB. New\n\n3. So.",
            ["1I", "1II", "2A", "2B"],
        ),
        ("I\nIntroduction\n\n1. It is.\n\nII\nLaws\n\n2. They are.", ["1I", "1II"]),
        ("Introduction\n\n1. It is.\n\nLaws\n\n2. They are.", ["1", "1"]),
        ("1. It is.\n\nArticle 1\n\nScope\n\n2. All.\n\nArticle 2\n\nTerms\n\n3. None.", ["11", "12"]),
    ],
)
def test_headings(text: str, expected: list[str]) -> None:
    assert expected == [f"{one.level}{one.number or ''}" for one in read_text(f"A/79/1\n\n{text}").sections]


def test_parts_a_and_b_have_their_own_preambles() -> None:
    text = (
        "75/1. Stories\n\nA\n\nOld stories\n\nThe General Assembly,\n\nNoting one,\n\n1. Urges.\n\n"
        "1st plenary meeting\n\n"
        "B\n\nThe General Assembly,\n\nNoting another,\n\n1. Asks.\n\n1st plenary meeting"
    )
    parsed = read_text(text)
    assert ["A:PP1", "A:1", "B:PP1", "B:1"] == labels(parsed)
    assert "The General Assembly," == parsed.metadata.formula
    assert [] == [one.code for one in parsed.diagnostics if one.code == "LABEL_REPEATED"]


def test_a_recommendation_is_known_by_its_section() -> None:
    text = (
        "I. Conclusions and recommendations\n\nA. Conclusions\n\n1. It is.\n\nB. Recommendations\n\n2. States should."
    )
    kinds = [one.kind for one in read_text(f"A/79/1\n\n{text}").paragraphs]
    assert [ParagraphKind.NARRATIVE, ParagraphKind.RECOMMENDATION] == kinds


@pytest.mark.parametrize(
    ("text", "closing"),
    [
        ("1. Ends.\n\n50th plenary meeting\n18 December 2019", 2),
        ("1. Ends.\n\n54th (resumed) plenary meeting\n24 December 2021", 2),
        ("1. Ends.\n\n56th meeting\n3 April 2030\n[Adopted without a vote.]", 3),
        (
            "1. Ends.\n\n[Adopted by a recorded vote of 2 to 1, as follows:\nIn favour:\nFiji,\nChad\nAgainst:\nPeru]",
            6,
        ),
        ("1. It is.\n\n(Signed) Anna Bell\nAmbassador", 2),
    ],
)
def test_closing_lines(text: str, closing: int) -> None:
    parsed = read_text(f"A/RES/79/1\n\n{FORMULA}{text}")
    assert closing == sum(one.rule == "closing" for one in parsed.furniture)
    assert ["1"] == labels(parsed)


def test_a_document_that_stops_in_a_sentence_says_so() -> None:
    parsed = read_text(f"A/RES/79/1\n\n{FORMULA}1. Urges States to")
    assert [("TRUNCATED", {"label": "1"})] == [(one.code, dict(one.params)) for one in parsed.diagnostics]


def test_two_paragraphs_of_one_number_are_a_finding() -> None:
    parsed = read_text("A/79/1\n\nOne heading\n\n1. It is.\n\nAnother heading\n\n1. It was.")
    assert ["LABEL_REPEATED"] == [one.code for one in parsed.diagnostics]
