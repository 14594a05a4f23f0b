"""What listings are called, and where an entry stands in one: its sort place."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from i18n.citing.symbols import Symbol
from store import keys

INSTRUMENTS = "instruments"
"""Every instrument."""

STATES = "states"
"""Every State, by its code."""

REPORTERS = "reporters"
"""Every State and organization, by its code."""

BODIES = "bodies"
"""Every organ, by its code."""

OF_NO_DOCUMENT = frozenset({INSTRUMENTS, STATES, REPORTERS, BODIES})
"""Listings to which nothing that stands in a document contributes."""

_UNDATED = "~"
"""Sorts after every digit: what has no date comes last."""

_LAST_DAY = date.max.toordinal()
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FAR = 10**18
"""Microseconds; the year 33658."""


class DocumentOrder(StrEnum):
    """The orders in which all documents are listed."""

    SYMBOL = "SYMBOL"
    ADOPTED_ON_DESC = "ADOPTED_ON_DESC"
    UPDATED_AT_DESC = "UPDATED_AT_DESC"


def documents(order: DocumentOrder) -> str:
    """Every document, in an order."""
    return f"documents:{order.value}"


def documents_citing(instrument: str) -> str:
    """The documents that cite an instrument or a part of it."""
    return f"documents-citing:{instrument}"


def cited_by(instrument: str) -> str:
    """The citations of an instrument and of its parts."""
    return f"cited-by:{instrument}"


def cited_by_paragraph(paragraph: str) -> str:
    """The citations whose pinpoint is this paragraph."""
    return f"cited-by-paragraph:{paragraph}"


def submissions_of(reporter: str) -> str:
    """What a Reporter submitted."""
    return f"submissions-of:{reporter}"


def submissions_citing(instrument: str) -> str:
    """The submissions that cite an instrument or a part of it."""
    return f"submissions-citing:{instrument}"


def submissions_on(document: Symbol | str) -> str:
    """The submissions that a document summarises."""
    return f"submissions-on:{document}"


def reporting(instrument: str) -> str:
    """The States with a submission that cites an instrument or a part of it."""
    return f"reporting:{instrument}"


def reporting_on(document: Symbol | str) -> str:
    """The States whose submissions respond to a document."""
    return f"reporting-on:{document}"


def cited_instruments(state: str) -> str:
    """The instruments that a State's submissions cite."""
    return f"cites:{state}"


def answers(document: Symbol | str) -> str:
    """The documents that answer a document."""
    return f"answers:{document}"


def parts_of(instrument: str) -> str:
    """The instruments that are directly a part of another."""
    return f"parts-of:{instrument}"


def instruments_of(document: Symbol | str) -> str:
    """The instruments that a document is, or that stand in it."""
    return f"instruments-of:{document}"


def by_symbol(document: Symbol | str) -> str:
    """The sort place of a document among others."""
    return keys.natural(str(document))


def by_identifier(identifier: str) -> str:
    """The sort place of an instrument: in natural order, then as it is: case may be all that differs."""
    return f"{keys.natural(identifier)} {identifier}"


def by_position(document: str, position: int) -> str:
    """The sort place of something that stands in a document; `by_symbol(document) + " "` is the document's prefix."""
    return f"{by_symbol(document)} {position:08d}"


def newest_day(document: Symbol | str, day: date | None) -> str:
    """The sort place of a document by its date: the newest first, the undated last, then by symbol."""
    falling = _UNDATED if day is None else f"{_LAST_DAY - day.toordinal():07d}"
    return f"{falling} {by_symbol(document)}"


def newest_moment(document: Symbol | str, moment: datetime) -> str:
    """The sort place of a document by the time of its last change: the newest first, then by symbol."""
    falling = _FAR - (moment - _EPOCH) // timedelta(microseconds=1)
    return f"{falling:018d} {by_symbol(document)}"
