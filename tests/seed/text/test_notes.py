"""Notes and calls: how they are printed, and what only looks like one."""

from __future__ import annotations

import pytest

from seed.text import read_text
from seed.text.chains import Candidate, heaviest_chain
from seed.text.figures import Passage, figures
from store.texts import read

LONG = "Recalling that rivers run through many States and that those who live beside them depend upon them"


@pytest.mark.parametrize(
    ("call", "note"),
    [
        ("¹", "¹ Resolution 78/1."),
        ("1", "1 Resolution 78/1."),
        ("1", "1  Resolution 78/1."),
        ("[^1]", "[^1]: Resolution 78/1."),
        (" 1/", "1/ Resolution 78/1."),
    ],
)
def test_a_note_inside_a_sentence_is_lifted_out(call: str, note: str) -> None:
    text = f"The General Assembly,\n\n{LONG},{call} and that they\n\n{note}\n\nmust be protected,\n\n1. Urges all."
    parsed = read_text(text)
    assert [("1", "Resolution 78/1.")] == [(one.marker, one.text) for one in parsed.footnotes]
    first = read(parsed.paragraphs[0].text)
    assert f"{LONG}, and that they must be protected," == first.plain
    assert [("1", len(LONG) + 1)] == [(one.marker, one.at) for one in first.calls]
    assert ["PP1", "1"] == [one.label for one in parsed.paragraphs]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("below the age of 18.4 Globally", "below the age of 18.[4] Globally"),
        ("in all regions.4 Globally", "in all regions.[4] Globally"),
        ("on 8 March 20174 and", "on 8 March 2017[4] and"),
        ("resolution 72/1794 and", "resolution 72/179[4] and"),
        ("in 2015,4 and", "in 2015,[4] and"),
        ("Tlatelolco4 and", "Tlatelolco[4] and"),
        ("Protocol I4 and", "Protocol I[4] and"),
        ("imaginary things, 4/ and", "imaginary things,[4] and"),
        ("the Compact. 4 Furthermore", "the Compact.[4] Furthermore"),
        ("paragraph 4 of", "paragraph 4 of"),
        ("para.4 of", "para.4 of"),
        ("COVID-4 and", "COVID-4 and"),
        ("A/HRC/4 and", "A/HRC/4 and"),
        ("an increase of 3.4 per cent", "an increase of 3.[4] per cent"),
        ("resolution 72/4 and", "resolution 72/4 and"),
    ],
)
def test_figures_that_are_calls(text: str, marked: str) -> None:
    """3.4 per cent is taken only because note 4 is called nowhere else."""
    (found,) = figures([Passage(text, 1, 1)], {4: (0, 9)})
    assert marked == found.replace("\ue000", "[").replace("\ue001", "]")


def test_the_best_placed_figures_win() -> None:
    found = figures([Passage("3.1 per cent of States,1 and 2.2 of all.2", 1, 1)], {1: (0, 9), 2: (0, 9)})
    assert ["3.1 per cent of States,[1] and 2.2 of all.[2]"] == [
        one.replace("\ue000", "[").replace("\ue001", "]") for one in found
    ]


def test_a_call_stands_above_its_note() -> None:
    found = figures([Passage("one thing,1", 1, 2), Passage("another,1", 8, 9)], {1: (5, 12)})
    assert ["one thing,1", "another,\ue0001\ue001"] == found


def test_a_note_may_be_called_again() -> None:
    found = figures([Passage("one,1 two,2 one again,1", 1, 1)], {1: (0, 9), 2: (0, 9)})
    assert 3 == found[0].count("\ue000")


def test_the_chain_that_weighs_most() -> None:
    found = [
        Candidate(0, at, at + 1, number, weight) for at, (number, weight) in enumerate([(3, 3), (1, 1), (2, 3), (4, 1)])
    ]
    assert [2, 4] == [one.number for one in heaviest_chain(found)][-2:]
    assert [] == heaviest_chain([])


@pytest.mark.parametrize(
    "line",
    [
        "15 November 2015 in Paris, and",
        "30 States had become parties, and",
        "2 per cent of all, and",
        "2030 Agenda, and",
    ],
)
def test_a_figure_that_begins_a_line_is_no_note(line: str) -> None:
    parsed = read_text(
        f"The General Assembly,\n\nRecalling what was said on\n{line} was agreed,\n\n1. Urges States to act."
    )
    assert () == parsed.footnotes
    assert line in read(parsed.paragraphs[0].text).plain


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("1. Urges States.¹\n\n¹ Resolution 78/1.", []),
        ("1. Urges States.\n\n¹ Resolution 78/1.", ["FOOTNOTE_NOT_CALLED"]),
        ("1. Urges States.²\n\n2. Ends.", ["FOOTNOTE_MISSING"]),
        ("1. Urges States.¹\n\n¹ Resolution 78/1.\n\n¹ Resolution 78/2.", ["FOOTNOTE_REPEATED"]),
        ("1. Urges States.*\n\n* Not all.", []),
    ],
)
def test_notes_without_calls_and_calls_without_notes_are_findings(text: str, codes: list[str]) -> None:
    found = [one.code for one in read_text(f"A/RES/79/1\n\nThe General Assembly,\n\n{text}").diagnostics]
    assert codes == found


def test_a_star_in_the_masthead_calls_its_note() -> None:
    text = "A/79/1*\n\nItem 3 of the provisional agenda**\n\n1. It is so.\n\n* Reissued for reasons.\n** A/79/150."
    assert [] == [one.code for one in read_text(text).diagnostics]
