"""Sections of documents."""

from __future__ import annotations

from collections.abc import Sequence

from resolvers.pages import NO_END
from store.ports import Range, Reader
from store.records import SectionRecord


async def of_documents(reader: Reader, documents: Sequence[str]) -> list[list[SectionRecord]]:
    """Every section of each document, in order; a document has few."""
    return await reader.ranges(SectionRecord, [Range(document, 1, NO_END) for document in documents])
