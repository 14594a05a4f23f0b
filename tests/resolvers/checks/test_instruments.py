"""Instruments are called by their titles."""

from __future__ import annotations

from tests.resolvers.checks.pairs import said
from tests.support.translations import instruments

KNOWN = instruments()
SOURCE = "Recalling the Convention on the Rights of the Child"


def test_a_title_in_the_language_is_right() -> None:
    for language, target in (
        ("fr", "Rappelant la Convention relative aux droits de l’enfant"),
        ("ru", "ссылаясь на Конвенцию о правах ребенка"),
        ("zh", "回顾《儿童权利公约》"),
        ("ar", "وإذ تشير إلى اتفاقية حقوق الطفل"),
    ):
        assert not said("instruments", SOURCE, target, language, instruments=KNOWN)


def test_another_instrument_is_found() -> None:
    found = said(
        "instruments",
        SOURCE,
        "Rappelant la Convention relative aux droits des personnes handicapées",
        instruments=KNOWN,
    )

    assert {"CHECK_INSTRUMENTS_LOST", "CHECK_INSTRUMENTS_ADDED"} == set(found)
    assert "Convention relative aux droits de l’enfant" == found["CHECK_INSTRUMENTS_LOST"]["titles"]
