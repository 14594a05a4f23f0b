"""Filling an empty store with the founding documents."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

from seed.loading import SEED_CORPUS, Result, load
from seed.loading.files import SourceFile
from seed.loading.sources import TRANSLATION_SUFFIX, sources
from store.listings.names import DocumentOrder, documents
from store.ports import Slice, Store
from store.records import DocumentRecord

BY = "seed"
"""Who the changes of a seeding are by."""

_log = logging.getLogger("ibid.seeding")


async def seed_if_empty(store: Store) -> int:
    """Load the seed corpus into a store that has nothing, or has only what a seeding left half done.

    Gives the number of files loaded.
    """
    if not await _wants_seed(store):
        return 0
    done = 0
    async for outcome in load(store, SEED_CORPUS, by=BY):
        _log.info("seeded", extra={"file": outcome.path.name, "result": str(outcome.result)})
        done += outcome.result is not Result.UNCHANGED
    return done


async def _wants_seed(store: Store) -> bool:
    head = await store.head()
    if head == 0:
        return True
    (last,) = await store.changes(head - 1, 1)
    return last.by == BY and not await _is_whole(store)


async def _is_whole(store: Store) -> bool:
    """Whether a seeding came to its end: every document is there, and every translation."""
    files = sources(SEED_CORPUS)
    (page,) = await store.pages([Slice(listing=documents(DocumentOrder.SYMBOL), first=1)])
    wanted = sum(file.suffix != TRANSLATION_SUFFIX for file in files)
    translated = list(_translated(files))
    held = await store.get(DocumentRecord, [document for document, _ in translated])
    return (page.total or 0) >= wanted and all(
        record is not None and any(each.language == language for each in record.coverage)
        for record, (_, language) in zip(held, translated, strict=True)
    )


def _translated(files: list[SourceFile]) -> Iterator[tuple[str, str]]:
    for file in files:
        if file.suffix == TRANSLATION_SUFFIX:
            content = json.loads(file.read())
            yield content["document"], content["language"]
