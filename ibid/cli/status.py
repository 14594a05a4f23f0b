"""`ibid status`: what the store holds, and whether what is derived agrees with what it is derived from."""

from __future__ import annotations

import asyncio

from rich.table import Table

from ibid.cli.printing import console
from ibid.cli.quality import print_quality
from ibid.opening import opened_store
from ibid.settings import Settings
from store.listings import names
from store.mongo.checking import Difference
from store.mongo.store import MongoStore
from store.ports import Slice
from store.search.indexing import Indexer

out = console()

COUNTED = {
    "documents": names.documents(names.DocumentOrder.SYMBOL),
    "instruments": names.INSTRUMENTS,
    "States": names.STATES,
}
"""What is counted, and the listing that keeps the number."""


def print_status(settings: Settings, *, check: bool, quality: bool = False) -> bool:
    """Say it; False when a check found differences."""
    return asyncio.run(_status(settings, check=check, quality=quality))


async def _status(settings: Settings, *, check: bool, quality: bool) -> bool:
    async with opened_store(settings, "tool") as store:
        table = Table.grid(padding=(0, 2))
        table.add_row("store", f"embedded, in {settings.data_dir}" if settings.is_embedded else "MongoDB")
        table.add_row("changes", str(await store.head()))
        slices = [Slice(listing=listing, first=1) for listing in COUNTED.values()]
        for name, page in zip(COUNTED, await store.pages(slices), strict=True):
            table.add_row(name, str(page.total))
        table.add_row("search index", await _indexed(store))
        out.print(table)
        if quality:
            await print_quality(store)
        return not check or _say(await _differences(store))


async def _indexed(store: MongoStore) -> str:
    """How far the search index has come."""
    manifest, head = await store.segments.manifest(), await store.head()
    if not manifest.is_current or manifest.seq < head:
        return f"behind, at change {manifest.seq if manifest.is_current else 0} of {head}"
    return "up to date"


async def _differences(store: MongoStore) -> list[Difference]:
    with out.status("Comparing what is derived with what it is derived from"):
        found = await store.differences()
        manifest = await store.segments.manifest()
        if manifest.is_current and manifest.seq >= await store.head():
            found += [Difference("search", owner) for owner in await Indexer(store).differences()]
        return found


def _say(found: list[Difference]) -> bool:
    for difference in found:
        out.print(f"differs: {difference.kind} {difference.name}", style="red", markup=False)
    if not found:
        out.print("Everything derived agrees.", style="green")
    return not found
