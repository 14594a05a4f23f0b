"""States are called by the names that the United Nations has for them."""

from __future__ import annotations

import pytest

from tests.resolvers.checks.pairs import said
from tests.support.translations import states

KNOWN = states()


@pytest.mark.parametrize(
    ("source", "language", "target"),
    [
        ("the Russian Federation", "ru", "в Российской Федерации"),
        ("the Syrian Arab Republic", "ru", "в Сирийской Арабской Республике"),
        ("the Plurinational State of Bolivia", "es", "el Estado Plurinacional de Bolivia"),
        ("developing countries", "zh", "发展中国家"),
        ("Moreover", "ru", "кроме того, мало"),
        ("Georgia and Mexico", "ar", "جورجيا والمكسيك"),
    ],
)
def test_inflections_and_words_that_look_like_names_are_known(source: str, language: str, target: str) -> None:
    assert not said("states", source, target, language, states=KNOWN)


def test_another_state_is_found() -> None:
    found = said("states", "the Government of Mexico", "le Gouvernement de la Norvège", states=KNOWN)

    assert {"CHECK_STATES_LOST": {"states": "Mexique"}, "CHECK_STATES_ADDED": {"states": "Norvège"}} == found
