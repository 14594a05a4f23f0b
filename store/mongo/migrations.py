"""The database's schema version, and the small ordered steps that raise it. Each may run twice without harm."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from itertools import groupby

from store.errors import WrongSchemaVersion
from store.listings.names import BODIES, REPORTERS
from store.listings.walking import DOCUMENTS
from store.mongo.answering import KEPT
from store.mongo.codec import decode
from store.mongo.collections import API_KEYS, CHANGES, COUNTERS, IDEMPOTENCY, INDEXES, SEGMENTS
from store.mongo.driver import Access, Connection, Duplicate, translated
from store.mongo.feed import ensure_identity
from store.mongo.keyring import MADE
from store.mongo.marking import refuse_marked
from store.mongo.rebuilding import remake
from store.mongo.rows import change_rows
from store.mongo.segments import EMPTY
from store.records import Change

SCHEMA = "schema"
"""The `_id` of what says which version a database has."""


async def _first(access: Access) -> None:
    """Indexes, and the counter of the feed: made beforehand, since an upsert would race."""
    for index in INDEXES:
        await access.ensure_index(index.collection, index.fields)
    await _ensure(access, {"_id": "changes", "seq": 0})


async def _second(access: Access) -> None:
    """The feed in blocks, where it was a row a change; and the indexes that history and feed are asked by."""
    for index in INDEXES:
        await access.ensure_index(index.collection, index.fields)
    old = sorted([row async for row in access.scan(CHANGES) if "pack" not in row], key=lambda row: int(row["seq"]))
    for commit, rows in groupby(old, key=lambda row: str(row["commit"])):
        changes = [decode(Change, {**row, "_id": row["key"]}) for row in rows]
        for block in change_rows(changes, commit=commit):
            with suppress(Duplicate):
                await access.insert(CHANGES, [block])
    for row in old:
        await access.delete(CHANGES, {"_id": row["_id"]})


async def _search(access: Access) -> None:
    """The index of searching, empty: it is filled from the feed when it is first used."""
    await access.ensure_index(SEGMENTS, ("of",))
    await _ensure(access, EMPTY)


async def _keys(access: Access) -> None:
    """Where API keys are kept, and the counter that makes those who add one wait for one another."""
    for index in INDEXES:
        if index.collection == API_KEYS:
            await access.ensure_index(index.collection, index.fields)
    await _ensure(access, {"_id": MADE, "made": 0})


async def _editing(access: Access) -> None:
    """Room for suggestions and for the answers of editors' requests, and what documents still want by language."""
    await access.ensure_index("suggestions", ("of", "language"))
    await access.ensure_index(IDEMPOTENCY, ("at",), seconds=int(KEPT.total_seconds()))
    await remake(access, [DOCUMENTS])


async def _identity(access: Access) -> None:
    """What tells this feed from any other, and signs its cursors; and lists of what a copy begins with."""
    await ensure_identity(access)
    await remake(access, [REPORTERS, BODIES])


STEPS: tuple[Callable[[Access], Awaitable[None]], ...] = (
    _first,
    _second,
    _search,
    _keys,
    _editing,
    _identity,
)
"""Step n raises the database from version n - 1 to n."""

VERSION = len(STEPS)
"""The version that this Ibid reads and writes."""


async def version(access: Access) -> int:
    """The version of a database; 0 for one that is empty."""
    found = await access.one(COUNTERS, SCHEMA)
    return 0 if found is None else int(found["version"])


async def migrate(connection: Connection) -> int:
    """Raise a database to this version; gives the version it had. One that is newer raises WrongSchemaVersion,
    one that is being restored BeingRestored.
    """
    found = await _version(connection)
    if found > VERSION:
        raise WrongSchemaVersion(found, VERSION)
    with translated(writing=True):
        await raise_from(connection.access, found)
    return found


async def raise_from(access: Access, found: int) -> None:
    """Do the steps that a database of a version lacks."""
    for number in range(found + 1, VERSION + 1):
        await STEPS[number - 1](access)
        await _ensure(access, {"_id": SCHEMA, "version": number})
        await access.update(COUNTERS, {"_id": SCHEMA, "version": number - 1}, {"$set": {"version": number}})


async def ready(connection: Connection) -> None:
    """Make an empty database ready for use; another version than ours raises WrongSchemaVersion,
    one that is being restored BeingRestored.
    """
    found = await _version(connection)
    if found == 0:
        await migrate(connection)
    elif found != VERSION:
        raise WrongSchemaVersion(found, VERSION)


async def _version(connection: Connection) -> int:
    with connection.reading() as access:
        await refuse_marked(access)
        return await version(access)


async def _ensure(access: Access, document: dict[str, object]) -> None:
    """Insert a document unless one of its name is there, put there by another process perhaps."""
    if await access.one(COUNTERS, document["_id"]) is None:
        try:
            await access.insert(COUNTERS, [document])
        except Duplicate:
            return
