"""The documents that the source cites are those that the translation cites, however each language writes them."""

from __future__ import annotations

import pytest

from tests.resolvers.checks.pairs import said

SOURCE = "Recalling its resolutions 74/148 of 18 December 2019 and 217 A (III), and the report A/72/53/Add.1"


@pytest.mark.parametrize(
    ("language", "target"),
    [
        ("fr", "Rappelant ses résolutions 74/148 du 18 décembre 2019 et 217 A (III), et le rapport A/72/53/Add.1"),
        ("ru", "ссылаясь на свои резолюции 74/148 от 18 декабря 2019 года и 217 А (III) и доклад A/72/53/Add.1"),
        ("zh", "回顾其2019年12月18日第74/148号和第217A(III)号决议以及A/72/53/Add.1号报告"),
        ("ar", "وإذ تشير إلى قراريها ٧٤/١٤٨ المؤرخ ١٨ كانون الأول/ديسمبر ٢٠١٩ و ٢١٧ ألف (د-٣) والتقرير A/72/53/Add.1"),
        ("es", "Recordando A/RES/74/148, de 18 de diciembre de 2019, la resolución 217 A (III) y A/72/53/Add.1"),
    ],
)
def test_each_language_writes_a_number_its_own_way(language: str, target: str) -> None:
    assert not said("symbols", SOURCE, target, language)


def test_an_altered_digit_is_a_document_lost_and_one_added() -> None:
    found = said("symbols", "Recalling its resolution 74/148", "Rappelant sa résolution 74/184")

    assert {"CHECK_SYMBOLS_LOST": {"symbols": "74/148"}, "CHECK_SYMBOLS_ADDED": {"symbols": "74/184"}} == found


def test_a_symbol_that_is_left_out_is_found() -> None:
    assert {"CHECK_SYMBOLS_LOST": {"symbols": "A/72/53"}} == said("symbols", "See A/72/53.", "Voir le rapport.")


def test_a_corrigendum_may_be_of_one_language() -> None:
    assert not said("symbols", "See A/72/53 and A/72/53/Corr.1.", "Voir A/72/53.")


def test_a_language_without_a_grammar_is_not_judged() -> None:
    assert not said("symbols", "Recalling its resolution 74/148", "unter Hinweis auf ihre Resolution", "de")
