"""In-text citations by their form: resolutions by number, goals and targets, opinions, labour conventions, symbols.

What is cited by its name is found by `i18n.citing.names`, from the authority table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from i18n.citing.en import ENGLISH
from i18n.citing.folding import fold
from i18n.citing.ordinals import alternation
from i18n.citing.symbols import decision_of, find_symbols, symbol_of
from i18n.citing.tokens import Sign, Token, numbered, places
from i18n.citing.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundMention:
    """A citation in running text: its span in code points, the identifier, and the rule that read it."""

    start: int
    end: int
    identifier: str
    rule: str
    pinpoint: str | None = None


_GOAL = r"\d{1,2}(?![.\d]*\d)"
_TARGET = r"\d{1,2}[.-](?:\d{1,2}|[a-d])(?![\d/])"
_NUMBERS = re.compile(r"\d{1,2}(?:[.-](?:\d{1,2}|[a-d])(?!\w))?")
_OPINION = re.compile(r"\b(?:[Aa]dvisory [Oo]pinion )?OC[ -]?(?P<number>\d{1,2}/\d{2,4})\b")
_PARAGRAPH_BEFORE = re.compile(
    r"(?P<pinpoint>paragraphs? \d+(?: ?\([a-z]\))*(?: ?\([ivx]+\))?) of (?:its |the )?(?:[\w-]+ ){0,6}$"
)
_PLACE_BEHIND = re.compile(
    r",? (?P<pinpoint>annex(?:es)?(?: [IVX]+)?(?:, (?:para\.|paras\.|sect\.|chap\.) [\w. ()–-]+)?)"
)
_DIGIT = re.compile(r"\d")
_NEAR = 30


def organs_in(text: str, words: Words = ENGLISH) -> Iterator[tuple[int, str]]:
    """Where organs are named in a folded text, and their codes."""
    for found in _organ_names(words).finditer(text):
        yield found.start(), words.organs[found[0]]


@cache
def _organ_names(words: Words) -> re.Pattern[str]:
    return re.compile(alternation(words.organs))


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
        """The resolutions and decisions cited in a paragraph, each number apart."""
        if not _DIGIT.search(text):
            return
        folded = fold(text)
        named = list(organs_in(folded.text, self._words))
        own: list[Token] | None = None
        for group in numbered(folded.text, self._words):
            if own is None:
                own = [] if self._words is ENGLISH else places(folded.text, self._words)
            for token in group:
                is_own = token.is_first and _is_its(folded.text, token, self._words)
                body = self._body(group[0], token, named, is_own=is_own)
                if token.sign is Sign.DECISION:
                    symbol = decision_of(token.value, token.organ or group[0].organ)
                else:
                    symbol = symbol_of(token.value, body)
                    self._known[token.value] = body
                if symbol is None:
                    continue
                pinpoint, end = self._place(folded.text, token, own)
                yield FoundMention(
                    start=folded.place(token.start),
                    end=folded.end(end),
                    identifier=str(symbol),
                    rule="resolution number" if token.sign is Sign.RESOLUTION else "decision number",
                    pinpoint=pinpoint,
                )

    def _place(self, text: str, token: Token, own: list[Token]) -> tuple[str | None, int]:
        if self._words is ENGLISH:
            before = _PARAGRAPH_BEFORE.search(text, 0, token.start) if token.is_first else None
            behind = _PLACE_BEHIND.match(text, token.end)
            if behind:
                return behind["pinpoint"], behind.end()
            return (before["pinpoint"] if before else None), token.end
        return _nearest(text, token, own)

    def _body(self, first: Token, token: Token, named: list[tuple[int, str]], *, is_own: bool) -> str:
        if first.organ:
            return first.organ
        before = [code for at, code in named if at < first.start]
        if is_own and before:
            return before[-1]
        if token.value in self._known:
            return self._known[token.value]
        behind = [code for at, code in named if at > token.end]
        if self._own == "UN-GA" or not (before or behind):
            return self._own
        return before[-1] if before else behind[0]


def _is_its(text: str, token: Token, words: Words) -> bool:
    return bool(words.its) and re.search(rf"(?<!\w)(?:{words.its})$", text[: token.start]) is not None


def _nearest(text: str, token: Token, own: list[Token]) -> tuple[str | None, int]:
    """The place right behind a number, or the paragraph named right before it."""
    behind = next((each for each in own if token.end <= each.start), None)
    if behind and re.fullmatch(r"[\s,]*的?", text[token.end : behind.start]):
        return behind.value, behind.end
    before = next((each for each in reversed(own) if each.end <= token.start), None)
    if before and token.is_first and before.value.startswith("para.") and before.value.count(" "):
        gap = text[before.end : token.start]
        if len(gap) <= _NEAR and not re.search(r"[,;.]", gap):
            return before.value, token.end
    return None, token.end


@cache
def _listed(words: Words, item: str, form: str) -> re.Pattern[str]:
    some = rf"{item}(?:(?:,? ?{words.conjunction} ?|, ?|-){item})*"
    return re.compile(form.replace("{goals}", some).replace("{targets}", some))


def goals(text: str, words: Words = ENGLISH) -> Iterator[FoundMention]:
    """Sustainable Development Goals and their targets by number (General Assembly resolution 70/1)."""
    if not _DIGIT.search(text):
        return
    folded = fold(text)
    for form, item, rule in ((words.target, _TARGET, "target number"), (words.goal, _GOAL, "goal number")):
        for found in _listed(words, item, form).finditer(folded.text):
            name = "list" if found["list"] else "list2"
            printed = list(_NUMBERS.finditer(found[name]))
            for at, number in enumerate(printed):
                start = found.start() if at == 0 else found.start(name) + number.start()
                end = found.end() if len(printed) == 1 else found.start(name) + number.end()
                identifier = f"SDG:{number[0].replace('-', '.')}"
                yield FoundMention(start=folded.place(start), end=folded.end(end), identifier=identifier, rule=rule)


def opinions(text: str) -> Iterator[FoundMention]:
    """Advisory opinions of the Inter-American Court of Human Rights: "OC 16/99" is IACtHR:OC-16/99."""
    for found in _OPINION.finditer(text):
        yield FoundMention(
            start=found.start(), end=found.end(), identifier=f"IACtHR:OC-{found['number']}", rule="opinion number"
        )


def labour_conventions(text: str, words: Words = ENGLISH) -> Iterator[FoundMention]:
    """Conventions of the International Labour Organization by their number: ILO:C189."""
    if not _DIGIT.search(text):
        return
    folded = fold(text)
    for found in re.finditer(words.labour, folded.text):
        yield FoundMention(
            start=folded.place(found.start()),
            end=folded.end(found.end()),
            identifier=f"ILO:C{int(found['number'])}",
            rule="labour convention",
        )


def symbols(text: str) -> Iterator[FoundMention]:
    """Documents by their symbol."""
    if "/" not in text or not _DIGIT.search(text):
        return
    folded = fold(text)
    for found in find_symbols(folded.text):
        yield FoundMention(
            start=folded.place(found.start), end=folded.end(found.end), identifier=str(found.symbol), rule="symbol"
        )
