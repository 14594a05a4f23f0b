"""Reading a bucket a few records at a time: however long a document is, no more of it is held at once."""

from __future__ import annotations

import asyncio
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
    if counts is not None:
        async for records in _inside(reader, bucket.name, selection, counts, size):
            yield records


async def _inside(
    reader: Reader, document: str, selection: Selection, counts: Counts, size: int
) -> AsyncIterator[list[Entity]]:
    """What stands in a document. The first of each kind are asked for at once: most documents have no more."""
    kinds = [(kind, count(counts)) for kind, count in _INSIDE if count(counts) and selection.wants(kind, document)]
    begun = await asyncio.gather(*(reader.ranges(kind, [Range(document, 1, size)]) for kind, _ in kinds))
    for (kind, count), (some,) in zip(kinds, begun, strict=True):
        yield seen(some, selection)
        for first in range(size + 1, count + 1, size):
            (more,) = await reader.ranges(kind, [Range(document, first, first + size - 1)])
            yield seen(more, selection)


def seen(records: Sequence[Entity | None], selection: Selection) -> list[Entity]:
    """Records as they are in a copy, without those that are not."""
    shown = (each and selection.scope.record(each, type_of(each), document_of(each)) for each in records)
    return [each for each in shown if each is not None]
