"""Mastheads, line by line, and what follows from them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from i18n.citing.symbols import Symbol
from seed.text import read_text
from seed.text.forms import is_formula
from seed.text.lines import split
from store.records import DocumentKind

END = "\n\nThe General Assembly,\n\nRecalling one,\n\n1. Ends."


@pytest.mark.parametrize(
    ("masthead", "field", "value"),
    [
        ("Distr.: Limited", "distribution", "Limited"),
        ("General Assembly    Distr.: General", "distribution", "General"),
        ("Security Council    14 May 2031", "issued_on", date(2031, 5, 14)),
        ("Seventy-fourth session", "session", "74"),
        ("Thirty-second special session", "session", "S-32"),
        ("Agenda item 70 (b)", "agenda_item", "70 (b)"),
        ("Item 72 (b) of the provisional agenda**", "agenda_item", "72 (b)"),
        ("Agenda item 3\nAll human rights,\nin all places", "agenda_title", "All human rights, in all places"),
        ("Resolution adopted by the General Assembly on 18 December 2019", "adopted_on", date(2019, 12, 18)),
        ("[on the report of the Third Committee (A/74/399/Add.2)]", "committee", "Third Committee"),
        (
            "[on the report of the Third Committee\n(A/74/399/Add.2)]",
            "committee_report",
            Symbol.parse("A/74/399/Add.2"),
        ),
        ("74/148. Protection of\nmigrants", "title", "Protection of migrants"),
        ("**74/148. Protection of migrants**", "symbol", Symbol.parse("A/RES/74/148")),
    ],
)
def test_a_line_of_the_masthead(masthead: str, field: str, value: Any) -> None:
    found = read_text(f"General Assembly\n\n{masthead}{END}").metadata
    assert value == getattr(found, field)


@pytest.mark.parametrize(
    ("text", "symbol", "printed"),
    [
        ("Resolution adopted by the General Assembly on 1 May 2025\n\n79/12. Rivers", "A/RES/79/12", False),
        ("Decision adopted by the Economic and Social Council on 2 May 2025\n\n2025/318. Ice", "E/DEC/2025/318", False),
        ("Human Rights Council\n\n61/9. Water\n\nThe Human Rights Council,", "A/HRC/RES/61/9", False),
        ("Security Council\n\nResolution 2799 (2031)\n\nThe Security Council,", "S/RES/2799 (2031)", False),
        ("United Nations    S/PRST/2031/6", "S/PRST/2031/6", True),
        ("United Nations    A/77/900–S/2023/412", "A/77/900-S/2023/412", True),
        ("United Nations    A/RES/76/84 A-B", "A/RES/76/84 A-B", True),
        ("**A/80/912**", "A/80/912", True),
        ("CEDAW/C/RUR/CO/8", "CEDAW/C/RUR/CO/8", True),
    ],
)
def test_the_symbol(text: str, symbol: str, printed: bool) -> None:
    found = read_text(f"{text}\n\nRecalling one,\n\n1. Urges States to act;\n\n2. Ends.").metadata
    assert (symbol, printed) == (str(found.symbol), found.symbol_is_printed)


def test_a_text_without_a_symbol_says_so() -> None:
    assert "SYMBOL_MISSING" in [one.code for one in read_text("1. It is.\n\n2. It was.").diagnostics]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("S/PRST/2031/6\n\nStatement by the President of the Security Council", DocumentKind.PRESIDENTIAL_STATEMENT),
        ("A/79/12\n\nReport of the Secretary-General", DocumentKind.REPORT),
        ("A/79/12\n\nNote by the Secretary-General", DocumentKind.NOTE),
        ("A/79/12\n\nLetter dated 2 May 2025 from the Permanent Representative of Fiji", DocumentKind.LETTER),
        ("A/RES/79/12\n\n79/12. Rivers", DocumentKind.RESOLUTION),
        ("A/HRC/49/L.21", DocumentKind.OTHER),
    ],
)
def test_the_kind(text: str, kind: DocumentKind) -> None:
    assert kind == read_text(f"{text}\n\n1. It is so.\n\n2. It was so.").metadata.kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The General Assembly,", True),
        ("*The General Assembly*,", True),
        ("The Commission on Human Rights,", True),
        ("The Executive Board of Imaginary Things,\n\nRecalling one,", True),
        ("The Executive Board met,\n\nand went on,", False),
        ("The General Assembly decided", False),
    ],
)
def test_formulas(text: str, expected: bool) -> None:
    assert expected == is_formula(split(text).lines, 0)


def test_a_security_council_resolution_was_adopted_at_a_meeting() -> None:
    text = "Resolution 2799 (2031)\n\nAdopted by the Security Council at its 9932nd meeting, on\n14 May 2031"
    found = read_text(f"{text}\n\nThe Security Council,\n\nRecalling one,\n\n1. Ends.").metadata
    assert (None, "9932nd meeting", date(2031, 5, 14)) == (found.title, found.meeting, found.adopted_on)


def test_a_letter_begins_with_its_first_sentence() -> None:
    text = (
        "Letter dated 2 June 2023 from the Permanent Representative of Fiji to the\nUnited Nations\n\n"
        "I have the honour to transmit herewith a statement by the Government."
    )
    parsed = read_text(f"A/77/900\n\n{text}")
    assert (
        "Letter dated 2 June 2023 from the Permanent Representative of Fiji to the United Nations"
        == parsed.metadata.title
    )
    assert ["U1"] == [one.label for one in parsed.paragraphs]
