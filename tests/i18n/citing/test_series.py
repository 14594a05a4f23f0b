"""Misprinted symbols, and what they are meant to be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.citing.series import HEADS, distance, meant_by, near_misses
from i18n.citing.symbols import Symbol


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("A/HCR/24/57", "A/HRC/24/57"),  # two letters in each other's place
        ("A/REZ/74/148", "A/RES/74/148"),
        ("A/RS/74/148", "A/RES/74/148"),
        ("S/RSE/1325 (2000)", "S/RES/1325 (2000)"),
        ("A/hrc/RES/47/22", "A/HRC/RES/47/22"),
        ("a/hrc/24/57", "A/HRC/24/57"),
        ("A/74/7ADD.1", "A/74/7/Add.1"),
        ("E/CN.4/1998/53Add.2", "E/CN.4/1998/53/Add.2"),
        ("FCCC/CP/2015/10/add.1", "FCCC/CP/2015/10/Add.1"),
        ("A/CONF/157/24", "A/CONF.157/24"),
        ("E/CN4/2005/1", "E/CN.4/2005/1"),
        ("ARES/74/148", "A/RES/74/148"),
        ("AHRC/24/57", "A/HRC/24/57"),
        ("A/RES74/148", "A/RES/74/148"),
        ("A/RES 74/148", "A/RES/74/148"),
        (r"A\RES\74\148", "A/RES/74/148"),
    ],
)
def test_a_slip_is_noticed_in_running_text(printed: str, meant: str) -> None:
    (found,) = near_misses(f"见{printed}, para. 5")

    assert (printed, Symbol(meant), 1) == (found.words, found.meant, found.start)


@pytest.mark.parametrize(
    "printed",
    [
        *("A/RES/74/148", "A/HRC/45/30", "A/HRC/RES/45/30", "S/RES/1325 (2000)", "S/RES/1325(2000)", "A/66/53/Add.1"),
        *("A/RES/217(III)[A]", "A/RES/S-24/2", "A/77/6 (Sect. 3)", "A/C.3/74/L.24", "E/CN.4/2005/1", "ST/SGB/2003/13"),
        *("CRC/C/GC/22", "CCPR/C/21/Rev.1/Add.13", "A/HRC/WG.6/33/MEX/1", "TD/B/C.I/MEM.2/1", "UNEP/EA.4/Res.1"),
        *("LEG/CONF.15/21", "SC/13331", "EX/10", "CCM/MSP/2016/9", "S/C.3/32/Rev.1", "HSP/HA.1/HLS.2"),
        *("and/or/2", "km/h/2", "w/o/3", "PDF/A/2", "I/O/2", "1/2/3", "12/05/2020", "https://undocs.org/A/HCR/24/57"),
    ],
)
def test_what_is_right_or_no_symbol_is_left_alone(printed: str) -> None:
    assert [] == list(near_misses(f"see {printed}, para. 5"))


@given(st.sampled_from([head for head in HEADS if not head.endswith(".")]), st.integers(1, 99), st.integers(1, 99))
def test_a_symbol_of_a_known_series_is_never_a_near_miss(head: str, session: int, number: int) -> None:
    assert meant_by(f"{head}/{session}/{number}") is None


@pytest.mark.parametrize(
    ("one", "other", "slips"), [("HCR", "HRC", 1), ("HCR", "HCR", 0), ("HC", "HRC", 1), ("ABC", "XYZ", 3), ("", "A", 1)]
)
def test_slips_are_counted_with_neighbours_swapped_as_one(one: str, other: str, slips: int) -> None:
    assert slips == distance(one, other, 5) == distance(other, one, 5)


@pytest.mark.parametrize(
    "text", ["A/" * 32_000, "A/RES/" * 10_000, "AAAAAAAA " * 7_000, " /" * 30_000, "A/B.C-D" * 9_000]
)
def test_hostile_texts_have_no_near_misses(text: str) -> None:
    assert [] == list(near_misses(text))
