"""Numbers in words: what a language may write where another prints digits.

Only what is common in running text: units, teens, tens, and ordinals up to the 120th. Words are in the form that
folding gives (`i18n.citing.folding`) and in lower case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import product

from i18n.citing import ordinals
from i18n.citing.folding import fold
from i18n.citing.languages import words_for
from i18n.languages import Tag

_SMALL: Mapping[str, str] = {
    "en": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
    "fr": "un|une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept "
    "dix-huit dix-neuf",
    "es": "un|uno|una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
    "diecisiete dieciocho diecinueve",
    "ru": "один|одна|одно|одного|одной|одном два|две|двух|двум|двумя|дву три|трех|трем|тремя "
    "четыре|четырех|четырем|четырьмя пять|пяти|пятью шесть|шести|шестью семь|семи|семью восемь|восьми|восемью "
    "девять|девяти|девятью десять|десяти|десятью одиннадцать|одиннадцати двенадцать|двенадцати "
    "тринадцать|тринадцати четырнадцать|четырнадцати пятнадцать|пятнадцати шестнадцать|шестнадцати "
    "семнадцать|семнадцати восемнадцать|восемнадцати девятнадцать|девятнадцати",
    "ar": "واحد|واحدة|احد|احدي اثنان|اثنين|اثنتان|اثنتين|اثنا|اثني ثلاث|ثلاثة اربع|اربعة خمس|خمسة ست|ستة سبع|سبعة "
    "ثمان|ثماني|ثمانية تسع|تسعة عشر|عشرة",
}
"""From one upwards, forms of one number parted by a bar."""

_TENS: Mapping[str, str] = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety hundred",
    "fr": "vingt trente quarante cinquante soixante soixante-dix quatre-vingt|quatre-vingts quatre-vingt-dix cent",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien|ciento",
    "ru": "двадцать|двадцати тридцать|тридцати сорок|сорока пятьдесят|пятидесяти шестьдесят|шестидесяти "
    "семьдесят|семидесяти восемьдесят|восьмидесяти девяносто|девяноста сто|ста",
    "ar": "عشرون|عشرين ثلاثون|ثلاثين اربعون|اربعين خمسون|خمسين ستون|ستين سبعون|سبعين ثمانون|ثمانين تسعون|تسعين "
    "مائة|مئة",
}

_JOINED: Mapping[str, tuple[str, ...]] = {"en": ("-", " "), "fr": ("-", " et "), "es": (" y ",), "ru": (" ",)}
"""What stands between tens and units; Arabic puts the units first."""

_TWENTIES = (
    "veintiún|veintiuno|veintiuna veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho"
)


def _forms(listed: str) -> list[list[str]]:
    return [[fold(form).text for form in word.split("|")] for word in listed.split()]


def _read(language: str) -> Iterator[tuple[str, int]]:
    small, tens = _forms(_SMALL[language]), _forms(_TENS[language])
    for value, forms in enumerate(small, 1):
        yield from ((form, value) for form in forms)
    for place, forms in enumerate(tens, 2):
        yield from ((form, place * 10) for form in forms)
        for (value, units), form in product(enumerate(small[: 19 if language == "fr" else 9], 1), forms):
            for unit in units:
                yield from ((words, place * 10 + value) for words in _compounds(form, unit, language))
    if language == "es":
        for value, forms in enumerate(_forms(_TWENTIES), 21):
            yield from ((form, value) for form in forms)


def _compounds(tens: str, unit: str, language: str) -> Iterator[str]:
    if language == "ar":
        yield f"{unit} و{tens}"
    else:
        yield from (f"{tens}{joint}{unit}" for joint in _JOINED[language])


@cache
def _numbers(language: Tag) -> tuple[re.Pattern[str], Mapping[str, int]]:
    named = dict(words_for(language).ordinals)
    if language in _SMALL:
        named = {**dict(_read(language)), **named}
    if language == "zh":
        return re.compile(f"[两]|(?:{ordinals.alternation(named)})"), {**named, "两": 2}
    begins = r"(?<!\w)(?:[وفبلك]|ال|وال|بال|لل|فال)?" if language == "ar" else r"(?<!\w)"
    return re.compile(rf"{begins}(?P<word>{ordinals.alternation(_spelt(named))})(?!\w)"), named


def _spelt(named: Iterable[str]) -> list[str]:
    return sorted(named)


def numbers_in_words(folded: str, language: Tag) -> set[int]:
    """The numbers that a folded text writes in words, each with those that its words hold: 25 is also 20 and 5."""
    pattern, named = _numbers(language)
    text = folded.lower()
    found: set[int] = set()
    for each in pattern.finditer(text):
        word = each["word"] if "word" in pattern.groupindex else each[0]
        value = named.get(word) or named.get(word.replace(" ", "-")) or named.get(word.replace("-", " ")) or 0
        found |= {value, value % 10, value - value % 10}
    return found - {0}
