"""A translation is about as long as its language needs."""

from __future__ import annotations

from tests.resolvers.checks.pairs import said

SOURCE = (
    "Notes that the fourth session of the conference will be convened by the Secretary-General on the earliest "
    "possible available date, preferably during the first half of the year;"
)
FRENCH = (
    "Note que le Secrétaire général convoquera la quatrième session de la conférence à la date la plus proche "
    "possible, de préférence au cours du premier semestre de l’année ;"
)
CHINESE = "注意到秘书长将尽早、最好是在上半年召开会议第四届会议；"


def test_french_is_longer_and_chinese_much_shorter() -> None:
    assert not said("length", SOURCE, FRENCH)
    assert not said("length", SOURCE, CHINESE, "zh")


def test_half_and_twice_the_text_are_found() -> None:
    assert {"CHECK_TOO_SHORT"} == set(said("length", SOURCE, FRENCH[: len(FRENCH) // 2]))
    assert {"CHECK_TOO_LONG"} == set(said("length", SOURCE, f"{FRENCH} {FRENCH}"))
    assert {"CHECK_TOO_LONG"} == set(said("length", SOURCE, CHINESE * 2 + CHINESE, "zh"))


def test_of_a_few_words_any_length_is_right() -> None:
    assert not said("length", "Staff", "Effectifs")
