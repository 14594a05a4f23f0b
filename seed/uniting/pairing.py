"""Pairing the units of two languages: the alignment of two sequences that makes most of what they share.

The algorithm is Needleman and Wunsch's ("A general method applicable to the search for similarities in the amino acid
sequence of two proteins", 1970): order is kept, and what has no counterpart stays alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from seed.uniting.anchors import overlap
from seed.uniting.places import Place, likeness, measure

SEVERAL = 2
"""Figures of a text from which on having none in common is no chance."""

ALONE = -0.75
"""What a unit without a counterpart costs. A pair must be worth more than both of its units alone."""


def pair(one: Sequence[Place], other: Sequence[Place]) -> list[tuple[int | None, int | None]]:
    """The pairs in order; None stands for no counterpart. Every unit of both is in one pair."""
    if _same_outline(one, other):
        return [(at, at) for at in range(len(one))]
    scale = measure(one, other)
    first = 0
    while first < min(len(one), len(other)) and _surely_same(one[first], other[first], scale):
        first += 1
    last = 0
    while last < min(len(one), len(other)) - first and _surely_same(one[-1 - last], other[-1 - last], scale):
        last += 1
    middle = _aligned(one[first : len(one) - last], other[first : len(other) - last], scale)
    shifted = [
        (None if left is None else left + first, None if right is None else right + first) for left, right in middle
    ]
    ends = [(len(one) - at, len(other) - at) for at in range(last, 0, -1)]
    return [*((at, at) for at in range(first)), *shifted, *ends]


def _same_outline(one: Sequence[Place], other: Sequence[Place]) -> bool:
    """Whether both have the same numbers, kinds and parts in the same order, and no figures that speak against it."""
    return len(one) == len(other) and all(
        (left.part, left.label, left.kind, left.depth) == (right.part, right.label, right.kind, right.depth)
        and not _contradicted(left, right)
        for left, right in zip(one, other, strict=True)
    )


def _contradicted(one: Place, other: Place) -> bool:
    """Whether two units have several figures each, and none in common."""
    both = (one.anchors.signs, other.anchors.signs)
    return all(signs.total() >= SEVERAL for signs in both) and overlap(*both) == 0


def _surely_same(one: Place, other: Place, scale: float) -> bool:
    """Whether two units at the same end of both are the same beyond doubt: same printed number, and nothing against."""
    return one.label is not None and one.label == other.label and likeness(one, other, scale) >= LEAST


LEAST = 3.0
"""The likeness from which on two units at the same place need no comparison with their neighbours."""


def _aligned(one: Sequence[Place], other: Sequence[Place], scale: float) -> list[tuple[int | None, int | None]]:
    width = len(other) + 1
    best = [[0.0] * width for _ in range(len(one) + 1)]
    step = [["" for _ in range(width)] for _ in range(len(one) + 1)]
    for at in range(1, len(one) + 1):
        best[at][0], step[at][0] = at * ALONE, "one"
    for at in range(1, width):
        best[0][at], step[0][at] = at * ALONE, "other"
    for row in range(1, len(one) + 1):
        for column in range(1, width):
            both = best[row - 1][column - 1] + likeness(one[row - 1], other[column - 1], scale)
            best[row][column], step[row][column] = max(
                (both, "pair"), (best[row - 1][column] + ALONE, "one"), (best[row][column - 1] + ALONE, "other")
            )
    return _walked(step)


def _walked(step: Sequence[Sequence[str]]) -> list[tuple[int | None, int | None]]:
    """The pairs along the best way, from its end."""
    row, column = len(step) - 1, len(step[0]) - 1
    found: list[tuple[int | None, int | None]] = []
    while row or column:
        taken = step[row][column]
        row -= taken != "other"
        column -= taken != "one"
        found.append((row if taken != "other" else None, column if taken != "one" else None))
    return found[::-1]
