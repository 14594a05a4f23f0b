"""Instruments: by the names that people give them, their parts, and lists of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from i18n.citing.symbols import BadSymbol, Symbol
from resolvers.batches import by_key, by_keys, listed
from resolvers.pages import Window
from store import keys
from store.listings import names
from store.ports import Match, Reader, Slice
from store.records import CitationRecord, Entry, InstrumentKind, InstrumentRecord

_ACRONYM = re.compile(r"(?:treaty:)?([a-z0-9]+(?:-[a-z0-9]+)*)", re.IGNORECASE)

MOST_PARTS = 500
"""The most parts of one instrument, or instruments of one document, that are listed; the 2030 Agenda has 186."""


async def of_citations(reader: Reader, citations: Sequence[CitationRecord]) -> list[InstrumentRecord | None]:
    """What each citation points to."""
    return await by_key(reader, InstrumentRecord, [each.instrument for each in citations])


async def candidates(reader: Reader, citations: Sequence[CitationRecord]) -> list[list[InstrumentRecord]]:
    """What each ambiguous citation may point to."""
    return await by_keys(reader, InstrumentRecord, [each.candidates for each in citations])


async def parts(reader: Reader, instruments: Sequence[str]) -> list[list[InstrumentRecord]]:
    """The direct parts of each instrument."""
    return await listed(reader, InstrumentRecord, [names.parts_of(each) for each in instruments], at_most=MOST_PARTS)


async def of_documents(reader: Reader, documents: Sequence[str]) -> list[list[InstrumentRecord]]:
    """Each document and its parts as things that are cited."""
    listings = [names.instruments_of(each) for each in documents]
    return await listed(reader, InstrumentRecord, listings, at_most=MOST_PARTS)


async def named(reader: Reader, words: Sequence[str]) -> list[InstrumentRecord | None]:
    """What each words name: an identifier, a symbol, a treaty's acronym, or an alias that only one instrument has."""
    identified = await by_keys(reader, InstrumentRecord, [_identifiers(each) for each in words])
    unknown = [each for each, found in zip(words, identified, strict=True) if not found]
    matches = [Match({"aliases": keys.fold(each)}) for each in unknown]
    by_alias = dict(zip(unknown, await reader.matching(InstrumentRecord, matches) if matches else (), strict=True))
    return [found[0] if found else _only(by_alias[each]) for each, found in zip(words, identified, strict=True)]


def _identifiers(words: str) -> tuple[str, ...]:
    """What the words may be a key of: as they stand, as the symbol that they spell, as a treaty's acronym."""
    try:
        return (words, str(Symbol.parse(words)))
    except BadSymbol:
        acronym = _ACRONYM.fullmatch(words.strip())
        return (words, *(f"{kind}:{acronym[1].upper()}" for kind in ("treaty", "ILO"))) if acronym else (words,)


def _only(found: Sequence[InstrumentRecord]) -> InstrumentRecord | None:
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Instruments:
    """Every instrument, or those of some kinds."""

    window: Window
    kinds: frozenset[InstrumentKind] | None = None

    def slice(self) -> Slice:
        """A page of `instruments`."""
        return self.window.of(names.INSTRUMENTS, where=None if self.kinds is None else self)

    def __call__(self, entry: Entry) -> bool:
        """Whether an entry is kept."""
        return self.kinds is None or entry.owners[entry.key]["kind"] in self.kinds


@dataclass(frozen=True, slots=True)
class CitedByState:
    """The instruments that a State's submissions cite."""

    state: str
    window: Window

    def slice(self) -> Slice:
        """A page of `cites:CODE`."""
        return self.window.of(names.cited_instruments(self.state))
