"""Objects of the schema, made of records: once for each record, as long as an era lasts in which records do."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import cache
from typing import Any, TypeVar, cast

from execution.era import Era, Lasting

A = TypeVar("A")
N = TypeVar("N")

Make = Callable[[Any], N | None]
"""What makes an object of a record; the same function each time, since what it made is found by it."""


@cache
def of(kind: Callable[..., N]) -> Make[N]:
    """What makes objects of a type of its records."""
    return lambda record: kind(record=record)


def each(era: Era, make: Make[N]) -> Callable[[Sequence[Any]], list[Any]]:
    """What makes objects of records; of None, None."""

    def maybe(record: Any) -> N | None:
        return None if record is None else make(record)

    if not era.lasts:
        return lambda records: list(map(maybe, records))
    table = era.table(make)
    return lambda records: table.each(records, maybe)


def lists(era: Era, make: Make[N]) -> Callable[[Sequence[Sequence[Any]]], list[list[Any]]]:
    """The same for lists of records, where the lists, too, are the same ones each time. No tuple is."""
    some = each(era, make)
    if not era.lasts:
        return lambda found: [some(records) for records in found]
    table = era.table((lists, make))

    def made(found: Sequence[Sequence[Any]]) -> list[list[Any]]:
        if tuple in map(type, found):
            return [some(records) for records in found]
        return table.each(found, lambda records: Lasting(some(records)))

    return made


def kept(era: Era, name: Hashable, sources: Sequence[A], make: Callable[[A], N]) -> list[N]:
    """What is made of things that last, by a name that stands for how."""
    return era.table(name).each(sources, make) if era.lasts else list(map(make, sources))


def one(era: Era, kind: Callable[..., N], record: Any) -> N:
    """The object of a type that is made of a record."""
    make = of(kind)
    made: Any = era.table(make).one(record, make) if era.lasts else make(record)
    return cast("N", made)
