"""Following the feed: page by page, each kept with the place behind it."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import replace
from functools import partial

from ibid.mirror.patience import Patience
from ibid.mirror.place import Place
from ibid.mirror.source import Source
from ibid.mirror.targets.ports import Target
from ibid.mirror.telling import Telling


async def followed(
    source: Source, target: Target, patience: Patience, place: Place, telling: Telling, *, wait: int = 0
) -> AsyncGenerator[Place, None]:
    """The places that the copy comes to, until there is no more; with `wait`, for so many seconds. Raises Anew.

    Each is given when it is kept. The copy is caught up when the last one is.
    """
    more = True
    while more:
        page = await patience.until(partial(source.changes, place.cursor, wait))
        if page.next != place.cursor:
            place = replace(place, cursor=page.next, url=source.url)
            await target.follow(page.lines, place)
            telling.got(len(page.lines))
        more = page.has_more
        yield place
