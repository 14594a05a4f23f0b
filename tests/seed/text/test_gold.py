"""What the parser reads in the two founding documents, against the tables that were made of them by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from i18n.citing.symbols import Symbol
from seed.text import read_text
from seed.tree import ParsedDocument, ParsedParagraph
from store.records import Act, DocumentKind, ParagraphKind
from store.texts import read
from tests.support.accounting import lines_taken
from tests.support.shared import gold

pytestmark = pytest.mark.corpus

DOCUMENTS = Path(__file__).parents[3] / "seed" / "data" / "documents"
BODIES = {"General Assembly": "UN-GA", "Human Rights Council": "UN-HRC"}


@pytest.fixture(scope="module")
def resolution() -> ParsedDocument:
    """A/RES/74/148, read."""
    return read_text((DOCUMENTS / "A-RES-74-148.en.txt").read_text("utf-8"))


@pytest.fixture(scope="module")
def report() -> ParsedDocument:
    """A/HRC/45/30, read."""
    return read_text((DOCUMENTS / "A-HRC-45-30.en.txt").read_text("utf-8"))


def _dated(words: str | None) -> date | None:
    return date.fromisoformat(words) if words else None


def _lines(rows: list[list[int]], document: Path) -> tuple[int, ...]:
    """The lines of a table's ranges that are not blank."""
    printed = document.read_text("utf-8").splitlines()
    return tuple(number for first, last in rows for number in range(first, last + 1) if printed[number - 1].strip())


def _folded(text: str) -> str:
    return " ".join(text.split())


def test_the_masthead_of_the_resolution(resolution: ParsedDocument) -> None:
    table = gold("resolution.json")["metadata"]
    found = resolution.metadata
    expected = {
        "symbol": Symbol.parse(table["symbol"]),
        "symbol_is_printed": table["symbol_printed"],
        "kind": DocumentKind(table["document_type"].upper()),
        "title": table["title"],
        "body": BODIES[table["body"]],
        "session": str(table["session"]),
        "agenda_item": table["agenda_item"],
        "agenda_title": table["agenda_title"],
        "adopted_on": _dated(table["date_adopted"]),
        "issued_on": _dated(table["date_issued"]),
        "distribution": table["distribution"],
        "committee": table["committee"],
        "committee_report": Symbol.parse(table["committee_report"]),
        "meeting": table["plenary_meeting_surface"],
        "formula": table["enacting_formula"],
    }
    assert expected == {name: getattr(found, name) for name in expected}
    assert str(resolution.language) == table["language"]


def test_the_numbers_of_units_of_the_resolution(resolution: ParsedDocument) -> None:
    counts = gold("resolution.json")["counts"]
    kinds = [paragraph.kind for paragraph in resolution.paragraphs]
    operative = [paragraph for paragraph in resolution.paragraphs if paragraph.kind is ParagraphKind.OPERATIVE]
    assert counts["preambular_paragraphs"] == kinds.count(ParagraphKind.PREAMBULAR)
    assert counts["operative_units"] == len(operative)
    assert counts["operative_paragraphs"] == sum(paragraph.parent is None for paragraph in operative)
    assert counts["sub_paragraphs"] == sum(paragraph.parent is not None for paragraph in operative)
    assert counts["footnotes"] == len(resolution.footnotes)
    assert counts["footnote_marker_occurrences"] == sum(len(read(one.text).calls) for one in resolution.paragraphs)
    assert [str(number) for number in range(1, counts["footnotes"] + 1)] == [
        note.marker for note in resolution.footnotes
    ]


def _preambular() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = gold("resolution.json")["preambular"]
    return rows


def test_preambular_paragraphs(resolution: ParsedDocument) -> None:
    found = [one for one in resolution.paragraphs if one.kind is ParagraphKind.PREAMBULAR]
    rows = _preambular()
    assert [f"PP{row['number']}" for row in rows] == [one.label for one in found]
    for row, one in zip(rows, found, strict=True):
        assert (row["verb"], *row["further_verbs"]) == tuple(act.verb for act in one.acts), one.label
        _holds(row, one, DOCUMENTS / "A-RES-74-148.en.txt")


def test_operative_paragraphs(resolution: ParsedDocument) -> None:
    found = [one for one in resolution.paragraphs if one.kind is ParagraphKind.OPERATIVE]
    rows = gold("resolution.json")["operative"]
    assert [row["id"] for row in rows] == [one.label for one in found]
    for row, one in zip(rows, found, strict=True):
        acts = (row, *row["further"])
        assert tuple(Act(verb=act["verb"], addressee=act["addressee"]) for act in acts) == one.acts, one.label
        parent = str(row["number"]) if row["letter"] else None
        assert parent == (resolution.paragraphs[one.parent].label if one.parent is not None else None)
        _holds(row, one, DOCUMENTS / "A-RES-74-148.en.txt")


def _holds(row: dict[str, Any], one: ParsedParagraph, document: Path) -> None:
    """A paragraph's words, calls and lines are those of the table."""
    reading = read(one.text)
    assert _folded(row["text"]) == reading.plain, one.label
    assert [str(marker) for marker in row["footnote_markers"]] == [call.marker for call in reading.calls], one.label
    assert _lines(row["seed_lines"], document) == one.lines, one.label


def test_findings_of_the_resolution(resolution: ParsedDocument) -> None:
    assert ["SYMBOL_DERIVED"] == [finding.code for finding in resolution.diagnostics]


def test_what_the_report_says_of_itself(report: ParsedDocument) -> None:
    table = gold("report_outline.json")["metadata"]
    found = report.metadata
    expected = {
        "symbol": Symbol.parse(table["symbol"]),
        "symbol_is_printed": True,
        "kind": DocumentKind(table["document_type"].upper()),
        "title": table["title"],
        "author": table["author"],
        "body": BODIES[table["body"]],
        "session": str(table["session"]),
        "issued_on": _dated(table["date"]),
        "adopted_on": _dated(table["date"]),
    }
    assert expected == {name: getattr(found, name) for name in expected}
    assert str(report.language) == table["language"]


def test_the_sections_of_the_report(report: ParsedDocument) -> None:
    rows = gold("report_outline.json")["sections"]
    sections = report.sections
    assert [(row["numeral"], row["title"], row["level"]) for row in rows] == [
        (one.number, one.heading, one.level) for one in sections
    ]
    for at, (row, one) in enumerate(zip(rows, sections, strict=True)):
        parent = sections[one.parent].number if one.parent is not None else None
        assert row["parent"] == parent
        assert row["heading_lines"] == len(one.lines)
        assert _lines(row["seed_lines"], DOCUMENTS / "A-HRC-45-30.en.txt") == one.lines
        numbers = [int(label) for label in _labels_within(report, at) if label.isdigit()]
        assert (row["first_paragraph"], row["last_paragraph"], row["paragraph_count"]) == (
            numbers[0],
            numbers[-1],
            len(numbers),
        ), row["id"]


def _labels_within(report: ParsedDocument, section: int) -> list[str]:
    """The labels of the paragraphs of a section and of those below it."""
    below = {section}
    for at, one in enumerate(report.sections):
        if one.parent in below:
            below.add(at)
    return [one.label for one in report.paragraphs if one.section in below]


def test_the_paragraphs_of_the_report(report: ParsedDocument) -> None:
    counts = gold("report_outline.json")["counts"]
    top = [one for one in report.paragraphs if one.parent is None]
    assert [str(number) for number in range(1, counts["paragraphs"] + 1)] == [one.label for one in top]
    assert counts["numbered_in_seed"] == sum(one.label_is_printed for one in top)
    assert ["52"] == [one.label for one in top if not one.label_is_printed]
    assert counts["sub_paragraphs"] == len(report.paragraphs) - len(top)
    assert [str(number) for number in range(1, counts["footnotes"] + 1)] == [one.marker for one in report.footnotes]
    assert counts["footnote_marker_occurrences"] == sum(len(read(one.text).calls) for one in report.paragraphs)
    assert all((one.kind is ParagraphKind.RECOMMENDATION) == one.label.startswith("119") for one in report.paragraphs)


def test_the_report_says_that_a_number_is_missing(report: ParsedDocument) -> None:
    assert [("NUMBER_MISSING", 701, {"label": "52"})] == [
        (finding.code, finding.line, dict(finding.params)) for finding in report.diagnostics
    ]


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("17", "many others go unrecorded."),
        ("52", "It also provided information on other measures taken to facilitate migration"),
        ("54", "adequate documentation, increasing the availability"),
        ("119(f)", "Concerned about incidents of racism, racial discrimination, xenophobia and related intolerance"),
    ],
)
def test_what_stands_where_pages_turn(report: ParsedDocument, label: str, words: str) -> None:
    """No header, number or note is left in a paragraph's words."""
    (text,) = [read(one.text).plain for one in report.paragraphs if one.label == label]
    assert words in text
    assert "A/HRC/45/30" not in text


@pytest.mark.parametrize("name", ["A-RES-74-148.en.txt", "A-HRC-45-30.en.txt"])
def test_every_line_is_accounted_for_once(name: str) -> None:
    text = (DOCUMENTS / name).read_text("utf-8")
    parsed = read_text(text)
    taken = lines_taken(parsed)
    assert [number for number, line in enumerate(text.splitlines(), 1) if line.strip()] == taken
