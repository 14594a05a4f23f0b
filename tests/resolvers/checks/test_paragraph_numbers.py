"""A paragraph that is cited keeps its number."""

from __future__ import annotations

import pytest

from tests.resolvers.checks.pairs import said


@pytest.mark.parametrize(
    ("language", "target"),
    [
        ("fr", "les alinéas du paragraphe 23 l) et les paragraphes 4 et 5"),
        ("ru", "пункт 23 l) и пункты 4 и 5"),
        ("zh", "第23段(l)和第4至5段"),
        ("ar", "الفقرة ٢٣ (ل) والفقرتان ٤ و ٥"),
        ("es", "el párrafo 23 l) y los párrafos cuarto y quinto"),
    ],
)
def test_each_language_cites_a_paragraph_its_own_way(language: str, target: str) -> None:
    assert not said("paragraph-numbers", "paragraph 23 (l) and paragraphs 4 and 5", target, language)


def test_another_number_is_found_both_ways() -> None:
    found = said("paragraph-numbers", "as set out in paragraph 23", "énoncé au paragraphe 32")

    assert {"CHECK_PARAGRAPHS_LOST": {"numbers": "23"}, "CHECK_PARAGRAPHS_ADDED": {"numbers": "32"}} == found
