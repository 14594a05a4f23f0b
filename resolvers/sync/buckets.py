"""Buckets: the whole of what is kept, in pieces that a copy is made of and compared by, in one order.

The bucket of what stands in a document is the document's symbol. Others are `reporters`, `bodies`, and `instruments/xx`
with the first two hexadecimal digits of the SHA-256 of an instrument's key. That is their order, too: documents come
last, by symbol.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass, field

from resolvers.changes.scope import Scope
from store.kinds import types_of
from store.listings import names
from store.listings.walking import DOCUMENTS, walk
from store.ports import Reader
from store.records import BodyRecord, DocumentRecord, Entity, InstrumentRecord, ReporterRecord

REPORTERS, BODIES = "reporters", "bodies"

_INSTRUMENTS = "instruments/"
_OF_INSTRUMENTS = re.compile(r"instruments/[0-9a-f]{2}")

MOST_KEYS = 50_000
"""How many instruments' keys are held at once: with more of them, their list is gone through several times."""

_PAGE = 500
"""Entries of a listing that are read at once."""

_OUTSIDE: dict[str, tuple[type[Entity], str]] = {
    REPORTERS: (ReporterRecord, names.REPORTERS),
    BODIES: (BodyRecord, names.BODIES),
}
"""The buckets that are a listing whole."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """A bucket, and the records of one kind that it begins with; what stands in a document comes behind that."""

    name: str
    kind: type[Entity]
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """What is copied: what is in a scope, in these buckets; in all of them where `buckets` is None."""

    scope: Scope
    buckets: frozenset[str] | None = None

    def holds(self, bucket: str) -> bool:
        """Whether a bucket is selected."""
        return self.buckets is None or bucket in self.buckets

    def wants(self, kind: type[Entity], document: str | None = None) -> bool:
        """Whether records of a kind may be wanted, which stand in a document or in none."""
        return any(self.scope.wanted.includes(each, document) for each in types_of(kind))

    @property
    def documents(self) -> frozenset[str] | None:
        """The documents that are named; None where none is."""
        named = self.buckets and frozenset(each for each in self.buckets if is_document(each))
        wanted = self.scope.wanted.documents
        return wanted if named is None else named if wanted is None else named & wanted


def is_document(bucket: str) -> bool:
    """Whether a bucket is a document's."""
    return bucket not in _OUTSIDE and not bucket.startswith(_INSTRUMENTS)


def is_outside(bucket: str) -> bool:
    """Whether this is the name of a bucket of what stands in no document."""
    return bucket in _OUTSIDE or _OF_INSTRUMENTS.fullmatch(bucket) is not None


def bucket_of(kind: str, key: str, document: str | None) -> str:
    """The bucket of something, by its type, its key and the document that it stands in."""
    if document is not None:
        return document
    if kind in types_of(DocumentRecord):
        return key
    if kind in types_of(InstrumentRecord):
        return of_instrument(key)
    return BODIES if kind in types_of(BodyRecord) else REPORTERS


def of_instrument(key: str) -> str:
    """The bucket of an instrument."""
    return f"{_INSTRUMENTS}{hashlib.sha256(key.encode()).hexdigest()[:2]}"


def place_of(bucket: str | None) -> tuple[int, str]:
    """Where a bucket stands in the order of all; None is before the first."""
    if bucket is None:
        return (0, "")
    if is_document(bucket):
        return (4, names.by_symbol(bucket))
    return (3, bucket) if bucket.startswith(_INSTRUMENTS) else (2, "") if bucket == BODIES else (1, "")


async def buckets(reader: Reader, selection: Selection, after: str | None = None) -> AsyncIterator[Bucket]:
    """The buckets of a selection in their order, behind one of them; what is in none of its types is passed over."""
    for name, (kind, listing) in _OUTSIDE.items():
        if place_of(name) > place_of(after) and selection.holds(name) and selection.wants(kind):
            keys = [entry.key async for entries in walk(reader, listing, _PAGE) for entry in entries]
            yield Bucket(name, kind, tuple(keys))
    if selection.wants(InstrumentRecord) and place_of(after) < place_of(f"{_INSTRUMENTS}ff"):
        async for bucket in _of_instruments(reader, selection, after):
            yield bucket
    async for key in _documents(reader, selection, after):
        yield Bucket(key, DocumentRecord, (key,))


@dataclass(slots=True)
class _Gathered:
    """The first buckets of instruments behind one, as many as fit; `beyond` is the first that does not."""

    after: str
    keys: dict[str, list[str]] = field(default_factory=dict)
    beyond: str | None = None
    _count: int = 0

    def take(self, bucket: str, key: str) -> None:
        if bucket <= self.after or (self.beyond is not None and bucket >= self.beyond):
            return
        self.keys.setdefault(bucket, []).append(key)
        self._count += 1
        while self._count > MOST_KEYS and len(self.keys) > 1:
            self.beyond = max(self.keys)
            self._count -= len(self.keys.pop(self.beyond))

    def buckets(self) -> Iterator[Bucket]:
        for name in sorted(self.keys):
            yield Bucket(name, InstrumentRecord, tuple(self.keys[name]))


async def _of_instruments(reader: Reader, selection: Selection, after: str | None) -> AsyncIterator[Bucket]:
    if selection.buckets is not None and not any(each.startswith(_INSTRUMENTS) for each in selection.buckets):
        return
    last: str | None = after if after and after.startswith(_INSTRUMENTS) else ""
    while last is not None:
        gathered = _Gathered(last)
        async for entries in walk(reader, names.INSTRUMENTS, _PAGE):
            for entry in entries:
                name = of_instrument(entry.key)
                if selection.holds(name):
                    gathered.take(name, entry.key)
        for bucket in gathered.buckets():
            yield bucket
        last = max(gathered.keys) if gathered.beyond is not None else None


async def _documents(reader: Reader, selection: Selection, after: str | None) -> AsyncIterator[str]:
    named = selection.documents
    if named is not None:
        for key in _behind(named, after):
            yield key
        return
    if selection.buckets is not None:
        return
    behind = names.by_symbol(after) if after and is_document(after) else None
    async for entries in walk(reader, DOCUMENTS, _PAGE, behind):
        for entry in entries:
            yield entry.key


def _behind(documents: Iterable[str], after: str | None) -> list[str]:
    return sorted((each for each in documents if place_of(each) > place_of(after)), key=place_of)
