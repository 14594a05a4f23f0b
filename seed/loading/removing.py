"""Taking a document away: everything in it becomes a tombstone, and what cites it stands."""

from __future__ import annotations

from dataclasses import replace

from seed.loading.held import held_document
from store.ports import Put, Store


async def remove(store: Store, symbol: str, *, by: str) -> int:
    """Bury a document with all that is in it, in one commit; the number of records, 0 where it is not held.

    Its texts stay in the history and on the tombstones, so that a document that is loaded again has its translations.
    """
    held = await held_document(store, symbol)
    writes = [Put(record, replace(record, deleted=True)) for record in held.inside()]
    await store.commit(writes, by=by, note="removed")
    return len(writes)
