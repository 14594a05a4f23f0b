"""Citations in running text, by form and by name."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.citing.mentions import Resolutions, goals, labour_conventions, opinions
from i18n.citing.names import Names


def resolutions(text: str, body: str | None = "UN-GA") -> list[tuple[str, str]]:
    return [(text[found.start : found.end], found.identifier) for found in Resolutions(body).find(text)]


@pytest.mark.parametrize(
    ("why", "text", "expected"),
    [
        ("a number alone is of the document's body", "is resolution 72/179 of 19 December 2017", ["A/RES/72/179"]),
        (
            "a body carries over a list",
            "Human Rights Council resolutions 35/17 of 22 June 2017, 36/5 of 28 September 2017 and 41/7 of 2019,",
            ["A/HRC/RES/35/17", "A/HRC/RES/36/5", "A/HRC/RES/41/7"],
        ),
        (
            "its is the body named last",
            (
                "Commission on Population and Development resolutions 2006/2 of 10 May 2006 and 2009/1 of 3 April 2009 "
                "and its resolution 2013/1 of 26 April 2013"
            ),
            ["E/CN.9/RES/2006/2", "E/CN.9/RES/2009/1", "E/CN.9/RES/2013/1"],
        ),
        ("endorsed by", "endorsed by the General Assembly in its resolution 73/195", ["A/RES/73/195"]),
        ("a year is the Security Council's", "recalling resolution 1325 (2000)", ["S/RES/1325 (2000)"]),
        ("old ones", "its resolution 2200 A (XXI) of 16 December 1966", ["A/RES/2200(XXI)[A]"]),
        ("a date is no resolution", "the resolution of 1/2 cup", []),
    ],
)
def test_resolutions_by_number(why: str, text: str, expected: list[str]) -> None:
    assert expected == [identifier for _, identifier in resolutions(text)], why


def test_a_number_is_of_the_body_that_it_was_given_before() -> None:
    reader = Resolutions("UN-HRC")

    list(reader.find("pursuant to General Assembly resolution 74/148 on the protection of migrants"))

    assert ["A/RES/74/148"] == [found.identifier for found in reader.find("the implementation of resolution 74/148.")]


def test_a_paragraph_of_a_resolution_is_its_pinpoint() -> None:
    (found,) = Resolutions("UN-GA").find("as requested in paragraph 20 of resolution 74/148,")

    assert ("A/RES/74/148", "paragraph 20") == (found.identifier, found.pinpoint)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("target 10.7 of the Sustainable Development Goals", ["SDG:10.7"]),
        ("including its target 10.7 on the facilitation", ["SDG:10.7"]),
        ("recalling Sustainable Development Goals 8 and 10, including", ["SDG:8", "SDG:10"]),
        ("targets 8.7, 10.7 and 16.a", ["SDG:8.7", "SDG:10.7", "SDG:16.a"]),
        ("Goal 5", ["SDG:5"]),
        ("in 10.7 per cent of targets", []),
    ],
)
def test_goals_and_targets(text: str, expected: list[str]) -> None:
    found = sorted(goals(text), key=lambda each: each.start)

    assert expected == [each.identifier for each in found]


def test_opinions_and_labour_conventions() -> None:
    text = "advisory opinion OC 16/99 and the Domestic Workers Convention, 2011 (No. 189), on decent work"

    assert ["IACtHR:OC-16/99"] == [found.identifier for found in opinions(text)]
    (convention,) = labour_conventions(text)
    assert ("ILO:C189", "Domestic Workers Convention, 2011 (No. 189)") == (
        convention.identifier,
        text[convention.start : convention.end],
    )


NAMES = Names([("Global Compact for Migration", "gcm"), ("Global Compact", "gcm"), ("workers’ rights", "rights")])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Global Compact for Migration", ["Global Compact for Migration"]),
        ("the Global  Compact\nfor Migration", ["Global  Compact\nfor Migration"]),
        ("the Global Compact for Trade", ["Global Compact"]),
        ("the Global Compacts", []),
        ("the global compact", []),
        ("workers' rights", ["workers' rights"]),
    ],
)
def test_the_longest_name_at_a_place_is_found(text: str, expected: list[str]) -> None:
    assert expected == [text[found.start : found.end] for found in NAMES.find(text)]


@given(st.lists(st.sampled_from(["Global", "Compact", "for", "Migration", "the", ","]), max_size=20).map(" ".join))
def test_names_never_overlap(text: str) -> None:
    found = list(NAMES.find(text))

    assert all(before.end <= after.start for before, after in pairwise(found))
