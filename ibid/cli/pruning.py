"""`ibid prune`: old changes given up, so that the feed does not grow for ever."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from ibid.cli.printing import console
from ibid.opening import opened_store
from ibid.settings import Settings

out = console()


def prune_changes(settings: Settings) -> None:
    """Do it, and say how many."""
    count = asyncio.run(_prune(settings))
    days = settings.changes_kept_days
    out.print(f"Gave up {count} changes." if count else f"No changes are older than {days} days.")


async def _prune(settings: Settings) -> int:
    before = datetime.now(UTC) - timedelta(days=settings.changes_kept_days)
    async with opened_store(settings, "tool") as store:
        with out.status("Pruning"):
            return await store.prune(before)
