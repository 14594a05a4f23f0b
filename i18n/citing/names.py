"""Finding names in text: many names at once, the longest first, none inside another.

A trie over words (Aho and Corasick's problem, with words for letters): one pass over the text, however many names.
Case matters, since "the 2030 Agenda" is a name and "agenda" a word; kinds of apostrophe, dash and space do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_WORD = re.compile(r"\w+|[^\w\s]")
_SAME = str.maketrans({"’": "'", "‘": "'", "\u2010": "-", "\u2011": "-", "–": "-", "“": '"', "”": '"'})


@dataclass(frozen=True, slots=True)
class Word:
    """A word or sign of a text, and where it stands."""

    text: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """The words and signs of a text, in the form in which names are compared."""
    return [Word(found[0].translate(_SAME), found.start(), found.end()) for found in _WORD.finditer(text)]


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name in a text: its span in code points, and what it names."""

    start: int
    end: int
    named: str


@dataclass(slots=True)
class _Node:
    following: dict[str, _Node] = field(default_factory=dict)
    named: str | None = None


class Names:
    """Names and what they name. Of two names that are spelt alike, the first one counts."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._root = _Node()
        for name, named in names:
            node = self._root
            for word in words_of(name):
                node = node.following.setdefault(word.text, _Node())
            node.named = node.named or named

    def find(self, text: str) -> Iterator[FoundName]:
        """The names that stand in a text, in order, each the longest at its place."""
        words = words_of(text)
        at = 0
        while at < len(words):
            length, named = self._longest(words, at)
            if named:
                yield FoundName(words[at].start, words[at + length - 1].end, named)
            at += max(length, 1)

    def _longest(self, words: list[Word], at: int) -> tuple[int, str | None]:
        node, best, named = self._root, 0, None
        for length, word in enumerate(words[at:], 1):
            following = node.following.get(word.text)
            if following is None:
                break
            node = following
            if node.named:
                best, named = length, node.named
        return best, named
