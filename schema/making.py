"""Objects of the schema, made of records: once for each record, as long as an era lasts in which records do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

from execution.era import Era

N = TypeVar("N")

Make = Callable[[Any], N | None]
"""What makes an object of a record; the same function each time, since what it made is found by it."""


@cache
def of(kind: Callable[..., N]) -> Make[N]:
    """What makes objects of a type of its records."""
    return lambda record: kind(record=record)


def each(era: Era, make: Make[N]) -> Callable[[Sequence[Any]], list[Any]]:
    """What makes objects of records; of None, None."""
    if not era.lasts:
        return lambda records: [None if record is None else make(record) for record in records]
    table = era.table(make)
    return lambda records: table.each(records, make)


def lists(era: Era, make: Make[N]) -> Callable[[Sequence[Sequence[Any]]], list[list[Any]]]:
    """The same for lists of records, where the lists, too, are the same ones each time."""
    some = each(era, make)
    if not era.lasts:
        return lambda found: [some(records) for records in found]
    table = era.table((lists, make))
    return lambda found: table.each(found, some)
