"""Days, as attributes give them; `0001-01-01` says that the day is not known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from seed.akn.elements import Element, attribute, descendants


def day(written: str) -> date | None:
    """The day that an attribute gives, or None."""
    try:
        found = date.fromisoformat(written[:10])
    except ValueError:
        return None
    return found if found.year > 1 else None


def days(elements: Iterable[Element]) -> list[date]:
    """The days that elements give, unknown ones left out."""
    return [found for each in elements if (found := day(attribute(each, "date")))]


def adopted(document: Element) -> date | None:
    """The day of adoption: the work's, unless the text closes with other days only."""
    work = days(_named(document, "FRBRWork"))
    printed = days(each for each in descendants(document, "docDate") if "doption" in attribute(each, "refersTo"))
    if work and (not printed or work[0] in printed):
        return work[0]
    return next(iter([*printed, *work]), None)


def issued(document: Element) -> date | None:
    """The day on which it was issued, as the cover says, else the expression's."""
    printed = days(
        each for each in descendants(document, "docDate") if attribute(each, "refersTo") == "#dateOfIssuance"
    )
    return next(iter([*printed, *days(_named(document, "FRBRExpression"))]), None)


def _named(document: Element, level: str) -> Iterable[Element]:
    for each in descendants(document, level):
        yield from descendants(each, "FRBRdate")
