"""The running order of signs: which of a list under way a sign goes on with, or which list it begins.

Unlike in plain text a sign is known to be one; so it always finds a place, be it out of order.
"""

from __future__ import annotations

from collections.abc import Sequence

from seed.akn.signs import Counted
from seed.text.ordering import Level


def place(held: Sequence[Level | None], counted: Counted, coming: Counted = (), depth: int = 0) -> tuple[int, Level]:
    """The depth (from 0) of a sign among the orders under way, and what it counts there.

    `coming` is the next sign, by which "i" after "h" is a letter before "j" and a numeral before "ii". `depth` is how
    deep the mark-up says that it stands; it settles what the order leaves open.
    """
    begun = _begins(held, counted)
    found = _goes_on(held, counted)
    if found and begun and begun[1] != found[1]:
        if _follows(coming, begun[1]) and not _follows(coming, found[1]):
            return begun
        if not _follows(coming, found[1]) and depth > found[0] + 1:
            return begun
    return found or begun or _gap(held, counted) or _again(held, counted) or (len(held), counted[-1])


def _follows(coming: Counted, level: Level) -> bool:
    return any(each.style is level.style and each.value == level.value + 1 for each in coming)


def _goes_on(held: Sequence[Level | None], counted: Counted) -> tuple[int, Level] | None:
    for depth in range(len(held) - 1, -1, -1):
        last = held[depth]
        for each in counted:
            if last is not None and each.style is last.style and each.value == last.value + 1:
                return depth, each
    return None


def _begins(held: Sequence[Level | None], counted: Counted) -> tuple[int, Level] | None:
    styles = {each.style for each in held if each is not None}
    return next(((len(held), each) for each in counted if each.value == 1 and each.style not in styles), None)


def _gap(held: Sequence[Level | None], counted: Counted) -> tuple[int, Level] | None:
    """A place in an order of which some signs are missing."""
    for depth in range(len(held) - 1, -1, -1):
        last = held[depth]
        for each in reversed(counted):
            if last is not None and each.style is last.style and each.value > last.value:
                return depth, each
    return None


def _again(held: Sequence[Level | None], counted: Counted) -> tuple[int, Level] | None:
    """A place in an order that steps back: a sign printed twice, or a list begun anew."""
    for depth in range(len(held) - 1, -1, -1):
        last = held[depth]
        for each in reversed(counted):
            if last is not None and each.style is last.style:
                return depth, each
    return None
