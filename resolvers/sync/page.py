"""A page of the feed: the latest of each entity that changed behind a place, in the order of commits."""

from __future__ import annotations

from dataclasses import dataclass, field

from resolvers.changes.places import Place
from resolvers.changes.scope import Scope, Told
from store.ports import Feed, FeedState
from store.records import Change

MOST = 1000
"""The most entities on a page, and how many numbers of the feed are looked at for one at most."""

_LEAST = 100
"""How many numbers are read at once at least: as many as the store keeps together."""


@dataclass(frozen=True, slots=True)
class Page:
    """What was told, each entity once at its last change, and the place behind everything that was looked at."""

    told: tuple[Told, ...]
    next: Place
    has_more: bool


@dataclass(slots=True)
class _Gathered:
    """Changes by entity, of which as many are told as are wanted."""

    scope: Scope
    first: int
    changes: dict[tuple[str, str], list[Change]] = field(default_factory=dict)
    told: dict[tuple[str, str], Told] = field(default_factory=dict)

    def takes(self, change: Change) -> bool:
        """Take one more change in, unless the page is full without it."""
        name = change.type, change.key
        some = [*self.changes.get(name, ()), change]
        told = self.scope.together(some)
        if told is not None and name not in self.told and len(self.told) == self.first:
            return False
        self.changes[name] = some
        if told is not None:
            self.told[name] = told
        return True

    def in_order(self) -> tuple[Told, ...]:
        """What is told, by its last change."""
        return tuple(sorted(self.told.values(), key=lambda each: each.change.seq))


async def page_behind(feed: Feed, state: FeedState, place: Place, scope: Scope, first: int) -> Page:
    """At most `first` entities that changed behind a place, for one follower.

    A page may be empty though there is more: no more than `MOST` numbers are looked at for it. Raises FeedGap.
    """
    gathered = _Gathered(scope, first)
    last, at = min(place.seq + MOST, state.head), place.seq
    latest: Change | None = None
    full = False
    while at < last and not full:
        for change in await feed.changes(at, min(max(first, _LEAST), last - at)):
            if not gathered.takes(change):
                full = True
                break
            at, latest = change.seq, change
    behind = place if latest is None else scope.behind(state.epoch, at, latest)
    return Page(gathered.in_order(), _own(behind, scope), at < state.head)


def _own(place: Place, scope: Scope) -> Place:
    """A place as the follower's own: one that was given for any scope, such as that behind a mutation, is now."""
    return Place(place.epoch, place.seq, place.mark, scope.wanted.digest, scope.grants)
