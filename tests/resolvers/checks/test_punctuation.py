"""Brackets and quotation marks come in pairs, and are those of the language."""

from __future__ import annotations

import pytest

from tests.resolvers.checks.pairs import said

SOURCE = "the item entitled “Migration” (see paragraph 23 (l))"


@pytest.mark.parametrize(
    ("language", "target"),
    [
        ("fr", "la question intitulée « Migration » (voir paragraphe 23 l))"),
        ("es", "el tema titulado “Migración” (véase el párrafo 23 l))"),
        ("ru", "пункт, озаглавленный «„Миграция“» (см. пункт 23 l))"),
        ("zh", "题为“移徙”的项目（见《公约》第23段(l)）"),
        ("ar", "البند المعنون ”الهجرة“ (انظر الفقرة 23 (ل))"),
        ("de", "der Punkt „Migration“ (siehe Ziffer 23 l))"),
    ],
)
def test_each_language_has_its_own_marks_and_labels(language: str, target: str) -> None:
    assert not said("punctuation", SOURCE, target, language)


@pytest.mark.parametrize(
    ("language", "target", "signs"),
    [("fr", 'la question "Migration"', '"'), ("zh", "«移徙»项目", "« »"), ("en", "the item «Migration»", "« »")],
)
def test_marks_of_another_language_are_found(language: str, target: str, signs: str) -> None:
    assert {"CHECK_FOREIGN_QUOTES": {"signs": signs}} == said("punctuation", "the item", target, language)


@pytest.mark.parametrize(
    ("target", "signs"),
    [("COVID-19) et", ")"), ("(COVID-19 et", "("), ("« Migration", "«"), ("Migration “", "“"), ("2253 2015)", ")")],
)
def test_what_stands_alone_is_found(target: str, signs: str) -> None:
    assert {"CHECK_UNPAIRED": {"signs": signs}} == said("punctuation", "the item", target)


def test_a_source_that_ends_in_the_next_paragraph_excuses_its_translation() -> None:
    assert not said("punctuation", "the item entitled “Migration", "la question intitulée « Migration")
