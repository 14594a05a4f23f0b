"""Signs of paragraphs, points and sections, as each language prints them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seed.akn import signs
from seed.akn.numerals import arabic_ordinal, chinese_number
from seed.text.ordering import Level, Style


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("\t1.", "1"),
        ("12 -", "12"),
        ("12-", "12"),
        ("\t 3-", "3"),
        ("١٢ -", "12"),
        ("7 –", "7"),
        ("1.12", "1.12"),
        ("1-1-", "1.1"),
        ("l.", "1"),  # a small L
        ("(a)", None),
        ("IV", None),
        ("", None),
    ],
)
def test_a_paragraph_has_its_number_in_western_figures(printed: str, number: str | None) -> None:
    assert number == signs.number(printed)


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("(b)", ["b"]),
        ("b)", ["b"]),
        ("(ب)", ["b"]),
        ("(هـ)", ["e"]),
        ("(ﻫ)", ["e"]),
        (")أ)", ["a"]),
        ("(ب ب)", ["bb"]),
        ("(أأ)", ["aa"]),
        ("’2‘", ["ii"]),
        ("㈡", ["ii"]),
        ("(十二)", ["xii"]),
        ("(甲)", ["a"]),
        ("(丑)", ["b"]),
        ("(i)", ["i", "i"]),
        ("с)", ["c", "c", "q"]),  # the Cyrillic letter: what it looks like, then its own place
        ("в)", ["c"]),
        ("(1)", ["1"]),
        ("(Rev.)", []),
        ("1.", ["1"]),
        ("", []),
    ],
)
def test_a_point_counts_as_its_letter_or_numeral(printed: str, written: list[str]) -> None:
    assert written == [signs.written(each) for each in signs.point(printed)]


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("\t\tIV", "IV"),
        ("A.", "A"),
        ("أولا", "I"),
        ("ثانياً -", "II"),
        ("حادي عشر", "XI"),
        ("ثامن عشر", "XVIII"),
        ("عشرون", "XX"),
        ("رابع وعشرون", "XXIV"),
        ("بــاء", "B"),
        ("ابء", "B"),  # set from left to right
        ("جيم-", "C"),
        ("二十四", "XXIV"),
        ("三、", "III"),
        ("А", "A"),  # the Cyrillic letter
    ],
)
def test_a_section_has_its_sign_in_western_letters(printed: str, written: str) -> None:
    assert written == signs.written(signs.heading(printed)[-1 if written in {"A", "B", "C"} else 0])


@pytest.mark.parametrize("printed", ["بناء القدرات", "Introduction", "导言", "1.", ""])
def test_words_are_no_sign_of_a_section(printed: str) -> None:
    assert () == signs.heading(printed)


@given(st.sampled_from([Style.SMALL, Style.CAPITAL, Style.SMALL_ROMAN, Style.FIGURE]), st.integers(1, 52))
def test_what_is_written_is_read_back(style: Style, value: int) -> None:
    assert Level(style, value) in signs.point(f"({signs.written(Level(style, value))})")


@given(st.text(max_size=12))
def test_any_text_can_be_asked_for_a_sign(text: str) -> None:
    signs.number(text), signs.point(text), signs.heading(text)
    arabic_ordinal(text), chinese_number(text)
