"""A corpus of the size that docs/performance.md speaks of, and a reader that has all of it in memory.

It answers `get`, `ranges` and `pages` without waiting: what is left to measure is the server's own work.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from i18n.citing.symbols import Symbol
from i18n.languages import OFFICIAL, Tag
from store.keys import fold
from store.listings import names
from store.ports import Match, Page, Range, Slice
from store.records import (
    CitationOrigin,
    CitationRecord,
    CitationResolution,
    Counts,
    DocumentKind,
    DocumentRecord,
    Entity,
    Entry,
    FootnoteRecord,
    InstrumentKind,
    InstrumentRecord,
    ParagraphKind,
    ParagraphRecord,
    Placed,
    ReporterRecord,
    Span,
    Variant,
)
from store.texts import digest

WORDS = (
    "Recalling the obligations of States to respect, protect and fulfil the human rights of all migrants, regardless "
    "of their status, and reaffirming the principles of the Charter of the United Nations and of international law, "
)


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is. Each paragraph calls one note, and makes `citations` citations; each instrument is reported
    on by `states_each` States.
    """

    documents: int = 50
    paragraphs: int = 120
    citations: int = 1
    instruments: int = 300
    states: int = 193
    states_each: int = 15


@dataclass
class InMemory:
    """A reader of records in memory."""

    records: dict[tuple[type, str], Any] = field(default_factory=dict)
    placed: dict[tuple[type, str], list[Any]] = field(default_factory=dict)
    listings: dict[str, list[Entry]] = field(default_factory=dict)

    async def get(self, kind: type, keys: Sequence[str]) -> list[Any]:
        """Records by key."""
        found = self.records.get
        return [found((kind, key)) for key in keys]

    async def ranges(self, kind: type, ranges: Sequence[Range]) -> list[list[Any]]:
        """Records by position, which are dense from 1."""
        return [self.placed.get((kind, each.document), [])[each.first - 1 : each.last] for each in ranges]

    async def matching(self, _kind: type, matches: Sequence[Match]) -> list[list[Any]]:
        """Nothing: everything is asked for by key here."""
        return [[] for _ in matches]

    async def pages(self, slices: Sequence[Slice]) -> list[Page]:
        """The first entries of listings."""
        return [self._page(each) for each in slices]

    def _page(self, asked: Slice) -> Page:
        entries = self.listings.get(asked.listing, [])
        size = asked.first or 0
        return Page(entries=tuple(entries[:size]), has_next=len(entries) > size, has_previous=False, total=len(entries))

    def add(self, record: Entity) -> None:
        """Hold a record."""
        self.records[type(record), record.key] = record
        if isinstance(record, Placed | CitationRecord):
            self.placed.setdefault((type(record), record.document), []).append(record)


def _texts(words: str, tags: Sequence[Tag] = OFFICIAL) -> dict[Tag, Variant]:
    texts = {tag: f"{words} ({tag})" for tag in tags}
    return {tag: Variant(language=tag, text=text, digest=digest(text)) for tag, text in texts.items()}


def corpus(size: Size) -> InMemory:
    """A reader of so much."""
    memory = InMemory()
    states = [f"S{number:03}" for number in range(size.states)]
    for number, code in enumerate(states):
        memory.add(ReporterRecord(key=code, alpha2=code[:2], m49=f"{number:03}", variants=_texts(f"State {number}")))
    for number in range(size.instruments):
        key = f"treaty:T{number}"
        title = f"Convention {number}"
        memory.add(
            InstrumentRecord(key=key, kind=InstrumentKind.TREATY, variants=_texts(title), aliases=(fold(title),))
        )
        reporting = [states[(number * 7 + each * 3) % len(states)] for each in range(size.states_each)]
        memory.listings[names.reporting(key)] = [Entry(sort=code, key=code) for code in sorted(set(reporting))]
    for number in range(size.documents):
        _document(memory, size, f"A/RES/74/{number + 1}", number)
    return memory


def _document(memory: InMemory, size: Size, key: str, number: int) -> None:
    count = size.paragraphs
    memory.add(
        DocumentRecord(
            key=key,
            symbol=Symbol(key),
            kind=DocumentKind.RESOLUTION,
            body="UN-GA",
            session="74",
            agenda_item="70 (b)",
            variants=_texts(f"Protection of migrants {number}"),
            counts=Counts(paragraphs=count, footnotes=count, citations=count * size.citations),
        )
    )
    memory.listings.setdefault(names.documents(names.DocumentOrder.SYMBOL), []).append(
        Entry(sort=names.by_symbol(key), key=key)
    )
    for position in range(1, count + 1):
        _paragraph(memory, size, key, number, position)


def _paragraph(memory: InMemory, size: Size, document: str, number: int, position: int) -> None:
    first = (position - 1) * size.citations + 1
    places = tuple(range(first, first + size.citations))
    memory.add(
        ParagraphRecord(
            key=f"{document}#{position}",
            document=document,
            position=position,
            label=str(position),
            label_key=str(position),
            kind=ParagraphKind.OPERATIVE,
            variants=_texts(f"*{position}* {WORDS}[^{position}]"),
            footnotes=(position,),
            citations=places,
            last_descendant=position,
        )
    )
    memory.add(
        FootnoteRecord(
            key=f"{document}#fn{position}",
            document=document,
            position=position,
            marker=str(position),
            marker_key=str(position),
            variants=_texts(f"United Nations, Treaty Series, vol. {position}, No. {number}."),
            called_in=(position,),
            citations=places,
        )
    )
    for place in places:
        words = f"Convention {place}"
        target = f"treaty:T{(number * 11 + place) % size.instruments}"
        memory.add(
            CitationRecord(
                key=f"{document}#{position}:{place}",
                document=document,
                position=place,
                unit=f"{document}#fn{position}",
                footnote=f"{document}#fn{position}",
                origin=CitationOrigin.FOOTNOTE,
                resolution=CitationResolution.RESOLVED,
                words=dict.fromkeys(OFFICIAL, words),
                spans=dict.fromkeys(OFFICIAL, Span(0, len(words))),
                instrument=target,
                targets=(target,),
                paragraphs=(position,),
            )
        )
