"""Mistakes planted into translations, as a typist, a program or a tired translator makes them: one a text.

They are planted by form alone, not by the grammar that the checks read with.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType

from i18n.figures.days import days
from i18n.languages import Tag
from i18n.punctuation import QUOTES
from resolvers.checks.gazetteer import Gazetteer
from resolvers.checks.subject import Pair

Plant = Callable[[Pair, random.Random], str | None]
"""Makes of a pair's translation one with a mistake; None where it has no place for it."""

_CALL = re.compile(r"\[\^[^\]\s]{1,12}\]")
_SYMBOL = re.compile(r"(?<![\w/-])(?:[A-Z]+/(?:[A-Z]+/)*)?\d{1,4}/\d{1,3}(?![\d/])")
_PARAGRAPH = re.compile(r"\bparagraphs? (?P<number>\d{1,3})\b(?! (?:January|February|March|April|May|June|July))")
_NUMBER = re.compile(r"(?<![\d/.,^\u0660-\u0669-])(?<!\d )\d+(?![\d/.,-]|\]| \d)")
_GAP = re.compile(r"(?<=\w) (?=\w)|(?<=[\u3400-\u9fff])(?=[\u3400-\u9fff])")
_PARENTHESIS = re.compile(r"(?<=\()(?P<inside>[^()\[\]]{4,})\)|\((?P<behind>[^()\[\]]{4,})(?=\))|[《》«»“”]")
_QUOTE = re.compile("[“”«»]")


def _choice(found: Iterator[re.Match[str]], chance: random.Random) -> re.Match[str] | None:
    places = list(found)
    return chance.choice(places) if places else None


def _replaced(text: str, start: int, end: int, words: str) -> str:
    return text[:start] + words + text[end:]


def _lost_call(pair: Pair, chance: random.Random) -> str | None:
    text = pair.target.markdown
    found = _choice(_CALL.finditer(text), chance)
    return found and _replaced(text, *found.span(), "")


def _inserted(words: Callable[[random.Random], str]) -> Plant:
    def plant(pair: Pair, chance: random.Random) -> str | None:
        text = pair.target.markdown
        found = _choice(_GAP.finditer(text), chance)
        return found and _replaced(text, found.start(), found.start(), words(chance))

    return plant


def _swapped_calls(pair: Pair, chance: random.Random) -> str | None:
    text = pair.target.markdown
    pairs = [(one, other) for one, other in pairwise(_CALL.finditer(text)) if one[0] != other[0]]
    if not pairs:
        return None
    one, other = chance.choice(pairs)
    return _replaced(_replaced(text, *other.span(), one[0]), *one.span(), other[0])


def _altered(text: str, start: int, end: int, chance: random.Random) -> str:
    """The text with another digit somewhere between two places."""
    at = chance.choice([at for at in range(start, end) if text[at].isdigit()])
    return _replaced(text, at, at + 1, chance.choice([digit for digit in "123456789" if digit != text[at]]))


def _digit(form: re.Pattern[str]) -> Plant:
    def plant(pair: Pair, chance: random.Random) -> str | None:
        text = pair.target.markdown
        found = _choice(form.finditer(text), chance)
        return found and _altered(text, *found.span(), chance)

    return plant


def _paragraph(pair: Pair, chance: random.Random) -> str | None:
    """Another digit in the number of a paragraph that the source cites, where the translation prints it once."""
    text = pair.target.markdown
    named = _choice(_PARAGRAPH.finditer(pair.source.plain), chance)
    printed = list(re.finditer(rf"(?<![\d/.^]){named['number']}(?![\d/.])", text)) if named else []
    return _altered(text, *printed[0].span(), chance) if len(printed) == 1 else None


def _date(pair: Pair, chance: random.Random) -> str | None:
    """Another day of the month."""
    text = pair.target.markdown
    if len(text) != len(pair.target.folded):
        return None
    dated = [each for each in days(pair.target.folded, pair.target.language) if each.day]
    if not dated:
        return None
    one = chance.choice(dated)
    printed = [
        found for found in re.finditer(rf"(?<!\d){one.day}(?!\d)", text[: one.end]) if found.start() >= one.start
    ]
    if not printed:
        return None
    day = chance.choice([day for day in range(1, 29) if day != one.day])
    return _replaced(text, *printed[0].span(), str(day))


def _named(of: Callable[[Pair], Gazetteer]) -> Plant:
    def plant(pair: Pair, chance: random.Random) -> str | None:
        """Another thing's name in place of a name that the source has too."""
        text, language, things = pair.target.markdown, pair.target.language, of(pair)
        shared = things.named(pair.source.plain, pair.source.language)
        found = [each for each in things.spans(text, language) if each.named in shared]
        if not found:
            return None
        one = chance.choice(found)
        others = [each for each in things.things if each.code not in shared and each.names.get(language)]
        return _replaced(text, one.start, one.end, chance.choice(others).names[language][0])

    return plant


def _cut(pair: Pair, chance: random.Random) -> str | None:  # one way only
    """The first half alone."""
    text = pair.target.markdown
    return text[: len(text) // 2] if len(text) >= _LONG[pair.target.language] else None


def _doubled(pair: Pair, chance: random.Random) -> str | None:  # one way only
    text = pair.target.markdown
    return f"{text} {text}" if len(text) >= _LONG[pair.target.language] else None


_LONG: Mapping[Tag, int] = MappingProxyType({Tag(tag): 25 if tag == "zh" else 80 for tag in QUOTES})
"""In signs: shorter texts vary too much for their length to say anything."""


def _untranslated(pair: Pair, chance: random.Random) -> str | None:
    """The end of it in the words of the source: at least ten of them."""
    words, text = pair.source.markdown.split(" "), pair.target.markdown
    if len(words) < 20:  # half of them are left
        return None
    share = chance.choice((0.5, 0.4, 0.3))
    left = max(10, round(len(words) * share))
    return f"{text[: round(len(text) * (1 - share))]} {' '.join(words[-left:])}"


def _unbracketed(pair: Pair, chance: random.Random) -> str | None:
    """Without one of its brackets or quotation marks."""
    text = pair.target.markdown
    found = _choice(_PARENTHESIS.finditer(text), chance)
    if found is None:
        return None
    if found["inside"]:
        return _replaced(text, found.end() - 1, found.end(), "")
    return _replaced(text, found.start(), found.start() + 1, "")


def _misquoted(pair: Pair, chance: random.Random) -> str | None:
    """The quotation marks of no language, or of another one."""
    text = pair.target.markdown
    if not _QUOTE.search(text):
        return None
    marks = chance.choice(['""', "„‟"] + (["«»"] if pair.target.language == "zh" else []))
    return re.sub("[”»]", marks[1], re.sub("[“«]", marks[0], text))


MISTAKES: Mapping[str, tuple[str, Plant]] = MappingProxyType(
    {
        "lost call": ("footnote-calls", _lost_call),
        "added call": ("footnote-calls", _inserted(lambda chance: f"[^{chance.randint(1, 40)}]")),
        "swapped calls": ("footnote-calls", _swapped_calls),
        "altered symbol": ("symbols", _digit(_SYMBOL)),
        "altered paragraph number": ("paragraph-numbers", _paragraph),
        "control character": (
            "control-characters",
            _inserted(lambda chance: chance.choice("\x00\x07\x0b\x1b\x85\ufffd")),
        ),
        "bidi override": ("control-characters", _inserted(lambda chance: chance.choice("\u202d\u202e\u202b\u2067"))),
        "emptied": ("empty", lambda pair, _: "".join(_CALL.findall(pair.target.markdown))),
        "changed number": ("numbers", _digit(_NUMBER)),
        "changed date": ("dates", _date),
        "swapped State": ("states", _named(lambda pair: pair.states)),
        "wrong title": ("instruments", _named(lambda pair: pair.instruments)),
        "cut": ("length", _cut),
        "doubled": ("length", _doubled),
        "partly untranslated": ("untranslated", _untranslated),
        "dropped bracket": ("punctuation", _unbracketed),
        "wrong quotation marks": ("punctuation", _misquoted),
    }
)
"""By kind of mistake, the check that is to find it, and how it is made."""
