"""Filling an embedded store: with the made-up records, and with many copies of the founding documents."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import fields, is_dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from ibid.seeding import seed_if_empty
from store.embedded.client import embedded
from store.listings.walking import DOCUMENTS, walk
from store.mongo.store import MongoStore
from store.ports import Put, Range
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
from store.search.indexing import LAST, Indexer

BY = "benchmark"
PARTS: Sequence[type[Any]] = (SectionRecord, ParagraphRecord, FootnoteRecord, CitationRecord, SubmissionRecord)


@asynccontextmanager
async def filling(data_dir: Path) -> AsyncIterator[MongoStore]:
    """The store of a data directory; when the block ends, its search index is up to date."""
    async with embedded(data_dir, role="serve") as uri:
        store = await MongoStore.open(uri)
        try:
            yield store
            await Indexer(store).catch_up()
        finally:
            await store.close()


async def put(store: MongoStore, records: Iterable[Entity]) -> None:
    """Commit records that are not there yet, a document at a time."""
    for _, some in groupby(records, _owner):
        fresh = (replace(each, revision=0) for each in some)
        await store.commit([Put(None, each, is_new=True) for each in fresh], by=BY)


def _owner(record: Entity) -> str:
    """What a record is committed with: its document, or others of its kind."""
    if isinstance(record, DocumentRecord):
        return record.key
    return str(getattr(record, "document", type(record).__name__))


async def copied(data_dir: Path, times: int) -> None:
    """Fill an empty data directory with the founding documents and copies by other symbols: so many of each in all."""
    async with filling(data_dir) as store:
        await seed_if_empty(store)
        founding = [each async for each in _founding(store)]
        for number in range(1, times):
            await put(store, list(_copy(founding, number)))


async def _founding(store: MongoStore) -> AsyncIterator[Entity]:
    """Each document with its parts, and what it is as a thing that is cited."""
    symbols = [entry.key async for page in walk(store, DOCUMENTS, 100) for entry in page]
    for symbol, record in zip(symbols, await store.get(DocumentRecord, symbols), strict=True):
        assert record is not None
        yield record
        for kind in PARTS:
            (parts,) = await store.ranges(kind, [Range(symbol, 1, LAST)])
            for part in parts:
                yield part
    for instrument in await store.get(InstrumentRecord, symbols):
        if instrument is not None:
            yield instrument


def _copy(founding: Sequence[Entity], number: int) -> Iterator[Entity]:
    """The founding documents by other symbols; what they cite beside one another stays what it is."""
    symbols = {str(each.symbol): _other(each, number) for each in founding if isinstance(each, DocumentRecord)}
    return (_renamed(each, symbols) for each in founding)


def _other(document: DocumentRecord, number: int) -> str:
    """A symbol of another session: A/RES/74/148 is A/RES/75/148 in the first copy."""
    *before, session, last = str(document.symbol).split("/")
    return "/".join((*before, str(int(session) + number), last))


def _renamed(value: Any, symbols: Mapping[str, str]) -> Any:
    """A value with other symbols wherever it names a document, or something that stands in one."""
    if type(value) is str:
        document, sign, place = value.partition("#")
        return symbols.get(document, document) + sign + place
    if isinstance(value, tuple):
        return tuple(_renamed(each, symbols) for each in value)
    if isinstance(value, Mapping):
        return {key: _renamed(each, symbols) for key, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return type(value)(**{each.name: _renamed(getattr(value, each.name), symbols) for each in fields(value)})
    return value
