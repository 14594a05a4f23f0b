"""Roman numerals and English ordinals, as citations write them: "217 A (III)", "Seventy-second Session"."""

from __future__ import annotations

import re

_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)

_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEENS = (
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth"),
    *("fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ROUND = ("twentieth", "thirtieth", "fortieth", "fiftieth", "sixtieth", "seventieth", "eightieth", "ninetieth")


def to_roman(number: int) -> str:
    """A number from 1 to 3999 in Roman numerals."""
    written = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        written += letters * times
    return written


def from_roman(letters: str) -> int | None:
    """The number that Roman numerals write, or None: "IIII" and "IC" are not written so."""
    left, number = letters.upper(), 0
    for value, sign in _ROMAN:
        while left.startswith(sign):
            number, left = number + value, left.removeprefix(sign)
    return number if number and not left and to_roman(number) == letters.upper() else None


def _ordinals() -> dict[str, int]:
    names = {name: at for at, name in enumerate((*_UNITS, *_TEENS), 1)}
    for tens, (stem, whole) in enumerate(zip(_TENS, _ROUND, strict=True), 2):
        names[whole] = tens * 10
        names |= {f"{stem}-{unit}": tens * 10 + at for at, unit in enumerate(_UNITS, 1)}
    hundredth = {f"one hundred and {name}": 100 + value for name, value in names.items()}
    return names | {"hundredth": 100, "one hundredth": 100} | hundredth


ORDINALS = _ordinals()
"""English ordinals in words, lower case, and their numbers."""

_SUFFIXED = re.compile(r"(\d+)(?:st|nd|rd|th)")


def from_ordinal(words: str) -> int | None:
    """The number of an English ordinal: "Seventy-second", "72nd"; None for other words."""
    folded = " ".join(words.lower().replace("\u2010", "-").replace("\u2011", "-").split())
    figure = _SUFFIXED.fullmatch(folded)
    return int(figure[1]) if figure else ORDINALS.get(folded)
