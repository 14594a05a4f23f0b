"""A text to check, and all that a check may ask of it: nothing here reads the store."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from i18n.citing.folding import fold
from i18n.citing.languages import words_for
from i18n.citing.tokens import Sign, Token, places
from i18n.figures.days import Day, days
from i18n.figures.quantities import Quantity, available, quantities
from i18n.languages import Tag
from resolvers.checks.gazetteer import NO_NAMES, Gazetteer
from store.records import NOTHING
from store.texts import Reading, read

_DIGIT = re.compile(r"\d")

KNOWN = frozenset({"en", "fr", "es", "ru", "zh", "ar"})
"""Languages whose figures, citations and punctuation are known; in others only what needs no grammar is checked."""


@dataclass(frozen=True)
class Text:
    """One text, read as far as anyone asks."""

    markdown: str
    language: Tag

    @cached_property
    def reading(self) -> Reading:
        """The plain text with its calls."""
        return read(self.markdown)

    @property
    def plain(self) -> str:
        """The text without calls and emphasis."""
        return self.reading.plain

    @cached_property
    def folded(self) -> str:
        """The text as the grammar of citations reads it."""
        return fold(self.plain).text

    @property
    def is_known(self) -> bool:
        """Whether this language's grammar is known."""
        return self.language in KNOWN

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The numbers that are printed in digits."""
        return tuple(quantities(self.folded, self.language))

    @cached_property
    def available(self) -> frozenset[Decimal]:
        """Every number that the text can be said to have: December is the 12 that Chinese prints."""
        return available(self.folded, self.language) | {Decimal(day.month).normalize() for day in self.days}

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """The months that are named, with day and year."""
        return tuple(days(self.folded, self.language))

    @cached_property
    def paragraphs(self) -> tuple[Token, ...]:
        """The paragraphs of documents that are cited."""
        if not _DIGIT.search(self.folded):
            return ()
        found = places(self.folded, words_for(self.language))
        return tuple(each for each in found if each.sign is Sign.PLACE and each.value.startswith("para"))


@dataclass(frozen=True)
class Pair:
    """A text with the text that it was made from, and what the store knows of what both name.

    `markers` are, for a footnote's marker in the source's language, the one in the target's.
    """

    source: Text
    target: Text
    markers: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    states: Gazetteer = NO_NAMES
    instruments: Gazetteer = NO_NAMES

    @property
    def is_known(self) -> bool:
        """Whether the grammars of both languages are known."""
        return self.source.is_known and self.target.is_known


def joined(words: Iterable[str]) -> str:
    """Particulars in one string, each once, in an order of their own."""
    return ", ".join(sorted(set(words)))
