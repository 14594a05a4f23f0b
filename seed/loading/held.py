"""What the store has of a document, read whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from seed.loading.keying import Held
from store.ports import P, Range, Reader
from store.records import (
    CitationRecord,
    DocumentRecord,
    Entity,
    FootnoteRecord,
    ParagraphRecord,
    SectionRecord,
    SubmissionRecord,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldDocument:
    """A document in the store: `document` is None where there is none, and then nothing else is there either."""

    document: DocumentRecord | None = None
    units: Held = field(default_factory=Held)
    citations: Sequence[CitationRecord] = ()
    submissions: Sequence[SubmissionRecord] = ()

    def inside(self) -> tuple[Entity, ...]:
        """Everything that belongs to the document alone."""
        own = (self.document,) if self.document else ()
        return (
            *self.units.sections,
            *self.units.paragraphs,
            *self.units.footnotes,
            *self.citations,
            *self.submissions,
            *own,
        )


async def held_document(store: Reader, key: str) -> HeldDocument:
    """Read it. A document's counts say how far its positions go."""
    (document,) = await store.get(DocumentRecord, [key])
    if document is None:
        return HeldDocument()
    counts = document.counts
    return HeldDocument(
        document=document,
        units=Held(
            sections=await _all(store, SectionRecord, key, counts.sections),
            paragraphs=await _all(store, ParagraphRecord, key, counts.paragraphs),
            footnotes=await _all(store, FootnoteRecord, key, counts.footnotes),
        ),
        citations=await _all(store, CitationRecord, key, counts.citations),
        submissions=await _all(store, SubmissionRecord, key, counts.submissions),
    )


async def _all(store: Reader, kind: type[P], document: str, count: int) -> list[P]:
    if not count:
        return []
    (records,) = await store.ranges(kind, [Range(document, 1, count)])
    return records
