"""Comparing what is derived with what it is derived from: listings, and the counts and coverage of documents.

Never on a request path: every record is read, a document at a time. Of each listing only a number of entries and a sum
of digests is held, so that memory grows with the number of listings and not with what is in them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from store import derived
from store.listings.derive import Contribution, contributions
from store.listings.names import OF_NO_DOCUMENT
from store.listings.tree import CAPACITY, Directory, Place, place
from store.mongo.codec import decode
from store.mongo.collections import ENTITIES, LISTINGS
from store.mongo.driver import Access, Document
from store.mongo.listings import read_directory, read_entries
from store.ports import R
from store.records import (
    BodyRecord,
    CitationRecord,
    DocumentRecord,
    Entity,
    Entry,
    FootnoteRecord,
    InstrumentRecord,
    ParagraphRecord,
    ReporterRecord,
    SectionRecord,
    SubmissionRecord,
)

_WRAP = 2**64


@dataclass(frozen=True, slots=True)
class Difference:
    """Something kept that is not what the records say: a listing's name, or a document's key and the field."""

    kind: str
    name: str


@dataclass(slots=True)
class Tally:
    """How many contributions there are, and the sum of their digests: equal for equal sets, in any order."""

    count: int = 0
    total: int = 0

    def add(self, where: Place, owner: str, payload: Mapping[str, Any]) -> None:
        """Count one contribution."""
        words = json.dumps([where, owner, dict(payload)], sort_keys=True, ensure_ascii=False)
        digest = hashlib.blake2b(words.encode(), digest_size=8).digest()
        self.count += 1
        self.total = (self.total + int.from_bytes(digest)) % _WRAP


@dataclass(slots=True)
class Kept:
    """A listing as it is kept: its contributions, its entries by chunk, and what its directory says of them."""

    tally: Tally = field(default_factory=Tally)
    directory: Directory | None = None
    chunks: dict[str, tuple[Place, int]] = field(default_factory=dict)
    is_ordered: bool = True

    def is_sound(self) -> bool:
        """Whether the directory says what the chunks hold."""
        if self.directory is None or not self.is_ordered:
            return False
        said = {piece.id: (piece.low, piece.count) for piece in self.directory.pieces}
        held = len(self.directory.entries) + sum(count for _, count in self.chunks.values())
        lows = [piece.low for piece in self.directory.pieces]
        return said == self.chunks and self.directory.total == held and lows == sorted(lows)


async def differences(access: Access) -> list[Difference]:
    """Everything kept that is not what the records say."""
    expected: dict[str, Tally] = {}
    found: list[Difference] = []
    async for record, parts in records(access):
        if isinstance(record, DocumentRecord) and parts is not None and not record.deleted:
            found += _document_differences(record, parts)
        for one in contributions(record):
            expected.setdefault(one.listing, Tally()).add((one.sort, one.key), one.owner, one.payload)
    kept = await _kept(access)
    for name in sorted(expected.keys() | kept.keys()):
        there = kept.get(name)
        if (there.tally if there else Tally()) != expected.get(name, Tally()) or (there and not there.is_sound()):
            found.append(Difference("listing", name))
    return found


async def records(access: Access) -> AsyncIterator[tuple[Entity, derived.Parts | None]]:
    """Every record that contributes to listings; with a document, what stands in it."""
    async for row in access.scan(ENTITIES[DocumentRecord]):
        document = decode(DocumentRecord, row)
        parts = await _parts(access, document.key)
        yield document, parts
        for each in (*parts.citations, *parts.submissions):
            yield each, None
    async for record in _in_no_document(access):
        yield record, None


async def contributed(access: Access, names: frozenset[str]) -> AsyncIterator[Contribution]:
    """What every record contributes to some listings."""
    async for record in _contributors(access, names):
        for one in contributions(record):
            if one.listing in names:
                yield one


async def _contributors(access: Access, names: frozenset[str]) -> AsyncIterator[Entity]:
    """Every record that may contribute to some listings: documents are long, and are not read for nothing."""
    if names <= OF_NO_DOCUMENT:
        async for record in _in_no_document(access):
            yield record
        return
    async for record, _ in records(access):
        yield record


async def _in_no_document(access: Access) -> AsyncIterator[Entity]:
    for kind in (InstrumentRecord, ReporterRecord, BodyRecord):
        async for row in access.scan(ENTITIES[kind]):
            yield decode(kind, row)


async def _parts(access: Access, document: str) -> derived.Parts:
    return derived.Parts(
        sections=await _inside(access, SectionRecord, document),
        paragraphs=await _inside(access, ParagraphRecord, document),
        footnotes=await _inside(access, FootnoteRecord, document),
        citations=await _inside(access, CitationRecord, document),
        submissions=await _inside(access, SubmissionRecord, document),
    )


async def _inside(access: Access, kind: type[R], document: str) -> list[R]:
    rows = await access.find(ENTITIES[kind], {"document": document})
    return [decode(kind, row) for row in rows if not row.get("deleted")]


def _document_differences(record: DocumentRecord, parts: derived.Parts) -> list[Difference]:
    found = []
    if record.counts != derived.counts(parts):
        found.append(Difference("counts", record.key))
    if sorted(record.coverage, key=lambda each: each.language) != list(derived.coverage((record, *parts.units()))):
        found.append(Difference("coverage", record.key))
    return found


async def _kept(access: Access) -> dict[str, Kept]:
    kept: dict[str, Kept] = {}
    async for row in access.scan(LISTINGS):
        listing = kept.setdefault(row["of"] if "of" in row else row["_id"], Kept())
        entries = read_entries(row)
        _add(listing, row, entries)
        for entry in entries:
            for owner, payload in entry.owners.items():
                listing.tally.add(place(entry), owner, payload)
    return kept


def _add(listing: Kept, row: Document, entries: tuple[Entry, ...]) -> None:
    places = [place(entry) for entry in entries]
    listing.is_ordered = listing.is_ordered and places == sorted(set(places)) and len(places) <= CAPACITY
    if "of" in row:
        listing.chunks[row["_id"]] = (places[0] if places else ("", ""), len(places))
    else:
        listing.directory = read_directory(row)
