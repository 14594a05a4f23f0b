"""`ibid index`: the search index brought up to date, or made anew."""

from __future__ import annotations

import asyncio

from ibid.cli.printing import console
from ibid.opening import opened_store
from ibid.settings import Settings
from store.search.indexing import FAN_OF_LOAD, Indexer

out = console()


def index_store(settings: Settings, *, rebuild: bool) -> None:
    """Do it, and say of how much."""
    count = asyncio.run(_index(settings, rebuild=rebuild))
    out.print(f"Indexed {count} documents and instruments." if count else "The search index has everything.")


async def _index(settings: Settings, *, rebuild: bool) -> int:
    async with opened_store(settings, "tool") as store:
        indexer = Indexer(store, fan=FAN_OF_LOAD)
        with out.status("Indexing"):
            count = await (indexer.rebuild() if rebuild else indexer.catch_up())
            await indexer.finish()
        return count
