"""Nothing is left in the language of the source, but for names."""

from __future__ import annotations

import pytest

from tests.resolvers.checks.pairs import said

SOURCE = "Welcomes the efforts of all Member States to protect the rights of migrants in transit"


@pytest.mark.parametrize(
    ("language", "target"),
    [("fr", SOURCE), ("ru", "приветствует усилия всех государств to protect the rights of migrants in transit")],
)
def test_a_copy_and_a_part_of_one_are_found(language: str, target: str) -> None:
    assert {"CHECK_UNTRANSLATED"} == set(said("untranslated", SOURCE, target, language))


@pytest.mark.parametrize(
    ("source", "language", "target"),
    [
        (
            "See United Nations, Treaty Series, vol. 2220, No. 39481",
            "ru",
            "United Nations, Treaty Series, vol. 2220, No. 39481",
        ),
        (SOURCE, "fr", "Salue les efforts que font tous les États Membres pour protéger les droits des migrants"),
        ("Report of Human Rights Watch International", "es", "Informe de Human Rights Watch International"),
    ],
)
def test_names_and_translations_are_right(source: str, language: str, target: str) -> None:
    assert not said("untranslated", source, target, language)
