"""Which of several media types to give: the Accept header, by RFC 9110 section 12.5.1; of codings, too (12.5.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST_RANGES = 30
"""How many parts of an Accept header are read: browsers send about ten."""

_WEIGHT = re.compile(r"q=(?P<weight>0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)")


@dataclass(frozen=True, slots=True)
class Range:
    """A range of media types, how much it is wanted, and its place in the header."""

    media: str
    weight: float
    place: int

    @property
    def precision(self) -> int:
        """How exactly it says what is meant."""
        return 0 if self.media in {"*/*", "*"} else 1 if self.media.endswith("/*") else 2

    def holds(self, media: str) -> bool:
        """Whether a media type is in it."""
        return self.media in {"*/*", "*", media, f"{media.partition('/')[0]}/*"}


def accepted(header: str | None, offered: Sequence[str]) -> str | None:
    """The media type to give; None where none of those offered is taken."""
    return next(iter(ranked(header, offered)), None)


def ranked(header: str | None, offered: Sequence[str]) -> tuple[str, ...]:
    """The media types that are taken: by weight, then as they are named in the header, then as they are offered."""
    ranges = list(_ranges(header or "*/*"))
    found = [(best, media) for media in offered if (best := _best(ranges, media)) is not None and best.weight > 0]
    return tuple(media for _, media in sorted(found, key=lambda one: (-one[0].weight, one[0].place)))


def _best(ranges: Sequence[Range], media: str) -> Range | None:
    """What the header says of a media type: its most precise range does."""
    return max((each for each in ranges if each.holds(media)), key=lambda each: each.precision, default=None)


def _ranges(header: str) -> Iterator[Range]:
    for place, part in enumerate(header.split(",", MOST_RANGES)[:MOST_RANGES]):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        stated = next((each for each in parameters if each.startswith("q=")), "q=1")
        weight = _WEIGHT.fullmatch(stated)
        yield Range(media, float(weight["weight"]) if weight else 0.0, place)
