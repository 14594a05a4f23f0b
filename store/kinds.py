"""What the feed calls records of each kind."""

from __future__ import annotations

from collections.abc import Mapping

from store.records import (
    BodyRecord,
    CitationRecord,
    DocumentRecord,
    Entity,
    FootnoteRecord,
    InstrumentRecord,
    ParagraphRecord,
    ReporterRecord,
    SectionRecord,
    SubmissionRecord,
)

STATE, ORGANIZATION = "STATE", "ORGANIZATION"

KINDS: Mapping[str, type[Entity]] = {
    "DOCUMENT": DocumentRecord,
    "SECTION": SectionRecord,
    "PARAGRAPH": ParagraphRecord,
    "FOOTNOTE": FootnoteRecord,
    "CITATION": CitationRecord,
    "SUBMISSION": SubmissionRecord,
    "INSTRUMENT": InstrumentRecord,
    STATE: ReporterRecord,
    ORGANIZATION: ReporterRecord,
    "BODY": BodyRecord,
}
"""Every type that the feed tells of, and what keeps it."""


def types_of(kind: type[Entity]) -> frozenset[str]:
    """What the feed may call records of a kind."""
    return frozenset({STATE, ORGANIZATION} if kind is ReporterRecord else {_name(kind)})


def type_of(record: Entity) -> str:
    """What the feed calls a record."""
    if isinstance(record, ReporterRecord):
        return STATE if record.is_state else ORGANIZATION
    return _name(type(record))


def document_of(record: Entity) -> str | None:
    """The document that a record is, or stands in; None for one that stands in none."""
    if isinstance(record, DocumentRecord):
        return record.key
    document: str | None = getattr(record, "document", None)
    return document


def _name(kind: type[Entity]) -> str:
    return kind.__name__.removesuffix("Record").upper()
