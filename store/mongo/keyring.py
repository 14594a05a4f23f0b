"""API keys in MongoDB: a document each, whose `_id` is the key's digest."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from store.credentials import MOST_LIVE, Credential, TooManyKeys
from store.errors import Unavailable
from store.mongo.codec import decode, encode
from store.mongo.collections import API_KEYS, COUNTERS
from store.mongo.driver import Access, Connection, translated

MADE = "api_keys"
"""The `_id` of the counter that every new key raises: of two that are made at once, one waits for the other."""


class MongoKeyring:
    """`store.credentials.Keyring` on MongoDB, or on what speaks like it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, credential: Credential) -> None:
        """Keep a new key, or raise TooManyKeys."""

        async def work(access: Access) -> None:
            if not await access.update(COUNTERS, {"_id": MADE}, {"$inc": {"made": 1}}):
                raise Unavailable("the database has no counter of keys")
            same = [decode(Credential, row) for row in await access.find(API_KEYS, {"name": credential.name})]
            live = sorted(each.id for each in same if each.is_live(credential.created_at))
            if len(live) >= MOST_LIVE:
                raise TooManyKeys(credential.name, live)
            await access.insert(API_KEYS, [encode(credential)])

        await self._connection.unit(work)

    async def by_digest(self, digest: str) -> Credential | None:
        """The key with a digest."""
        with self._connection.reading() as access:
            row = await access.one(API_KEYS, digest)
        return None if row is None else decode(Credential, row)

    async def every(self) -> list[Credential]:
        """Every key that ever was, by name, the oldest first."""
        with self._connection.reading() as access:
            found = [decode(Credential, row) async for row in access.scan(API_KEYS)]
        return sorted(found, key=lambda each: (each.name, each.created_at, each.id))

    async def revoke(self, key_id: str, at: datetime) -> Credential | None:
        """End a key for ever; None where no key has the id."""
        with translated(writing=True):
            access = self._connection.access
            row = next(iter(await access.find(API_KEYS, {"id": key_id})), None)
            if row is None:
                return None
            found = decode(Credential, row)
            if found.revoked_at is not None:
                return found
            await access.update(API_KEYS, {"_id": found.key}, {"$set": {"revoked_at": at}})
            return replace(found, revoked_at=at)

    async def touch(self, digest: str, at: datetime) -> None:
        """Note when a key was used last."""
        with translated(writing=True):
            await self._connection.access.update(API_KEYS, {"_id": digest}, {"$set": {"last_used_at": at}})
