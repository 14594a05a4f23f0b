"""Days: a date of one text is in the other, with its day, month and year, in whatever order and calendar words."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from i18n.figures.days import Day
from resolvers.checks.findings import Found
from resolvers.checks.subject import Pair, Text, joined

NAME = "dates"


def check(pair: Pair) -> Iterator[Found]:
    """Dates that only one of both texts has."""
    if not pair.is_known:
        return
    lost = [each for each in pair.source.days if _is_absent(each, pair.target)]
    added = [each for each in pair.target.days if _is_absent(each, pair.source)]
    if lost:
        yield Found("CHECK_DATES_LOST", {"dates": joined(map(_written, lost))})
    if added:
        yield Found("CHECK_DATES_ADDED", {"dates": joined(map(_written, added))})


def _is_absent(day: Day, text: Text) -> bool:
    """Whether its month is not named, or its day or year not printed at all: lists and ranges part them."""
    if all(other.month != day.month for other in text.days):
        return True
    return any(number is not None and Decimal(number) not in text.available for number in (day.day, day.year))


def _written(day: Day) -> str:
    """As ISO 8601 has it, with a dash for what is not printed."""
    year = f"{day.year}" if day.year else "-"
    return f"{year}-{day.month:02d}" + (f"-{day.day:02d}" if day.day else "")
