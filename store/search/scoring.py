"""How well a unit answers: BM25 (Robertson and others, 1994), split in what is known of a text alone and what is not.

The impact of a token in a text depends on the text only, the usual length of a text being taken as a constant: so it is
kept in the index, as a byte, and does not change when other texts come. How rare a token is, is reckoned at each query.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from store.search.passages import UnitKind

K = 1.2
B = 0.6
"""BM25's parameters: how soon more of the same says nothing more, and how much length counts."""

USUAL = 45
"""Words of a usual text: the average over the resolutions of the General Assembly."""

BOOST = {
    UnitKind.DOCUMENT: 2.0,
    UnitKind.INSTRUMENT: 1.6,
    UnitKind.SECTION: 1.4,
    UnitKind.PARAGRAPH: 1.0,
    UnitKind.FOOTNOTE: 0.8,
}
"""What is in a title says more."""

MOST = max(BOOST.values())
"""The impact that is kept as 255."""


@dataclass(slots=True)
class Impacts(dict[int, int]):
    """The impacts in one text, by how often a token stands in it."""

    kind: UnitKind
    length: int
    _norm: float = field(init=False)
    _scale: float = field(init=False)

    def __post_init__(self) -> None:
        self._norm = K * (1 - B + B * self.length / USUAL)
        self._scale = 255 / MOST * BOOST[self.kind]

    def __missing__(self, count: int) -> int:
        made = self[count] = max(1, round(self._scale * count / (count + self._norm)))
        return made


def weight(units: int, having: int) -> float:
    """How much a token counts that so many of the units of a language have, for an impact of 1 in 255."""
    return math.log(1 + (units - min(having, units) + 0.5) / (having + 0.5)) * (K + 1) * MOST / 255
