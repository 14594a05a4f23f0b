"""What alignment compares of a unit: its number, its kind, where it stands, and the signs of its text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from seed.tree import ParsedDocument
from seed.uniting.anchors import Anchors, anchors, overlap

LABEL = 3.0
"""What the same printed number is worth: as much as all figures of a text together."""
MARKER = 1.5
"""What the same marker is worth: a note more or less moves all that follow, and a note's figures tell it better."""
SIGNS = 3.0
"""What the same figures are worth; half of it is lost where none is the same."""
KIND = 1.0
CALLS = 0.5
SIZE = 1.0
TOO_FAR = -100.0
"""Units of different parts, or of different depths, are never the same."""


@dataclass(frozen=True, slots=True)
class Place:
    """One unit as alignment sees it. `label` is None where it is counted and not printed: it proves nothing.

    `worth` is what the same label speaks for, and another one against.
    """

    part: str | None
    label: str | None
    kind: str
    depth: int
    anchors: Anchors
    worth: float = LABEL


def likeness(one: Place, other: Place, measure: float) -> float:
    """How much speaks for two units being one; above 0 more for it than against.

    `measure` is how many code points of the other language one of this one makes.
    """
    if one.part != other.part or one.depth != other.depth:
        return TOO_FAR
    score = KIND if one.kind == other.kind else -KIND
    if one.label is not None and other.label is not None:
        score += one.worth if one.label == other.label else -one.worth
    common = overlap(one.anchors.signs, other.anchors.signs)
    if common is not None:
        score += SIGNS * (common * 1.5 - 0.5)
    score += CALLS if one.anchors.calls == other.anchors.calls else -CALLS
    return score + SIZE * _size(one.anchors.size * measure, other.anchors.size)


def _size(expected: float, found: int) -> float:
    """From 1 for the length expected to -1 for three times more or less."""
    longer, shorter = max(expected, found, 1.0), max(min(expected, found), 1.0)
    return max(-1.0, 1.0 - (longer / shorter - 1.0))


def measure(one: Iterable[Place], other: Iterable[Place]) -> float:
    """How many code points of one language make those of the other, over everything."""
    ours = sum(place.anchors.size for place in one)
    theirs = sum(place.anchors.size for place in other)
    return theirs / ours if ours and theirs else 1.0


def paragraph_places(tree: ParsedDocument) -> list[Place]:
    """The paragraphs of one language."""
    return [
        Place(
            part=unit.part,
            label=unit.label if unit.label_is_printed else None,
            kind=unit.kind.value,
            depth=unit.label.count("("),
            anchors=anchors(unit.text),
        )
        for unit in tree.paragraphs
    ]


def footnote_places(tree: ParsedDocument) -> list[Place]:
    """The footnotes of one language."""
    return [Place(unit.part, unit.marker, "note", 0, anchors(unit.text), MARKER) for unit in tree.footnotes]


def section_places(tree: ParsedDocument) -> list[Place]:
    """The headings of one language."""
    return [
        Place(unit.part, unit.number, "number" if unit.number else "plain", unit.level, anchors(unit.heading))
        for unit in tree.sections
    ]
