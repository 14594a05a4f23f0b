"""How Arabic, Chinese and Russian count sections and points: ordinals, letters, stems.

Source: the United Nations' editorial practice in each language, as its own mark-up of resolutions shows it.
"""

from __future__ import annotations

import re
import unicodedata

_ARABIC = "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ"
"""The order of letters in lists: أ ب ج د, the abjad, which meets the Latin alphabet at (ض), the 26th."""
_NAMES = (
    *("الف", "باء", "جيم", "دال", "هاء", "واو", "زاي", "حاء", "طاء", "ياء", "كاف", "لام", "ميم", "نون"),
    *("سين", "عين", "فاء", "صاد", "قاف", "راء", "شين", "تاء", "ثاء", "خاء", "ذال", "ضاد"),
)
"""The letters by name, as sections and parts of a resolution are counted: ألف, باء."""
_GARBLED = tuple("".join(sorted(letter)) for letter in _NAMES)
"""The same with their letters in any order: a line set from left to right has "ابء" for "باء"."""
_UNITS = ("اول", "ثاني", "ثالث", "رابع", "خامس", "سادس", "سابع", "ثامن", "تاسع", "عاشر")
_TENS = {"عشرون": 20, "ثلاثون": 30, "اربعون": 40, "خمسون": 50, "عشرين": 20, "ثلاثين": 30}
_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200c-\u200f]")


def folded_arabic(words: str) -> str:
    """Arabic words as they are compared: without marks and stretches, one form of each letter.

    >>> folded_arabic("ثانياً") == folded_arabic("ثانيا")
    True
    """
    plain = _MARKS.sub("", unicodedata.normalize("NFKC", words))
    return re.sub("[أإآٱ]", "ا", plain).replace("ى", "ي").strip()


def arabic_letters(sign: str) -> int | None:
    """The place of a letter of a list: "أ" 1, "ب" 2, "هـ" 5, "ب ب" 28; also by name: "باء" 2."""
    plain = folded_arabic(sign).replace(" ", "")
    if plain in _NAMES:
        return _NAMES.index(plain) + 1
    garbled = "".join(sorted(plain))
    if len(plain) > 2 and garbled in _GARBLED:  # noqa: PLR2004  # letters alone are no names
        return _GARBLED.index(garbled) + 1
    if plain and len(set(plain)) == 1 and len(plain) <= 2 and plain[0] in _ARABIC:  # noqa: PLR2004  # "أ أ" follows "ض"
        return _ARABIC.index(plain[0]) + 1 + 26 * (len(plain) - 1)
    return None


def arabic_ordinal(words: str) -> int | None:
    """The number of an adverbial ordinal: "أولا" 1, "ثاني عشر" 12, "حادي وعشرون" 21."""
    parts = [_stem(part) for part in folded_arabic(words).split()]
    match parts:
        case [one]:
            return _unit(one) or _TENS.get(one)
        case [one, "عشر"]:
            unit = _unit(one)
            return 10 + unit if unit else None
        case [one, tens] if tens.startswith("و") and tens[1:] in _TENS:
            unit = _unit(one)
            return unit + _TENS[tens[1:]] if unit else None
    return None


def _stem(word: str) -> str:
    """A word without the ending of an adverb, and without the article where an ordinal is left."""
    stems = (word.removeprefix("ال"), word)
    ended = [stem if stem in _TENS else stem.removesuffix("ا") for stem in stems]
    return ended[0] if _unit(ended[0]) or ended[0] in _TENS else ended[1]


def _unit(stem: str) -> int | None:
    if stem in {"حادي", "واحد"}:
        return 1
    if stem in _UNITS:
        return _UNITS.index(stem) + 1
    return next((at for at, unit in enumerate(_UNITS, 1) if stem + "ي" == unit or _same_letters(stem, unit)), None)


def _same_letters(one: str, other: str) -> bool:
    return len(one) > 3 and sorted(one) == sorted(other)  # noqa: PLR2004  # short words have the letters of others


_CHINESE = {sign: value for value, sign in enumerate("一二三四五六七八九", 1)}
_STEMS = ("甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥")
"""The heavenly stems and the earthly branches."""


def chinese_number(sign: str) -> int | None:
    """The number of Chinese numerals below a hundred: "四" 4, "十二" 12, "二十一" 21."""
    found = re.fullmatch(r"(?:(?P<tens>[一二三四五六七八九])?(?P<ten>十))?(?P<unit>[一二三四五六七八九])?", sign)
    if not found or not sign:
        return None
    tens = (_CHINESE.get(found["tens"] or "", 1) * 10) if found["ten"] else 0
    return tens + _CHINESE.get(found["unit"] or "", 0)


def chinese_stem(sign: str) -> int | None:
    """The place of a heavenly stem or an earthly branch, by which Chinese counts where others use letters: "甲" 1."""
    row = next((row for row in _STEMS if len(sign) == 1 and sign in row), "")
    return row.index(sign) + 1 if row else None


_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
"""The letters of lists in Russian: without ё, й, ъ, ы, ь."""


def cyrillic_letter(sign: str) -> int | None:
    """The place of a Cyrillic letter in a list: "в" 3."""
    small = sign.lower()
    return _RUSSIAN.index(small) + 1 if len(small) == 1 and small in _RUSSIAN else None
