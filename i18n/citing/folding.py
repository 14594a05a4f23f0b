"""Text as the grammar reads it: one form for each sign, none for those that are not seen; with the way back.

Arabic-Indic digits become digits, full-width and Arabic punctuation that of ASCII, every dash "-" and every space " ".
Marks of direction, vowel signs, the tatweel and the marks around Chinese titles go. In words of Arabic the forms of alif
are one. In Russian a capital that only looks Latin, and stands among no Cyrillic small letters, is taken for Latin.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_GONE = frozenset("\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00adـ《》〈〉")
_SIGNS = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212﹣－", "-"),
    **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u202f\u3000\t\n", " "),
    **dict.fromkeys("，、،", ","),
    **dict.fromkeys("；؛", ";"),
    **dict.fromkeys("。．", "."),
    **dict.fromkeys("（", "("),
    **dict.fromkeys("）", ")"),
    **dict.fromkeys("：", ":"),
    **dict.fromkeys("／", "/"),
    **dict.fromkeys("«„", "“"),
    **dict.fromkeys("»", "”"),
    **dict.fromkeys("’‘ʼ", "'"),
    **dict.fromkeys("ᵒº°", "o"),
    **dict.fromkeys("أإآٱ", "ا"),
    **dict.fromkeys("ىی", "ي"),
    "ک": "ك",
    "Ё": "Е",
    "ё": "е",
}
_LOOKS = dict(zip("АВСЕНКМОРТХІЅавсеорхі", "ABCEHKMOPTXISabceopxi", strict=True))
_CAPITALS = re.compile(r"(?<![а-яё])[АВСЕНКМОРТХІЅ]{1,4}(?![а-яёА-Я])")
_LETTER = re.compile(r"(?<![а-яё])[авсеорх](?=\))")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text, and for each of its places (and its end) the place in the text as printed."""

    printed: str
    text: str
    places: Sequence[int]

    def place(self, at: int) -> int:
        """Where a place of the folded text is in the printed one."""
        return self.places[at]

    def words(self, start: int, end: int) -> str:
        """What is printed between two places of the folded text, in one line."""
        return " ".join(self.printed[self.places[start] : self.end(end)].split())

    def end(self, end: int) -> int:
        """Where something that ends before a place of the folded text ends in the printed one."""
        return self.places[end - 1] + 1 if end else 0


@lru_cache(maxsize=4096)
def fold(printed: str) -> Folded:
    """The text, folded."""
    kept: list[str] = []
    places: list[int] = []
    for at, sign in enumerate(printed):
        if sign in _GONE or (sign > "\u02ff" and unicodedata.category(sign) == "Mn"):
            continue
        kept.append(_one(sign))
        places.append(at)
    text = "".join(kept)
    if any("\u0400" <= sign <= "\u04ff" for sign in text):
        text = _LETTER.sub(_latin, _CAPITALS.sub(_latin, text))
    return Folded(printed, text, (*places, len(printed)))


def _one(sign: str) -> str:
    if sign in _SIGNS:
        return _SIGNS[sign]
    return str(unicodedata.digit(sign)) if not sign.isascii() and sign.isdecimal() else sign


def _latin(found: re.Match[str]) -> str:
    return "".join(_LOOKS[letter] for letter in found[0])
