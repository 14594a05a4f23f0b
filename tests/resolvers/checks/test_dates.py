"""A date keeps its day, month and year in any language."""

from __future__ import annotations

import pytest

from tests.resolvers.checks.pairs import said


@pytest.mark.parametrize(
    ("language", "target"),
    [
        ("fr", "les 1er et 2 décembre 2019"),
        ("es", "el 1 y el 2 de diciembre de 2019"),
        ("ru", "1 и 2 декабря 2019 года"),
        ("zh", "2019年12月1日和2日"),
        ("ar", "في ١ و ٢ كانون الأول/ديسمبر ٢٠١٩"),
    ],
)
def test_each_language_writes_days_its_own_way(language: str, target: str) -> None:
    assert not said("dates", "on 1 and 2 December 2019", target, language)


@pytest.mark.parametrize(
    ("language", "target", "added"),
    [
        ("fr", "le 3 décembre 2019", "2019-12-03"),
        ("es", "el 2 de noviembre de 2019", "2019-11-02"),
        ("zh", "2018年12月2日", "2018-12-02"),
        ("ar", "٢ تشرين الثاني/نوفمبر ٢٠١٩", "2019-11-02"),
    ],
)
def test_another_day_month_or_year_is_found(language: str, target: str, added: str) -> None:
    found = said("dates", "on 2 December 2019", target, language)

    assert {"CHECK_DATES_LOST": {"dates": "2019-12-02"}, "CHECK_DATES_ADDED": {"dates": added}} == found


def test_days_are_not_mixed_up_between_dates() -> None:
    found = said("dates", "from 2 May to 9 June", "du 9 mai au 9 juin")

    assert {"CHECK_DATES_LOST": {"dates": "--05-02"}, "CHECK_DATES_ADDED": {"dates": "--05-09"}} == found
