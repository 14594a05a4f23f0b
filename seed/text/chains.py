"""The heaviest chain of rising numbers among figures that may be footnote calls."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that may be a call: in which text, from where to where, and how well it is placed."""

    text: int
    start: int
    end: int
    number: int
    weight: float


class _Heaviest:
    """The heaviest chain among those that end with a number up to a given one (a Fenwick tree of maxima)."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self._numbers = numbers
        self._tree: list[tuple[float, int]] = [(0.0, -1)] * (len(numbers) + 1)

    def below(self, number: int) -> tuple[float, int]:
        """Its weight and the place of its last link, -1 where there is none."""
        best = (0.0, -1)
        at = bisect_left(self._numbers, number)
        while at:
            best = max(best, self._tree[at])
            at -= at & -at
        return best

    def add(self, number: int, weight: float, place: int) -> None:
        """A chain that ends with a number."""
        at = bisect_left(self._numbers, number) + 1
        while at < len(self._tree):
            self._tree[at] = max(self._tree[at], (weight, place))
            at += at & -at


def heaviest_chain(found: Sequence[Candidate]) -> list[Candidate]:
    """The rising chain of greatest weight."""
    heaviest = _Heaviest(sorted({one.number for one in found}))
    before: list[int] = []
    top = (0.0, -1)
    for place, one in enumerate(found):
        weight, link = heaviest.below(one.number)
        before.append(link)
        heaviest.add(one.number, weight + one.weight, place)
        if weight + one.weight > top[0]:
            top = (weight + one.weight, place)
    chain: list[Candidate] = []
    at = top[1]
    while at >= 0:
        chain.append(found[at])
        at = before[at]
    return chain[::-1]
