"""The mark of a database that a backup is being restored into: until it is gone, nobody opens the database.

`counters {_id: "restoring", run}`: `run` is another each time, so that of two who restore at once only one can end.
"""

from __future__ import annotations

from store.errors import BeingRestored
from store.mongo.collections import COUNTERS
from store.mongo.driver import Access

MARK = "restoring"
"""The `_id` of the mark."""


async def refuse_marked(access: Access) -> None:
    """Raise BeingRestored where there is a mark."""
    if await access.one(COUNTERS, MARK) is not None:
        raise BeingRestored
