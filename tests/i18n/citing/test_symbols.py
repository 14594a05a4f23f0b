"""Symbols are read however they are printed, and written one way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.citing.numerals import from_ordinal, from_roman, to_roman
from i18n.citing.symbols import BadSymbol, Symbol, find_symbols, resolution


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("A/RES/74/148", "A/RES/74/148"),
        ("a/res/74/148", "A/RES/74/148"),
        ("A/HRC/45/30", "A/HRC/45/30"),
        ("S/RES/1325 (2000)", "S/RES/1325 (2000)"),
        ("S/RES/1325(2000)", "S/RES/1325 (2000)"),
        ("S/RES/1325\u00a0(2000)", "S/RES/1325 (2000)"),
        ("A/66/53/Add.1/Corr.1", "A/66/53/Add.1/Corr.1"),
        ("A/73/178/rev.1", "A/73/178/Rev.1"),
        ("FCCC/CP/2015/10/add.1", "FCCC/CP/2015/10/Add.1"),
        ("A/RES/217 A (III)", "A/RES/217(III)[A]"),
        ("A/RES/217(III)[A]", "A/RES/217(III)[A]"),
        ("A/RES/3201 (S-VI)", "A/RES/3201(S-VI)"),
        ("A/RES/S-24/2", "A/RES/S-24/2"),
        ("A/RES/ES\u201111/1", "A/RES/ES-11/1"),
        ("A/RES/76/235B", "A/RES/76/235 B"),
        ("A/RES/69/96 A-B", "A/RES/69/96 A-B"),
        ("A/77/6(Sect.3)/Add.1", "A/77/6 (Sect. 3)/Add.1"),
        ("A/73/12 (Part II)", "A/73/12 (Part II)"),
        ("A/79/634-S/2024/869", "A/79/634-S/2024/869"),
        ("E/CN.4/Sub.2/AC.2/1987/WP.4/Add.1", "E/CN.4/Sub.2/AC.2/1987/WP.4/Add.1"),
        ("ST/ESA/SER.A/439", "ST/ESA/SER.A/439"),
        ("\u200eA/RES/74/148\u200f", "A/RES/74/148"),
    ],
)
def test_a_printed_symbol_has_one_canonical_form(printed: str, canonical: str) -> None:
    assert canonical == str(Symbol.parse(printed))


@pytest.mark.parametrize(
    ("words", "offset"),
    [
        ("", 0),
        ("A", 1),
        ("24/57", 0),
        ("and/or", 6),
        ("A//3", 2),
        ("A/74/7ADD.1", 5),
        ("A/RES/74/148; DROP", 9),
        ("https://undocs.org/A/1", 0),
        ("A/" + "1/" * 200 + "1", 200),
    ],
)
def test_what_is_no_symbol_is_refused_with_the_place(words: str, offset: int) -> None:
    with pytest.raises(BadSymbol) as refused:
        Symbol.parse(words)

    assert offset == refused.value.offset
    assert words == refused.value.words


elements = st.one_of(
    st.integers(1, 9999).map(str),
    st.sampled_from(["RES", "HRC", "C.3", "CN.9", "L.35", "PV.50", "SER.A", "Sub.2", "S-24", "ES-11", "CONF.157"]),
    st.builds("{} ({})".format, st.integers(1, 3000), st.integers(1946, 2030)),
    st.builds(lambda number, session: f"{number}({to_roman(session)})", st.integers(1, 3500), st.integers(1, 30)),
)
numbers = st.one_of(
    st.integers(1, 9999).map(str), st.builds("{} {}".format, st.integers(1, 300), st.sampled_from(["A", "B", "A-C"]))
)
modifiers = st.lists(st.builds("{}.{}".format, st.sampled_from(["Add", "Corr", "Rev"]), st.integers(1, 20)), max_size=2)
symbols = st.builds(
    lambda organ, middle, number, last: "/".join([organ, *middle, number, *last]),
    st.sampled_from(["A", "S", "E", "ST", "CEDAW"]),
    st.lists(elements, max_size=3),
    numbers,
    modifiers,
)


@given(symbols)
def test_reading_what_was_written_gives_it_back(canonical: str) -> None:
    assert canonical == str(Symbol.parse(canonical))


@given(symbols)
def test_case_and_spaces_do_not_matter(canonical: str) -> None:
    assert Symbol.parse(canonical) == Symbol.parse(f"  {canonical.lower()} ")


@given(st.text(max_size=60))
def test_any_text_is_a_symbol_that_round_trips_or_is_refused(words: str) -> None:
    try:
        symbol = Symbol.parse(words)
    except BadSymbol:
        return
    assert symbol == Symbol.parse(str(symbol))


@given(symbols)
def test_a_symbol_is_found_in_running_text_where_it_stands(canonical: str) -> None:
    text = f"See {canonical}, and the rest."

    (found,) = find_symbols(text)

    assert canonical == str(found.symbol)
    assert canonical == text[found.start : found.end]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See A/HRC/38/41. See also A/HRC/39/45.", ["A/HRC/38/41", "A/HRC/39/45"]),
        ("A/73/178/Rev.1 and A/74/191.", ["A/73/178/Rev.1", "A/74/191"]),
        ("Supplement No. 5 (E/2006/25), chap. I", ["E/2006/25"]),
        ("24 and/or 25 km/h on 3/4 of the way, www.un.org/A/1", []),
    ],
)
def test_symbols_stand_out_from_running_text(text: str, expected: list[str]) -> None:
    assert expected == [str(found.symbol) for found in find_symbols(text)]


def test_a_report_is_not_the_resolution_of_the_same_numbers() -> None:
    assert Symbol.parse("A/HRC/45/30") != resolution("UN-HRC", "45/30")
    assert resolution("UN-HRC", "45/30").is_resolution
    assert not Symbol.parse("A/HRC/45/30").is_resolution


@pytest.mark.parametrize(
    ("body", "number", "expected"),
    [
        ("UN-GA", "217 A (III)", "A/RES/217(III)[A]"),
        ("UN-GA", "2200 A (XXI)", "A/RES/2200(XXI)[A]"),
        ("UN-GA", "S-24/2", "A/RES/S-24/2"),
        ("UN-HRC", "35/17", "A/HRC/RES/35/17"),
        ("UN-CPD", "2006/2", "E/CN.9/RES/2006/2"),
        ("UN-SC", "1325 (2000)", "S/RES/1325 (2000)"),
    ],
)
def test_a_resolution_is_known_by_its_body_and_number(body: str, number: str, expected: str) -> None:
    assert expected == str(resolution(body, number))


def test_a_resolution_of_an_unknown_body_is_refused() -> None:
    with pytest.raises(BadSymbol):
        resolution("UN-NOBODY", "1/1")


@pytest.mark.parametrize(
    ("printed", "session", "number", "modifiers_"),
    [
        ("A/RES/74/148", "74", "148", ()),
        ("A/66/53/Add.1/Corr.1", "66", "53", ("Add.1", "Corr.1")),
        ("S/RES/1325 (2000)", "2000", "1325 (2000)", ()),
        ("A/RES/217(III)[A]", "III", "217(III)[A]", ()),
        ("A/RES/S-24/2", "S-24", "2", ()),
    ],
)
def test_the_parts_of_a_symbol(printed: str, session: str, number: str, modifiers_: tuple[str, ...]) -> None:
    symbol = Symbol.parse(printed)

    assert (session, number, modifiers_) == (symbol.session, symbol.number, symbol.modifiers)


def test_a_double_symbol_is_two() -> None:
    assert ["A/79/634", "S/2024/869"] == [str(each) for each in Symbol.parse("A/79/634-S/2024/869").symbols]


@given(st.integers(1, 3999))
def test_roman_numerals_round_trip(number: int) -> None:
    assert number == from_roman(to_roman(number))


@given(st.text(alphabet="IVXLCDM", max_size=8))
def test_only_well_formed_roman_numerals_are_numbers(letters: str) -> None:
    number = from_roman(letters)

    assert number is None or to_roman(number) == letters


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Seventy-second", 72),
        ("fortieth", 40),
        ("72nd", 72),
        ("Tenth", 10),
        ("One hundred and first", 101),
        ("Seventy", None),
        ("", None),
    ],
)
def test_ordinals_in_words(words: str, number: int | None) -> None:
    assert number == from_ordinal(words)
