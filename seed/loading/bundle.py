"""A document as it is wanted in the store: its record and everything in it, not yet compared with what is there."""

from __future__ import annotations

from dataclasses import dataclass

from i18n.languages import Tag
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
    """One document whole. `instruments` are those that it cites and that the authority table does not have.

    `loaded` are the languages whose imported texts it replaces: where a unit has none in one of them, it loses what it
    had there.
    """

    document: DocumentRecord
    sections: tuple[SectionRecord, ...] = ()
    paragraphs: tuple[ParagraphRecord, ...] = ()
    footnotes: tuple[FootnoteRecord, ...] = ()
    citations: tuple[CitationRecord, ...] = ()
    submissions: tuple[SubmissionRecord, ...] = ()
    instruments: tuple[InstrumentRecord, ...] = ()
    loaded: frozenset[Tag] = frozenset()

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
