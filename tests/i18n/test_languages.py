"""Languages: direction, names, fallback, and what CLDR says of the same."""

from __future__ import annotations

import pytest
from babel import Locale, localedata
from babel.core import get_global

from i18n.fallback import DECLARED, chain
from i18n.languages import EN, KNOWN, OFFICIAL, Tag, direction, display_name, language, parse_tag

DOWNWARDS = {"mn-Mong", "mn-Mong-CN", "mn-Mong-MN"}
"""Written from top to bottom, which neither HTML's `dir` nor the contract can say."""

NOT_IN_CLDR = {("zgh", "ar")}
"""Official together in Morocco (Constitution of 2011, article 5); CLDR gives the status to "tzm"."""


def tags(several: str) -> tuple[Tag, ...]:
    return tuple(Tag(tag) for tag in several.split())


def test_the_official_languages_are_six() -> None:
    """Rule 51 of the General Assembly."""
    assert tags("ar zh en fr ru es") == OFFICIAL
    assert all(language(tag).is_official for tag in OFFICIAL)
    assert not language(Tag("pt")).is_official


@pytest.mark.parametrize(
    ("tag", "runs"),
    [
        ("ar", "rtl"),
        ("fa", "rtl"),
        ("ur", "rtl"),
        ("he", "rtl"),
        ("yi", "rtl"),
        ("dv", "rtl"),
        ("ckb", "rtl"),
        ("arz", "rtl"),  # CLDR has no data for it, but knows its script
        ("pa-PK", "rtl"),  # written in Arabic script there
        ("az-Arab", "rtl"),
        ("ar-Latn", "ltr"),
        ("pa", "ltr"),
        ("zh", "ltr"),
        ("ru", "ltr"),
    ],
)
def test_direction_is_that_of_the_script(tag: str, runs: str) -> None:
    """The script that the tag names, or the likely one."""
    assert runs == direction(Tag(tag))


def test_direction_agrees_with_every_locale_of_cldr() -> None:
    """Babel's `text_direction` of all of its locales."""
    locales = {
        parse_tag(name): Locale.parse(name) for name in localedata.locale_identifiers() if name not in {"root", "und"}
    }

    assert len(locales) > 1000
    wrong = {tag for tag, locale in locales.items() if direction(tag) != locale.text_direction}
    assert wrong == DOWNWARDS


@pytest.mark.parametrize(
    ("tag", "wanted", "name"),
    [
        ("fr", "en", "French"),
        ("fr", "fr", "français"),
        ("ar", "zh", "阿拉伯语"),
        ("zh", "ru", "китайский"),
        ("zh-Hant", "en", "Traditional Chinese"),
        ("zh-Hant-TW", "fr", "chinois traditionnel (Taïwan)"),
        ("pt-BR", "es", "portugués de Brasil"),
        ("uz-Arab", "en", "Uzbek (Arabic)"),
        ("fr", "fr-CA", "français"),
        ("fr", "tlh", "French"),  # CLDR has no names in Klingon
        ("cnr", "en", "cnr"),  # nor a name for Montenegrin
    ],
)
def test_a_name_is_cldrs_and_falls_back_to_english_and_the_tag(tag: str, wanted: str, name: str) -> None:
    """A name in the wanted language where CLDR has one."""
    assert name == display_name(Tag(tag), Tag(wanted))


def test_native_names_are_in_the_language_itself() -> None:
    """As a reader looks for it in a menu."""
    assert ["العربية", "中文", "English", "français", "русский", "español"] == [
        language(tag).native_name for tag in OFFICIAL
    ]


@pytest.mark.parametrize(
    ("tag", "declared"),
    [
        ("ht", "fr"),  # both official in Haiti
        ("ht-HT", "fr"),  # as the language it truncates to
        ("ca", "es"),
        ("gn", "es"),
        ("kk", "ru"),
        ("rw", "en fr"),
        ("yue", "zh-Hant zh"),
        ("nn", "no nb"),
        ("arz", "ar"),
        ("pt", ""),  # near Spanish, and no reason to be served it
        ("uk", ""),
        ("de", ""),
        ("fr", ""),
        ("zh-Hant", ""),  # "zh" is found by truncation
    ],
)
def test_a_fallback_is_declared_or_there_is_none(tag: str, declared: str) -> None:
    """The closed table of docs/languages.md."""
    assert tags(declared) == chain(Tag(tag)) == language(Tag(tag)).fallback


def test_what_falls_back_to_an_official_language_is_official_beside_it_somewhere() -> None:
    """By CLDR's languages of territories; members of a macrolanguage apart."""
    statuses = [
        {name.split("_")[0] for name, facts in languages.items() if facts.get("official_status")}
        for languages in get_global("territory_languages").values()
    ]
    forms = {"acm", "aeb", "apc", "apd", "arq", "ars", "ary", "arz", "hak", "nan", "nb", "nn", "no", "wuu", "yue"}
    pairs = {(tag, other) for tag in DECLARED if tag not in forms for other in chain(tag)}

    assert NOT_IN_CLDR == {pair for pair in pairs if not any(official.issuperset(pair) for official in statuses)}


def test_what_is_known_is_canonical_and_stands_once() -> None:
    """The six, then those with a chain; each chain leads somewhere else."""
    assert len(set(KNOWN)) == len(KNOWN)
    assert [parse_tag(tag) for tag in KNOWN] == list(KNOWN)
    assert all(parse_tag(other) == other != tag for tag in DECLARED for other in chain(tag))


def test_names_in_many_languages_are_not_all_kept() -> None:
    """All of CLDR is 180 MB in memory, and readers choose the language of names."""
    for tag in KNOWN:
        display_name(EN, tag)

    assert localedata._cache == {}
