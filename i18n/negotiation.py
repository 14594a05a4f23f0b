"""Which language to serve: RFC 4647 lookup over an ordered preference, then the declared chains, then the original.

Never a similarity guess. The answer says which rule served it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from i18n.fallback import chain
from i18n.tags import BadLanguageTag, Tag, parse_tag, truncations

MAX_RANGES = 20
"""How many parts of an Accept-Language header are read: browsers send fewer than ten."""

_WEIGHTED = re.compile(
    r"[ \t]*(?P<range>[A-Za-z0-9*-]+)"
    r"(?:[ \t]*;[ \t]*[qQ]=(?P<weight>0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?))?[ \t]*"
)
"""A language range with its weight (RFC 9110 sections 12.4.2 and 12.5.4)."""


class Match(StrEnum):
    """The rule that chose a language."""

    EXACT = "EXACT"
    LOOKUP = "LOOKUP"
    FALLBACK = "FALLBACK"
    ORIGINAL = "ORIGINAL"


@dataclass(frozen=True, slots=True)
class Choice:
    """The language to serve, and the rule that chose it."""

    language: Tag
    match: Match


def choose(
    preference: Sequence[Tag], available: Collection[Tag], original: Tag, *, fallback: bool = True
) -> Choice | None:
    """Choose one of the available languages, or None where no rule finds one.

    Without `fallback` only a language that was asked for is served, as it stands or shortened (RFC 4647 section 3.4).
    Who asks for none is served the original.
    """
    looked_up = next((choice for tag in preference if (choice := _lookup(tag, available))), None)
    if looked_up or (preference and not fallback):
        return looked_up
    declared = next((tag for asked in preference for tag in chain(asked) if tag in available), None)
    if declared:
        return Choice(declared, Match.FALLBACK)
    return Choice(original, Match.ORIGINAL) if original in available else None


def _lookup(asked: Tag, available: Collection[Tag]) -> Choice | None:
    """The asked tag, or the longest that it truncates to."""
    found = next((tag for tag in truncations(asked) if tag in available), None)
    return Choice(found, Match.EXACT if found == asked else Match.LOOKUP) if found else None


def accept_language(header: str | None) -> tuple[Tag, ...]:
    """The preference that an Accept-Language header states: highest weight first, then as written.

    What is malformed, and a weight of 0, is passed over. So is `*`: at the end of a preference stands the original
    anyway, which is the default that RFC 4647 section 3.4 has it mean.
    """
    parts = (header or "").split(",", MAX_RANGES)[:MAX_RANGES]
    weighted = sorted((pair for part in parts for pair in _weighted(part)), key=lambda pair: -pair[0])
    return tuple(dict.fromkeys(tag for _, tag in weighted))


def _weighted(part: str) -> Iterator[tuple[float, Tag]]:
    """The weight and tag of one part of the header; nothing where it has none to offer."""
    found = _WEIGHTED.fullmatch(part)
    weight = float(found["weight"] or 1) if found else 0
    if not (found and weight):
        return
    try:
        yield weight, parse_tag(found["range"])
    except BadLanguageTag:
        return
