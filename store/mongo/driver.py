"""The one seam to the driver: nothing else in Ibid imports motor, pymongo or bson.

Two drivers serve, motor (the default) and pymongo's own AsyncMongoClient; their collections have the same methods.
They differ in how a session starts and a client closes, and that is told apart here. Errors leave as `store.errors`.
"""

from __future__ import annotations

import asyncio
import random
import zlib
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from inspect import isawaitable
from itertools import count
from typing import Any, Literal, Protocol, TypeVar

import bson
import pymongo
from bson.codec_options import CodecOptions
from motor.motor_asyncio import AsyncIOMotorClient
from pymongo import AsyncMongoClient
from pymongo.errors import (
    BulkWriteError,
    ConfigurationError,
    ConnectionFailure,
    DuplicateKeyError,
    InvalidOperation,
    InvalidURI,
    OperationFailure,
    PyMongoError,
)
from pymongo.read_concern import ReadConcern

from store.errors import BadURI, CannotWrite, NoTransactions, StoreError, Unavailable

T = TypeVar("T")
Document = dict[str, Any]
DriverName = Literal["motor", "pymongo"]

CHUNK = 50
"""The most values in one `$in`: the embedded server's time grows with their square."""

AT_ONCE = 10_000
"""How many documents one answer may hold, so that a question is one round trip; the server's limit is 16 MB."""

READ_SECONDS = 5.0
"""How long one read may take, all its retries included: an embedded server that was killed is back in two."""

UNIT_SECONDS = 30.0
"""How long one unit of work may take, all its retries included; a long document takes a tenth of it."""

HELD_SECONDS = 1.0
"""How long a server holds a question for what was written before it answers that there is nothing."""

LISTENING = "ibid: waiting for commits"
"""The comment of what only waits, in the server's logs and in `currentOp`: it takes as long as there is nothing."""

SHORTEST_PAUSE, MOST_PAUSES = 0.005, 10
"""Seconds before a unit of work is tried again after a conflict: a random part of so many times so much."""

_TRANSIENT, _UNKNOWN = "TransientTransactionError", "UnknownTransactionCommitResult"
"""Labels of errors, by MongoDB's specification of transactions: do all of it again, or only commit again."""

_DUPLICATE = 11000
_INTERNAL = 1
_OUT_OF_DISK = 14031
_FORBIDDEN = 13
_REFUSING = frozenset({_INTERNAL, _OUT_OF_DISK, _FORBIDDEN})
"""Codes of an engine that answers and cannot work: a full disk is 1 on the embedded server and 14031 on MongoDB."""

_NO_TRANSACTIONS = 20
_GONE = frozenset({18, 50, 91, 189, 202, 251, 262, 10107, 11600, 11602, 13435, 13436})
"""Codes of an engine that does not serve us now: refused credentials, out of time, shutting down, not the primary."""


_PACK_LEVEL = 3
"""Of zlib: texts shrink to a third, at 40 MB a second."""

IN_UTC: CodecOptions[Document] = CodecOptions(tz_aware=True)
"""How BSON is read: as dictionaries, times with their zone."""


def encoded(row: Document) -> bytes:
    """A row as BSON, its `_id` first, as databases keep it."""
    return bson.encode(row)


def packed(rows: Sequence[Document]) -> bytes:
    """Many rows as one value: on the embedded server a row's cost is its number, not its size."""
    return zlib.compress(bson.encode({"rows": list(rows)}), _PACK_LEVEL)


def unpacked(content: bytes) -> list[Document]:
    """The rows of a packed value."""
    rows: list[Document] = bson.decode(zlib.decompress(content), IN_UTC)["rows"]
    return rows


class Duplicate(StoreError):
    """An insert met a document with the same `_id`."""

    def __init__(self, collection: str) -> None:
        super().__init__(f"{collection} has a document of that name")
        self.collection = collection


class Units(Protocol):
    """How an engine does a unit of work: all of its writes, or none."""

    async def run(self, work: Callable[[Access], Awaitable[T]]) -> T:
        """Do the work, anew as often as it meets a passing conflict."""
        ...


@contextmanager
def translated(*, writing: bool) -> Iterator[None]:
    """Driver errors as the store's own; what is no fault of the store passes as it is."""
    try:
        yield
    except PyMongoError as error:
        ours = _as_ours(error, writing=writing)
        if ours is None:
            raise
        raise ours from error
    except TimeoutError as error:
        raise Unavailable("the store took too long") from error


def _as_ours(error: PyMongoError, *, writing: bool) -> StoreError | None:
    code = error.code if isinstance(error, OperationFailure) else None
    if writing and code == _NO_TRANSACTIONS:
        return NoTransactions()
    if code in _REFUSING:
        return CannotWrite(str(error)) if writing else Unavailable(str(error))
    if isinstance(error, ConnectionFailure | InvalidOperation) or error.timeout or code in _GONE:
        return Unavailable(str(error))
    return None


def _is_duplicate(error: PyMongoError) -> bool:
    if isinstance(error, BulkWriteError):
        details: Mapping[str, Any] = error.details
        return any(each.get("code") == _DUPLICATE for each in details.get("writeErrors", ()))
    return isinstance(error, DuplicateKeyError)


class Access:
    """Reads and writes on a database, inside a transaction when it has a session."""

    def __init__(self, database: Any, session: Any = None) -> None:
        self._database = database
        self._options: dict[str, Any] = {} if session is None else {"session": session}

    async def find(self, collection: str, query: Document) -> list[Document]:
        """Every document that the query matches, in no order."""
        cursor = self._database[collection].find(query, batch_size=AT_ONCE, **self._options)
        found: list[Document] = await cursor.to_list(None)
        return found

    async def one(self, collection: str, key: Any) -> Document | None:
        """The document of that `_id`."""
        found: Document | None = await self._database[collection].find_one({"_id": key}, **self._options)
        return found

    async def by_ids(self, collection: str, ids: Sequence[str]) -> dict[str, Document]:
        """Documents by `_id`, as many queries as there are chunks of ids."""
        found: dict[str, Document] = {}
        for chunk in chunks(list(dict.fromkeys(ids))):
            found.update({each["_id"]: each for each in await self.find(collection, {"_id": {"$in": chunk}})})
        return found

    async def insert(self, collection: str, documents: Sequence[Document]) -> None:
        """Insert, or raise Duplicate."""
        if not documents:
            return
        try:
            await self._database[collection].insert_many(documents, **self._options)
        except PyMongoError as error:
            if _is_duplicate(error):
                raise Duplicate(collection) from error
            raise

    async def replace(self, collection: str, query: Document, document: Document) -> bool:
        """Replace one document; False when the query matches none."""
        result = await self._database[collection].replace_one(query, document, **self._options)
        return bool(result.matched_count)

    async def put_all(self, collection: str, documents: Sequence[Document]) -> None:
        """Write documents whole under their `_id`, whatever was there, in one message."""
        puts = [pymongo.ReplaceOne({"_id": each["_id"]}, each, upsert=True) for each in documents]
        if puts:
            await self._database[collection].bulk_write(puts, ordered=False, **self._options)

    async def update(self, collection: str, query: Document, change: Document) -> bool:
        """Update one document; False when the query matches none."""
        result = await self._database[collection].update_one(query, change, **self._options)
        return bool(result.matched_count)

    async def delete(self, collection: str, query: Document) -> bool:
        """Delete one document; False when the query matches none."""
        result = await self._database[collection].delete_one(query, **self._options)
        return bool(result.deleted_count)

    async def delete_all(self, collection: str, ids: Sequence[str]) -> int:
        """Delete documents by `_id` in one message; gives how many there were."""
        deletes = [pymongo.DeleteOne({"_id": each}) for each in ids]
        if not deletes:
            return 0
        result = await self._database[collection].bulk_write(deletes, ordered=False, **self._options)
        return int(result.deleted_count)

    async def delete_where(self, collection: str, query: Document) -> None:
        """Delete every document that the query matches."""
        await self._database[collection].delete_many(query, **self._options)

    async def values(self, collection: str, field: str) -> set[Any]:
        """The values of a field in all documents of a collection."""
        return set(await self._database[collection].distinct(field, **self._options))

    async def count(self, collection: str) -> int:
        """How many documents a collection has."""
        return int(await self._database[collection].count_documents({}, **self._options))

    async def any(self, collection: str) -> Document | None:
        """Some document of a collection; None where it is empty."""
        found: Document | None = await self._database[collection].find_one({}, **self._options)
        return found

    async def scan(self, collection: str, size: int = 500) -> AsyncIterator[Document]:
        """Every document of a collection, `size` at a time in memory. Never on a request path."""
        async for document in self._database[collection].find({}, batch_size=size, **self._options):
            yield document

    async def writes(self, collection: str, key: Any) -> AsyncGenerator[None, None]:
        """One once it listens, then one after each committed write of a document, by whatever process.

        A change stream of the database. Raises Unavailable where there are none, this user may have none, or it is
        cut off; ends where the collection is gone.
        """
        pipeline = [{"$match": {"documentKey._id": key}}, {"$project": {"_id": 1}}]
        options = {"max_await_time_ms": int(HELD_SECONDS * 1000), "comment": LISTENING}
        try:
            async with asyncio.timeout(READ_SECONDS):
                stream = await _given(self._database[collection].watch(pipeline, **options))
            async with stream:
                is_listening = False
                while stream.alive:
                    async with asyncio.timeout(HELD_SECONDS + READ_SECONDS):
                        written = await stream.try_next()
                    if written is not None or not is_listening:
                        is_listening = True
                        yield
        except (PyMongoError, TimeoutError) as error:
            raise Unavailable(str(error) or "the store took too long") from error

    async def ensure_index(self, collection: str, fields: Sequence[str], *, seconds: int | None = None) -> None:
        """Make an index, ascending, unless it is there; `seconds` after its date the database deletes a document."""
        options = {} if seconds is None else {"expireAfterSeconds": seconds}
        await self._database[collection].create_index([(field, pymongo.ASCENDING) for field in fields], **options)


class Transactions:
    """Units of work as the server's own transactions.

    The drivers' own `with_transaction` is not used: it goes on for ever on a dead server, and that of pymongo waits
    longer after each conflict, up to half a second, so that of several writers one that does not wait takes every turn.
    """

    def __init__(self, client: Any, database: Any, seconds: float = UNIT_SECONDS) -> None:
        self._client = client
        self._database = database
        self._seconds = seconds

    async def run(self, work: Callable[[Access], Awaitable[T]]) -> T:
        """Do the work, in time: a driver's time limit holds for what it sends, ours for everything."""
        with pymongo.timeout(self._seconds):
            async with asyncio.timeout(self._seconds + 1):
                return await self._run(work)

    async def _run(self, work: Callable[[Access], Awaitable[T]]) -> T:
        async with await _given(self._client.start_session()) as session:
            for conflicts in count(1):
                try:
                    return await self._attempt(session, work)
                except PyMongoError as error:
                    if not error.has_error_label(_TRANSIENT):
                        raise
                await asyncio.sleep(random.uniform(0, SHORTEST_PAUSE * min(conflicts, MOST_PAUSES)))  # noqa: S311
        raise AssertionError

    async def _attempt(self, session: Any, work: Callable[[Access], Awaitable[T]]) -> T:
        await _given(session.start_transaction())
        try:
            done = await work(Access(self._database, session))
        except BaseException:
            await session.abort_transaction()
            raise
        await _commit(session)
        return done


async def _commit(session: Any) -> None:
    """Commit; where nobody knows whether that was done, again, which is done once (MongoDB's transactions)."""
    while True:
        try:
            await session.commit_transaction()
        except PyMongoError as error:
            if not error.has_error_label(_UNKNOWN) or error.timeout:
                raise
        else:
            return


async def _given(value: Any) -> Any:
    """What a driver gives at once, and the other one when it is awaited."""
    return await value if isawaitable(value) else value


@dataclass(frozen=True, slots=True)
class Connection:
    """An open database: `access` outside of transactions, `units` for units of work."""

    client: Any
    access: Access
    units: Units
    read_seconds: float = READ_SECONDS

    @contextmanager
    def reading(self, *, in_time: bool = True) -> Iterator[Access]:
        """Reads, with the store's errors, and only so long unless they read everything."""
        with translated(writing=False), pymongo.timeout(self.read_seconds if in_time else None):
            yield self.access

    async def unit(self, work: Callable[[Access], Awaitable[T]]) -> T:
        """Write everything that `work` writes, or nothing. It may run several times."""
        with translated(writing=True):
            return await self.units.run(work)

    async def close(self) -> None:
        """Let go of every connection."""
        await _given(self.client.close())


def connect(
    uri: str,
    *,
    driver: DriverName = "motor",
    database: str | None = None,
    otherwise: str = "ibid",
    listeners: Sequence[Any] = (),
) -> Connection:
    """Open a database: the one named, else the URI's own, else `otherwise`. Nothing is asked of it yet."""
    options: dict[str, Any] = {"tz_aware": True, "event_listeners": list(listeners)}
    try:
        client: Any = AsyncIOMotorClient(uri, **options) if driver == "motor" else AsyncMongoClient(uri, **options)
        named = client[database] if database else client.get_default_database(otherwise)
        # What a reader has seen, of the feed above all, must not be taken back by a change of primary.
        opened = named.with_options(read_concern=ReadConcern("majority"))
    except (InvalidURI, ConfigurationError, ValueError) as error:
        raise BadURI(str(error)) from error
    return Connection(client, Access(opened), Transactions(client, opened))


def chunks(values: Sequence[T], size: int = CHUNK) -> Iterator[Sequence[T]]:
    """Values, so many at a time."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
