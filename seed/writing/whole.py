"""A document as the store has it, whole: what every writer starts from. It is read by a handful of questions."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from i18n.languages import Tag
from seed.loading.held import HeldDocument
from seed.loading.keying import Held
from store.ports import P, Range, Reader
from store.records import (
    BodyRecord,
    CitationRecord,
    DocumentRecord,
    FootnoteRecord,
    InstrumentRecord,
    ParagraphRecord,
    ReporterRecord,
    SectionRecord,
    Unit,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A document with everything in it, what it cites, its body, and the States and organizations that it names."""

    document: DocumentRecord
    sections: Sequence[SectionRecord]
    paragraphs: Sequence[ParagraphRecord]
    footnotes: Sequence[FootnoteRecord]
    citations: Sequence[CitationRecord] = ()
    instruments: Mapping[str, InstrumentRecord]
    reporters: Mapping[str, ReporterRecord]
    body: BodyRecord | None = None

    def units(self) -> Iterable[Unit]:
        """Everything that has texts."""
        yield self.document
        yield from self.sections
        yield from self.paragraphs
        yield from self.footnotes

    @property
    def languages(self) -> tuple[Tag, ...]:
        """The languages that it can be read in, the original first: those that have any published text in it."""
        found = {each.language for each in self.document.coverage if each.published} | set(self.document.variants)
        return tuple(sorted(found, key=lambda tag: (tag != self.document.original_language, tag)))

    @property
    def modified(self) -> datetime:
        """When something in it was last changed."""
        return max(
            time
            for unit in self.units()
            for time in (unit.updated_at, *(variant.updated_at for variant in unit.variants.values()))
        )

    def held(self) -> HeldDocument:
        """The same, as loading knows it."""
        units = Held(sections=self.sections, paragraphs=self.paragraphs, footnotes=self.footnotes)
        return HeldDocument(document=self.document, units=units, citations=self.citations)


async def read_whole(store: Reader, document: DocumentRecord) -> Whole:
    """Read everything about a document: its four ranges at once, then what they name."""
    key, counts = document.key, document.counts
    sections, paragraphs, footnotes, citations = await asyncio.gather(
        _all(store, SectionRecord, key, counts.sections),
        _all(store, ParagraphRecord, key, counts.paragraphs),
        _all(store, FootnoteRecord, key, counts.footnotes),
        _all(store, CitationRecord, key, counts.citations),
    )
    cited = list(dict.fromkeys(each.instrument for each in citations if each.instrument))
    codes = list(dict.fromkeys(_codes(document)))
    instruments, reporters, bodies = await asyncio.gather(
        store.get(InstrumentRecord, cited),
        store.get(ReporterRecord, codes),
        store.get(BodyRecord, [document.body] if document.body else []),
    )
    return Whole(
        document=document,
        sections=sections,
        paragraphs=paragraphs,
        footnotes=footnotes,
        citations=citations,
        instruments={each.key: each for each in instruments if each},
        reporters={each.key: each for each in reporters if each},
        body=next((each for each in bodies if each), None),
    )


async def _all(store: Reader, kind: type[P], document: str, count: int) -> list[P]:
    if not count:
        return []
    (records,) = await store.ranges(kind, [Range(document, 1, count)])
    return records


def _codes(document: DocumentRecord) -> Iterable[str]:
    """The States and organizations that took part."""
    yield from (each.reporter for each in document.sponsors if each.reporter)
    vote = document.vote
    for side in (vote.in_favour, vote.against, vote.abstaining) if vote else ():
        yield from side.states if side else ()
