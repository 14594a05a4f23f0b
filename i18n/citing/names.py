"""Finding names in text: many names at once, the longest first, none inside another.

A trie over words (Aho and Corasick's problem, with words for letters): one pass over the text, however many names.
Case matters, since "the 2030 Agenda" is a name and "agenda" a word; kinds of apostrophe, dash and space do not. What a
language does to words in a sentence is its inflection (`i18n.citing.inflections`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

_HAN = "\u3400-\u9fff"
_WORD = re.compile(rf"[{_HAN}]|[^\W{_HAN}]+|[^\w\s《》〈〉]")
_SAME = str.maketrans(
    {"’": "'", "‘": "'", "\u2010": "-", "\u2011": "-", "–": "-", "“": '"', "”": '"', "«": '"', "»": '"'}
)


class Word(NamedTuple):
    """A word or sign of a text, and where it stands."""

    text: str
    start: int
    end: int


Form = Callable[[str], str]
"""What makes of a word the form in which names are compared."""


def words_of(text: str, form: Form = str) -> list[Word]:
    """The words and signs of a text, in the form in which names are compared. Of Chinese each character is a word."""
    found = _WORD.finditer(text.translate(_SAME))
    if form is str:
        return [Word(each[0], each.start(), each.end()) for each in found]
    return [Word(form(each[0]), each.start(), each.end()) for each in found]


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name in a text: its span in code points, and what it names."""

    start: int
    end: int
    named: str


def none_joined(_word: str) -> Iterable[tuple[int, str]]:
    """What most languages join to the front of a word."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Inflection:
    """How a language changes the words of a name: `form` undoes endings, `without_prefix` gives for a word what it is
    without the words that are joined to its front, each with the number of characters that this takes away.
    """

    form: Form = str
    without_prefix: Callable[[str], Iterable[tuple[int, str]]] = none_joined


UNINFLECTED = Inflection()


@dataclass(slots=True)
class _Node:
    following: dict[str, _Node] = field(default_factory=dict)
    named: str | None = None


_REACH = 60
"""Words of the longest name, at most."""


class Names:
    """Names and what they name. Of two names that are spelt alike, the first one counts."""

    def __init__(self, names: Iterable[tuple[str, str]], inflection: Inflection = UNINFLECTED) -> None:
        self._root = _Node()
        self._inflection = inflection
        for name, named in names:
            node = self._root
            for word in words_of(name, inflection.form):
                node = node.following.setdefault(word.text, _Node())
            node.named = node.named or named

    def find(self, text: str) -> Iterator[FoundName]:
        """The names that stand in a text, in order, each the longest at its place."""
        words = words_of(text, self._inflection.form)
        first, has_prefixes = self._root.following, self._inflection.without_prefix is not none_joined
        at = 0
        while at < len(words):
            if words[at].text not in first and not has_prefixes:
                at += 1
                continue
            start, length, named = self._best(text, words, at)
            if named:
                yield FoundName(start, words[at + length - 1].end, named)
            at += max(length, 1)

    def _best(self, text: str, words: list[Word], at: int) -> tuple[int, int, str | None]:
        """The longest name at a place, whatever is joined to its first word; and where that word begins."""
        length, named = self._longest(words, at)
        first = words[at]
        for cut, bare in self._inflection.without_prefix(text[first.start : first.end]):
            if bare not in self._root.following:
                continue
            other, found = self._longest([Word(bare, first.start, first.end), *words[at + 1 : at + 1 + _REACH]], 0)
            if found and other > length:
                return first.start + cut, other, found
        return first.start, length, named

    def _longest(self, words: list[Word], at: int) -> tuple[int, str | None]:
        node, best, named = self._root, 0, None
        for length, word in enumerate(words[at : at + _REACH], 1):
            following = node.following.get(word.text)
            if following is None:
                break
            node = following
            if node.named:
                best, named = length, node.named
        return best, named
