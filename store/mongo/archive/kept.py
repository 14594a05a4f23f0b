"""Which collections a backup holds, and which it leaves out because they are made of the others."""

from __future__ import annotations

from store.mongo.collections import (
    API_KEYS,
    CHANGES,
    COUNTERS,
    ENTITIES,
    IDEMPOTENCY,
    LISTINGS,
    REVISIONS,
    SEGMENT_PARTS,
    SEGMENTS,
    UNFED,
)
from store.mongo.feed import HEAD
from store.mongo.keyring import MADE

TOLD: tuple[str, ...] = (*(name for kind, name in ENTITIES.items() if kind not in UNFED), REVISIONS, CHANGES)
"""What the feed tells of: it can be read while others write, and brought up to date by what the feed says."""

UNTOLD: tuple[str, ...] = (*(name for kind, name in ENTITIES.items() if kind in UNFED), IDEMPOTENCY, API_KEYS)
"""What the feed does not tell of: it is read at one point of time."""

COUNTED: tuple[str, ...] = (HEAD, MADE)
"""The counters that are kept. The version and the manifest of the search index belong to what is made again."""

KEPT: tuple[str, ...] = (*TOLD, *UNTOLD, COUNTERS)
"""Every collection of a backup, in the order in which it holds them."""

DERIVED: tuple[str, ...] = (LISTINGS, SEGMENTS, SEGMENT_PARTS)
"""What is made again from the rest."""

PASSING: frozenset[str] = frozenset({IDEMPOTENCY})
"""Collections of which the database deletes what is old: what is written need not be there a minute later."""
