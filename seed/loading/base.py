"""What every document stands on: States and organizations, bodies, and the authority table of instruments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice

from seed.authority.bodies import load_bodies
from seed.authority.entries import AuthorityEntry
from seed.authority.instruments import load_instruments
from seed.authority.reporters import load_reporters
from seed.loading.merging import is_same, merged
from store import keys, texts
from store.ports import Put, Store
from store.records import Entity, InstrumentRecord, SourceRank, Variant

BLOCK = 400
"""Records a commit: one transaction of this size stays well under a second on the embedded server."""


def ancestors(entry: AuthorityEntry, parents: dict[str, str | None]) -> tuple[str, ...]:
    """What an instrument is part of, nearest first."""
    found: list[str] = []
    parent = entry.part_of
    while parent is not None and parent not in found:
        found.append(parent)
        parent = parents.get(parent)
    return tuple(found)


def instrument_records(entries: Iterable[AuthorityEntry]) -> Iterator[InstrumentRecord]:
    """The authority table as records."""
    held = tuple(entries)
    parents = {entry.identifier: entry.part_of for entry in held}
    for entry in held:
        names = (name for language in entry.aliases for name in entry.aliases[language])
        yield InstrumentRecord(
            key=entry.identifier,
            kind=entry.kind,
            symbol=entry.symbol,
            aliases=tuple(dict.fromkeys(keys.fold(name) for name in (*names, *entry.titles.values()))),
            treaty_series=entry.treaty_series,
            adopted_on=entry.adopted_on,
            url=entry.url,
            ancestors=ancestors(entry, parents),
            variants={
                tag: Variant(language=tag, text=title, digest=texts.digest(title), rank=SourceRank.OFFICIAL_TEXT)
                for tag, title in entry.titles.items()
            },
        )


async def load_base(store: Store, *, at: datetime, by: str) -> int:
    """Bring the store up to the tables; give the number of records written. The same tables again write nothing."""
    written = 0
    wanted: Iterator[Entity] = iter((*load_bodies(), *load_reporters(), *instrument_records(load_instruments())))
    while block := list(islice(wanted, BLOCK)):
        writes = await _puts(store, block, at)
        await store.commit(writes, by=by)
        written += len(writes)
    return written


async def _puts(store: Store, block: Sequence[Entity], at: datetime) -> list[Put]:
    puts: list[Put] = []
    for kind in dict.fromkeys(type(record) for record in block):
        own = [record for record in block if type(record) is kind]
        for before, record in zip(await store.get(kind, [record.key for record in own]), own, strict=True):
            after = merged(before, record, at)
            if before is None or not is_same(before, after):
                puts.append(Put(before, after))
    return puts
