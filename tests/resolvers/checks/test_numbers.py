"""A number is the same in any digits, separators and words."""

from __future__ import annotations

import pytest

from tests.resolvers.checks.pairs import said


@pytest.mark.parametrize(
    ("source", "language", "target"),
    [
        ("28,820,900 dollars", "fr", "28 820 900 dollars"),
        ("28,820,900 dollars", "zh", "28 820 900美元"),
        ("2,500.5 tons", "es", "2.500,5 toneladas"),
        ("2,500.5 tons", "ar", "٢٥٠٠٫٥ طن"),
        ("5.5 million refugees", "zh", "550万难民"),
        ("5.5 million refugees", "ru", "5,5 миллиона беженцев"),
        ("the seventy-fifth session", "ru", "75-я сессия"),
        ("its 35th session", "es", "su 35º período de sesiones"),
        ("the twenty-fifth anniversary", "zh", "25周年"),
        ("12 members", "fr", "douze membres"),
        ("two reports", "ar", "تقريران"),
        ("1 July 2020", "zh", "2020年7月1日"),
        ("COVID-19", "fr", "COVID\u201119"),
    ],
)
def test_what_languages_print_otherwise_is_the_same(source: str, language: str, target: str) -> None:
    assert not said("numbers", source, target, language)


@pytest.mark.parametrize(
    ("source", "language", "target", "lost", "added"),
    [
        ("454,300 dollars", "fr", "454 800 dollars", "454,300", "454 800"),
        ("0.7 per cent", "ru", "0,9 процента", "0.7", "0,9"),
        ("195 countries", "ar", "١٥٩ بلدا", "195", "159"),
        ("195 countries", "zh", "159个国家", "195", "159"),
    ],
)
def test_another_number_is_found(source: str, language: str, target: str, lost: str, added: str) -> None:
    found = said("numbers", source, target, language)

    assert {"CHECK_NUMBERS_LOST": {"numbers": lost}, "CHECK_NUMBERS_ADDED": {"numbers": added}} == found
