"""The corpus of the General Assembly's resolutions: what is read of it, on a sample that is always the same."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest
from lxml import etree

from i18n.languages import OFFICIAL
from seed.akn import peek, read_akn
from seed.loading.files import SourceFile
from seed.loading.sources import sources
from seed.tree import ParsedDocument
from store.texts import plain, read
from tests.support.shared import gold, shared

pytestmark = pytest.mark.corpus

RESOLUTION = "A/RES/74/148"
STRAIGHT = str.maketrans("’‘“”", "''\"\"")
EVERY = 40
"""One document of so many is in the sample: 25 documents, some 150 files."""


@cache
def files() -> dict[str, dict[str, SourceFile]]:
    """The files of the sample's documents and of A/RES/74/148, by symbol and language."""
    named: dict[str, list[SourceFile]] = {}
    for file in sources([shared("corpus")]):
        number = re.search(r"(?:E?S-)?\d+_\d+", file.name)
        if number and file.suffix == ".xml":
            named.setdefault(number[0], []).append(file)
    chosen = [*sorted(named)[::EVERY], "74_148"]
    found: dict[str, dict[str, SourceFile]] = {}
    for name in chosen:
        for file in named[name]:
            if file.read() and "German" not in file.name:
                symbol, language = peek(file.read())
                found.setdefault(str(symbol), {}).setdefault(language, file)
    return found


@cache
def trees() -> dict[str, dict[str, ParsedDocument]]:
    return {symbol: {tag: read_akn(file.read()) for tag, file in by.items()} for symbol, by in files().items()}


def labels(tree: ParsedDocument) -> list[tuple[str | None, str]]:
    return [(each.part, each.label) for each in tree.paragraphs]


def test_the_sample_is_large_enough_to_say_anything() -> None:
    assert len(files()) >= 20
    assert sum(map(len, files().values())) >= 120


def test_a_document_has_the_same_labels_in_all_languages() -> None:
    """Of all documents of the corpus 93 in 100 do; where the source itself differs, no reader can help it."""
    alike = [symbol for symbol, by in trees().items() if len({str(labels(tree)) for tree in by.values()}) == 1]

    assert len(alike) >= 0.9 * len(trees())


def test_labels_are_unique_in_their_part() -> None:
    """But for what a source numbers twice."""
    twice = {
        symbol: [label for label, count in Counter(labels(tree)).items() if count > 1]
        for symbol, by in trees().items()
        for tree in by.values()
    }

    assert sum(map(len, twice.values())) <= 3


def signs(text: str) -> Counter[str]:
    """Letters and figures of a text, as they are compared."""
    bare = re.sub("[\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff\u00ad]", "", text)
    return Counter(sign for sign in bare if sign.isalnum())


def kept(tree: ParsedDocument) -> Counter[str]:
    """Those that a tree keeps: in its units, in what they are called by, and in furniture."""
    units = [*(each.text for each in tree.paragraphs), *(each.text for each in tree.footnotes)]
    units += [each.heading for each in tree.sections]
    words = [*map(plain, units), *(each.words for each in tree.furniture)]
    return signs(" ".join(words))


def named(tree: ParsedDocument) -> Counter[str]:
    """What stands for printed numbers: labels, sections' numbers, calls."""
    called = [call.marker for each in tree.paragraphs for call in read(each.text).calls]
    printed = [each.label.rpartition("(")[2] for each in tree.paragraphs if each.label_is_printed]
    return signs(" ".join([*called, *printed, *(each.number or "" for each in tree.sections)]))


def test_every_sign_of_the_text_is_in_a_unit_or_in_furniture() -> None:
    """But for 3 in 10,000: the signs of numbers in other scripts ("أ", "一"), and what is raised ("o" is "ᵒ")."""
    total = lost = 0
    for symbol, by in trees().items():
        for tag, tree in by.items():
            root = etree.fromstring(files()[symbol][tag].read())
            source = root.iter(*(f"{{*}}{each}" for each in ("preface", "preamble", "mainBody", "conclusions")))
            printed = signs(" ".join("".join(each.itertext()) for each in source))
            total += printed.total()
            lost += (printed - kept(tree) - named(tree)).total()

    assert total > 1_000_000
    assert lost < 0.0003 * total


def test_every_call_has_its_note_and_every_note_its_call() -> None:
    findings = Counter(finding.code for by in trees().values() for tree in by.values() for finding in tree.diagnostics)
    notes = sum(len(tree.footnotes) for by in trees().values() for tree in by.values())

    assert 0 == findings["FOOTNOTE_MISSING"]
    assert findings["FOOTNOTE_NOT_CALLED"] <= 0.01 * notes


def test_facts_of_metadata_are_there_and_agree_between_languages() -> None:
    for by in trees().values():
        facts = [tree.metadata for tree in by.values()]

        assert all(each.title and each.adopted_on and each.issued_on and each.session and each.vote for each in facts)
        assert 1 == len({each.draft.symbol if each.draft else None for each in facts})


@pytest.mark.parametrize("language", sorted(OFFICIAL))
def test_the_founding_resolution_is_as_in_the_table_made_by_hand(language: str) -> None:
    """Labels, calls and notes in all languages; texts in the language of the table."""
    table = gold("resolution.json")
    tree = trees()[RESOLUTION][language]
    units = [*table["preambular"], *table["operative"]]
    wanted = [each.get("id") or f"PP{each['number']}" for each in units]
    calls = [[str(marker) for marker in each["footnote_markers"]] for each in units]

    assert wanted == [each.label for each in tree.paragraphs]
    assert calls == [[call.marker for call in read(each.text).calls] for each in tree.paragraphs]
    assert [str(each) for each in range(1, 34)] == [each.marker for each in tree.footnotes]
    assert () == tree.diagnostics
    assert table["metadata"]["agenda_item"] == tree.metadata.agenda_item
    assert table["metadata"]["committee_report"] == str(tree.metadata.committee_report)


def test_the_texts_of_the_founding_resolution_are_those_of_the_table() -> None:
    table = gold("resolution.json")
    tree = trees()[RESOLUTION]["en"]

    assert [each["text"].translate(STRAIGHT) for each in (*table["preambular"], *table["operative"])] == [
        plain(each.text).translate(STRAIGHT) for each in tree.paragraphs
    ]
    assert table["metadata"]["title"] == tree.metadata.title
    assert table["metadata"]["plenary_meeting"] == int(re.sub(r"\D", "", tree.metadata.meeting or ""))
