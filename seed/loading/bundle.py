"""A document as it is wanted in the store: its record and everything in it, not yet compared with what is there."""

from __future__ import annotations

from dataclasses import dataclass

from store.records import (
    CitationRecord,
    DocumentRecord,
    Entity,
    FootnoteRecord,
    InstrumentRecord,
    ParagraphRecord,
    SectionRecord,
    SubmissionRecord,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """One document whole. `instruments` are those that it cites and that the authority table does not have."""

    document: DocumentRecord
    sections: tuple[SectionRecord, ...] = ()
    paragraphs: tuple[ParagraphRecord, ...] = ()
    footnotes: tuple[FootnoteRecord, ...] = ()
    citations: tuple[CitationRecord, ...] = ()
    submissions: tuple[SubmissionRecord, ...] = ()
    instruments: tuple[InstrumentRecord, ...] = ()

    def inside(self) -> tuple[Entity, ...]:
        """Everything that belongs to this document alone, its record last."""
        return (
            *self.sections,
            *self.paragraphs,
            *self.footnotes,
            *self.citations,
            *self.submissions,
            self.document,
        )
