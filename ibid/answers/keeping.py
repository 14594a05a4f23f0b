"""What one process keeps of the store that is open: records, answers, and how new they are."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from ibid.answers.eras import SHARE, Eras
from ibid.answers.kept import Answers, Asked, Kept
from ibid.observing.metrics import Metrics
from ibid.settings import AnswerSettings
from store.errors import StoreError
from store.ports import Store
from store.remembering.announcing import Announcing
from store.remembering.freshness import Freshness
from store.remembering.memory import Memory
from store.remembering.names import Names
from store.remembering.noting import Noting
from store.remembering.store import Remembering

Flight = asyncio.Event
"""An answer that is being made: set once it is there, or will not be."""


@dataclass(frozen=True, slots=True)
class Held:
    """What is kept of one store. `records` gives them from memory, `announcing` from the store itself.

    Whoever edits has `announcing`: what they commit is seen at once, and what they compare is not from memory.
    """

    store: Store
    freshness: Freshness
    memory: Memory
    records: Announcing
    announcing: Announcing
    eras: Eras
    answers: Answers
    flights: dict[Asked | None, Flight] = field(default_factory=dict)

    @classmethod
    def of(cls, store: Store, settings: AnswerSettings) -> Held:
        """What is to be kept of a store; so far nothing is."""
        made = settings.records_bytes // SHARE
        memory = Memory(settings.records_bytes - made)
        eras = Eras(memory, made)

        def forget(names: Names | None) -> None:
            memory.forget(names)
            eras.change(freshness.turn)

        freshness = Freshness(store, forget)
        announcing = Announcing(store, freshness)
        remembers = settings.records_bytes > 0
        return cls(
            store=store,
            freshness=freshness,
            memory=memory,
            records=Remembering(store, freshness, memory) if remembers else announcing,
            announcing=announcing,
            eras=eras,
            answers=Answers(settings.answers_bytes),
        )

    def noting(self) -> Noting:
        """A reader of records that notes what one answer is made from."""
        return Noting(self.records, self.freshness)

    def is_so(self, kept: Kept) -> bool:
        """Whether an answer is still so, as far as the feed has been looked at."""
        if kept.turn == self.freshness.turn or kept.made_from.is_constant:
            return True
        if not self.freshness.holds(kept.turn, kept.names):
            return False
        kept.turn = self.freshness.turn
        return True


class Keeping:
    """Keeps what is read and answered, of whichever store is open: another store knows nothing of the last one."""

    def __init__(self, open_store: Callable[[], Store], settings: AnswerSettings, metrics: Metrics) -> None:
        """`open_store` gives the store, or raises Unavailable while it is not open."""
        self._open_store = open_store
        self._metrics = metrics
        self._settings = settings
        self._held: Held | None = None
        metrics.ask(self._count)
        self.is_on = settings.answers_bytes > 0 or settings.records_bytes > 0

    def held(self) -> Held:
        """What is kept. Raises Unavailable."""
        store = self._open_store()
        if self._held is None or self._held.store is not store:
            self._held = Held.of(store, self._settings)
        return self._held

    def now(self) -> Held | None:
        """What is kept; None where nothing is, or no store is open."""
        try:
            return self.held() if self.is_on else None
        except StoreError:
            return None

    def _count(self) -> None:
        """Have it counted what is kept."""
        held = self._held
        if held is None:
            return
        evicted, held.answers.evicted = held.answers.evicted, 0
        self._metrics.count_kept(
            answers=held.answers.count,
            answers_bytes=held.answers.weight,
            records_bytes=held.memory.weight + held.eras.weight,
            evicted=evicted,
        )
