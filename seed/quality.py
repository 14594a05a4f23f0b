"""How well a corpus is understood: what the notes cite, how much of it is resolved, and what is not, by pattern."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from i18n.languages import Tag
from store.records import CitationRecord, CitationResolution, FootnoteRecord

BY_WORDS = ("pub:", "url:")
"""Identifiers of what is known by its words only: resolved to an instrument of its own, and counted apart."""

_FIGURES = re.compile(r"\d+")
_LONGEST = 80
"""Code points of a pattern."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def percent(self) -> float:
        """In per cent; 100 of nothing."""
        return 100 * self.part / self.whole if self.whole else 100.0


@dataclass(slots=True)
class InLanguage:
    """What is counted of one language: of its footnotes and of the citations that it prints."""

    notes: int = 0
    silent: int = 0
    citations: int = 0
    resolved: int = 0
    by_words: int = 0

    @property
    def read(self) -> Share:
        """The footnotes that yield a citation or are known to cite nothing."""
        return Share(self.notes - self.silent, self.notes)

    @property
    def settled(self) -> Share:
        """The citations that are resolved; those known by their words only are left out."""
        return Share(self.resolved, self.citations - self.by_words)


@dataclass(slots=True)
class Quality:
    """Counts over documents, one after the other. `patterns` are words that settle nothing, figures masked."""

    languages: dict[Tag, InLanguage] = field(default_factory=dict)
    patterns: Counter[tuple[Tag, str]] = field(default_factory=Counter)
    examples: dict[tuple[Tag, str], str] = field(default_factory=dict)

    def add(self, footnotes: Iterable[FootnoteRecord], citations: Iterable[CitationRecord]) -> None:
        """Count the notes and the citations of a document."""
        held = list(citations)
        self._notes(footnotes, held)
        for citation in held:
            for tag in citation.words:
                self._citation(tag, citation)

    def _notes(self, footnotes: Iterable[FootnoteRecord], citations: Iterable[CitationRecord]) -> None:
        citing = {(each.footnote, tag) for each in citations if each.footnote for tag in each.words}
        for note in footnotes:
            for tag in note.variants:
                own = self._of(tag)
                own.notes += 1
                own.silent += not note.is_remark and (note.key, tag) not in citing

    def _citation(self, tag: Tag, citation: CitationRecord) -> None:
        own = self._of(tag)
        own.citations += 1
        if tag in citation.unsettled:
            name = (tag, pattern(citation.words[tag]))
            self.patterns[name] += 1
            self.examples.setdefault(name, f"{citation.document}: {citation.words[tag]}")
        elif citation.instrument and citation.instrument.startswith(BY_WORDS):
            own.by_words += 1
        else:
            own.resolved += citation.resolution is CitationResolution.RESOLVED

    def _of(self, tag: Tag) -> InLanguage:
        return self.languages.setdefault(tag, InLanguage())

    def unresolved(self, most: int) -> Iterator[tuple[Tag, str, int, str]]:
        """The most frequent patterns: language, pattern, how often, and where one stands."""
        for (tag, words), count in self.patterns.most_common(most):
            yield tag, words, count, self.examples[tag, words]


def pattern(words: str) -> str:
    """Words with their figures masked, so that those of one form are counted together."""
    return _FIGURES.sub("9", " ".join(words.split()))[:_LONGEST]
