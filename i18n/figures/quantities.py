"""Numbers in digits: 2,500.5 and 2 500,5 and ٢٥٠٠٫٥ are one; 10 million and 1 000万 are one.

What a group of digits means is not always sure: "2,500" is 2500 to some and 2.5 to others. So a printed number has
every reading that it can have, and two numbers are the same where one reading is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from i18n.citing.numerals import from_roman
from i18n.figures.cardinals import numbers_in_words
from i18n.languages import Tag

_SCALES: Mapping[str, Mapping[str, int]] = {
    "en": {"thousand": 3, "million": 6, "billion": 9, "trillion": 12},
    "fr": {"mille": 3, "millions?": 6, "milliards?": 9, "billions?": 12},
    "es": {"mil": 3, "mil millones": 9, "mill(?:ones|[oó]n)": 6, "billones": 12},
    "ru": {
        "тыс[а-я.]*": 3,
        "млн": 6,
        "миллион[а-я]*": 6,
        "млрд": 9,
        "миллиард[а-я]*": 9,
        "трлн": 12,
        "триллион[а-я]*": 12,
    },
    "ar": {"ال[اآ]ف|الف": 3, "مليون|ملايين|مليونا": 6, "بليون|بلايين|مليار|مليارات|بليونا": 9, "تريليون|تريليونات": 12},
    "zh": {"千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "十亿": 9, "万亿": 12},
}
"""Words behind a number that multiply it, and the power of ten that they are."""

_SEPARATORS = str.maketrans({"٫": ",", "٬": ",", "’": "'"})
_LETTER = r"[^\W\u3400-\u9fff]"
_ORDINAL = r"(?:er|[oaeª]|st|nd|rd|th)(?!\w)"
_NUMBER = re.compile(rf"(?<!{_LETTER})(?<![/.,])(?<!\d )\d+(?:[ .,']\d+)*(?!(?!{_ORDINAL}){_LETTER}|/|[.,]\d)")
_GROUPED = re.compile(r"\d{1,3}([ .,'])\d{3}(?:\1\d{3})*")
_MIXED = re.compile(r"\d{1,3}(?:([ .,'])\d{3})(?:\1\d{3})*([.,])\d+")
_DECIMAL = re.compile(r"\d+[.,]\d+")
_BACKWARDS = re.compile(r"\d{3}(?: \d{3})* \d{1,3}")
_RUN = re.compile(r"\d+")
_ROMAN = re.compile(r"(?<!\w)[IVXLC]+(?!\w)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as printed, where it stands, and its readings."""

    words: str
    start: int
    end: int
    readings: frozenset[Decimal]


def quantities(folded: str, language: Tag) -> Iterator[Quantity]:
    """The numbers that a folded text prints in digits, none that is a piece of a symbol."""
    text = folded.translate(_SEPARATORS)
    for found in _NUMBER.finditer(text):
        for start, end in _pieces(text, *found.span()):
            printed = text[start:end]
            values = set(_values(printed))
            scale = _scale(language).match(text, end)
            if scale:
                power = next(int(name[1:].partition("_")[0]) for name, value in scale.groupdict().items() if value)
                values |= {value.scaleb(power) for value in values}
            yield Quantity(printed, start, end, frozenset(map(Decimal.normalize, values)))


def available(folded: str, language: Tag) -> frozenset[Decimal]:
    """Every number that a folded text can be said to have: in digits, alone or in groups, in words, in Roman ones."""
    values = {value for each in quantities(folded, language) for value in each.readings}
    values |= {Decimal(found[0]).normalize() for found in _RUN.finditer(folded)}
    values |= {Decimal(number).normalize() for number in numbers_in_words(folded, language)}
    roman = (from_roman(found[0]) for found in _ROMAN.finditer(folded))
    return frozenset(values | {Decimal(number).normalize() for number in roman if number})


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The whole where it reads as one number, else what stands between spaces and commas."""
    printed = text[start:end]
    if _RUN.fullmatch(printed) or any(form.fullmatch(printed) for form in (_GROUPED, _MIXED, _DECIMAL, _BACKWARDS)):
        yield start, end
        return
    for found in re.finditer(r"\d+(?:[.,]\d+)?(?!\d)", printed):
        yield start + found.start(), start + found.end()


def _values(printed: str) -> Iterator[Decimal]:
    if _RUN.fullmatch(printed):
        yield Decimal(printed)
    if _GROUPED.fullmatch(printed):
        yield Decimal(re.sub(r"\D", "", printed))
    if _BACKWARDS.fullmatch(printed):
        yield Decimal("".join(reversed(printed.split(" "))))
    if _DECIMAL.fullmatch(printed):
        yield Decimal(printed.replace(",", "."))
    mixed = _MIXED.fullmatch(printed)
    if mixed and mixed[1] != mixed[2]:
        whole, _, part = printed.rpartition(mixed[2])
        yield Decimal(f"{re.sub(r'[^0-9]', '', whole)}.{part}")


@cache
def _scale(language: Tag) -> re.Pattern[str]:
    scales = sorted(_SCALES.get(language, {"(?!)": 0}).items(), key=lambda each: -len(each[0]))
    ends = "" if language == "zh" else r"(?!\w)"
    branches = "|".join(f"(?P<p{power}_{at}>{word})" for at, (word, power) in enumerate(scales))
    return re.compile(rf" ?(?:{branches}){ends}")
