"""Reporters: the States by the United Nations' names, and organizations."""

from __future__ import annotations

import pytest

from i18n.languages import OFFICIAL, Tag
from i18n.listed import forms
from seed.authority.entries import BadAuthorityData
from seed.authority.named import official
from seed.authority.reporters import ReporterNames, load_reporters, name_key
from store.records import Provenance, ReporterRecord, SourceRank
from store.texts import digest, plain

STATES = tuple(record for record in load_reporters() if record.is_state)


@pytest.fixture(scope="module")
def names() -> ReporterNames:
    return ReporterNames()


def name(code: str, language: str) -> str:
    record = next(record for record in load_reporters() if record.key == code)
    return plain(record.variants[Tag(language)].text)


def test_there_are_197_states() -> None:
    """193 Members, two observers (Holy See, State of Palestine), and the Cook Islands and Niue."""
    assert len(STATES) == 193 + 2 + 2
    assert {"VAT", "PSE", "COK", "NIU"} < {state.key for state in STATES}


def test_codes_are_unique_and_of_their_standards() -> None:
    """ISO 3166-1 alpha-3 and alpha-2, and three digits of M49."""
    assert len({record.key for record in load_reporters()}) == len(load_reporters())
    assert len({state.alpha2 for state in STATES}) == len({state.m49 for state in STATES}) == len(STATES)
    for state in STATES:
        assert state.m49 is not None
        assert state.alpha2 is not None
        assert (len(state.key), len(state.alpha2), len(state.m49)) == (3, 2, 3)
        assert state.key.isupper()
        assert state.alpha2.isupper()
        assert state.m49.isdigit()


@pytest.mark.parametrize(
    ("alpha3", "alpha2", "m49"),
    [("FJI", "FJ", "242"), ("TUR", "TR", "792"), ("BOL", "BO", "068"), ("PSE", "PS", "275"), ("SSD", "SS", "728")],
)
def test_the_codes_of_a_state_belong_together(alpha3: str, alpha2: str, m49: str) -> None:
    """As M49 has them."""
    found = next(state for state in STATES if state.key == alpha3)

    assert (alpha2, m49) == (found.alpha2, found.m49)


def test_every_name_is_an_official_text_in_each_of_the_six_languages() -> None:
    """With its digest, ready to be stored."""
    for record in load_reporters():
        assert set(OFFICIAL) == set(record.variants)
        for language, variant in record.variants.items():
            assert (language, digest(variant.text)) == (variant.language, variant.digest)
            assert (Provenance.OFFICIAL, SourceRank.OFFICIAL_TEXT) == (variant.provenance, variant.rank)


@pytest.mark.parametrize(
    ("code", "language", "printed"),
    [
        ("BOL", "en", "Bolivia (Plurinational State of)"),
        ("BOL", "fr", "Bolivie (État plurinational de)"),
        ("BOL", "es", "Bolivia (Estado Plurinacional de)"),
        ("BOL", "ru", "Боливия (Многонациональное Государство)"),
        ("BOL", "zh", "多民族玻利维亚国"),
        ("BOL", "ar", "بوليفيا (دولة - المتعددة القوميات)"),
        ("BLR", "fr", "Bélarus"),
        ("DJI", "es", "Djibouti"),
        ("BEN", "ar", "بنن"),
        ("PRK", "en", "Democratic People's Republic of Korea"),
        ("KOR", "en", "Republic of Korea"),
        ("PSE", "en", "State of Palestine"),
        ("VAT", "en", "Holy See"),
        ("MMR", "en", "Myanmar"),
        ("CIV", "en", "Côte d’Ivoire"),
        ("COD", "fr", "République démocratique du Congo"),
        ("TUR", "fr", "Türkiye"),
        ("NLD", "en", "Netherlands (Kingdom of the)"),
        ("EU", "ar", "الاتحاد الأوروبي"),
    ],
)
def test_a_name_is_the_united_nations_and_not_cldrs(code: str, language: str, printed: str) -> None:
    """Those that differ most."""
    assert printed == name(code, language)


@pytest.mark.parametrize("record", load_reporters(), ids=lambda record: record.key)
def test_each_is_found_by_each_of_its_names(record: ReporterRecord, names: ReporterNames) -> None:
    """As listed and in the other word order, in capitals, with an article, in all six languages."""
    for variant in record.variants.values():
        for form in forms(plain(variant.text)):
            assert record.key == names.find(form)
            assert record.key == names.find(form.upper())
            assert record.key == names.find(f"the {form}")
            assert record.key == names.find(f"{form} (the)")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("the Plurinational State of Bolivia", "BOL"),
        ("BOLIVIA", "BOL"),
        ("l’État plurinational de Bolivie", "BOL"),
        ("دولة بوليفيا المتعددة القوميات", "BOL"),
        ("the Islamic Republic of Iran", "IRN"),
        ("République islamique d’Iran", "IRN"),
        ("Исламская Республика Иран", "IRN"),
        ("Королевство Нидерландов", "NLD"),
        ("the Kingdom of the Netherlands", "NLD"),
        ("Bahamas (the)", "BHS"),
        ("Albanie (l’)", "ALB"),
        ("Emiratos Árabes Unidos (los)", "ARE"),
        ("COTE D'IVOIRE", "CIV"),
        ("Cote d’Ivoire", "CIV"),
        ("Timor Leste", "TLS"),
        ("the Republic of Korea", "KOR"),
        ("the Congo", "COG"),
        ("the Democratic Republic of the Congo", "COD"),
        ("the Republic of Azerbaijan", "AZE"),
        ("United States", "USA"),
        ("Соединенное Королевство", "GBR"),
        ("أيرلندا", "IRL"),  # the spelling until 2022, and the one of M49
        ("آيرلندا", "IRL"),
        ("the European Union", "EU"),
        ("UE", "EU"),
        ("难民署", "UNHCR"),
        # former names
        ("Turkey", "TUR"),
        ("Turquía", "TUR"),
        ("Swaziland", "SWZ"),
        ("the former Yugoslav Republic of Macedonia", "MKD"),
        ("Cape Verde", "CPV"),
        ("Czech Republic", "CZE"),
        ("Libyan Arab Jamahiriya", "LBY"),
        # near, and not it
        ("Korea", None),
        ("Guinea-Conakry", None),
        ("Bolivi", None),
        ("Republic of", None),
        ("the", None),
        ("", None),
    ],
)
def test_a_name_in_any_form_finds_its_reporter(words: str, code: str | None, names: ReporterNames) -> None:
    """Accents, case, dashes and articles aside; never by likeness."""
    assert code == names.find(words)


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ("Fiji", ["Fiji"]),
        (
            "Bolivia (Plurinational State of)",
            ["Bolivia (Plurinational State of)", "Bolivia", "Plurinational State of Bolivia"],
        ),
        ("Iran (République islamique d’)", ["Iran (République islamique d’)", "Iran", "République islamique d’Iran"]),
        ("هولندا (مملكة -)", ["هولندا (مملكة -)", "هولندا", "مملكة هولندا"]),
    ],
)
def test_a_listed_name_has_a_short_form_and_another_order(listed: str, expected: list[str]) -> None:
    """Arabic marks with a dash where the short name goes."""
    assert expected == list(forms(listed))


@pytest.mark.parametrize(
    ("name", "key"),
    [("Guinea-Bissau", "guinea bissau"), ("L’ALLEMAGNE", "allemagne"), ("Papua — New  Guinea", "papua new guinea")],
)
def test_names_are_compared_by_their_words(name: str, key: str) -> None:
    """Without case, accents, dashes, or an article at an end."""
    assert key == name_key(name)


def test_a_name_with_two_owners_is_refused() -> None:
    """Else the file that is read first would win."""
    twins = [ReporterRecord(key="AAA", aliases=("same",)), ReporterRecord(key="BBB", aliases=("same",))]

    with pytest.raises(BadAuthorityData, match="BBB 'same' names AAA too"):
        ReporterNames(twins)


def test_a_name_that_is_missing_in_an_official_language_is_refused() -> None:
    """All six, or the data are wrong."""
    with pytest.raises(BadAuthorityData, match="AAA has no name in ar, zh, fr, ru, es"):
        official("AAA", {"en": "Atlantis"})
