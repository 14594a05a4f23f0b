"""Remembering what was made of words of a request: of short ones, so that nobody can fill the memory with long ones."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar, cast

F = TypeVar("F", bound=Callable[..., object])

SHORT = 500
"""Letters or bytes of the arguments, all together, that something is remembered by."""


def remembered(most: int, *, short: int = SHORT) -> Callable[[F], F]:
    """Remembers what a function gave lately; it takes texts, bytes and None, and gives for the same always the same."""

    def decorate(function: F) -> F:
        known = lru_cache(maxsize=most)(function)

        def find(*given: str | bytes | None) -> object:
            return (known if sum(map(len, filter(None, given))) <= short else function)(*given)

        find.__doc__ = function.__doc__
        return cast("F", find)

    return decorate
