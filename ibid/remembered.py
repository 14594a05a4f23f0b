"""Remembering what was made of words of a request: of short ones, so that nobody can fill the memory with long ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

F = TypeVar("F", bound=Callable[..., object])

SHORT = 500
"""Letters or bytes of the arguments, all together, that something is remembered by."""

_UNKNOWN = object()


def remembered(most: int, *, short: int = SHORT) -> Callable[[F], F]:
    """Remembers what a function gave, of so many calls, in one thread; it takes texts, bytes and None, and gives for
    the same always the same. What was remembered first is forgotten first: to know what was used last costs more.
    """

    def decorate(function: F) -> F:
        known: dict[tuple[str | bytes | None, ...], object] = {}
        get = known.get

        def find(*given: str | bytes | None) -> object:
            found = get(given, _UNKNOWN)
            return keep(given) if found is _UNKNOWN else found

        def keep(given: tuple[str | bytes | None, ...]) -> object:
            found = function(*given)
            if sum(map(len, filter(None, given))) <= short:
                if len(known) >= most:
                    del known[next(iter(known))]
                known[given] = found
            return found

        find.__doc__ = function.__doc__
        return cast("F", find)

    return decorate
