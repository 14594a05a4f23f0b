"""A source under edits: Ibid's own application on a store in memory, with small documents that anything befalls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import httpx

from i18n.languages import EN, Tag
from ibid.access.keys import new_key, now
from ibid.app import create_app
from ibid.service import Phase, Service
from ibid.settings import Settings
from resolvers.access import Principal, parse_grant
from resolvers.changes.places import Wanted as Filter
from resolvers.changes.scope import Scope
from store.derived import coverage
from store.heads import Heads, heads
from store.kinds import document_of, type_of
from store.mongo.driver import Connection
from store.mongo.feed import new_epoch, prune
from store.mongo.store import MongoStore
from store.ports import Put, PutHeads
from store.records import (
    BodyRecord,
    CitationRecord,
    Counts,
    DocumentRecord,
    Entity,
    FootnoteRecord,
    InstrumentRecord,
    Placed,
    ReporterRecord,
    Unit,
    Variant,
    VariantStatus,
)
from store.states import canonical, state_of
from tests.store.builders import citation, document, instrument, paragraph, state, submission, variant
from tests.support.mirrored import Rows
from tests.support.stores import mongomock_connection

FR, ES = Tag("fr"), Tag("es")
LANGUAGES = (EN, FR, ES)
SYMBOLS = ("A/RES/1/1", "A/HRC/2/2", "S/RES/3")

Name = tuple[type[Entity], str]


def small(symbol: str) -> list[Entity]:
    """A document of two paragraphs, a footnote, a citation and a submission, in English and a little in French."""
    note = FootnoteRecord(
        key=f"{symbol}#fn1", document=symbol, position=1, marker="1", marker_key="1",
        variants={EN: variant(f"A note of {symbol}"), FR: variant("Une note", FR)}, citations=(1,),
    )  # fmt: skip
    units: list[Placed] = [
        paragraph(1, f"First\u2028of {symbol}", of=symbol),
        paragraph(2, "Second", of=symbol, variants={FR: variant("Deuxième", FR)}),
        note,
    ]
    title = {EN: variant(f"Title of {symbol}")}
    counts = Counts(paragraphs=2, footnotes=1, citations=1, submissions=1)
    whole = document(symbol, counts=counts, variants=title)
    whole = replace(whole, coverage=coverage([whole, *units]))
    return [whole, *units, citation(1, "treaty:A", of=symbol), submission(1, "MEX", of=symbol)]


def others() -> list[Entity]:
    """What stands in no document."""
    return [
        BodyRecord(key="UN-GA", variants={EN: variant("General Assembly"), FR: variant("Assemblée", FR)}),
        state("MEX", variants={EN: variant("Mexico")}),
        ReporterRecord(key="EU", variants={FR: variant("Union européenne", FR)}),
        instrument("treaty:A", variants={EN: variant("Convention A"), FR: variant("Convention A", FR)}),
        instrument("treaty:B", variants={ES: variant("Convención B", ES)}),
    ]


@dataclass
class World:
    """The source. `principal` is the partner, who shows `key`; `saved` is a backup."""

    connection: Connection
    store: MongoStore
    names: list[Name]
    app: Any = None
    key: str = ""
    principal: Principal = field(default_factory=Principal)
    saved: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @classmethod
    async def made(cls) -> World:
        """A source of three documents, which a partner with every grant copies."""
        connection = mongomock_connection()
        store = await MongoStore.on(connection)
        records = [*others(), *(record for symbol in SYMBOLS for record in small(symbol))]
        await store.commit([Put(None, record) for record in records], by="test")
        world = cls(connection, store, [(type(record), record.key) for record in records])
        await world.grant("PARTNER")
        await world.save()
        return world

    def transport(self) -> httpx.AsyncBaseTransport:
        """What the partner asks by."""
        return httpx.ASGITransport(app=self.app, raise_app_exceptions=False, client=("127.0.0.1", 4711))

    async def restart(self) -> None:
        """Serve anew, by a process that remembers nothing."""
        self.store = await MongoStore.on(self.connection)
        settings = Settings()
        settings = replace(settings, access=replace(settings.access, public_read=False))
        self.app = create_app(Service(settings, phase=Phase.READY, store=self.store))

    async def grant(self, *grants: str) -> None:
        """Give the partner another key."""
        granted = [parse_grant(each) for each in grants]
        self.key, credential = new_key(f"partner {next(self.numbers)}", granted, at=now())
        await self.store.keyring.add(credential)
        self.principal = Principal(id=f"key:{credential.id}", grants=tuple(granted))
        await self.restart()

    async def revoke(self) -> None:
        """End the partner's key."""
        await self.store.keyring.revoke(self.principal.id.removeprefix("key:") if self.principal.id else "", now())
        await self.restart()

    async def held(self, name: Name) -> Entity | None:
        """A record, unless it was removed."""
        kind, key = name
        (found,) = await self.store.get(kind, [key])
        return found

    async def unit(self, at: int) -> Unit | None:
        """One of the units, by any number."""
        units = [name for name in self.names if issubclass(name[0], Unit)]
        found = await self.held(units[at % len(units)])
        assert found is None or isinstance(found, Unit)
        return found

    async def put(self, before: Entity, after: Entity) -> None:
        """Write a record in the place of another."""
        await self.store.commit([Put(before, after)], by="test")

    async def write(self, at: int, language: Tag, text: str | None, *, draft: bool) -> None:
        """Publish a text of a unit, or leave a draft of it; without a text, withdraw it."""
        unit = await self.unit(at)
        if unit is not None:
            held = unit.working if draft else unit.variants
            texts = {tag: each for tag, each in held.items() if tag != language}
            if text is not None:
                texts[language] = self._variant(unit, language, text, draft=draft)
            after = replace(unit, working=texts) if draft else replace(unit, variants=texts)
            await self.put(unit, after)

    async def edit(self, at: int, language: Tag, text: str | None) -> None:
        """Do as editors do: write heads alone, and the document's coverage with them."""
        unit = await self.unit(at)
        if isinstance(unit, Placed):
            before = heads(unit, language)
            text_now = None if text is None else self._variant(unit, language, text, draft=False)
            heads_now = Heads(published=text_now, working=before.working)
            asked = PutHeads(kind=type(unit), key=unit.key, language=language, before=before, after=heads_now)
            await self.store.commit([asked], by="test")

    def _variant(self, unit: Unit, language: Tag, text: str, *, draft: bool) -> Variant:
        both = heads(unit, language)
        status = VariantStatus.DRAFT if draft else VariantStatus.PUBLISHED
        return variant(text, language, status=status, revision=1 + max(*both.revisions, unit.retired.get(language, 0)))

    async def correct(self, at: int, target: str) -> None:
        """Correct a citation."""
        citations = [name for name in self.names if name[0] is CitationRecord]
        found = await self.held(citations[at % len(citations)])
        if isinstance(found, CitationRecord):
            await self.put(found, replace(found, instrument=target, targets=(target,), is_corrected=True))

    async def remove(self, symbol: str) -> None:
        """Take a document away, and all that stands in it."""
        inside = [await self.held(name) for name in self.names if name[1].partition("#")[0] == symbol]
        buried = [Put(record, replace(record, deleted=True)) for record in inside if record is not None]
        await self.store.commit(buried, by="test")

    async def add(self, symbol: str) -> None:
        """Load a document, which may have been there before, unless it is there."""
        if await self.held((DocumentRecord, symbol)) is None:
            await self.store.commit([Put(None, record) for record in small(symbol)], by="test")

    async def toggle(self, identifier: str) -> None:
        """Take an instrument away, or bring it back."""
        found = await self.held((InstrumentRecord, identifier))
        if found is None:
            (record,) = [record for record in others() if record.key == identifier]
            await self.store.commit([Put(None, record)], by="test")
        else:
            await self.put(found, replace(found, deleted=True))

    async def prune(self) -> None:
        """Give up the feed, but for its last commit."""
        await prune(self.connection, datetime.now(UTC) + timedelta(days=1), await self.store.head())

    async def save(self) -> None:
        """Make a backup."""
        database = self.connection.client["ibid"]
        names = await database.list_collection_names()
        self.saved = {name: await database[name].find({}).to_list(None) for name in names if name != "api_keys"}

    async def restore(self) -> None:
        """Put the backup back: everything is as it was then, in another epoch."""
        database = self.connection.client["ibid"]
        for name in await database.list_collection_names():
            if name != "api_keys":
                await database[name].delete_many({})
        for name, documents in self.saved.items():
            if documents:
                await database[name].insert_many(documents)
        await database["counters"].update_one({"_id": "changes"}, {"$set": {"epoch": new_epoch()}})
        await self.restart()

    async def truth(self, wanted: Filter) -> Rows:
        """What the partner's copy has to hold: read record by record, by no route and no feed."""
        scope = Scope.of(self.principal, wanted)
        found: Rows = {}
        for name in self.names:
            record = await self.held(name)
            if record is not None:
                kind = type_of(record)
                seen = scope.record(record, kind, document_of(record))
                if seen is not None:
                    found[kind, record.key] = canonical(state_of(seen)).decode()
        return found
