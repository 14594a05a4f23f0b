"""The feed's counter: how far it goes, which history it is of, and the key that signs what is handed out of it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime

from store.errors import Unavailable
from store.mongo.collections import CHANGES, COUNTERS
from store.mongo.driver import Access, Connection, Document
from store.mongo.rows import PACK, read_changes
from store.ports import FeedState

HEAD = "changes"
"""The `_id` of the feed's counter."""

_WINDOW = 20 * PACK
"""How many changes are looked at in one step of pruning."""


def new_epoch() -> str:
    """A name for a history of changes that no other has."""
    return secrets.token_hex(8)


def new_key() -> str:
    """A key to sign with (RFC 2104 asks for as many bytes as the hash has)."""
    return secrets.token_hex(32)


async def feed_state(access: Access) -> FeedState:
    """What the counter says."""
    counter = await access.one(COUNTERS, HEAD)
    if counter is None:
        raise Unavailable("the database has no counter of changes")
    return FeedState(
        epoch=counter["epoch"],
        head=int(counter["seq"]),
        pruned=int(counter["pruned"]),
        key=bytes.fromhex(counter["key"]),
    )


async def ensure_identity(access: Access) -> None:
    """Give the counter an epoch and a key, where it has none."""
    identity = {"epoch": new_epoch(), "key": new_key(), "pruned": 0}
    await access.update(COUNTERS, {"_id": HEAD, "epoch": None}, {"$set": identity})


async def prune(connection: Connection, before: datetime, most: int) -> int:
    """Delete blocks of changes that were all committed before a time and are numbered up to `most`; gives how many.

    The block of the last change stays. Each step is a unit of work of its own: what was given up is told by the counter
    in the same transaction.
    """
    with connection.reading() as access:
        state = await feed_state(access)
    at = begin = state.pruned
    most = min(most, state.head - 1)
    while True:
        with connection.reading() as access:
            rows = await access.find(CHANGES, {"last": {"$gt": at, "$lte": min(at + _WINDOW, most)}})
        old = _old(rows, before)
        if not old:
            return at - begin
        at = max(int(row["last"]) for row in old)
        await _give_up(connection, [str(row["_id"]) for row in old], at)


def _old(rows: Sequence[Document], before: datetime) -> list[Document]:
    """The first ones of some blocks that are older than a time, in order."""
    old = []
    for row in sorted(rows, key=lambda row: int(row["last"])):
        if read_changes(row)[-1].at >= before:
            break
        old.append(row)
    return old


async def _give_up(connection: Connection, blocks: Sequence[str], at: int) -> None:
    async def work(access: Access) -> None:
        # Of two who prune at once the slower one must not say that what the other gave up is still there.
        await access.update(COUNTERS, {"_id": HEAD, "pruned": {"$lt": at}}, {"$set": {"pruned": at}})
        await access.delete_all(CHANGES, blocks)

    await connection.unit(work)
