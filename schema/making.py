"""Objects of the schema, made of records: once for each record, as long as an era lasts in which records do."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import cache
from typing import Any, TypeVar

from execution.era import Era
from execution.lasting import Lasting

A = TypeVar("A")
N = TypeVar("N")

Make = Callable[[Any], N | None]
"""What makes an object of a record; the same function each time, since what it made is found by it."""


@cache
def of(kind: Callable[..., N]) -> Callable[[Any], N]:
    """What makes objects of a type of its records."""
    return lambda record: kind(record=record)


def kept(era: Era, name: Hashable, sources: Sequence[A], make: Callable[[A], N]) -> list[N]:
    """What is made of things that last, by a name that stands for how."""
    return era.table(name).each(sources, make) if era.lasts else list(map(make, sources))


def one(era: Era, kind: Callable[..., N], record: Any) -> N:
    """The object of a type that is made of a record."""
    make: Callable[[Any], N] = of(kind)
    (made,) = kept(era, make, [record], make)
    return made


def each(era: Era, make: Make[N]) -> Callable[[Sequence[Any]], list[Any]]:
    """What makes objects of records; of None, None."""

    def maybe(record: Any) -> N | None:
        return None if record is None else make(record)

    return lambda records: kept(era, make, records, maybe)


def anew(era: Era, make: Make[N]) -> Callable[[Sequence[Sequence[Any]]], list[list[Any]]]:
    """The same for lists of records that are put together for each request."""
    some = each(era, make)
    return lambda found: [some(records) for records in found]


def lists(era: Era, make: Make[N]) -> Callable[[Sequence[Sequence[Any]]], list[list[Any]]]:
    """The same for lists of records that are the same ones each time. No tuple is."""
    some = each(era, make)
    if not era.lasts:
        return anew(era, make)

    def made(found: Sequence[Sequence[Any]]) -> list[list[Any]]:
        if tuple in map(type, found):
            return [some(records) for records in found]
        return kept(era, (lists, make), found, lambda records: Lasting(some(records)))

    return made
