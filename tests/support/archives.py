"""Databases that have something of everything, what they hold, and archives of them."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self
from zipfile import ZIP_DEFLATED, ZipFile

from i18n.languages import EN
from store.credentials import Credential, Granted
from store.editing import Once, Outcome, OutcomeKind, SuggestionRecord, unit_name
from store.mongo.archive.kept import KEPT
from store.mongo.archive.manifest import Manifest
from store.mongo.archive.opening import Archive
from store.mongo.archive.restoring import Restored, restore
from store.mongo.archive.writing import back_up
from store.mongo.driver import Access, Connection, Document
from store.mongo.store import MongoStore
from store.ports import Put, PutVariant
from store.records import DocumentRecord, ParagraphRecord, Provenance
from tests.store.builders import FR, paragraph, variant
from tests.support.records import corpus, counted

PARAGRAPH, GONE = "A/RES/74/148#1", "A/RES/1/1#1"

Contents = dict[str, list[Document]]
"""The rows of each collection that is kept, by `_id`."""


def untold(*_: object) -> None:
    """Tell nobody of progress."""


async def populated(connection: Connection) -> MongoStore:
    """A store with a loaded corpus, edits, a tombstone, a suggestion, an answer and a key."""
    store = await MongoStore.on(connection)
    await store.commit([Put(None, record) for record in counted(corpus())], by="import")
    await edit(store, 1)
    await store.commit([Put(None, paragraph(1, "Withdrawn", of="A/RES/1/1"))], by="import")
    (gone,) = await store.get(ParagraphRecord, [GONE])
    assert gone is not None
    await store.commit([Put(gone, replace(gone, deleted=True))], by="import", note="withdrawn")
    granted = (Granted("TRANSLATOR", (FR,)),)
    kept = Credential(key="a" * 64, id="id1", name="anne", grants=granted, created_at=datetime(2026, 11, 1, tzinfo=UTC))
    await store.keyring.add(kept)
    return store


async def edit(store: MongoStore, number: int) -> None:
    """Write a text of two paragraphs, a suggestion, and the answer to it, all with a number in them."""
    found = await store.get(ParagraphRecord, [PARAGRAPH, f"{PARAGRAPH[:-1]}3"])
    texts = [
        PutVariant(
            ParagraphRecord,
            each.key,
            variant(f"Version {number}", FR, revision=number, provenance=Provenance.UNOFFICIAL),
            expected=each.variants[FR].revision if FR in each.variants else 0,
        )
        for each in found
        if each is not None
    ]
    suggestion = SuggestionRecord(
        key=f"s{number}", of=unit_name(ParagraphRecord, PARAGRAPH), language=FR, text=f"Mieux {number}", digest="d"
    )
    once = Once(key=f"k{number}", fingerprint="f", outcomes=(Outcome(kind=OutcomeKind.WRITTEN, node=str(number)),))
    await store.commit([*texts, Put(None, suggestion)], by="anne", note=f"edit {number}", once=once)


async def contents(connection: Connection) -> Contents:
    """What a database holds of what is kept, apart from what a restore gives another name."""
    found: Contents = {}
    for collection in KEPT:
        rows = [row async for row in connection.access.scan(collection)]
        found[collection] = sorted(map(comparable, rows), key=lambda row: str(row["_id"]))
    found["counters"] = [row for row in found["counters"] if row["_id"] in {"changes", "api_keys"}]
    return found


def comparable(row: Document) -> Document:
    """A row without the epoch of its feed, its binary values as bytes and its times in UTC."""
    return {name: bytes(value) if isinstance(value, bytes) else value for name, value in row.items() if name != "epoch"}


def archived(path: Path) -> Contents:
    """What an archive holds, likewise."""
    with Archive.opened(path) as archive:
        archive.check(untold)
        return {
            collection: sorted(
                (comparable(row) for rows in archive.rows(collection) for row in rows), key=lambda row: str(row["_id"])
            )
            for collection in KEPT
        }


async def backed_up(connection: Connection, path: Path) -> Manifest:
    """Write an archive of a database."""
    return await back_up(connection, path, untold)


async def restored(connection: Connection, path: Path, told: Callable[[str, int], None] = untold) -> Restored:
    """Restore a database from an archive, as the command does."""
    with Archive.opened(path) as archive:
        archive.check(untold)
        return await restore(connection, archive, told)


def left_in(folder: Path) -> list[str]:
    """What files a folder has."""
    return sorted(each.name for each in folder.iterdir())


def rewritten(path: Path, **members: Callable[[bytes], bytes | None]) -> Path:
    """A copy of an archive with members made other ones, or left out; `manifest` is the manifest."""
    copy = path.with_name("rewritten.zip")
    with ZipFile(path) as archive, ZipFile(copy, "w", ZIP_DEFLATED) as other:
        for name in archive.namelist():
            change = members.get(name.partition("/")[0].removesuffix(".json"))
            content = archive.read(name) if change is None else change(archive.read(name))
            if content is not None:
                other.writestr(name, content)
    return copy


def manifest_with(**changes: Any) -> Callable[[bytes], bytes]:
    """What makes another manifest of one."""

    def change(content: bytes) -> bytes:
        return json.dumps({**json.loads(content), **changes}).encode()

    return change


class Interrupted(Access):
    """Access to a database that somebody writes while a collection is read."""

    def __init__(self, access: Access, between: Callable[[str], Awaitable[None]]) -> None:
        super().__init__(access._database)
        self._between = between

    async def scan(self, collection: str, size: int = 500) -> AsyncIterator[Document]:
        async for row in super().scan(collection, size):
            await self._between(collection)
            yield row


def interrupted(connection: Connection, between: Callable[[str], Awaitable[None]]) -> Connection:
    """A connection whose scans wait for `between` at each row."""
    return replace(connection, access=Interrupted(connection.access, between))


@dataclass(slots=True)
class Witness:
    """Who writes while a backup is made, and knows what the database held after each commit."""

    connection: Connection
    store: MongoStore
    seen: list[Contents] = field(default_factory=list)

    @classmethod
    async def of(cls, connection: Connection) -> Self:
        witness = cls(connection, await populated(connection))
        await witness.look()
        return witness

    async def look(self) -> None:
        """Remember what there is."""
        self.seen.append(await contents(self.connection))

    async def edit(self, number: int) -> None:
        """Write something, and remember."""
        await edit(self.store, number)
        await self.look()

    async def suggest(self, number: int) -> None:
        """Write something that the feed does not tell of, and remember."""
        of = unit_name(DocumentRecord, "A/RES/74/148")
        suggestion = SuggestionRecord(key=f"t{number}", of=of, language=EN, text="Protection", digest="d")
        await self.store.commit([Put(None, suggestion)], by="anne")
        await self.look()

    async def load(self, number: int) -> None:
        """Write so much that its history is packed, and remember."""
        of = f"A/RES/75/{number}"
        await self.store.commit([Put(None, paragraph(position, of=of)) for position in range(1, 12)], by="import")
        await self.look()


def head_of(held: Mapping[str, list[Document]]) -> int:
    """The head of the feed of what was held."""
    return next(int(row["seq"]) for row in held["counters"] if row["_id"] == "changes")
