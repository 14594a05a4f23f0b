"""Which record is kept where, and which fields can be asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from store.editing import SuggestionRecord
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

COUNTERS = "counters"
"""`changes`: the head of the feed. `schema`: the database's version. `search`: the manifest of the search index.
`api_keys`: how many keys were made. `restoring`: a backup is being restored, or was until that was stopped."""

CHANGES = "changes"
"""The feed, append only, in blocks; `last` is asked for in ranges, since not every engine walks `_id` by index."""

REVISIONS = "revisions"
"""Every text that a unit ever had, append only."""

LISTINGS = "listings"
"""Directories and chunks of listings (`store.listings.tree`)."""

SEGMENTS = "search_segments"
"""A note for each segment of the search index that was begun (`store.search.ports`)."""

SEGMENT_PARTS = "search_parts"
"""The parts of segments, never changed."""

IDEMPOTENCY = "idempotency"
"""The answers of requests that are done once (`store.editing.Once`)."""

API_KEYS = "api_keys"
"""Keys by their digest (`store.credentials`); in no feed."""

ENTITIES: Mapping[type[Entity], str] = {
    DocumentRecord: "documents",
    SectionRecord: "sections",
    ParagraphRecord: "paragraphs",
    FootnoteRecord: "footnotes",
    CitationRecord: "citations",
    InstrumentRecord: "instruments",
    ReporterRecord: "reporters",
    BodyRecord: "bodies",
    SubmissionRecord: "submissions",
    SuggestionRecord: "suggestions",
}
"""The collection of each kind of record."""

UNFED: frozenset[type[Entity]] = frozenset({SuggestionRecord})
"""Kinds of which the feed tells nothing: they are no part of what partners copy."""


@dataclass(frozen=True, slots=True)
class Index:
    """An index: its collection and its fields, ascending."""

    collection: str
    fields: tuple[str, ...]


INDEXES: tuple[Index, ...] = (
    *(
        Index(collection, ("document", "position"))
        for collection in ("sections", "paragraphs", "footnotes", "citations", "submissions")
    ),
    Index("paragraphs", ("document", "label_key", "part")),
    Index("footnotes", ("document", "marker_key", "part")),
    Index("instruments", ("aliases",)),
    Index("instruments", ("symbol",)),
    Index("reporters", ("aliases",)),
    Index("reporters", ("alpha2",)),
    Index("reporters", ("m49",)),
    Index(CHANGES, ("last",)),
    Index(REVISIONS, ("entity", "language", "revision")),
    Index(REVISIONS, ("group",)),
    Index(LISTINGS, ("of",)),
    Index(SEGMENTS, ("of",)),
    Index("suggestions", ("of", "language")),
    Index(API_KEYS, ("name",)),
    Index(API_KEYS, ("id",)),
)
"""None is unique: what must be unique is `_id`, the one constraint that every engine and every sharding keeps."""


def is_indexed(kind: type[Entity], fields: frozenset[str]) -> bool:
    """Whether records of a kind can be asked for by equality on these fields: the first ones of some index."""
    return any(
        index.collection == ENTITIES[kind] and fields == frozenset(index.fields[: len(fields)]) for index in INDEXES
    )
