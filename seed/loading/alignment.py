"""Which unit of a new reading is which unit of the store, so that a unit keeps its key when its number moves.

The rule, strictest first: the same text under the same label; the same text under another label; nearly the same text
under the same label; a similar text; the same label. What finds nobody is new. Similarity is the ratio of Ratcliff and
Obershelp over words (difflib), the measure that a reader of two editions would use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

NEARLY_SAME = 0.6
SIMILAR = 0.8
"""Above this, two texts under different labels are taken to be one unit: lower values join sub-paragraphs that only
begin alike ("Encourages States to ...")."""


@dataclass(frozen=True, slots=True)
class Named:
    """What alignment needs of a unit: where it stands (part and label) and its text."""

    place: str
    text: str


def similarity(one: str, other: str) -> float:
    """From 0 to 1, over words; texts of very different length are 0 without a look."""
    left, right = one.split(), other.split()
    if not left or not right or min(len(left), len(right)) * 3 < max(len(left), len(right)):
        return float(one == other)
    matcher = SequenceMatcher(a=left, b=right, autojunk=False)
    return 0.0 if matcher.quick_ratio() < min(NEARLY_SAME, SIMILAR) else matcher.ratio()


def align(old: Sequence[Named], new: Sequence[Named]) -> list[int | None]:
    """For each new unit the index of the old one that it is, or None. No old unit is used twice."""
    found: list[int | None] = [None] * len(new)
    free = dict.fromkeys(range(len(old)))

    def take(pairs: Iterator[tuple[int, int]]) -> None:
        for at, candidate in pairs:
            if found[at] is None and candidate in free:
                found[at] = candidate
                del free[candidate]

    take(_where(old, new, lambda unit: unit.place, lambda a, b: a.text == b.text))
    take(_where(old, new, lambda unit: unit.text, lambda _a, _b: True))
    take(_where(old, new, lambda unit: unit.place, lambda a, b: similarity(a.text, b.text) >= NEARLY_SAME))
    take(_similar(old, new, found, free))
    take(_where(old, new, lambda unit: unit.place, lambda _a, _b: True))
    return found


def _where(
    old: Sequence[Named],
    new: Sequence[Named],
    by: Callable[[Named], str],
    accept: Callable[[Named, Named], bool],
) -> Iterator[tuple[int, int]]:
    index: dict[str, list[int]] = {}
    for at, unit in enumerate(old):
        index.setdefault(by(unit), []).append(at)
    for at, unit in enumerate(new):
        for candidate in index.get(by(unit), ()):
            if accept(old[candidate], unit):
                yield at, candidate


def _similar(
    old: Sequence[Named], new: Sequence[Named], found: Sequence[int | None], free: dict[int, None]
) -> Iterator[tuple[int, int]]:
    for at, unit in enumerate(new):
        if found[at] is None and free:
            score, candidate = max((similarity(old[index].text, unit.text), -index) for index in free)
            if score >= SIMILAR:
                yield at, -candidate
