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
from ibid.answers.keeping import Held, Keeping
from ibid.answers.kept import Asked, Kept, Known, Untold, asked
from ibid.http.operations import Operation
from ibid.http.sent import Sent
from ibid.observing.facts import current, looked_up, note
from store.errors import StoreError
from store.remembering.freshness import Seen
from store.remembering.names import MadeFrom
from store.remembering.store import Noting

LOOK_SECONDS = 1.0
"""How long a request waits to know whether something kept is still so, before it is answered as if nothing were."""

FLIGHT_SECONDS = 2.0
"""How long a request waits for another that asks the same, before it is executed by itself."""

_CACHE = "answers"
_QUERY = "query"


@dataclass(slots=True)
class Session:
    """One request to what is kept. `seen` is what its answer is as new as, `cursor` the same for its reader."""

    held: Held
    fingerprint: Hashable
    cursor: bytes
    seen: Seen
    turn: int
    made_from: MadeFrom = field(default_factory=MadeFrom)
    asked: Asked | None = None
    document: str | None = None

    def known(self) -> tuple[Known, Kept] | None:
        """What this request asked when it came before in the same bytes, and the answer, where that is kept."""
        known = self.held.answers.get(self.fingerprint)
        if known is None:
            return None
        kept = self._kept(known.asked)
        if kept is None:
            return None
        self._note(kept, known.document)
        return known, kept

    async def found(self, operation: Operation, languages: tuple[Tag, ...], media: str) -> Kept | None:
        """The answer to an operation, where it is kept, or is being made for somebody else."""
        self.asked = wanted = asked(operation.query, operation.name, operation.variables, languages)
        self.document = operation.document_id
        if wanted is None:
            return None
        kept = self._kept(wanted) or await self._of_another(wanted)
        if kept is None:
            looked_up(_CACHE, found=False)
            return None
        self._know(wanted, media)
        self._note(kept, operation.document_id)
        return kept

    def reader(self) -> Noting:
        """What to execute this request by."""
        return self.held.noting(self.made_from)

    @property
    def is_query(self) -> bool:
        """Whether a query was executed, and nothing else: what executes an operation notes its kind."""
        facts = current()
        return facts is not None and facts.kind == _QUERY

    def keep(self, kept: Kept, media: str) -> None:
        """Keep an answer for who asks the same, where changes tell of all that it was made from."""
        facts = current()
        if self.asked is None or facts is None or not self.is_query:
            return
        if not self.made_from.is_told:
            self.held.answers.keep(self.asked, Untold(), self.asked.weight)
            return
        kept.made_from, kept.turn = self.made_from, self.turn
        kept.operation, kept.cost = facts.operation, facts.cost
        self.held.answers.keep(self.asked, kept, kept.weight + self.asked.weight)
        self._know(self.asked, media)

    def land(self) -> None:
        """Let go on who waits for this answer, whatever became of it."""
        flight = self.held.flights.get(self.asked)
        if flight is not None and flight.session is self:
            del self.held.flights[self.asked]
            flight.landed.set()

    def _kept(self, wanted: Asked) -> Kept | None:
        found = self.held.answers.get(wanted)
        if not isinstance(found, Kept):
            return None
        if self.held.is_so(found):
            return found
        self.held.answers.evict(wanted)
        return None

    async def _of_another(self, wanted: Asked) -> Kept | None:
        """The answer that is being made for another who asks the same; where nobody does, others wait for this one."""
        flight = self.held.flights.get(wanted)
        if flight is None:
            self.held.flights[wanted] = Flight(self)
            return None
        if isinstance(self.held.answers.get(wanted), Untold):
            return None
        with suppress(TimeoutError):
            async with asyncio.timeout(FLIGHT_SECONDS):
                await flight.landed.wait()
        return self._kept(wanted)

    def _know(self, wanted: Asked, media: str) -> None:
        known = Known(wanted, media, self.document)
        self.held.answers.keep(self.fingerprint, known, known.weight)

    def _note(self, kept: Kept, document: str | None) -> None:
        note(operation=kept.operation, kind=_QUERY, cost=kept.cost, codes=(), document=document)
        looked_up(_CACHE, found=True)


class Flight:
    """An answer that is being made; `landed` is set once it is."""

    __slots__ = ("landed", "session")

    def __init__(self, session: Session) -> None:
        self.session = session
        self.landed = asyncio.Event()


class Answering:
    """Begins sessions, where anything is kept at all."""

    def __init__(self, keeping: Keeping) -> None:
        self._keeping = keeping
        self._cursors = Cursors()

    async def session(self, sent: Sent, content: bytes, cursor: str | None) -> Session | None:
        """A session for a request of somebody anonymous; None where the feed cannot be looked at now.

        `cursor` is that of an answer that its reader has had: what is given is no older.
        """
        if not self._keeping.is_on:
            return None
        try:
            held = self._keeping.held()
            freshness = held.freshness
            if cursor is not None or not freshness.is_fresh():
                async with asyncio.timeout(LOOK_SECONDS):
                    if cursor is not None:
                        await freshness.ensure()
                        await freshness.reach(place_in(freshness, cursor))
                    await freshness.ensure()
        except (StoreError, TimeoutError):
            return None
        return Session(
            held=held,
            fingerprint=(sent.method, content, *sent.raw_about()),
            cursor=self._cursors.of(freshness.seen, freshness.key),
            seen=freshness.seen,
            turn=freshness.turn,
        )
