"""Golden pairs: whole documents in both dialects and six languages, and the trees that they are.

The XML is invented, in the manner of the United Nations' own. A pair is made anew by removing its `.txt` and running
this test; what changed is then for a reader to judge.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from seed.akn import peek, read_akn
from store.texts import read
from tests.seed.akn.drawing import drawn

GOLDEN = Path(__file__).parent / "golden"
FILES = sorted(GOLDEN.glob("*.xml"))
SIX = ("ar", "en", "es", "fr", "ru", "zh")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_document_is_read_as_its_golden_tree(file: Path) -> None:
    wanted = file.with_suffix(".txt")
    tree = drawn(read_akn(file.read_bytes()))
    if not wanted.exists():
        wanted.write_text(tree, "utf-8")
        pytest.fail(f"{wanted.name} was not there and is made: read it")

    assert wanted.read_text("utf-8") == tree


def practice(language: str) -> bytes:
    return (GOLDEN / f"practice.{language}.xml").read_bytes()


@pytest.mark.parametrize("language", SIX)
def test_one_document_has_the_same_labels_in_six_languages(language: str) -> None:
    """Letters, numerals, sections and annexes are those of each language; labels are not."""
    own, english = read_akn(practice(language)), read_akn(practice("en"))

    assert [(each.part, each.label, each.eid) for each in english.paragraphs] == [
        (each.part, each.label, each.eid) for each in own.paragraphs
    ]
    assert [(each.part, each.number, each.level, each.parent) for each in english.sections] == [
        (each.part, each.number, each.level, each.parent) for each in own.sections
    ]


@pytest.mark.parametrize("language", SIX)
def test_one_document_has_the_same_notes_and_calls_in_six_languages(language: str) -> None:
    own, english = read_akn(practice(language)), read_akn(practice("en"))

    def calls(text: str) -> list[str]:
        return [call.marker for call in read(text).calls]

    assert [each.marker for each in english.footnotes] == [each.marker for each in own.footnotes]
    assert [calls(each.text) for each in english.paragraphs] == [calls(each.text) for each in own.paragraphs]


@pytest.mark.parametrize("language", SIX)
def test_a_look_says_which_document_a_file_is(language: str) -> None:
    symbol, found = peek(practice(language))

    assert ("A/RES/86/401", language) == (str(symbol), found)


@pytest.mark.parametrize("language", SIX)
def test_nothing_is_found_wrong_with_a_document_in_order(language: str) -> None:
    assert () == read_akn(practice(language)).diagnostics
