"""Pairing units that have names: where the sources say which unit is which in other languages, that is so."""

from __future__ import annotations

from collections.abc import Sequence


def pair_named(one: Sequence[str], other: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """The pairs in order; None stands for no counterpart. A name out of its order pairs with nothing."""
    places = {name: at for at, name in enumerate(other)}
    pairs: list[tuple[int | None, int | None]] = []
    due = 0
    for at, name in enumerate(one):
        place = places.get(name, -1)
        if place < due:
            pairs.append((at, None))
            continue
        pairs += [(None, each) for each in range(due, place)]
        pairs.append((at, place))
        due = place + 1
    return [*pairs, *((None, each) for each in range(due, len(other)))]
