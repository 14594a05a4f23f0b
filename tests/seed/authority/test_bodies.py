"""Bodies, and the symbols that they issue under."""

from __future__ import annotations

import pytest

from i18n.citing.symbols import Symbol
from i18n.languages import OFFICIAL, Tag
from seed.authority.bodies import body_for, load_bodies
from store.texts import plain


def test_codes_are_unique_and_every_name_is_in_six_languages() -> None:
    """One record a body."""
    codes = [body.key for body in load_bodies()]

    assert len(set(codes)) == len(codes) > 50
    assert all(set(OFFICIAL) == set(body.variants) for body in load_bodies())


def test_the_six_principal_organs_are_there() -> None:
    """Article 7 of the Charter."""
    organs = {"UN-GA", "UN-SC", "UN-ECOSOC", "UN-TC", "UN-ICJ", "UN-SECRETARIAT"}

    assert organs < {body.key for body in load_bodies()}


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("UN-GA", "fr", "Assemblée générale"),
        ("UN-SC", "ru", "Совет Безопасности"),
        ("UN-HRC", "ar", "مجلس حقوق الإنسان"),
        ("UN-ECOSOC", "zh", "经济及社会理事会"),
        ("UN-CRC", "es", "Comité de los Derechos del Niño"),
    ],
)
def test_a_body_has_its_own_name(code: str, language: str, name: str) -> None:
    """As it prints it."""
    body = next(body for body in load_bodies() if body.key == code)

    assert name == plain(body.variants[Tag(language)].text)


@pytest.mark.parametrize(
    ("symbol", "code"),
    [
        ("A/RES/74/148", "UN-GA"),
        ("A/RES/217(III)[A]", "UN-GA"),
        ("A/74/191", "UN-GA"),
        ("A/HRC/45/30", "UN-HRC"),
        ("A/HRC/RES/45/30", "UN-HRC"),
        ("a/hrc/45/30", "UN-HRC"),
        ("A/C.3/74/L.35/Rev.1", "UN-GA-C3"),
        ("A/CN.4/724", "UN-ILC"),
        ("S/RES/1325 (2000)", "UN-SC"),
        ("S/PRST/2019/8", "UN-SC"),
        ("E/2006/25", "UN-ECOSOC"),
        ("E/CN.9/RES/2006/2", "UN-CPD"),
        ("E/CN.4/Sub.2/1987/20", "UN-CHR"),
        ("E/CN.15/2019/2", "UN-CCPCJ"),
        ("E/C.12/GC/18", "UN-CESCR"),
        ("CRC/C/GC/22", "UN-CRC"),
        ("CAT/C/GC/4", "UN-CAT"),
        ("CAT/OP/12/5", "UN-SPT"),
        ("UNEP/EA.4/RES/1", "UN-UNEA"),
        ("UNEP/GC.23/6", "UN-UNEP"),
        ("ST/SGB/2019/8", "UN-SECRETARIAT"),
        ("FCCC/CP/2015/10/Add.1", "UNFCCC-COP"),
        # a committee that the table does not know issues under its organ
        ("A/AC.278/2021/2", "UN-GA"),
        ("A/CN.44/1", "UN-GA"),
        # a series that nobody here has
        ("CDL/2019/1", None),
    ],
)
def test_a_symbol_belongs_to_the_body_of_its_longest_series(symbol: str, code: str | None) -> None:
    """A whole element at a time: A/CN.44 is not of A/CN.4."""
    assert code == body_for(Symbol.parse(symbol))
