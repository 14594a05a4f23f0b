"""Pinpoints as printed ("annex, para. 23 (l)") and as places of units ("annex.23(l)")."""

from __future__ import annotations

import re

_PART = re.compile(r"^(?P<part>(?:annex|appendix|enclosure)(?: [IVX]+| [A-Z]\b)?)(?:es)?(?:,|$)", re.IGNORECASE)
_PLACES_APART = re.compile(r", (?=[a-z])")
_PARAGRAPH = re.compile(
    r"\b(?:paras?\.|paragraphs?) (?P<label>\d+)(?P<letters>(?: ?\([a-z]{1,3}\))*)(?![\d–-])", re.IGNORECASE
)


def part_of(pinpoint: str) -> str | None:
    """The part that a pinpoint names first: "annex", "annex II"."""
    found = _PART.match(pinpoint)
    return found["part"] if found else None


def places(pinpoint: str | None) -> tuple[str, ...]:
    """What a pinpoint may be known by in the authority table, the longest first: itself, what holds that, its part."""
    if not pinpoint:
        return ()
    pieces = _PLACES_APART.split(pinpoint)
    holders = (", ".join(pieces[:count]) for count in range(len(pieces), 0, -1))
    part = part_of(pinpoint)
    return tuple(dict.fromkeys((*holders, *((part,) if part else ()))))


def within(antecedent: str | None, given: str) -> str:
    """A place that "Ibid." gives, with what holds it in the antecedent's: "annex II" after "chap. I, annex I".

    Where the antecedent names no place of that kind, the given one stands alone.
    """
    before = _PLACES_APART.split(antecedent or "")
    kind = _kind(_PLACES_APART.split(given)[0])
    at = next((index for index, place in enumerate(before) if _kind(place) == kind), 0)
    return ", ".join((*before[:at], given))


def _kind(place: str) -> str:
    """The kind of a place: "annex" of "annexes I and II", "para." of "paras. 4–6"."""
    name = place.partition(" ")[0]
    return {"annexes": "annex", "appendices": "appendix"}.get(name, name.replace("s.", "."))


def unit_place(pinpoint: str | None) -> str | None:
    """The place of the paragraph that a pinpoint names, behind a document's key; None for a range or no paragraph."""
    found = _PARAGRAPH.search(pinpoint) if pinpoint else None
    if pinpoint is None or found is None:
        return None
    label = found["label"] + "".join(found["letters"].split())
    part = part_of(pinpoint)
    return f"{part.replace(' ', '')}.{label}" if part else label
