"""Making a database from an archive: a mark first, then what the archive has, then what is made of that, then no mark.

Until the mark is gone, nobody opens the database. Whoever is stopped in between leaves the mark, under which the next
restore takes away what there is and begins anew. The feed's counter, without which nothing is committed, comes last.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from store.errors import RestoreDiffers, StoreNotEmpty
from store.mongo.answering import is_forgotten
from store.mongo.archive.kept import DERIVED, KEPT, PASSING
from store.mongo.archive.manifest import Manifest, Tally
from store.mongo.archive.opening import Archive
from store.mongo.checking import Difference, differences
from store.mongo.collections import COUNTERS
from store.mongo.driver import Access, Connection, Document, chunks, encoded, translated
from store.mongo.feed import HEAD, new_epoch
from store.mongo.marking import MARK
from store.mongo.migrations import SCHEMA, raise_from
from store.mongo.rebuilding import make
from store.mongo.writing import now

AT_ONCE = 500
"""Rows that are written in one message."""

_FILLED = tuple(name for name in KEPT if name != COUNTERS)


@dataclass(frozen=True, slots=True)
class Restored:
    """What became of a restore: the new epoch of the feed, and counts that were wrong already in the backup.

    Those do not keep anybody from their data: `ibid status --check` tells them of the database that was backed up, too.
    """

    epoch: str
    inherited: tuple[Difference, ...]


async def restore(connection: Connection, archive: Archive, told: Callable[[str, int], None]) -> Restored:
    """Make an empty database what the archive says.

    The archive was checked. Raises StoreNotEmpty before anything is written; RestoreDiffers, and the store's errors.
    `told` is told of progress: of what, and how many rows more.
    """
    run = secrets.token_hex(8)
    with translated(writing=True):
        access = connection.access
        await _claim(access, run)
        await raise_from(access, 0)
        await access.delete(COUNTERS, {"_id": HEAD})
        await _pour(access, archive, told)
        await _compare(access, archive.manifest, told)
        await _count(access, archive)
        told("listings", 0)
        await make(access)
        inherited = await _inherited(access)
    return Restored(await _unmark(connection, archive.manifest, run), inherited)


async def _claim(access: Access, run: str) -> None:
    """Mark an empty database, or one that is marked, and take away what an earlier restore left there."""
    mark: Document = {"_id": MARK, "run": run}
    if await access.one(COUNTERS, MARK) is None:
        await _refuse_filled(access)
        await access.insert(COUNTERS, [mark])
    else:
        await access.replace(COUNTERS, {"_id": MARK}, mark)
    for collection in (*_FILLED, *DERIVED):
        await access.delete_where(collection, {})
    counters = [row["_id"] async for row in access.scan(COUNTERS)]
    await access.delete_all(COUNTERS, [name for name in counters if name != MARK])


async def _refuse_filled(access: Access) -> None:
    for collection in _FILLED:
        if await access.any(collection) is not None:
            raise StoreNotEmpty(collection)
    counter = await access.one(COUNTERS, HEAD)
    if counter is not None and counter["seq"]:
        raise StoreNotEmpty(COUNTERS)


async def _pour(access: Access, archive: Archive, told: Callable[[str, int], None]) -> None:
    """Write the rows of the archive; answers that were forgotten since are not given again."""
    at = now()
    for collection in _FILLED:
        for rows in archive.rows(collection):
            lasting = [row for row in rows if collection not in PASSING or not is_forgotten(row, at)]
            for some in chunks(lasting, AT_ONCE):
                await access.insert(collection, some)
                told(collection, len(some))


async def _compare(access: Access, manifest: Manifest, told: Callable[[str, int], None]) -> None:
    """Read back what was written, and compare it with what the archive has: how many rows, and their digest."""
    for collection in (name for name in _FILLED if name not in PASSING and name in manifest.totals):
        tally = Tally()
        async for row in access.scan(collection):
            tally.add(encoded(row))
            told("comparing", 1)
        if tally.total() != manifest.totals[collection]:
            raise RestoreDiffers(collection)


async def _count(access: Access, archive: Archive) -> None:
    """Write the counters, and bring the database to our schema version from that of the archive."""
    rows = [row for some in archive.rows(COUNTERS) for row in some]
    await access.delete_all(COUNTERS, [row["_id"] for row in rows])
    await access.insert(COUNTERS, rows)
    await access.update(COUNTERS, {"_id": SCHEMA}, {"$set": {"version": archive.manifest.schema_version}})
    await raise_from(access, archive.manifest.schema_version)
    # Some steps make listings; all of them are made from the records that there are after the last step.
    for collection in DERIVED:
        await access.delete_where(collection, {})


async def _inherited(access: Access) -> tuple[Difference, ...]:
    """What is wrong with the records, as it was where they come from; RestoreDiffers where it is what was made now."""
    found = await differences(access)
    ours = [each.name for each in found if each.kind == "listing"]
    if ours:
        raise RestoreDiffers(ours[0])
    return tuple(found)


async def _unmark(connection: Connection, manifest: Manifest, run: str) -> str:
    """Give the feed a new epoch and take the mark away, at once, where nobody else did anything meanwhile."""
    epoch = new_epoch()

    async def work(access: Access) -> None:
        counter = await access.one(COUNTERS, HEAD)
        if counter is not None and counter["epoch"] == epoch:
            # An earlier run of this unit was committed, and its answer was lost.
            return
        is_ours = await access.delete(COUNTERS, {"_id": MARK, "run": run})
        query = {"_id": HEAD, "seq": manifest.head}
        if not is_ours or not await access.update(COUNTERS, query, {"$set": {"epoch": epoch}}):
            raise RestoreDiffers(COUNTERS)

    await connection.unit(work)
    return epoch
