"""What belongs to the page: each line names its rule, and the pages name the symbol."""

from __future__ import annotations

import pytest

from seed.text import furniture
from seed.text.codes import Rule
from seed.text.lines import split

BODY = "1. Requests States to act;\n\n2. Decides to go on."


def rules(text: str) -> dict[int, str]:
    return {one.line: one.rule for one in furniture.lift(split(text).lines)[1]}


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("A/RES/79/1", Rule.PAGE_HEADER),
        ("United Nations A/RES/79/1", Rule.PAGE_HEADER),
        ("Rights of rivers    A/RES/79/1", Rule.PAGE_HEADER),
        ("A/RES/79/1*", Rule.PAGE_HEADER),
        ("**A/RES/79/1**", Rule.PAGE_HEADER),
        ("2/7", Rule.PAGE_NUMBER),
        ("- 2 -", Rule.PAGE_NUMBER),
        ("25-00001 (E)", Rule.JOB_NUMBER),
        ("25-00001 (E)    040825", Rule.JOB_NUMBER),
        ("2/7   25-00001", Rule.JOB_NUMBER),
        ("25-00001   2/7", Rule.JOB_NUMBER),
        ("*2500001*", Rule.JOB_NUMBER),
        ("GE.25-00001(E)", Rule.JOB_NUMBER),
        ("*2500001*      Please recycle ♲", Rule.JOB_NUMBER),
        ("Please recycle", Rule.RECYCLE),
        ("/...", Rule.RECYCLE),
        ("__________________", Rule.RULE_LINE),
        ("---", Rule.RULE_LINE),
        ("* * *", Rule.RULE_LINE),
    ],
)
def test_a_line_of_the_page_names_its_rule(line: str, rule: Rule) -> None:
    text = f"A/RES/79/1\n\n{BODY}\n\n{line}\n\n3. Ends."
    assert {1: Rule.PAGE_HEADER, 7: rule} == rules(text)


@pytest.mark.parametrize(
    "line",
    [
        "A/79/12 was before the Assembly.",
        "See A/RES/79/1, annex.",
        "2015",
        "12 March 2025",
        "1. Requests States",
        "English is spoken there.",
    ],
)
def test_a_line_of_the_text_is_kept(line: str) -> None:
    assert {1: Rule.PAGE_HEADER} == rules(f"A/RES/79/1\n\n{BODY}\n\n{line}\n\n3. Ends.")


def test_what_stands_beside_a_header_is_the_pages() -> None:
    lines = [f"{number}. Requests States to act;" for number in range(1, 15)]
    found = rules("\n".join(["A/79/1", *lines, "A/79/1", "English", "Page 2", "15. Ends."]))
    assert {1: Rule.PAGE_HEADER, 16: Rule.PAGE_HEADER, 17: Rule.PAGE_HEADER, 18: Rule.PAGE_NUMBER} == found


def test_a_page_number_may_be_the_last_line() -> None:
    assert Rule.PAGE_NUMBER == rules(f"A/79/1\n\n{BODY}\n\n12")[7]


def test_the_line_behind_the_pages_furniture_starts_a_page() -> None:
    kept, _, symbol = furniture.lift(split("A/79/1\n\n1. States\n\nA/79/1\n2\n\nshall act.").lines)
    assert "A/79/1" == str(symbol)
    assert [("1. States", True), ("shall act.", True)] == [(line.text, line.starts_page) for line in kept]


@pytest.mark.parametrize(
    "entries",
    [
        ["I. Introduction ......... 3", "II. Laws and what they", "say . . . . . . . 4"],
        ["I. Introduction 1-3 3", "II. Laws 4-9 4"],
        ["Page", "I. Introduction…………3"],
    ],
)
def test_a_table_of_contents_is_no_text(entries: list[str]) -> None:
    text = "\n".join(["Contents", *entries, "", "I. Introduction", "", "1. The present report is short."])
    found = rules(text)
    assert dict.fromkeys(range(1, len(entries) + 2), Rule.CONTENTS) == found


def test_contents_without_pages_are_text() -> None:
    assert {} == rules("Contents\n\nWhat the report contains is said below.\n\n1. It is short.")
