"""Every State, for those who look for names of States in texts."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from weakref import WeakKeyDictionary

from resolvers.batches import listed
from store.listings.names import STATES
from store.ports import Reader
from store.records import ReporterRecord

MOST_STATES = 500
"""The most of which names are known; the United Nations have 193 Members."""

FRESH_SECONDS = 60.0
"""How long they are remembered: the names of States change once in years, and reading them takes half of a check."""

_KEPT: WeakKeyDictionary[Reader, tuple[float, Sequence[ReporterRecord]]] = WeakKeyDictionary()
"""By reader, since each may see other names: when its States were read, and they."""


async def every_state(reader: Reader) -> Sequence[ReporterRecord]:
    """Every State, as this reader saw it at most a minute ago."""
    at, states = _KEPT.get(reader, (-math.inf, ()))
    if time.monotonic() - at >= FRESH_SECONDS:
        (states,) = await listed(reader, ReporterRecord, [STATES], at_most=MOST_STATES)
        _KEPT[reader] = (time.monotonic(), states)
    return states
