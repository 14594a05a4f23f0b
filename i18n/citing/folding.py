"""Text as the grammar reads it: one form for each sign, none for those that are not seen; with the way back.

Arabic-Indic digits become digits, full-width and Arabic punctuation that of ASCII, every dash "-" and every space " ".
What goes: empty parentheses (of a call that was taken out), marks of direction, vowel signs, the tatweel, the marks
around Chinese titles. In Arabic quotation marks are turned, so that the first opens, and the forms of alif are one. In
Russian a capital that only looks Latin, and stands among no Cyrillic small letters, is taken for Latin.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_GONE = re.compile(
    r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u0300-\u036f\u064b-\u065f\u0670ـ《》〈〉]"
    r"|\( ?\)|(?<=[A-Za-z0-9]/)[ \u00a0](?=[A-Z\d])"
)
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
_DIGITS = {chr(zero + digit): str(digit) for zero in (0x0660, 0x06F0, 0xFF10) for digit in range(10)}
_TABLE = str.maketrans({**_SIGNS, **_DIGITS})
_ARABIC = re.compile("[\u0600-\u06ff]")
_TURNED = str.maketrans("“”", "”“")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
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
    places: Sequence[int] = range(len(printed) + 1)
    text = printed
    if _GONE.search(printed):
        gone = {at for found in _GONE.finditer(printed) for at in range(found.start(), found.end())}
        kept = [at for at in range(len(printed)) if at not in gone]
        text = "".join(printed[at] for at in kept)
        places = (*kept, len(printed))
    text = text.translate(_TABLE)
    if _ARABIC.search(text):
        text = text.translate(_TURNED)
    if _CYRILLIC.search(text):
        text = _LETTER.sub(_latin, _CAPITALS.sub(_latin, text))
    return Folded(printed, text, places)


def _latin(found: re.Match[str]) -> str:
    return "".join(_LOOKS[letter] for letter in found[0])
