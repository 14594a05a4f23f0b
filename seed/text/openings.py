"""What a line opens with: a paragraph's number, a sub-paragraph's letter, a heading's numeral, an annex."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_STARS = r"[*_]{0,3}"
_NUMBER = re.compile(rf"{_STARS}(?P<sign>\d{{1,3}})\.{_STARS}(?:\s+(?P<rest>\S.*))?")
_LETTER = re.compile(rf"{_STARS}\((?P<sign>[a-z]{{1,5}}|[A-Z]|\d{{1,2}})\){_STARS}\s*(?P<rest>\S.*)?")
_NUMERAL = re.compile(rf"{_STARS}(?P<sign>[IVXLC]+|[A-Z])\.{_STARS}(?:\s+(?P<rest>\S.*))?")
_LOOSE = re.compile(rf"{_STARS}(?P<sign>[IVX]+){_STARS}\s+(?P<rest>[A-Z“][a-zA-Z].*)")
_BULLET = re.compile(r"(?P<sign>[•●▪■◦‣∙]|[-+*](?= ))\s*(?P<rest>\S.*)")
_BARE = re.compile(rf"{_STARS}(?P<sign>[IVX]+|[A-Z]){_STARS}")
_SECTION = re.compile(
    rf"{_STARS}(?:Section|Chapter|Part|Article|Rule|Regulation|Guideline|Principle|Conclusion|"
    rf"Draft (?:article|conclusion|guideline|principle)) (?P<sign>[IVXLC]+|[A-Z]|\d{{1,3}}){_STARS}[.:]?{_STARS}"
    rf"(?:\s*(?P<rest>(?<=[.:*] )[A-Z].*))?"
)
_PART = re.compile(
    rf"{_STARS}(?P<sign>(?:Annex|Appendix|Enclosure)(?: (?:[IVX]+|[A-Z]|\d{{1,2}}))?){_STARS}[.:]?{_STARS}"
    r"(?:\s*(?P<rest>(?<=[:.*] )\S.*))?",
    re.IGNORECASE,
)


_PART_OF = re.compile(
    rf"{_STARS}(?P<sign>(?:Annex|Appendix|Enclosure)(?: [IVX]+)?) (?P<rest>to the (?:letter|note|identical|report)\b.*)"
)


class Opening(StrEnum):
    """What kind of thing a line may open."""

    NUMBER = "number"
    LETTER = "letter"
    NUMERAL = "numeral"
    PART = "part"
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Opened:
    """A line's opening sign ("6", "b", "IV", "annex II") and the words behind it.

    A sign `is_bare` that stands alone, and `is_loose` that has no stop behind it.
    """

    opening: Opening
    sign: str
    rest: str
    is_bare: bool = False
    is_loose: bool = False


def opened(text: str) -> Opened | None:
    """The opening of a line, or None where it opens nothing."""
    part = _PART.fullmatch(text)
    if part and (not part["rest"] or part["rest"][0].isupper()):
        return Opened(Opening.PART, _part_name(part["sign"]), part["rest"] or "")
    part = _PART_OF.fullmatch(text)
    if part:
        return Opened(Opening.PART, _part_name(part["sign"]), text.strip("*_ "), is_loose=True)
    for opening, pattern in (
        (Opening.NUMBER, _NUMBER),
        (Opening.LETTER, _LETTER),
        (Opening.NUMERAL, _NUMERAL),
        (Opening.NUMERAL, _SECTION),
        (Opening.BULLET, _BULLET),
    ):
        found = pattern.fullmatch(text)
        if found:
            return Opened(opening, found["sign"], found["rest"] or "")
    bare = _BARE.fullmatch(text)
    if bare:
        return Opened(Opening.NUMERAL, bare["sign"], "", is_bare=True)
    loose = _LOOSE.fullmatch(text)
    return Opened(Opening.NUMERAL, loose["sign"], loose["rest"], is_loose=True) if loose else None


def _part_name(sign: str) -> str:
    word, _, number = sign.partition(" ")
    return f"{word.lower()} {number.upper()}".strip()
