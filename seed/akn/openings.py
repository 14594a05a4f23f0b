"""What a text opens with when its number has no element of its own: "1 -", "(a)", "Annex II", in six languages."""

from __future__ import annotations

import re
from dataclasses import dataclass

from i18n.citing.numerals import from_roman, to_roman
from seed.akn import signs
from seed.akn.numerals import arabic_ordinal, chinese_number
from seed.akn.signs import Counted

_NUMBER = re.compile(
    r"\s*(?P<sign>\d{1,3}(?:[.\-–]\d{1,2})*)(?:[\s\u00a0]+[-–—][\s\u00a0]*|[-–—.．][\s\u00a0]+|[.．、](?=[\u4e00-\u9fff]))"
)
_CHINESE_NUMBER = re.compile(r"\s*(?P<sign>[一二三四五六七八九十]{1,3})[.、．][\s\u00a0]*")
_SENTENCE = re.compile(r"[。；：]\s*$")
_BARE_NUMBER = re.compile(r"\s*(?P<sign>\d{1,3})[.\s\u00a0]*(?=[^\W\d_])")
_POINT = re.compile(
    r"\s*(?P<sign>[(（)]\s*[^\s()（）]{1,7}(?:\s[^\s()（）])?\s*[)）(]|[^\W\d_]{1,7}\)(?=\s)|[’‘'`]\d{1,2}[’‘'`]|[㈠-㈩])\s*"
)
_HEADING = re.compile(
    r"\s*(?P<sign>[IVXLC]+|[A-Z]|[一二三四五六七八九十]{1,3}|[甲乙丙丁戊])(?:[.、．:][\s\u00a0]*|[\s\u00a0]+[-–—]?[\s\u00a0]*|$)"
)
_ARABIC_HEADING = re.compile(r"\s*(?P<sign>[\u0621-\u065f]+(?:\s[\u0621-\u065f]+)?)[\s\u00a0]*(?:[-–—.:][\s\u00a0]*|$)")
_PARTS = {
    "annex": r"Annexe?|Anexo|Приложение|附件|(?:ال)?مرفق",
    "appendix": r"Appendi(?:x|ce)|Apéndice|Добавление|附录|(?:ال)?تذييل",
    "enclosure": r"Enclosure|Pièce jointe|Documento adjunto|附文|(?:ال)?ضميمة",
}
_PART = re.compile(
    "|".join(rf"(?P<{kind}>{words})" for kind, words in _PARTS.items()).join(["(?:", ")"])
    + r"(?P<behind>[\s\u00a0.:]+.*|[一二三四五六七八九十]+.*|)",
    re.IGNORECASE | re.DOTALL,
)
_PART_NUMBER = re.compile(r"(?P<sign>[IVX]+|[A-Z]|\d{1,2}|[一二三四五六七八九十]+)(?=[\s\u00a0.:]|$)[\s\u00a0.:]*")


@dataclass(frozen=True, slots=True)
class Typed:
    """A number typed in the text: what it counts or says, and how many signs of the text it takes."""

    length: int
    number: str | None = None
    counted: Counted = ()


def typed(text: str) -> Typed | None:
    """The number or the sign that a paragraph's text begins with."""
    folded = signs.folded_digits(text[:40])
    found = _NUMBER.match(folded)
    if found:
        number = signs.number(found["sign"])
        return Typed(found.end(), number=number) if number else None
    found = _CHINESE_NUMBER.match(folded)
    value = chinese_number(found["sign"]) if found and _SENTENCE.search(text) else None
    if found and value:
        return Typed(found.end(), number=str(value))
    found = _POINT.match(folded)
    counted = signs.point(found["sign"]) if found else ()
    return Typed(found.end(), counted=counted) if found and counted else None


def bare_number(text: str, expected: int) -> Typed | None:
    """The number that is expected, with nothing but a space behind it: "20 Decides"."""
    found = _BARE_NUMBER.match(signs.folded_digits(text[:20]))
    return Typed(found.end(), number=found["sign"]) if found and int(found["sign"]) == expected else None


def typed_heading(text: str) -> Typed | None:
    """The numeral or letter that a heading's text begins with."""
    for pattern in (_HEADING, _ARABIC_HEADING):
        found = pattern.match(text[:60])
        counted = signs.heading(found["sign"]) if found else ()
        if found and counted:
            return Typed(found.end(), counted=counted)
    return None


@dataclass(frozen=True, slots=True)
class PartHeading:
    """The heading of an annex: the part's name ("annex", "annex II"), and how many signs of the text it takes."""

    name: str
    length: int


def part_heading(text: str) -> PartHeading | None:
    """Whether a heading begins an annex, an appendix or an enclosure."""
    lead = len(text) - len(text.lstrip())
    found = _PART.fullmatch(text.strip())
    if not found:
        return None
    kind = next(each for each in _PARTS if found[each])
    behind = found["behind"]
    start = lead + found.start("behind") + len(behind) - len(behind.lstrip(" \t\n\u00a0.:"))
    number, length = _part_number(text[start:])
    return PartHeading(f"{kind} {number}" if number else kind, start + length)


def _part_number(words: str) -> tuple[str, int]:
    """The number of an annex as Roman numerals, a letter as it is, and how many signs it takes."""
    found = _PART_NUMBER.match(words)
    if found:
        sign = found["sign"]
        value = int(sign) if sign.isdigit() else chinese_number(sign) or from_roman(sign)
        return (to_roman(value) if value else sign), found.end()
    spoken = words.split()
    for width in (2, 1):
        value = arabic_ordinal(" ".join(spoken[:width])) if len(spoken) >= width else None
        if value:
            taken = re.match(r"\s*" + r"\s+".join([r"\S+"] * width) + r"\s*", words)
            return to_roman(value), taken.end() if taken else len(words)
    return "", 0
