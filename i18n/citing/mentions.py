"""In-text citations by their form: resolutions by number, goals and targets, opinions, labour conventions, symbols.

What is cited by its name is found by `i18n.citing.names`, from the authority table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from i18n.citing.en import ENGLISH
from i18n.citing.footnotes import RESOLUTION_NUMBER, symbol_of
from i18n.citing.symbols import find_symbols
from i18n.citing.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundMention:
    """A citation in running text: its span in code points, the identifier, and the rule that read it."""

    start: int
    end: int
    identifier: str
    rule: str
    pinpoint: str | None = None


_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATED = rf"(?: of (?:\d{{1,2}} (?:{_MONTHS})(?: \d{{4}})?))?"
_GOAL_LIST = r"\d{1,2}(?:(?:, | and |, and |–|-)\d{1,2})*(?![\d.]*\d)"
_TARGET_LIST = r"\d{1,2}\.(?:\d{1,2}|[a-d])(?:(?:, | and |, and )\d{1,2}\.(?:\d{1,2}|[a-d]))*"
_GOALS = re.compile(rf"\b(?:Sustainable Development Goals?|SDGs?|Goals?) (?P<list>{_GOAL_LIST})")
_TARGETS = re.compile(rf"\b[Tt]argets? (?P<list>{_TARGET_LIST})(?: of the (?:Sustainable Development Goals|Goals))?")
_NUMBERS = re.compile(r"\d{1,2}(?:\.(?:\d{1,2}|[a-d]))?")
_OPINION = re.compile(r"\b(?:[Aa]dvisory [Oo]pinion )?OC[ -]?(?P<number>\d{1,2}/\d{2,4})\b")
_LABOUR = re.compile(
    r"\b(?P<name>(?:[A-Z][\w’'()-]+,? (?:(?:and|of|on|the|in|for|to|at) )*)+?Convention)"
    r"(?: \(Revised\))?, (?P<year>1[89]\d\d|20\d\d) \(No\. ?(?P<number>\d{1,3})\)"
)
_PARAGRAPH_BEFORE = re.compile(
    r"(?P<pinpoint>paragraphs? \d+(?: ?\([a-z]\))*(?: ?\([ivx]+\))?) of (?:its |the )?(?:[\w-]+ ){0,6}$"
)
_PLACE_BEHIND = re.compile(
    r",? (?P<pinpoint>annex(?:es)?(?: [IVX]+)?(?:, (?:para\.|paras\.|sect\.|chap\.) [\w. ()–-]+)?)"
)


@cache
def _resolutions(words: Words) -> re.Pattern[str]:
    organs = "|".join(sorted(words.organs, key=len, reverse=True))
    return re.compile(
        rf"(?:\b(?P<organ>{organs}) |\b(?P<its>[Ii]ts) )?\b{words.resolution} (?P<list>(?:{RESOLUTION_NUMBER}){_DATED}"
        rf"(?:(?:, | {words.conjunction} |, {words.conjunction} )(?:{RESOLUTION_NUMBER}){_DATED})*)"
    )


_ONE_RESOLUTION = re.compile(rf"(?:{RESOLUTION_NUMBER})")


def organs_in(text: str, words: Words = ENGLISH) -> Iterator[tuple[int, str]]:
    """Where organs are named in a text, and their codes."""
    for found in _organ_names(words).finditer(text):
        yield found.start(), words.organs[found[0]]


@cache
def _organ_names(words: Words) -> re.Pattern[str]:
    return re.compile("|".join(sorted(words.organs, key=len, reverse=True)))


class Resolutions:
    """Reads resolutions by number, remembering which body a number was said to be of.

    A number alone ("resolution 74/148") is of the body that it was given earlier in the document, else of the body
    named last in the same paragraph, or next, else of the document's own.
    """

    def __init__(self, body: str | None, words: Words = ENGLISH) -> None:
        self._own = body or "UN-GA"
        self._words = words
        self._known: dict[str, str] = {}

    def find(self, text: str) -> Iterator[FoundMention]:
        """The resolutions cited in a paragraph, each number apart."""
        named = list(organs_in(text, self._words))
        for found in _resolutions(self._words).finditer(text):
            for number in _ONE_RESOLUTION.finditer(text, found.start("list"), found.end("list")):
                body = self._body(found, number[0], named)
                symbol = symbol_of(number[0], body)
                if symbol is None:
                    continue
                self._known[number[0]] = body
                first = number.start() == found.start("list")
                start = found.start() if first else number.start()
                before = _PARAGRAPH_BEFORE.search(text, 0, start) if first else None
                behind = _PLACE_BEHIND.match(text, number.end())
                yield FoundMention(
                    start=start + (len(found["its"]) + 1 if first and found["its"] else 0),
                    end=behind.end() if behind else number.end(),
                    identifier=str(symbol),
                    rule="resolution number",
                    pinpoint=behind["pinpoint"] if behind else before["pinpoint"] if before else None,
                )

    def _body(self, found: re.Match[str], number: str, named: list[tuple[int, str]]) -> str:
        if found["organ"]:
            return self._words.organs[found["organ"]]
        before = [code for at, code in named if at < found.start()]
        if found["its"] and before:
            return before[-1]
        if number in self._known:
            return self._known[number]
        behind = [code for at, code in named if at > found.end()]
        if self._own == "UN-GA" or not (before or behind):
            return self._own
        return before[-1] if before else behind[0]


def goals(text: str) -> Iterator[FoundMention]:
    """Sustainable Development Goals and their targets by number (General Assembly resolution 70/1)."""
    for pattern, rule in ((_TARGETS, "target number"), (_GOALS, "goal number")):
        for found in pattern.finditer(text):
            numbers = list(_NUMBERS.finditer(found["list"]))
            for at, number in enumerate(numbers):
                start = found.start() if at == 0 else found.start("list") + number.start()
                last = len(numbers) == 1
                end = found.end() if last else found.start("list") + number.end()
                yield FoundMention(start=start, end=end, identifier=f"SDG:{number[0]}", rule=rule)


def opinions(text: str) -> Iterator[FoundMention]:
    """Advisory opinions of the Inter-American Court of Human Rights: "OC 16/99" is IACtHR:OC-16/99."""
    for found in _OPINION.finditer(text):
        yield FoundMention(
            start=found.start(), end=found.end(), identifier=f"IACtHR:OC-{found['number']}", rule="opinion number"
        )


def labour_conventions(text: str) -> Iterator[FoundMention]:
    """Conventions of the International Labour Organization by their number: ILO:C189."""
    for found in _LABOUR.finditer(text):
        yield FoundMention(
            start=found.start(), end=found.end(), identifier=f"ILO:C{int(found['number'])}", rule="labour convention"
        )


def symbols(text: str) -> Iterator[FoundMention]:
    """Documents by their symbol."""
    for found in find_symbols(text):
        yield FoundMention(start=found.start, end=found.end, identifier=str(found.symbol), rule="symbol")
