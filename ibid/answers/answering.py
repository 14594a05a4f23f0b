"""Answering from what is kept, and keeping what was answered.

A request that came before in just the same bytes is known without reading it; one that asks the same in other words is
known once it was read. What is kept is given only while the feed says that it is still so.
"""

from __future__ import annotations

import asyncio
from collections.abc import Hashable
from contextlib import suppress
from dataclasses import dataclass, field

from i18n.languages import Tag
from ibid.answers.cursors import Cursors, place_in
from ibid.answers.keeping import Flight, Held, Keeping
from ibid.answers.kept import Asked, Kept, Known, Untold, asked
from ibid.http.operations import Operation
from ibid.observing.facts import current, looked_up
from store.errors import StoreError
from store.remembering.noting import Noting

LOOK_SECONDS = 1.0
"""How long a request waits to know whether something kept is still so, before it is answered as if nothing were."""

FLIGHT_SECONDS = 2.0
"""How long a request waits for another that asks the same, before it is executed by itself."""

_CACHE = "answers"
_FOUND = ((_CACHE, True),)
_QUERY = "query"


@dataclass(slots=True)
class Session:
    """One request to what is kept. `noting` is what it is executed by, where nothing is."""

    held: Held
    fingerprint: Hashable
    wanted: str | None
    noting: Noting
    cursors: Cursors
    asked: Asked | None = None
    _operation: Operation | None = field(default=None, init=False)
    _flight: Flight | None = field(default=None, init=False)

    async def found(self, operation: Operation, languages: tuple[Tag, ...]) -> Kept | None:
        """The answer to an operation, where it is kept, or is being made for somebody else."""
        if self.wanted is not None:
            await is_fresh(self.held, self.wanted)
            self.wanted = None
        self._begin(operation, languages)
        kept = await still(self.held, self.asked) or await self._of_another(self.asked)
        if kept is None:
            looked_up(_CACHE, found=False)
            return None
        known = self._know(kept.asked or self.asked)
        if known is not None:
            given(kept, known)
        return kept

    def is_new(self, operation: Operation, languages: tuple[Tag, ...]) -> bool:
        """Whether nothing is kept for an operation, and nobody is making it: then it is to be executed."""
        if self.wanted is not None or not self.held.freshness.is_fresh():
            return False
        self._begin(operation, languages)
        if self.asked in self.held.flights or self.held.answers.get(self.asked) is not None:
            return False
        looked_up(_CACHE, found=False)
        return True

    def _begin(self, operation: Operation, languages: tuple[Tag, ...]) -> None:
        """Know what is asked, where answers are kept at all."""
        self._operation = operation
        if self.held.answers.is_on:
            self.asked = asked(operation.query, operation.name, operation.variables, languages)

    @property
    def is_query(self) -> bool:
        """Whether a query was executed, and nothing else: what executes an operation notes its kind."""
        facts = current()
        return facts is not None and facts.kind == _QUERY

    @property
    def cursor(self) -> bytes:
        """What the answer is as new as, for its reader; empty where the feed was not looked at."""
        freshness = self.held.freshness
        seen = freshness.seen if self.noting.turn is None else self.noting.seen
        return self.cursors.of(seen, freshness.key) if freshness.key else b""

    def keep(self, kept: Kept) -> None:
        """Keep an answer for who asks the same, where changes tell of all that it was made from."""
        facts = current()
        if self.asked is None or facts is None or not self.is_query:
            return
        weight = kept.weight  # which has everything noted that is to be
        if not kept.made_from.is_told:
            self.held.answers.keep(self.asked, Untold(), self.asked.weight)
            return
        kept.turn = self.held.freshness.turn if self.noting.turn is None else self.noting.turn
        kept.asked, kept.operation, kept.cost = self.asked, facts.operation, facts.cost
        self.held.answers.keep(self.asked, kept, weight + self.asked.weight)
        self._know(self.asked)

    def land(self) -> None:
        """Let go on who waits for this answer, whatever became of it."""
        if self._flight is not None and self.asked is not None:
            del self.held.flights[self.asked]
            self._flight.set()

    async def _of_another(self, wanted: Asked | None) -> Kept | None:
        """The answer that is being made for another who asks the same; where nobody does, others wait for this one."""
        flight = self.held.flights.get(wanted)
        if wanted is None or isinstance(self.held.answers.get(wanted), Untold):
            return None
        if flight is None:
            self._flight = self.held.flights[wanted] = Flight()
            return None
        with suppress(TimeoutError):
            async with asyncio.timeout(FLIGHT_SECONDS):
                await flight.wait()
        return await still(self.held, wanted)

    def _know(self, asked: Asked | None) -> Known | None:
        """Know what these bytes ask, and whoever sends them again need not be read."""
        operation = self._operation
        if asked is None or operation is None:
            return None
        known = Known(asked, operation.document_id, operation.valid, _size(self.fingerprint))
        self.held.answers.keep(self.fingerprint, known, known.weight)
        return known


def _size(fingerprint: object) -> int:
    """Bytes of what a request is known by."""
    if isinstance(fingerprint, tuple):
        return sum(map(_size, fingerprint))
    return len(fingerprint) if isinstance(fingerprint, bytes | str) else 0


async def still(held: Held, wanted: Asked | None, cursor: str | None = None) -> Kept | None:
    """The answer to what is asked, where it is kept and is still so, and as new as a cursor."""
    found = held.answers.get(wanted)
    if not isinstance(found, Kept):
        return None
    if cursor is not None or not held.freshness.is_fresh():
        if not await is_fresh(held, cursor):
            return None
        found = held.answers.get(wanted)
        if not isinstance(found, Kept):  # it has gone while the feed was looked at
            return None
    if held.is_so(found):
        return found
    held.answers.evict(wanted)
    return None


async def is_fresh(held: Held, cursor: str | None) -> bool:
    """Whether it is known what is still so, and as new as a cursor."""
    freshness = held.freshness
    try:
        async with asyncio.timeout(LOOK_SECONDS):
            await freshness.ensure()
            if cursor is not None:
                await freshness.reach(place_in(freshness, cursor))
    except (StoreError, TimeoutError):
        if cursor is not None:
            freshness.expire()
        return False
    return True


def given(kept: Kept, known: Known) -> None:
    """Note that an answer is given from memory."""
    known.valid()
    facts = current()
    if facts is not None:
        facts.operation, facts.kind, facts.cost, facts.document = kept.operation, _QUERY, kept.cost, known.document
        facts.lookups += _FOUND


class Answering:
    """Answers what is known by its bytes, and begins sessions, where anything is kept at all."""

    def __init__(self, keeping: Keeping) -> None:
        self._keeping = keeping
        self._cursors = Cursors()

    def is_known(self, fingerprint: Hashable) -> bool:
        """Whether a request came before in the same bytes."""
        held = self._keeping.now()
        return held is not None and held.answers.get(fingerprint) is not None

    def at_once(self, fingerprint: Hashable, cursor: str | None) -> tuple[Kept, bytes] | None:
        """The answer to a request that came before in the same bytes, and what it is as new as; None where it is not
        kept, or nobody knows yet whether it is still so.
        """
        held = self._keeping.now()
        known = None if held is None else held.answers.get(fingerprint)
        if held is None or known is None:
            return None
        freshness = held.freshness
        if not freshness.is_fresh():
            return None
        new = self._cursors.of(freshness.seen, freshness.key)
        if cursor is not None and cursor != new.decode():
            return None
        kept = held.answers.get(known.asked)
        if not isinstance(kept, Kept) or not held.is_so(kept):
            return None
        given(kept, known)
        return kept, new

    async def known(self, fingerprint: Hashable, cursor: str | None) -> tuple[Kept, bytes] | None:
        """The same, once that is known. Who has had an answer sends its cursor, and what is given is no older."""
        held = self._keeping.now()
        known = held.answers.get(fingerprint) if held else None
        if held is None or known is None:
            return None
        kept = await still(held, known.asked, cursor)
        if kept is None:
            return None
        given(kept, known)
        return kept, self._cursors.of(held.freshness.seen, held.freshness.key)

    def session(self, fingerprint: Hashable, cursor: str | None) -> Session | None:
        """A session for a request of somebody anonymous; None where nothing is kept, or there is no store."""
        held = self._keeping.now()
        if held is None:
            return None
        return Session(held, fingerprint, cursor, held.noting(), self._cursors)
