"""Proving a copy: the digests of the source against those of the copy's own records, bucket by bucket."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from ibid.mirror.answers import Digest
from ibid.mirror.patience import Patience
from ibid.mirror.source import Source
from ibid.mirror.targets.ports import Held, Target
from ibid.mirror.wire import digest
from resolvers.sync.digests import RecordDigest, digest_of

AT_ONCE = 50
"""Buckets whose records are read at once."""


def bucket_digest(held: Iterable[Held]) -> str:
    """The digest of a bucket, made of the states themselves: so a state that was spoilt in the copy is found, too."""
    return digest_of(RecordDigest(each.type, each.key, digest(each.state)) for each in held)


async def differing(source: Source, target: Target, patience: Patience) -> list[str]:
    """The buckets in which source and copy are not the same, of all that either has."""
    found: list[str] = []
    told: set[str] = set()
    after: str | None = None
    while True:
        answer = await patience.until(partial(source.digests, after))
        told.update(each.bucket for each in answer.buckets)
        found += await _unlike(target, answer.buckets)
        if answer.next is None:
            return [*found, *sorted(await target.buckets() - told)]
        after = answer.next


async def still_differing(source: Source, target: Target, patience: Patience, buckets: Sequence[str]) -> list[str]:
    """Those of some buckets in which source and copy are not the same."""
    found: list[str] = []
    for bucket in buckets:
        answer = await patience.until(partial(source.digests, None, bucket))
        found += await _unlike(target, answer.buckets or [Digest(bucket, 0, bucket_digest(()))])
    return found


async def _unlike(target: Target, said: Sequence[Digest]) -> list[str]:
    found: list[str] = []
    for start in range(0, len(said), AT_ONCE):
        some = said[start : start + AT_ONCE]
        held = await target.held([each.bucket for each in some])
        found += [each.bucket for each in some if each.digest != bucket_digest(held.get(each.bucket, ()))]
    return found
