"""From one store to another by files alone: what is loaded there is what was held here."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from i18n.languages import Tag
from seed.loading import SEED_CORPUS, load
from seed.loading.held import HeldDocument, held_document
from seed.writing.formats import Format
from seed.writing.whole import read_whole
from seed.writing.written import write
from store.mongo.store import MongoStore
from store.records import NEVER, DocumentRecord, Entity, Provenance, SourceRank, Unit
from tests.support.stores import mongomock_store

FOUNDING = ("A/RES/74/148", "A/HRC/45/30")


async def exported(store: MongoStore, folder: Path) -> list[Path]:
    """The founding documents as files, in every language that they are held in."""
    found: list[Path] = []
    for record in await store.get(DocumentRecord, FOUNDING):
        assert record is not None
        whole = await read_whole(store, record)
        for language in whole.languages:
            written = write(whole, Format.AKN, [language])
            (folder / written.name).write_bytes(written.content)
            found.append(folder / written.name)
    return found


def said(record: Entity) -> Entity:
    """A record without revisions, times, origins, and who made a text on what basis."""
    record = replace(record, revision=0, updated_at=NEVER)
    if isinstance(record, Unit):
        variants = {
            tag: replace(
                each, revision=1, updated_at=NEVER, rank=SourceRank.OFFICIAL_XML, basis=None, author="", note=None
            )
            for tag, each in record.variants.items()
        }
        record = replace(record, variants=variants)
    if isinstance(record, DocumentRecord):
        record = replace(record, origins={}, findings=(), coverage=())
    return record


def compared(held: HeldDocument) -> dict[str, Entity]:
    return {each.key: said(each) for each in held.inside()}


def units(held: HeldDocument) -> dict[str, Entity]:
    """The sections, paragraphs and footnotes, without which citations stand in them."""
    paragraphs = [replace(each, citations=()) for each in held.units.paragraphs]
    footnotes = [replace(each, citations=()) for each in held.units.footnotes]
    return {each.key: said(each) for each in (*held.units.sections, *paragraphs, *footnotes)}


async def test_what_is_exported_is_loaded_elsewhere_as_it_was(tmp_path: Path) -> None:
    """A report that came as text, and a resolution with an unofficial French that stays unofficial.

    The French was a file of translations; as a text of its own it is read for citations too.
    """
    here, there = await mongomock_store(), await mongomock_store()
    async for _ in load(here, SEED_CORPUS):
        pass
    async for _ in load(there, await exported(here, tmp_path)):
        pass

    before = {symbol: await held_document(here, symbol) for symbol in FOUNDING}
    after = {symbol: await held_document(there, symbol) for symbol in FOUNDING}
    assert compared(before["A/HRC/45/30"]) == compared(after["A/HRC/45/30"])
    assert units(before["A/RES/74/148"]) == units(after["A/RES/74/148"])
    (resolution,) = await there.get(DocumentRecord, ["A/RES/74/148"])
    assert resolution is not None
    french = resolution.variants[Tag("fr")]
    assert (Provenance.UNOFFICIAL, SourceRank.EDITOR) == (french.provenance, french.rank)


async def test_the_same_export_again_changes_nothing(tmp_path: Path) -> None:
    store = await mongomock_store()
    async for _ in load(store, SEED_CORPUS):
        pass
    files = await exported(store, tmp_path)
    first = [file.read_bytes() for file in files]

    assert first == [file.read_bytes() for file in await exported(store, tmp_path)]
