"""Printed numbers as they are counted: "(b)", "b)", "(ب)" are all the second small letter.

A label is the same in every language; so each language's letters and numerals are read as places in an order, and
written in the Western form: "6(b)", "6(b)(ii)", section "IV". What may be read in two ways ("i" is a letter or a
numeral) keeps both; the running order decides (`seed.akn.points`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from i18n.citing.numerals import from_roman, to_roman
from seed.akn.numerals import arabic_letters, arabic_ordinal, chinese_number, chinese_stem, cyrillic_letter
from seed.text.ordering import Level, Style

Counted = tuple[Level, ...]
"""All that a sign may count, the likeliest first."""

_NUMBER = re.compile(r"(?P<number>\d+(?:[.\-–]\d+)*)\s*(?:[.\-–—:、．]|\)(?!\S))?\s*")
_SMALL_L = re.compile(r"l\s*\.")
"""A small letter L where a figure one is meant, as typed on old machines."""
_WRAPPED = re.compile(r"[(（)]?\s*(?P<sign>[^()（）]{1,9}?)\s*[)）.]?")
_QUOTED = re.compile(r"[’‘'´`\"”“]\s*(?P<sign>\d+)\s*[’‘'´`\"”“]")
_LATIN = re.compile(r"[a-z]{1,7}|[A-Z]{1,2}")
_HOMOGLYPHS = str.maketrans("асеорхуіАВЕКМНОРСТХ", "aceopxyiABEKMHOPCTX")
"""Cyrillic letters that look like Latin ones, as they get among letters of a list."""


def number(printed: str) -> str | None:
    """The number of a paragraph: "12" for "12.", "١٢ -" and "12-"; "1.2" for "1.2" and "1-2-"."""
    folded = folded_digits(printed).strip()
    if _SMALL_L.fullmatch(folded):
        return "1"
    found = _NUMBER.fullmatch(folded)
    return ".".join(str(int(part)) for part in re.split(r"[.\-–]", found["number"])) if found else None


def folded_digits(text: str) -> str:
    """Text with the digits of any script as 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(sign)) if sign.isdigit() and not sign.isascii() else sign for sign in text)


def point(printed: str) -> Counted:
    """What the sign of a sub-paragraph counts: "(b)", "b)", "(ب)", "’2‘", "㈡", "(二)"; empty where it is none."""
    words = " ".join(printed.split())
    quoted = _QUOTED.fullmatch(words)
    if quoted:
        return (Level(Style.SMALL_ROMAN, int(folded_digits(quoted["sign"]))),)
    if len(words) == 1 and "㈠" <= words <= "㈩":
        return (Level(Style.SMALL_ROMAN, ord(words) - ord("㈠") + 1),)
    found = _WRAPPED.fullmatch(words)
    return tuple(_inside(found["sign"])) if found else ()


def _inside(sign: str) -> Iterator[Level]:
    if sign.isdigit():
        yield Level(Style.FIGURE, int(folded_digits(sign)))
        return
    chinese = chinese_number(sign)
    if chinese:
        yield Level(Style.SMALL_ROMAN, chinese)
        return
    counted = arabic_letters(sign) or chinese_stem(sign)
    if counted:
        yield Level(Style.SMALL, counted)
        return
    yield from latin(sign)


def latin(sign: str) -> Iterator[Level]:
    """What letters count: numerals, letters, doubled letters; Cyrillic ones as what they look like, then by their own
    order.
    """
    plain = sign.translate(_HOMOGLYPHS)
    if _LATIN.fullmatch(plain):
        yield from _letters(plain)
    cyrillic = cyrillic_letter(sign)
    if cyrillic:
        yield Level(Style.SMALL if sign.islower() else Style.CAPITAL, cyrillic)


def _letters(sign: str) -> Iterator[Level]:
    small = sign.islower()
    numeral = from_roman(sign)
    if numeral is not None:
        yield Level(Style.SMALL_ROMAN if small else Style.ROMAN, numeral)
    if len(set(sign)) == 1 and len(sign) <= 2:  # noqa: PLR2004  # "aa" comes after "z"; "aaa" is never reached
        at = ord(sign[0].lower()) - ord("a") + 1 + 26 * (len(sign) - 1)
        yield Level(Style.SMALL if small else Style.CAPITAL, at)


_HEADING = re.compile(r"(?P<sign>[^\s.:،、．\-–—]+(?:\s[^\s.:،、．\-–—]+){0,2})\s*[.:،、．\-–—]?")


def heading(printed: str) -> Counted:
    """What the sign of a section counts: "IV", "A.", "أولا -", "ألف", "四、"; empty where it is none."""
    found = _HEADING.fullmatch(" ".join(printed.split()))
    if not found:
        return ()
    sign = found["sign"]
    ordinal = arabic_ordinal(sign) or chinese_number(sign)
    if ordinal:
        return (Level(Style.ROMAN, ordinal),)
    letter = arabic_letters(sign) or chinese_stem(sign)
    if letter:
        return (Level(Style.CAPITAL, letter),)
    plain = sign.translate(_HOMOGLYPHS)
    if not re.fullmatch(r"[IVXLC]+|[A-Z]", plain):
        return ()
    return tuple(_letters(plain))


def written(level: Level) -> str:
    """A place in an order in the Western form: "b", "ii", "IV", "aa"."""
    match level.style:
        case Style.FIGURE:
            return str(level.value)
        case Style.ROMAN:
            return to_roman(level.value)
        case Style.SMALL_ROMAN:
            return to_roman(level.value).lower()
        case Style.SMALL | Style.CAPITAL:
            times, at = divmod(level.value - 1, 26)
            letter = chr(ord("a") + at) * (times + 1)
            return letter if level.style is Style.SMALL else letter.upper()
