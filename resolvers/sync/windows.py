"""Reading a bucket a few records at a time: however long a document is, no more of it is held at once."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any

from resolvers.sync.buckets import Bucket, Selection
from store.kinds import document_of, type_of
from store.ports import Range, Reader
from store.records import (
    CitationRecord,
    Counts,
    DocumentRecord,
    Entity,
    FootnoteRecord,
    ParagraphRecord,
    SectionRecord,
    SubmissionRecord,
)

WINDOW = 50
"""Records that are read at once."""

_INSIDE: tuple[tuple[type[Any], Callable[[Counts], int]], ...] = (
    (SectionRecord, lambda counts: counts.sections),
    (ParagraphRecord, lambda counts: counts.paragraphs),
    (FootnoteRecord, lambda counts: counts.footnotes),
    (CitationRecord, lambda counts: counts.citations),
    (SubmissionRecord, lambda counts: counts.submissions),
)
"""What stands in a document, in the order of a copy, and how many there are of each."""


async def windows(
    reader: Reader, bucket: Bucket, selection: Selection, size: int = WINDOW
) -> AsyncIterator[list[Entity]]:
    """The records of a bucket as they are in a copy, some at a time; none of what is not selected."""
    counts: Counts | None = None
    for start in range(0, len(bucket.keys), size):
        found = await reader.get(bucket.kind, bucket.keys[start : start + size])
        yield seen(found, selection)
        counts = next((each.counts for each in found if isinstance(each, DocumentRecord)), counts)
    if counts is None:
        return
    for kind, count in _INSIDE:
        if not selection.wants(kind, bucket.name):
            continue
        for first in range(1, count(counts) + 1, size):
            (some,) = await reader.ranges(kind, [Range(bucket.name, first, first + size - 1)])
            yield seen(some, selection)


def seen(records: Sequence[Entity | None], selection: Selection) -> list[Entity]:
    """Records as they are in a copy, without those that are not."""
    shown = (each and selection.scope.record(each, type_of(each), document_of(each)) for each in records)
    return [each for each in shown if each is not None]
