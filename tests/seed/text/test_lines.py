"""Lines: white space, blanks that mean something, what is finished, and how wide a text is set."""

from __future__ import annotations

import pytest

from seed.text.joining import join
from seed.text.lines import is_finished, is_stopped, split

WRAPPED = (
    "Recalling its resolution on the rights of rivers, and noting that many of them\n"
    "run through more than one State, so that cooperation between the States is needed\n"
    "in order to protect them for those who live beside them,\n"
)


@pytest.mark.parametrize(
    ("text", "numbers", "words"),
    [
        ("a  b\n\n\tc\n", [1, 3], ["a b", "c"]),
        ("a\r\nb\rc", [1, 2, 3], ["a", "b", "c"]),
        ("\u200eGeneral\u00a0Assembly\u200b\n \n", [1], ["General Assembly"]),
        ("\fA/79/1\n", [1], ["A/79/1"]),
        ("a\ue000b", [1], ["a\ufffdb"]),
        ("", [], []),
    ],
)
def test_lines_that_are_not_blank(text: str, numbers: list[int], words: list[str]) -> None:
    found = split(text).lines
    assert numbers == [line.number for line in found]
    assert words == [line.text for line in found]


@pytest.mark.parametrize(
    ("text", "finished", "stopped"),
    [
        ("in all regions", False, False),
        ("of all migrants,", True, False),
        ("of all migrants;", True, True),
        ("as follows:", True, True),
        ("of all migrants,¹⁷", True, False),
        ("of all migrants.18", True, True),
        ("of all migrants,[^4]", True, False),
        ("of all migrants, ⁵", True, False),
        ("respect them. 1/", True, True),
        ("of the matter.*", True, True),
        ("Supplement No. 53", False, False),
        ("“Human rights of migrants”.", True, True),
        ("Bangkok⁸", False, False),
        ("111111111111111111111111111111111111111111111111111111111111x", False, False),
    ],
)
def test_whether_a_line_may_be_the_last(text: str, finished: bool, stopped: bool) -> None:
    assert (finished, stopped) == (is_finished(text), is_stopped(text))


def test_in_double_spacing_one_blank_says_nothing_and_none_turns_the_page() -> None:
    rows = (WRAPPED * 3).split("\n")[:-1]
    doubled = "\n\n".join(rows[:5]) + "\n" + "\n\n".join(rows[5:])
    found = split(doubled)
    assert found.spaced
    assert not any(line.is_apart for line in found.lines)
    assert [5] == [at for at, line in enumerate(found.lines) if line.starts_page]


def test_in_single_spacing_a_blank_sets_apart() -> None:
    found = split(f"{WRAPPED}\n{WRAPPED}")
    assert not found.spaced
    assert [3] == [at for at, line in enumerate(found.lines) if line.is_apart]


def test_paragraphs_of_one_line_each_are_not_double_spacing() -> None:
    text = "\n\n".join(["General Assembly", "Distr.: General", *(f"{n}. Requests States to act;" for n in range(1, 9))])
    assert not split(text).spaced


def test_a_short_line_ends_early_where_a_text_is_wrapped() -> None:
    assert [False, False, True] * 2 == [line.ends_early for line in split(WRAPPED * 2).lines]


def test_mark_up_makes_headings_and_lists() -> None:
    found = split("## I. Introduction\n- (a) To act;\n> quoted\n").lines
    assert [("I. Introduction", True), ("(a) To act;", False), ("quoted", False)] == [
        (line.text, line.heads) for line in found
    ]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["the rights", "of all"], "the rights of all"),
        (["non-", "State actors"], "non-State actors"),
        (["short- ", "and long-term"], "short-  and long-term"),
        (["short-", "and long-term"], "short- and long-term"),
        (["back-", "to-back"], "back-to-back"),
        (["2017–", "2021"], "2017–2021"),
        (["Ms. –", "Bachelet"], "Ms. – Bachelet"),
        (["coop\u00ad", "eration"], "cooperation"),
        (
            ["(https://data.example.org/topic/", "child-", "migration/)"],
            "(https://data.example.org/topic/child-migration/)",
        ),
        (["see www.example.org/en/", "topic/", "child.html and"], "see www.example.org/en/topic/child.html and"),
        ([], ""),
    ],
)
def test_wrapped_lines_become_one(lines: list[str], text: str) -> None:
    assert text == join(lines)
