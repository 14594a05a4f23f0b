"""The names of States against a resolution that lists them all: the scale of assessments (A/RES/76/238, 2021)."""

from __future__ import annotations

from functools import cache
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from i18n.languages import OFFICIAL, Tag
from seed.authority.reporters import ReporterNames, load_reporters, name_key
from store.texts import plain
from tests.support.shared import shared

pytestmark = pytest.mark.corpus

FOLDERS = {"ar": "Arabic", "en": "English", "es": "Spanish", "fr": "French", "ru": "Russian", "zh": "Chinese"}

NOT_MEMBERS = {"COK", "NIU", "PSE", "VAT"}

PRINTED_OTHERWISE = {
    # names taken since then
    "ar": {"NLD"},
    "en": {"NLD", "TUR"},
    "es": {"NLD", "TUR"},
    "fr": {"NLD", "TUR"},
    "ru": {"NLD"},
    "zh": {"NLD"},
}
"""Members whose name in M49 is not the one in the list; what the list has is an alias."""

PRINTED_OTHERWISE["ar"] |= {"LKA", "PRK", "VCT"}  # three spellings of its own
PRINTED_OTHERWISE["zh"] |= {"DOM"}  # 多米尼加共和国, where M49 has 多米尼加


@cache
def listed(language: str) -> frozenset[str]:
    """The cells of its table, each as a name would be compared."""
    with ZipFile(shared("corpus", "GA_76.zip")) as corpus:
        member = next(name for name in corpus.namelist() if name.startswith(f"{FOLDERS[language]}/A_RES_76_238-"))
        root = ET.fromstring(corpus.read(member))
    return frozenset(name_key("".join(cell.itertext())) for cell in root.iterfind(".//{*}td"))


@pytest.mark.parametrize("language", OFFICIAL)
def test_every_member_of_the_list_is_known(language: str) -> None:
    """All 193, in each language, by a name or an alias."""
    names = ReporterNames()
    found = {names.find(words) for words in listed(language)} - {None}

    assert {record.key for record in load_reporters() if record.is_state} - NOT_MEMBERS == found


@pytest.mark.parametrize("language", OFFICIAL)
def test_every_member_is_named_as_in_the_list(language: Tag) -> None:
    """Word for word, but for those that are named above."""
    members = [record for record in load_reporters() if record.is_state and record.key not in NOT_MEMBERS]
    other = {
        record.key for record in members if name_key(plain(record.variants[language].text)) not in listed(language)
    }

    assert PRINTED_OTHERWISE[language] == other
