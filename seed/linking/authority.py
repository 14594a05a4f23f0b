"""The authority table, indexed for linking: by identifier, by document and place, by registration number, by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from i18n.citing.inflections import inflection
from i18n.citing.names import Names
from i18n.languages import EN, Tag
from seed.authority.entries import AuthorityEntry
from store.records import InstrumentKind

PATTERNED = frozenset({InstrumentKind.GOAL})
"""Kinds whose names are numbers with a word: these are read by form (`i18n.citing.mentions`), lists and all."""

UNCITED = frozenset({InstrumentKind.BODY, InstrumentKind.EVENT, InstrumentKind.MECHANISM, InstrumentKind.FUND})
"""Kinds whose names are found, so that nothing is found inside them, and that are no citations: who acts, not what
is cited."""


class Authority:
    """What is known by name. Built once, then only read."""

    def __init__(self, entries: Iterable[AuthorityEntry]) -> None:
        self._entries = {entry.identifier: entry for entry in entries}
        self._places: dict[tuple[str, str | None], str] = {}
        self._registrations: dict[str, dict[str, None]] = {}
        self._sales: dict[str, str] = {}
        self._names: dict[Tag, Names] = {}
        for entry in self._entries.values():
            if entry.symbol is not None:
                self._places.setdefault((str(entry.symbol), entry.pinpoint), entry.identifier)
            for number in entry.sales:
                self._sales.setdefault(number, str(entry.symbol or entry.identifier))
            for place in entry.treaty_series:
                self._registrations.setdefault(place.registration, {})[entry.identifier] = None

    def __contains__(self, identifier: str) -> bool:
        return identifier in self._entries

    def get(self, identifier: str) -> AuthorityEntry | None:
        """An entry by its identifier."""
        return self._entries.get(identifier)

    def identity(self, symbol: str, places: Iterable[str]) -> str:
        """The one identity of a document or of a part of it; `places` are its pinpoint's, the longest first.

        An annex that is an instrument of its own has its own identifier, a document that is one has its symbol.
        """
        for place in (*places, None):
            found = self._places.get((symbol, place))
            if found is not None:
                return found
        return symbol

    def registered(self, number: str) -> tuple[str, ...]:
        """The treaties of a registration number: a convention and its protocols may share one."""
        return tuple(self._registrations.get(number, ()))

    def sold(self, number: str) -> str | None:
        """The document that is sold under a number, without the letter of its language: "96.IV.13"."""
        return self._sales.get(number)

    def group(self, identifiers: Iterable[str]) -> str | None:
        """The group that instruments are all part of, if there is one."""
        holders = {entry.part_of if (entry := self._entries.get(each)) else None for each in identifiers}
        return holders.pop() if len(holders) == 1 else None

    def lineage(self, identifier: str) -> tuple[str, ...]:
        """The instrument and what it is part of, nearest first."""
        found = [identifier]
        while (entry := self._entries.get(found[-1])) is not None and entry.part_of and entry.part_of not in found:
            found.append(entry.part_of)
        bare, place, _ = found[-1].partition("#")
        return (*found, bare) if place and bare not in found else tuple(found)

    def names(self, language: Tag = EN) -> Names:
        """The names of a language, ready to be found in text."""
        if language not in self._names:
            self._names[language] = Names(self._named(language), inflection(language))
        return self._names[language]

    def called(self, title: str, language: Tag = EN) -> str | None:
        """The identifier of what has exactly this name; None where nothing has, or nothing that is cited."""
        found = [each for each in self.names(language).find(title) if each.end - each.start == len(title)]
        return found[0].named if found and self.is_cited(found[0].named) else None

    def _named(self, language: Tag) -> Iterator[tuple[str, str]]:
        for entry in self._entries.values():
            for name in entry.names.get(language, ()):
                if entry.kind not in PATTERNED or not any(sign.isdigit() for sign in name):
                    yield name, entry.identifier
                    if entry.kind is InstrumentKind.TREATY_GROUP:  # a description: "the core human rights treaties"
                        yield name[0].lower() + name[1:], entry.identifier

    def is_cited(self, identifier: str) -> bool:
        """Whether naming it is citing it."""
        entry = self._entries.get(identifier)
        return entry is None or entry.kind not in UNCITED
