"""Brackets and quotation marks: which a language prints, and which stand alone.

Source: United Nations Editorial Manual and what the General Assembly's resolutions print. Spanish may print angle
quotation marks too, Russian and French print others within theirs, Chinese marks titles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from i18n.languages import Tag

QUOTES: Mapping[str, frozenset[str]] = {
    "en": frozenset("“”"),
    "fr": frozenset("«»“”"),
    "es": frozenset("“”«»"),
    "ru": frozenset("«»„“”"),
    "zh": frozenset("“”《》〈〉「」『』"),
    "ar": frozenset("“”«»"),
}
"""The double quotation marks of a language."""


_QUOTE = re.compile('["“”„‟«»《》〈〉「」『』]')
_BRACKETS = {
    "(": ")",
    "[": "]",
    "{": "}",
    "（": "）",
    "【": "】",
    "《": "》",
    "〈": "〉",
    "«": "»",
    "「": "」",
    "『": "』",
}
_BRACKET = re.compile(f"[{re.escape(''.join((*_BRACKETS, *_BRACKETS.values())))}]")
_SAME = str.maketrans({"（": "(", "）": ")"})
_LABEL = re.compile(r"(?:(?<=[\s\d;,])|^)(?:[a-zа-яё\u0621-\u064a]|[ivx]{2,4}|(?<!\d)\d{1,2})\)")
"""A label that only closes, as French, Spanish and Russian print it: "23 l)", "a) …"."""


def foreign_quotes(text: str, language: Tag) -> set[str]:
    """The quotation marks of a text that its language does not print; nothing where that is not known."""
    allowed = QUOTES.get(language)
    return set(_QUOTE.findall(text)) - allowed if allowed else set()


def unpaired(text: str) -> list[str]:
    """Brackets and quotation marks without their partners, in order. Labels that only close are no brackets."""
    own = text.translate(_SAME)
    labels = {found.end() - 1 for found in _LABEL.finditer(own)}
    waiting: list[str] = []
    alone: list[str] = []
    spare = 0  # labels that took the partner of a parenthesis around them: "(voir paragraphe 23 l))"
    for found in _BRACKET.finditer(own):
        at, sign = found.start(), found[0]
        if sign in _BRACKETS:
            waiting.append(sign)
        else:
            place = next((at for at in range(len(waiting) - 1, -1, -1) if _BRACKETS[waiting[at]] == sign), None)
            if place is not None:
                alone += waiting[place + 1 :]
                del waiting[place:]
                spare += at in labels
            elif at not in labels and not (sign == ")" and spare):
                alone.append(sign)
            elif at not in labels:
                spare -= 1
    return [*alone, *waiting, *_odd_quotes(own)]


def _odd_quotes(text: str) -> Iterator[str]:
    """Curly marks that are not two and two: “…” and, in Arabic, ”…“; German „…“ as Russian prints it within."""
    count = sum(text.count(sign) for sign in "“”„")
    if count % 2:
        yield "“" if text.count("“") + text.count("„") > text.count("”") else "”"
