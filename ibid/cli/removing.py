"""`ibid remove`: documents out of the store."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from ibid.cli.naming import key_of, refuse_document
from ibid.cli.printing import console
from ibid.opening import opened_store
from ibid.settings import Settings
from seed.loading.removing import remove

out = console()


def remove_documents(settings: Settings, symbols: Sequence[str]) -> bool:
    """Remove documents by symbol; False when one is no symbol or is not held."""
    return asyncio.run(_remove(settings, symbols))


async def _remove(settings: Settings, symbols: Sequence[str]) -> bool:
    done = True
    async with opened_store(settings, "tool") as store:
        for words in symbols:
            key = key_of(words)
            count = await remove(store, key, by="remove") if key else 0
            if count:
                out.print(f"{key}: removed, {count} records", markup=False)
            else:
                done = False
                refuse_document(key or words)
    return done
