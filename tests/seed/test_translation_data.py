"""The translation that Ibid ships: each unit of the document has its text, and the text keeps what is not words."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from seed.text import read_text
from store.texts import read
from tests.support.shared import gold

DATA = Path(__file__).parents[2] / "seed" / "data"

TRANSLATION = json.loads((DATA / "translations" / "A-RES-74-148.fr.json").read_text("utf-8"))
FRENCH: Mapping[str, str] = TRANSLATION["units"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit in plain text, and the markers that it calls, in order."""

    plain: str
    calls: tuple[str, ...]

    @classmethod
    def of(cls, markdown: str) -> Unit:
        """Markdown, read."""
        reading = read(markdown)
        return cls(reading.plain, tuple(call.marker for call in reading.calls))


def by_hand() -> dict[str, Unit]:
    """The units of A/RES/74/148 as the gold tables have them."""
    resolution = gold("resolution.json")
    notes = gold("footnotes_resolution.json")["documents"]["A/RES/74/148"]["footnotes"]
    return {
        "title": Unit(resolution["metadata"]["title"], ()),
        **{f"PP{row['number']}": _by_hand(row) for row in resolution["preambular"]},
        **{row["id"]: _by_hand(row) for row in resolution["operative"]},
        **{f"fn{note['number']}": Unit(note["text"], ()) for note in notes},
    }


def _by_hand(row: Mapping[str, Any]) -> Unit:
    return Unit(row["text"], tuple(map(str, row["footnote_markers"])))


def parsed() -> dict[str, Unit]:
    """The units of A/RES/74/148 as our own reader understands its text."""
    document = read_text((DATA / "documents" / "A-RES-74-148.en.txt").read_text("utf-8"))
    return {
        "title": Unit.of(document.metadata.title or ""),
        **{paragraph.label: Unit.of(paragraph.text) for paragraph in document.paragraphs},
        **{f"fn{note.marker}": Unit.of(note.text) for note in document.footnotes},
    }


@pytest.fixture(name="english", scope="module", params=[by_hand, parsed], ids=["by hand", "parsed"])
def _english(request: pytest.FixtureRequest) -> Mapping[str, Unit]:
    units: dict[str, Unit] = request.param()
    return units


def test_each_unit_of_the_document_has_its_text(english: Mapping[str, Unit]) -> None:
    assert list(FRENCH) == list(english)
    assert len(FRENCH) == 1 + 31 + 63 + 33


def test_it_says_what_it_is() -> None:
    about = {name: value for name, value in TRANSLATION.items() if name not in {"units", "note"}}
    assert about == {
        "document": "A/RES/74/148",
        "language": "fr",
        "basis": {"language": "en"},
        "provenance": "UNOFFICIAL",
        "author": "Ibid",
    }


def test_footnotes_are_called_where_the_english_calls_them(english: Mapping[str, Unit]) -> None:
    """Each unit has the same calls; French word order could change their order, but no paragraph does here."""
    calls = {name: Unit.of(text).calls for name, text in FRENCH.items()}
    assert calls == {name: unit.calls for name, unit in english.items()}
    assert sum(map(len, calls.values())) == 43


def test_numbers_are_those_of_the_english(english: Mapping[str, Unit]) -> None:
    """Symbols, sessions, volumes, dates, targets: the same figures, each as often."""
    for name, unit in english.items():
        assert figures(Unit.of(FRENCH[name])) == figures(unit), name


def figures(unit: Unit) -> Counter[str]:
    """Each number of a text, and how often it is there."""
    return Counter(re.findall(r"\d+", unit.plain))


def test_a_unit_ends_as_the_english_does(english: Mapping[str, Unit]) -> None:
    """A preambular paragraph with a comma, an operative one with a semicolon, a colon or a full stop."""
    for name, unit in english.items():
        assert Unit.of(FRENCH[name]).plain[-1] == unit.plain[-1], name


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (r"'", "the apostrophe is ’"),
        (r'["“”]', "quotation marks are « »"),
        (r"(?<![\u00a0])[;:!?»]", "high punctuation has a no-break space before it"),
        (r"«(?!\u00a0)", "an opening mark has a no-break space behind it"),
        (r"[,.;:]\[\^", "a call stands before the punctuation"),
        (r" \[\^", "a call stands at its word"),
        (r"nº(?!\u00a0)|vol\.(?!\u00a0)", "an abbreviation keeps its number on its line"),
        (r"  | $|^ |\n", "one space, and none at the ends"),
        (r"\bmigrants et migrantes\b|\bibid\.", "the same term throughout, and Ibid. with a capital"),
    ],
)
def test_french_typography(wrong: str, why: str) -> None:
    assert {name: text for name, text in FRENCH.items() if re.search(wrong, text)} == {}, why


def test_emphasis_is_closed_and_kept_for_titles() -> None:
    """The titles of series, and the name of a case."""
    emphasised = {name for name, text in FRENCH.items() if read(text).emphases}
    assert all(text.count("*") % 2 == 0 for text in FRENCH.values())
    assert {name for name in emphasised if not name.startswith("fn")} == {"PP11"}
