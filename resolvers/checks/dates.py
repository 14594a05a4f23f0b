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
    source, target = pair.source.days, pair.target.days
    are_whole = len(source) == len(target) and all(each.day for each in (*source, *target))
    is_absent = _is_unequalled if are_whole else _is_absent
    lost = [each for each in source if is_absent(each, pair.target)]
    added = [each for each in target if is_absent(each, pair.source)]
    if lost:
        yield Found("CHECK_DATES_LOST", {"dates": joined(map(_written, lost))})
    if added:
        yield Found("CHECK_DATES_ADDED", {"dates": joined(map(_written, added))})


def _is_unequalled(day: Day, text: Text) -> bool:
    """Whether no date is the same: where both texts have as many, and all with their days, none is part of a list."""
    return all((other.month, other.day) != (day.month, day.day) for other in text.days) or _is_absent(day, text)


def _is_absent(day: Day, text: Text) -> bool:
    """Whether its month is not named, or its day or year not printed at all: lists and ranges part them."""
    if all(other.month != day.month for other in text.days):
        return True
    return any(number is not None and Decimal(number) not in text.available for number in (day.day, day.year))


def _written(day: Day) -> str:
    """As ISO 8601 has it, with a dash for what is not printed."""
    year = f"{day.year}" if day.year else "-"
    return f"{year}-{day.month:02d}" + (f"-{day.day:02d}" if day.day else "")
