"""What holds of any text: it is read, no line is lost or doubled, indexes are in range, and time grows with length."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seed.text import read_text
from seed.text.codes import Code, Rule
from seed.text.lines import clean
from seed.tree import ParsedDocument
from store.texts import read
from tests.support.accounting import lines_taken

DOCUMENTS = Path(__file__).parents[3] / "seed" / "data" / "documents"
FOUNDING = tuple(path.read_text("utf-8") for path in sorted(DOCUMENTS.glob("*.en.txt")))

FRAGMENTS = (
    "United Nations A/RES/79/1", "A/RES/79/1", "General Assembly", "Distr.: General", "3 March 2025", "2/7",
    "25-00001 (E)",
    "Agenda item 70 (b)", "Resolution adopted by the General Assembly on 3 March 2025", "79/1. Rights of rivers",
    "The General Assembly,", "The Security Council,", "Recalling its resolution 78/1 of 2 March 2024,¹", "Noting that,",
    "1. Requests States:", "2. Decides to remain seized of the matter.", "3.", "(a) To act;", "(b) To report;²",
    "(i) In part;", "(ii) In full;", "I. Introduction", "II", "A. Background", "B", "Annex", "Annex II", "* * *",
    "¹ Resolution 78/1.", "2 Ibid., annex.", "[^3]: See A/79/2.", "* Reissued.", "and to others, as appropriate,",
    "age of 18.4", "50th plenary meeting", "In favour: Fiji", "________", "• One thing", "“The Council notes", "\f", "",
    "",
)  # fmt: skip

lines_of_documents = st.lists(
    st.tuples(st.sampled_from(("", "", "    ", "\f")), st.sampled_from(FRAGMENTS)).map("".join), max_size=40
).map("\n".join)
any_text = st.one_of(st.text(max_size=400), lines_of_documents)


def visible(text: str) -> list[int]:
    """The numbers of the lines on which anything can be seen."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [number for number, line in enumerate(lines, 1) if clean(line)]


def holds(text: str) -> ParsedDocument:
    """Read a text, and claim of its tree what holds of every tree."""
    parsed = read_text(text)
    assert visible(text) == lines_taken(parsed)
    assert {one.rule for one in parsed.furniture} <= {str(rule) for rule in Rule}
    assert {one.code for one in parsed.diagnostics} <= {str(code) for code in Code}
    _indexes(parsed)
    _labels(parsed)
    return parsed


def _indexes(parsed: ParsedDocument) -> None:
    """What is above a unit stands before it."""
    for at, section in enumerate(parsed.sections):
        assert section.parent is None or 0 <= section.parent < at
        assert section.lines
    for at, paragraph in enumerate(parsed.paragraphs):
        assert paragraph.parent is None or 0 <= paragraph.parent < at
        assert paragraph.section is None or 0 <= paragraph.section < len(parsed.sections)
        assert paragraph.label
        assert paragraph.lines
    for finding in parsed.diagnostics:
        assert finding.paragraph is None or 0 <= finding.paragraph < len(parsed.paragraphs)
        assert finding.footnote is None or 0 <= finding.footnote < len(parsed.footnotes)


def _labels(parsed: ParsedDocument) -> None:
    """A label names one paragraph of a part, or a finding says that it does not."""
    seen: set[tuple[str | None, str]] = set()
    repeated = set()
    for at, paragraph in enumerate(parsed.paragraphs):
        name = (paragraph.part, paragraph.label)
        if name in seen:
            repeated.add(at)
        seen.add(name)
    assert repeated == {one.paragraph for one in parsed.diagnostics if one.code == Code.LABEL_REPEATED}


@given(any_text)
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_and_no_line_is_lost(text: str) -> None:
    holds(text)


@given(lines_of_documents)
@settings(max_examples=300, deadline=None)
def test_any_order_of_a_documents_lines_is_read(text: str) -> None:
    holds(text)


@given(st.sampled_from(FOUNDING), st.floats(0, 1))
@settings(max_examples=40, deadline=None)
def test_a_document_that_stops_anywhere_is_read(text: str, share: float) -> None:
    holds(text[: int(len(text) * share)])


@given(st.sampled_from(FOUNDING), st.integers(0, 2000))
@settings(max_examples=30, deadline=None)
def test_a_document_that_begins_anywhere_is_read(text: str, first: int) -> None:
    holds("\n".join(text.split("\n")[first:]))


@given(st.integers(60, 280))
@settings(max_examples=30, deadline=None)
def test_what_was_read_of_a_resolution_stays_when_its_end_is_lost(count: int) -> None:
    """Labels and texts of the paragraphs before the last are those of the whole document."""
    text = FOUNDING[1]
    whole = {one.label: read(one.text).plain for one in read_text(text).paragraphs}
    cut = read_text("\n".join(text.split("\n")[:count])).paragraphs
    for one in cut[:-1]:
        assert whole[one.label] == read(one.text).plain


@given(any_text)
@settings(max_examples=100, deadline=None)
def test_calls_of_notes_that_are_printed_are_found_in_them(text: str) -> None:
    """A call without its note, and a note without its call, are findings."""
    parsed = read_text(text)
    markers = {note.marker for note in parsed.footnotes}
    called = {call.marker for one in parsed.paragraphs for call in read(one.text).calls}
    missing = {one.params["marker"] for one in parsed.diagnostics if one.code == Code.FOOTNOTE_MISSING}
    assert called - markers == missing


LONG = 100_000
HOSTILE = (
    "1 ", "(", "*", "_", "\\", "[", "](", "[a](", "[^1]", "a", "A", "-", "a-", "¹", "⁰¹ ", "I. ", "A/", "A/RES/1 ",
    "http://", "word1 ", "x.1 ", "20151 ", "2015–", "Recalling ", "The General Assembly, ", "Adopted by the at its on ",
    '"', "“", "; and ", "(a) ", "strongly ", "of that ", "parties to ", "expresses its ", "in this regard, ",
    "(Part I)", ".", "…", "—", "\u00ad", ". . . . ", "1/ ", "# ", "Contents", "In favour: ",
)  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_long_repetitions_are_read_in_time_that_grows_with_their_length(piece: str) -> None:
    """On one line, on many, and in a paragraph with a note: an expression that tries all ways would never end."""
    holds(piece * (LONG // len(piece)))
    holds(f"{piece}x\n" * (LONG // 4 // (len(piece) + 2)))
    holds("1. Requests " + piece * (LONG // len(piece)) + "\n\n1 Ibid.\n\n2. Urges States.")
