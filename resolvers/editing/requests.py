"""A request, done once: decided by what is there, committed with its answer, decided anew when others came between.

The answer is kept in the transaction that has its effect. So a request that is sent again finds its answer, and one
whose transaction was lost is done as if for the first time.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from resolvers.editing.decisions import Decision, stamped
from resolvers.editing.errors import BadKey, KeyReused
from resolvers.editing.intents import Request
from resolvers.editing.ports import Editable
from store.editing import Answered, Once, Outcome
from store.errors import AlreadyAnswered, Conflict, Unavailable
from store.ports import Commit

LONGEST_KEY = 200
"""Characters of an idempotency key."""

ATTEMPTS = 200
"""How often a request is decided anew. Each time at least one of its texts met a newer one, and is decided for good."""

Decide = Callable[[datetime], Awaitable[Sequence[Decision]]]
"""Reads what is there, and decides each item of a request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What became of each item, in order; whether that was answered before; the feed's number at the end of it."""

    outcomes: tuple[Outcome, ...]
    replayed: bool = False
    seq: int = 0


async def done_once(store: Editable, request: Request, decide: Decide, *, note: str | None = None) -> Done:
    """Do a request, or give the answer that it was given before. Raises KeyReused and BadKey."""
    if not (0 < len(request.key) <= LONGEST_KEY and request.key.isprintable()):
        raise BadKey(limit=str(LONGEST_KEY))
    if request.principal.is_anonymous:
        return await tried(decide)
    for _ in range(ATTEMPTS):
        before = await store.answered(request.name)
        if before is not None:
            return _replayed(request, before)
        decisions = await decide(datetime.now(UTC))
        outcomes = tuple(each.outcome for each in decisions)
        once = Once(key=request.name, fingerprint=request.fingerprint, outcomes=outcomes)
        writes = [write for each in decisions for write in each.writes]
        try:
            commit = await store.commit(writes, by=request.who, note=note, once=once)
        except (Conflict, AlreadyAnswered):
            continue
        return _fresh(outcomes, commit)
    raise Unavailable("the texts change faster than they are written")


async def tried(decide: Decide) -> Done:
    """What would become of a request; nothing is written, and no answer kept."""
    return Done(outcomes=tuple(each.outcome for each in await decide(datetime.now(UTC))))


def _replayed(request: Request, before: Answered) -> Done:
    if before.fingerprint != request.fingerprint:
        raise KeyReused(key=request.key)
    outcomes = tuple(stamped(each, before.at) for each in before.outcomes)
    return Done(outcomes=outcomes, replayed=True, seq=before.seq)


def _fresh(outcomes: Sequence[Outcome], commit: Commit) -> Done:
    return Done(outcomes=tuple(stamped(each, commit.at) for each in outcomes), seq=commit.last)
