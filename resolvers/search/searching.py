"""Searches, a level at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from store.ports import Answering
from store.search.query import Hits, Search


async def searched(answering: Answering, searches: Sequence[Search]) -> list[Hits]:
    """The page that answers each search."""
    return list(await asyncio.gather(*(answering.search(each) for each in searches)))
