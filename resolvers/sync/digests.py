"""Digests by bucket: what a copy is compared by, without sending it."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass

from resolvers.sync.buckets import Bucket, Selection, buckets
from resolvers.sync.windows import WINDOW, windows
from store import states
from store.kinds import type_of
from store.ports import Reader


@dataclass(frozen=True, slots=True, order=True)
class RecordDigest:
    """The digest of a record's state, as it is seen."""

    type: str
    key: str
    digest: str

    @property
    def text(self) -> bytes:
        """As it goes into the digest of its bucket."""
        return f"{self.type}\t{self.key}\t{self.digest}\n".encode()


@dataclass(frozen=True, slots=True)
class BucketDigest:
    """The digest of a bucket: of its records' digests, in the order of their bytes."""

    bucket: str
    records: tuple[RecordDigest, ...]

    @property
    def digest(self) -> str:
        """SHA-256 in hexadecimal."""
        return digest_of(self.records)


def digest_of(records: Iterable[RecordDigest]) -> str:
    """The digest of records in any order."""
    return hashlib.sha256(b"".join(sorted(each.text for each in records))).hexdigest()


async def digests(
    reader: Reader, selection: Selection, after: str | None = None, window: int = WINDOW
) -> AsyncIterator[BucketDigest]:
    """The digests of the buckets of a selection in their order, behind one of them; those that hold nothing, too."""
    async for bucket in buckets(reader, selection, after):
        yield await _of_bucket(reader, bucket, selection, window)


async def _of_bucket(reader: Reader, bucket: Bucket, selection: Selection, window: int) -> BucketDigest:
    records = [
        RecordDigest(type_of(each), each.key, states.digest(states.canonical(states.state_of(each))))
        async for some in windows(reader, bucket, selection, window)
        for each in some
    ]
    return BucketDigest(bucket.name, tuple(sorted(records)))
