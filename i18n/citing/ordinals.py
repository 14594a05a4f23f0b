"""Ordinals in words, as sessions, chapters and annexes have them: each language's words and their numbers.

The words are in the form that folding gives (`i18n.citing.folding`) and in lower case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from i18n.citing.folding import fold
from i18n.citing.numerals import ORDINALS as ENGLISH

LAST = 120


def _folded(words: Mapping[str, int]) -> Mapping[str, int]:
    return MappingProxyType({fold(word).text.lower(): number for word, number in words.items()})


_FR_UNITS = ("", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf")
_FR_TEENS = (
    *("dix", "onze", "douze", "treize", "quatorze", "quinze", "seize"),
    *("dix-sept", "dix-huit", "dix-neuf"),
)
_FR_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingt"}


def _fr_cardinal(number: int) -> str:
    if number >= 100:  # noqa: PLR2004  # hundred
        return "cent" if number == 100 else f"cent {_fr_cardinal(number - 100)}"  # noqa: PLR2004
    if number < 20:  # noqa: PLR2004  # below twenty each number has its word
        return _FR_UNITS[number] if number < 10 else _FR_TEENS[number - 10]  # noqa: PLR2004
    base = max(each for each in _FR_TENS if each <= number)
    rest = number - base
    if not rest:
        return _FR_TENS[base]
    joined = " et " if rest in {1, 11} and base < 80 else "-"  # noqa: PLR2004  # quatre-vingt-onze
    return f"{_FR_TENS[base]}{joined}{_fr_cardinal(rest)}"


def _fr_ordinal(number: int) -> str:
    cardinal = _fr_cardinal(number)
    if cardinal.endswith("cinq"):
        return f"{cardinal}uième"
    if cardinal.endswith("neuf"):
        return f"{cardinal[:-1]}vième"
    return f"{cardinal.removesuffix('e')}ième"


def _french() -> Iterator[tuple[str, int]]:
    yield from (("premier", 1), ("première", 1), ("second", 2), ("seconde", 2))
    for number in range(1, LAST + 1):
        words = _fr_ordinal(number)
        yield words, number
        yield words.replace(" et ", "-et-"), number
        yield words.replace("-", " "), number


_ES_UNITS = ("primer", "segundo", "tercer", "cuarto", "quinto", "sexto", "séptimo", "octavo", "noveno")
_ES_TENS = (
    *("décimo", "vigésimo", "trigésimo", "cuadragésimo", "quincuagésimo"),
    *("sexagésimo", "septuagésimo", "octogésimo", "nonagésimo", "centésimo"),
)


def _spanish() -> Iterator[tuple[str, int]]:
    masculine = {words: at for at, words in enumerate(_ES_UNITS, 1)} | {"primero": 1, "tercero": 3}
    forms = dict(masculine)
    for tens, words in enumerate(_ES_TENS, 1):
        forms[words] = tens * 10
        plain = fold(words).text.translate(str.maketrans("áéíóú", "aeiou"))
        for unit, value in masculine.items():
            forms[f"{words} {unit}"] = forms[f"{plain}{unit}"] = tens * 10 + value
    forms |= {"undécimo": 11, "duodécimo": 12, "decimosegundo": 12, "decimoséptimo": 17, "centésimo décimo": 110}
    for words, number in forms.items():
        yield words, number
        if number <= LAST:
            yield _feminine(words), number


def _feminine(words: str) -> str:
    return " ".join(
        {"primer": "primera", "tercer": "tercera"}.get(word, f"{word[:-1]}a" if word.endswith("o") else word)
        for word in words.split(" ")
    )


_RU_UNITS = ("перв", "втор", "трет", "четверт", "пят", "шест", "седьм", "восьм", "девят")
_RU_TEENS = (
    *("десят", "одиннадцат", "двенадцат", "тринадцат", "четырнадцат"),
    *("пятнадцат", "шестнадцат", "семнадцат", "восемнадцат", "девятнадцат"),
)
_RU_TENS = ("двадцат", "тридцат", "сороков", "пятидесят", "шестидесят", "семидесят", "восьмидесят", "девяност", "сот")
_RU_CARDINALS = (
    "двадцать",
    "тридцать",
    "сорок",
    "пятьдесят",
    "шестьдесят",
    "семьдесят",
    "восемьдесят",
    "девяносто",
    "сто",
)
_RU_HARD = ("ая", "ой", "ую", "ый", "ого", "ому", "ым", "ом", "ые", "ых", "ое")
_RU_SOFT = ("ья", "ьей", "ью", "ий", "ьего", "ьему", "ьим", "ьем", "ьи", "ьих", "ье")


def _russian() -> Iterator[tuple[str, int]]:
    stems = [(stem, at) for at, stem in enumerate(_RU_UNITS, 1)] + [(stem, at) for at, stem in enumerate(_RU_TEENS, 10)]
    stems += [(stem, at * 10) for at, stem in enumerate(_RU_TENS, 2)]
    for tens, cardinal in enumerate(_RU_CARDINALS, 2):
        stems += [(f"{cardinal} {stem}", tens * 10 + at) for at, stem in enumerate(_RU_UNITS, 1)]
    stems += [(f"сто {stem}", 100 + at) for at, stem in enumerate(_RU_TEENS, 10)]
    for stem, number in stems:
        for ending in _RU_SOFT if stem.endswith("трет") else _RU_HARD:
            yield f"{stem}{ending}", number


_AR_UNITS = (
    *(("الأول", "الأولى"), ("الثاني", "الثانية"), ("الثالث", "الثالثة"), ("الرابع", "الرابعة"), ("الخامس", "الخامسة")),
    *(("السادس", "السادسة"), ("السابع", "السابعة"), ("الثامن", "الثامنة"), ("التاسع", "التاسعة")),
)
_AR_TENS = ("العشر", "الثلاث", "الأربع", "الخمس", "الست", "السبع", "الثمان", "التسع")


def _arabic() -> Iterator[tuple[str, int]]:
    yield from (("العاشر", 10), ("العاشرة", 10), ("المائة", 100), ("الأولي", 1), ("المئة", 100))
    yield from (("أولا", 1), ("ثانيا", 2), ("ثالثا", 3), ("رابعا", 4), ("خامسا", 5), ("سادسا", 6), ("سابعا", 7))
    yield from (("ثامنا", 8), ("تاسعا", 9), ("عاشرا", 10), ("حادي عشر", 11), ("ثاني عشر", 12))
    for at, forms in enumerate((*_AR_UNITS,), 1):
        yield from ((form, at) for form in forms)
    teens = (("الحادي", "الحادية"), *_AR_UNITS[1:])
    for at, (masculine, feminine) in enumerate(teens, 1):
        yield f"{masculine} عشر", 10 + at
        yield f"{feminine} عشرة", 10 + at
    for tens, stem in enumerate(_AR_TENS, 2):
        for ending in ("ون", "ين"):
            yield f"{stem}{ending}", tens * 10
            for at, forms in enumerate(teens, 1):
                for form in forms:
                    yield f"{form} و{stem}{ending}", tens * 10 + at


def _chinese() -> Iterator[tuple[str, int]]:
    digits = "一二三四五六七八九"
    for number in range(1, LAST + 1):
        hundreds, rest = divmod(number, 100)
        tens, units = divmod(rest, 10)
        words = "一百" * hundreds
        if tens:
            words += ("" if tens == 1 and not hundreds else digits[tens - 1]) + "十"
        elif hundreds and units:
            words += "零"
        yield words + (digits[units - 1] if units else ""), number


EN = _folded(ENGLISH)
FR = _folded(dict(_french()))
ES = _folded(dict(_spanish()))
RU = _folded(dict(_russian()))
AR = _folded(dict(_arabic()))
ZH = _folded(dict(_chinese()))
"""Of Chinese the numbers themselves (七十二); what makes an ordinal of them (第…届) stands around them."""

ABJAD = MappingProxyType(
    {
        fold(name).text: letter
        for letter, names in zip(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
            (
                *(("ألف",), ("باء",), ("جيم",), ("دال",), ("هاء",), ("واو",), ("زاي",), ("حاء",), ("طاء",), ("ياء",)),
                *(("كاف",), ("لام",), ("ميم",), ("نون",), ("سين",), ("عين",), ("فاء",), ("صاد",), ("قاف",), ("راء",)),
                *(("شين",), ("تاء",), ("ثاء",), ("خاء",), ("ذال",), ("ضاد",)),
            ),
            strict=True,
        )
        for name in names
    }
)
"""The names of Arabic letters in the order in which they count, and the Latin letters of the same places."""

ABJAD_SIGNS = MappingProxyType(dict(zip("ابجدهوزحطيكلمنسعفصقرشتثخذض", "abcdefghijklmnopqrstuvwxyz", strict=True)))
"""The letters themselves, as they label sub-paragraphs: (ل) is (l)."""


FEW = 30
"""Chapters and annexes of a document have no higher numbers in words."""


def few(words: Mapping[str, int]) -> Mapping[str, int]:
    """The ordinals that number places in a document."""
    return {word: number for word, number in words.items() if number <= FEW}


@dataclass(slots=True)
class _Node:
    following: dict[str, _Node] = field(default_factory=dict)
    is_end: bool = False


def alternation(words: Iterable[str], *, any_case: bool = False) -> str:
    """A pattern for any of the words, the longest first: a trie, so that it is fast however many there are.

    With `any_case` the first letter of each word may be a capital.
    """
    root = _Node()
    for word in words:
        node = root
        for sign in word:
            node = node.following.setdefault(sign, _Node())
        node.is_end = True
    return _pattern(root, starts=any_case, any_case=any_case)


def _pattern(node: _Node, *, starts: bool, any_case: bool) -> str:
    branches = []
    for sign, following in node.following.items():
        head = (
            "[ -]"
            if sign in " -"
            else f"[{sign}{sign.upper()}]"
            if starts and sign.upper() != sign
            else re.escape(sign)
        )
        branches.append(head + _pattern(following, starts=any_case and sign in " -", any_case=any_case))
    if not branches:
        return ""
    inner = branches[0] if len(branches) == 1 and not node.is_end else f"(?:{'|'.join(branches)})"
    return f"{inner}?" if node.is_end else inner
