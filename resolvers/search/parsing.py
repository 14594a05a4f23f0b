"""A query as people type it: words that must all be there, "quoted phrases", -what must not be there, one or another.

    query  := item (white space item)*
    item   := word | phrase | "-" (word | phrase) | item "or" item
    phrase := opening quotation mark, words, closing quotation mark

`or` (or `|`) binds more closely than white space: `children migrants or refugees` wants children, and one of the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from i18n.words import apart, sought
from resolvers.search.errors import (
    NothingSought,
    OnlyExcluded,
    OrWithoutWords,
    QueryTooLong,
    QuoteNotClosed,
    TooManyWords,
)
from store.search.query import Query, Term

LONGEST = 1000
"""Code points of a query."""

MOST_WORDS = 32
"""Tokens that one query looks up."""

_QUOTES = {'"': '"', "“": "”", "”": "”", "„": "“”", "«": "»", "»": "«", "「": "」", "『": "』", "《": "》", "＂": "＂"}
"""What opens a phrase, and what may close it."""

_NOT = frozenset("-−－")
_OR = frozenset({"or", "|"})
_WORD = re.compile(rf"[^\s{''.join(_QUOTES)}]+")


@dataclass(frozen=True, slots=True)
class _Item:
    """What was typed between white space. `is_or` is the word that joins two others."""

    words: str
    is_phrase: bool = False
    is_excluded: bool = False

    @property
    def is_or(self) -> bool:
        return not self.is_phrase and not self.is_excluded and self.words.casefold() in _OR

    def term(self) -> Term | None:
        """As words that stand together; None for what has no letters."""
        found = sought(self.words)
        return Term(found) if found else None

    def terms(self) -> Iterator[Term]:
        """As what must be there: a phrase whole, signs of Chinese without quotation marks pair by pair."""
        for words in [sought(self.words)] if self.is_phrase else apart(self.words):
            if words:
                yield Term(words)


def parse_query(typed: str) -> Query:
    """What was typed as a query, or BadQuery."""
    if len(typed) > LONGEST:
        raise QueryTooLong(limit=str(LONGEST))
    query = _query(list(_items(typed)))
    if sum(len(term.words) for term in query.terms()) > MOST_WORDS:
        raise TooManyWords(limit=str(MOST_WORDS))
    if not query.every:
        raise OnlyExcluded if query.none else NothingSought
    return query


def _items(typed: str) -> Iterator[_Item]:
    at = 0
    while at < len(typed):
        if typed[at].isspace():
            at += 1
            continue
        is_excluded = typed[at] in _NOT and at + 1 < len(typed) and not typed[at + 1].isspace()
        at += is_excluded
        closing = _QUOTES.get(typed[at])
        if closing is None:
            word = _WORD.match(typed, at)
            assert word is not None
            yield _Item(word[0], is_excluded=is_excluded)
            at = word.end()
        else:
            end = next((place for place in range(at + 1, len(typed)) if typed[place] in closing), None)
            if end is None:
                raise QuoteNotClosed(words=typed[at : at + 40])
            yield _Item(typed[at + 1 : end], is_phrase=True, is_excluded=is_excluded)
            at = end + 1


def _query(items: list[_Item]) -> Query:
    every: list[tuple[Term, ...]] = []
    none: list[Term] = []
    at = 0
    while at < len(items):
        choice = _choice(items, at)
        at += 2 * len(choice) - 1
        terms = [term for item in choice if (term := item.term()) is not None]
        if len(choice) > 1:
            if len(terms) < len(choice):
                raise OrWithoutWords
            every.append(tuple(terms))
        elif choice[0].is_excluded:
            none += terms
        else:
            every += [(term,) for term in choice[0].terms()]
    return Query(tuple(dict.fromkeys(every)), tuple(dict.fromkeys(none)))


def _choice(items: list[_Item], at: int) -> list[_Item]:
    """The items from here that "or" joins: mostly one."""
    found = [items[at]]
    while at + 1 < len(items) and items[at + 1].is_or:
        at += 2
        found += items[at : at + 1] or [_Item("")]
    if any(item.is_or for item in found) or (len(found) > 1 and any(item.is_excluded for item in found)):
        raise OrWithoutWords
    return found
