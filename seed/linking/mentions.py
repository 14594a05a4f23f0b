"""In-text citations of a paragraph: by form and by name, the longest at each place, none inside another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from i18n.citing.languages import words_for
from i18n.citing.mentions import FoundMention, Resolutions, goals, labour_conventions, opinions, symbols
from i18n.citing.names import Names
from i18n.citing.pinpoints import places
from i18n.citing.symbols import BadSymbol, Symbol
from i18n.citing.words import Words
from i18n.languages import EN, Tag
from seed.linking.authority import Authority
from store.records import InstrumentKind

_ANAPHORS = (
    (re.compile(r"\bthe Convention(?! (?:on|for|against|relating|concerning)\b)"), "Convention"),
    (re.compile(r"\bthe Covenants?(?! on\b)"), "Covenant"),
    (re.compile(r"\bthe (?:Optional )?Protocol(?! (?:to|on|relating|against|for|of)\b)"), "Protocol"),
    (re.compile(r"\bthe Declaration(?! (?:on|of|for)\b)"), "Declaration"),
    (re.compile(r"\bthe (?:Global )?Compact(?! (?:on|for)\b)"), "Compact"),
    (re.compile(r"\bthe Agreement(?! (?:on|for|of|between)\b)"), "Agreement"),
    (re.compile(r"\bthe Statute(?! of\b)"), "Statute"),
    (re.compile(r"\bthe Agenda(?! (?:for|of)\b)"), "Agenda"),
)
_THERETO = re.compile(r"\b(?:Optional )?Protocols thereto")
_ANAPHORIC = frozenset(
    {
        InstrumentKind.TREATY,
        InstrumentKind.DECLARATION,
        InstrumentKind.COMPACT,
        InstrumentKind.AGENDA,
    }
)


@dataclass(slots=True)
class MentionFinder:
    """Finds the citations in a document's running text; keeps what earlier paragraphs told of its resolutions."""

    authority: Authority
    body: str | None
    language: Tag = EN
    names: Names = field(init=False)
    _words: Words = field(init=False)
    _resolutions: Resolutions = field(init=False)

    def __post_init__(self) -> None:
        self.names = self.authority.names(self.language)
        self._words = words_for(self.language)
        self._resolutions = Resolutions(self.body, self._words)

    def find(self, text: str) -> list[FoundMention]:
        """Those of one paragraph, in order."""
        found = _longest([*self._by_name(text), *self._by_form(text)])
        if self.language == EN:
            found = _longest([*found, *self._thereto(text, found), *self._anaphoric(text, found)])
        return [self._identified(each) for each in found if self.authority.is_cited(each.identifier)]

    def _by_name(self, text: str) -> Iterator[FoundMention]:
        for name in self.names.find(text):
            yield FoundMention(start=name.start, end=name.end, identifier=name.named, rule="name")

    def _by_form(self, text: str) -> Iterator[FoundMention]:
        yield from self._resolutions.find(text)
        yield from goals(text, self._words)
        yield from opinions(text)
        yield from labour_conventions(text, self._words)
        yield from symbols(text)

    def _identified(self, found: FoundMention) -> FoundMention:
        """A document or part of one under its one identity."""
        if found.rule not in {"resolution number", "symbol"}:
            return found
        identifier = self.authority.identity(found.identifier, places(found.pinpoint))
        return FoundMention(
            start=found.start, end=found.end, identifier=identifier, rule=found.rule, pinpoint=found.pinpoint
        )

    def _thereto(self, text: str, found: Sequence[FoundMention]) -> Iterator[FoundMention]:
        """Protocols "thereto": the group of protocols of the treaty named just before."""
        for words in _THERETO.finditer(text):
            before = [each for each in found if each.end <= words.start()]
            group = self._group_of(before[-1].identifier) if before else None
            if group:
                yield FoundMention(start=words.start(), end=words.end(), identifier=group, rule="anaphora")

    def _group_of(self, treaty: str) -> str | None:
        stem = treaty.removeprefix("treaty:")
        return next((name for name in (f"group:{stem}-PROTOCOLS",) if name in self.authority), None)

    def _anaphoric(self, text: str, found: Sequence[FoundMention]) -> Iterator[FoundMention]:
        """A short form such as "the Convention", where the paragraph has named one before: the nearest that fits."""
        for pattern, noun in _ANAPHORS:
            for words in pattern.finditer(text):
                before = [each for each in found if each.end <= words.start() and self._is_a(each, noun)]
                if before:
                    nearest = before[-1].identifier
                    yield FoundMention(start=words.start(), end=words.end(), identifier=nearest, rule="anaphora")

    def _is_a(self, found: FoundMention, noun: str) -> bool:
        entry = self.authority.get(found.identifier)
        if entry is None or entry.kind not in _ANAPHORIC:
            return False
        return any(noun in name for name in next(iter(entry.names.values()), ()))


def _longest(found: Iterable[FoundMention]) -> list[FoundMention]:
    """Those that do not stand inside a longer one, in order; of two at one place, the first given."""
    kept: list[FoundMention] = []
    for each in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if all(each.end <= other.start or other.end <= each.start for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda one: one.start)


def document_of(identifier: str) -> Symbol | None:
    """The symbol of the document that an identifier is, or is a part of; None for a treaty or a work."""
    try:
        return Symbol.parse(identifier.partition("#")[0])
    except BadSymbol:
        return None
