"""The authority table against the United Nations' own resolutions: places in the Treaty Series, and titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from i18n.languages import Tag
from seed.authority.instruments import load_instruments
from store.keys import fold
from store.records import InstrumentKind
from tests.support.shared import shared

pytestmark = pytest.mark.corpus

FOLDERS = {"en": "English", "es": "Spanish", "fr": "French", "zh": "Chinese"}
"""Languages whose titles do not change with the sentence (Russian declines them, Arabic joins words to them)."""

RESOLUTIONS = range(120, 171)
"""Of the seventy-fourth session: the Third Committee's, which name treaties most."""


@cache
def corpus() -> ZipFile:
    """The resolutions of the seventy-fourth session."""
    return ZipFile(shared("corpus", "GA_74.zip"))


@cache
def resolution(number: int, language: str) -> str:
    """The text of a resolution, with each note as "⟦…⟧" at its call; "" where the corpus has none."""
    name = re.compile(rf"{FOLDERS[language]}/74_{number}(_[A-Z])?\.xml")
    found = [member for member in corpus().namelist() if name.fullmatch(member)]
    return _text(ET.fromstring(corpus().read(found[0]))) if found else ""


def _text(root: ET.Element) -> str:
    for note in root.findall(".//{*}authorialNote"):
        note.text = "⟦" + (note.text or "")
        note.tail = "⟧" + (note.tail or "")
    return " ".join("".join(root.itertext()).split()).replace("‑", "-")


def cited_treaties() -> Iterator[tuple[str, str, str]]:
    """Each call of a Treaty Series note in English: the words before it, the volumes and the registration number."""
    note = re.compile(r"⟦[^⟦⟧]*?vols?\. ([\d, and]+), No\. (\d+)\.? ?⟧")
    for number in RESOLUTIONS:
        text = resolution(number, "en")
        for found in note.finditer(text):
            before = text[max(0, found.start() - 300) : found.start()]
            yield before.rpartition("⟧")[2], found[1], found[2]


def test_the_places_in_the_treaty_series_are_those_that_resolutions_print() -> None:
    """Whatever treaty's title ends right before the note, the note has its volumes and its registration number."""
    treaties = {fold(item.titles[Tag("en")]): item for item in load_instruments() if item.treaty_series}
    compared = set()
    for before, volumes, registration in cited_treaties():
        words = fold(before).rstrip(", ")
        for title in sorted((title for title in treaties if words.endswith(title)), key=len)[-1:]:
            places = treaties[title].treaty_series
            assert {place.registration for place in places} == {registration}, title
            assert set(re.findall(r"\d+", volumes)) <= {place.volume for place in places}, title
            compared.add(title)
    assert len(compared) >= 25


def test_titles_are_those_of_the_same_resolution_in_other_languages() -> None:
    """Where the English resolution names a treaty in full, the others do by the title or an alias of the table."""
    seen = right = 0
    for item in load_instruments():
        for number in RESOLUTIONS if item.kind is InstrumentKind.TREATY else ():
            if item.titles[Tag("en")] not in resolution(number, "en"):
                continue
            for language in ("es", "fr", "zh"):
                text = fold(re.sub("[《》〈〉]", "", resolution(number, language)))
                seen += bool(text)
                right += any(fold(name) in text for name in item.names[Tag(language)])
    assert seen > 300
    assert right >= 0.95 * seen
