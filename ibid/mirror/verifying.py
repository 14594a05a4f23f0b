"""Proving a copy: the digests of the source against those of the copy's own records, bucket by bucket."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from ibid.mirror.answers import Digest, Digests
from ibid.mirror.errors import Broken, Unserved
from ibid.mirror.patience import Patience
from ibid.mirror.source import Source
from ibid.mirror.targets.ports import Held, Target
from ibid.mirror.wire import digest

AT_ONCE = 50
"""Buckets whose records are read at once."""


def bucket_digest(held: Iterable[Held]) -> str:
    """The digest of a bucket, made of the states themselves: so a state that was spoilt in the copy is found, too."""
    lines = sorted(f"{each.type}\t{each.key}\t{digest(each.state)}\n".encode() for each in held)
    return hashlib.sha256(b"".join(lines)).hexdigest()


async def differing(source: Source, target: Target, patience: Patience) -> list[str]:
    """The buckets in which source and copy are not the same, of all that either has."""
    found: list[str] = []
    told: set[str] = set()
    after: str | None = None
    while True:
        answer = await _digests(source, patience, after)
        told.update(each.bucket for each in answer.buckets)
        found += await _unlike(target, answer.buckets)
        if answer.next is None:
            return [*found, *sorted(await target.buckets() - told)]
        after = answer.next


async def still_differing(source: Source, target: Target, patience: Patience, buckets: Sequence[str]) -> list[str]:
    """Those of some buckets in which source and copy are not the same."""
    found: list[str] = []
    for bucket in buckets:
        answer = await _digests(source, patience, None, bucket)
        found += await _unlike(target, answer.buckets or [Digest(bucket, 0, bucket_digest(()))])
    return found


async def _unlike(target: Target, said: Sequence[Digest]) -> list[str]:
    found: list[str] = []
    for start in range(0, len(said), AT_ONCE):
        some = said[start : start + AT_ONCE]
        held = await target.held([each.bucket for each in some])
        found += [each.bucket for each in some if each.digest != bucket_digest(held.get(each.bucket, ()))]
    return found


async def _digests(source: Source, patience: Patience, after: str | None, bucket: str | None = None) -> Digests:
    while True:
        try:
            found = await source.digests(after, bucket)
        except (Broken, Unserved) as error:
            await patience.bear(error)
        else:
            patience.got()
            return found
