"""`ibid migrate`: the database brought to this Ibid's schema version."""

from __future__ import annotations

import asyncio

from ibid.cli.printing import console
from ibid.opening import opened_connection
from ibid.settings import Settings
from store.mongo.migrations import VERSION, migrate

out = console()


def migrate_store(settings: Settings) -> None:
    """Do it, and say from where to where."""
    before = asyncio.run(_migrate(settings))
    out.print(f"Already at version {VERSION}." if before == VERSION else f"From version {before} to {VERSION}.")


async def _migrate(settings: Settings) -> int:
    async with opened_connection(settings, "tool") as connection:
        return await migrate(connection)
