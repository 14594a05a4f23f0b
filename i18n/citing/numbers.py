"""Numbers as citations print them, and their one canonical form: resolutions, volumes, places in a document."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from i18n.citing import ordinals
from i18n.citing.folding import fold
from i18n.citing.numerals import from_roman, to_roman
from i18n.citing.words import Words

_CHINESE = re.compile(r"[一二三四五六七八九十百零]+")
_LETTER_ENDS = r"(?![A-Za-z0-9/'])"


def letter(words: Words) -> str:
    """The pattern of a letter that follows a number, ending where the letter does."""
    ends = r"(?!\w)(?!/)" if words.letters else _LETTER_ENDS
    return rf"(?:{words.letter}){ends}"


def conjunction(words: Words) -> str:
    """The pattern of what joins the last of a list, spaces included."""
    return rf",? ?{words.conjunction} ?" if words.is_joined else rf",? {words.conjunction} "


def through(words: Words) -> str:
    """The pattern of what stands between the ends of a range."""
    return rf"(?: ?- ?| ?{words.through} ?)" if words.is_joined else rf"(?: ?- ?| {words.through} )"


@cache
def resolution_number(words: Words) -> str:
    """A resolution's number as printed: 217 A (III), 72/179, S-24/2, 1325 (2000), 76/235 B."""
    one = letter(words)
    return (
        rf"(?:\d{{1,4}}(?: ?{one}(?:-{one})?| ?[A-Z](?=\())? ?\((?:{words.old_session})\)"
        rf"|(?:{words.special_session})?(?<![A-Za-z0-9_/.])\d{{1,4}}/\d{{1,4}}(?![A-Za-z0-9]*/|\d)"
        rf"(?: ?{one}(?:-{one})?)?"
        rf"|\d{{1,4}} ?\((?:19|20)\d\d\))"
    )


@cache
def resolution_numbers(words: Words) -> str:
    """A list of them, a later one given by its letter alone perhaps: "53/243 A and B".

    What was read of a list is not given back: the spaces between could be parted in many ways.
    """
    number, one = resolution_number(words), letter(words)
    between = rf"{words.behind_number}(?:{conjunction(words)}|, ?|{through(words)}(?={one})){words.before_number}"
    return rf"{number}(?:{between}(?:{number}|{one}))*+"


@cache
def volume_list(words: Words) -> str:
    """Numbers of volumes, supplements or registrations: 53A, 2225, 2237 and 2241, 970-973, I-38544."""
    figure = rf"(?:[A-Z]-)?(?:\d{{1,2}},\d{{3}}(?!\d)|\d+)(?![\d.]*\.[\dIVX])(?: ?{letter(words)})?"
    item = rf"(?:{figure}|[IVXLC]+{_LETTER_ENDS})"
    return rf"{item}(?:(?:, ?{item})*{conjunction(words)}{item}|{through(words)}{item})*+"


@cache
def value_list(words: Words) -> str:
    """Numbers of places in a document."""
    item = words.value
    return rf"{item}(?:(?:, ?{item})*{conjunction(words)}{item}|{through(words)}{item})*+"


CODE_VALUE = (
    r"(?:\d+/م ?ا ?- ?\d+"
    r"|(?:[A-Z]{2} (?=[A-Z]{2}\.\d))?(?=[A-Za-z]*[./-]? ?[A-Za-z]*[./-]?\d|[IVXL]+/)"
    r"[A-Z0-9](?:[A-Za-z0-9./-]|\([A-Za-z0-9-]+\)|(?<=[A-Z]\.) (?=[\dIVX]))*(?<=[A-Za-z0-9)])"
    r"(?: \([A-Za-z0-9 -]+\))?|[IVX]{1,4}(?![\w/]))"
)
"""The number of a decision or a resolution of another body: 1/CP.21, 58.3, MEPC.203(62), Conf. 16.7."""


def canonical_letter(printed: str, words: Words) -> str:
    """A letter as Latin: "ألف" is A."""
    return words.letters.get(printed.strip(), printed.strip())


def canonical_resolution(printed: str, words: Words) -> str:
    """A resolution's folded number in the form that English prints: "217 الف (د-3)" is "217 A (III)"."""
    text = _latin_letters(" ".join(printed.split()), words)
    text = re.sub(r"د ?ا ?ط ?-? ?(?=\d+\))", "ES-", text)
    text = re.sub(r"د ?ا ?-? ?(?=\d+\))", "S-", text)
    text = re.sub(r"د ?ا ?ط ?-? ?", "ES-", text)
    text = re.sub(r"د ?ا ?-? ?", "S-", text)
    text = re.sub(r"\(((?:E?S-)?)(?:د-? ?)?(\d{1,2})\)", lambda found: f"({found[1]}{to_roman(int(found[2]))})", text)
    return re.sub(
        r"^(\d+) ?([A-Z](?:-[A-Z])?)? ?\(", lambda found: f"{found[1]}{f' {found[2]}' if found[2] else ''} (", text
    )


def _latin_letters(text: str, words: Words) -> str:
    if not words.letters:
        return text
    return _letter_names(words).sub(lambda found: words.letters[found[0]], text)


@cache
def _letter_names(words: Words) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{ordinals.alternation(words.letters)})(?!\w)")


def chinese(figures: str) -> int | None:
    """The number that Chinese figures write."""
    return ordinals.ZH.get(figures)


def canonical_volumes(printed: str, words: Words) -> str:
    """Volumes as a list: "2225、2237和2241" is "2225, 2237, 2241"; a supplement's letter follows its number."""
    text = re.sub(_CHINESE, lambda found: to_roman(chinese(found[0]) or 1), printed)
    text = _latin_letters(re.sub(r"(?<!\d)(\d{1,2}),(\d{3})(?!\d)", r"\1\2", text), words)
    text = re.sub(rf"{conjunction(words)}", ", ", text)
    text = re.sub(rf"(?<=[\dA-Z]){through(words)}(?=[\dA-Z])", "-", text)
    return re.sub(r"(?<=\d) (?=[A-Z]\b)", "", re.sub(r"\s*,\s*", ", ", text)).strip()


ROMAN = frozenset({"chap.", "annex", "sect.", "part", "appendix", "enclosure", "attachment", "vol."})
"""Places that English numbers by Roman numerals, where other languages have words or figures of their own."""

_CODED = frozenset({"decision", "resolution", "recommendation"})
"""Places that are numbered as another body numbers them."""

_PLURALS = {
    "annex": "annexes",
    "appendix": "appendices",
    "chap.": "chaps.",
    "sect.": "sects.",
    "para.": "paras.",
    "p.": "pp.",
    "art.": "arts.",
    "vol.": "vols.",
}


def canonical_place(unit: str, printed: str | None, words: Words) -> str:
    """A place in the form that English prints: ("annex", "一和二") is "annexes I and II"."""
    if not printed:
        return unit
    if unit in _CODED and words.letters:
        return f"{unit} {canonical_value(printed, 'part', words)}"
    item = words.value if unit not in _CODED else CODE_VALUE
    pieces = list(re.finditer(item, printed))
    if not pieces:
        return f"{unit} {canonical_value(printed, unit, words)}"
    items = [canonical_value(found[0], unit, words) for found in pieces]
    text = items[0]
    for at, (before, after) in enumerate(pairwise(pieces), 1):
        gap = printed[before.end() : after.start()]
        is_range = re.fullmatch(through(words), gap) is not None and not re.fullmatch(conjunction(words), gap)
        text += "–" if is_range else " and " if at == len(items) - 1 else ", "
        text += items[at]
    return f"{_PLURALS.get(unit, f'{unit}s') if len(items) > 1 else unit} {text}"


def canonical_value(printed: str, unit: str, words: Words) -> str:
    """One number of a place: "الأول - ألف" is "I.A", "23 l)" is "23 (l)", "五" is "V" of a chapter, else "5"."""
    text = " ".join(printed.split()).replace("l", "1") if printed == "l" else " ".join(printed.split())
    text = text.removeprefix("第")
    if text.lower() in _WORDS:
        return to_roman(_WORDS.index(text.lower()) + 1)
    text = re.sub(r"(\d+)/م ?ا ?- ?(\d+)", r"\1/CP.\2", text)
    text = re.sub(_CHINESE, lambda found: _figure(chinese(found[0]), unit) or found[0], text)
    if words.letters:
        text = re.sub(
            rf"(?:{_ordinal_pattern(words)})(?!\w)",
            lambda found: _figure(_ordinal(found[0], words), unit) or found[0],
            text,
        )
        text = _latin_letters(text, words)
        text = re.sub(r"^(\w)-(?=\d)", lambda found: f"{_signs(found[1], words).upper()}.", text)
        text = re.sub(r"(?<=[A-Z])(?: ?- ?|, )(?=[A-Z\d])", ".", text)
        text = re.sub(r"\((\w{1,2})\)", lambda found: f"({_signs(found[1], words)})", text)
    elif _ordinal(text, words):
        text = _figure(_ordinal(text, words), unit) or text
    text = re.sub(r"(?<=[\d)]) ?\(?([a-z]{1,4})\)", r" (\1)", text)
    return re.sub(r"\) \(", ")(", re.sub(r"(?<=\d)\((?=[a-z])", " (", text)).replace(")(", ") (")


_WORDS = ("one", "two", "three", "four", "five", "six")
"""Parts that English numbers in words."""


def _signs(printed: str, words: Words) -> str:
    return "".join(words.signs.get(sign, sign) for sign in printed)


@cache
def _ordinal_pattern(words: Words) -> str:
    return ordinals.alternation(words.ordinals)


def _ordinal(printed: str, words: Words) -> int | None:
    return words.ordinals.get(fold(printed).text.lower().replace("-", " ")) or words.ordinals.get(
        fold(printed).text.lower()
    )


def _figure(number: int | None, unit: str) -> str | None:
    if not number:
        return None
    return to_roman(number) if unit in ROMAN else str(number)


def canonical_session(ordinal: str, words: Words, *, is_special: bool, is_emergency: bool) -> str | None:
    """A session's number: "72", "S-15", "ES-10"."""
    number = int(ordinal) if ordinal.isdigit() else _ordinal(ordinal, words)
    if not number:
        return None
    return f"{'ES-' if is_emergency else 'S-' if is_special else ''}{number}"


def as_number(value: str) -> str:
    """A number of a place for comparison: "III" and "3" are the same."""
    roman = from_roman(value) if re.fullmatch(r"[IVXLC]+", value) else None
    return str(roman) if roman else value
