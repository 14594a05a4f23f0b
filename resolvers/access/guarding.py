"""A store as a principal may use it: every question goes through it, so that every way in is guarded alike."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Protocol

from i18n.languages import Tag
from resolvers.access.errors import Forbidden, Unauthenticated
from resolvers.access.policy import Action, require
from resolvers.access.principals import Principal, holds
from resolvers.access.sight import Sight
from resolvers.access.writing import actions, actions_on_heads, restored
from store.editing import Answered, Once
from store.errors import Conflict
from store.ports import (
    Answering,
    Commit,
    Feed,
    FeedState,
    History,
    Match,
    P,
    Page,
    Place,
    Put,
    PutHeads,
    PutVariant,
    R,
    Range,
    Slice,
    Write,
    Writer,
)
from store.records import Change, Entity, Entry, Revised, Unit, Variant, VariantStatus
from store.search.query import Hits, Search


class Guardable(Answering, History, Feed, Writer, Protocol):
    """What can be guarded: whatever of a store has to do with records."""


class Views(Protocol):
    """What is seen of lists by all who see the same, kept as long as the lists are."""

    def each(self, sources: Sequence[Any], make: Callable[[Any], Any]) -> list[Any]:
        """What is made of each."""
        ...


class Guarded:
    """`Guardable`, handing on to another what the policy allows a principal, and nothing else.

    What may not be read is not in the records that come out. Where everything may be read, records come out as they
    went in.
    """

    def __init__(self, store: Guardable, principal: Principal, kept: Callable[[Hashable], Views] | None = None) -> None:
        """`kept` has tables of what is seen, by what sees it. Raises Unauthenticated or Forbidden where nothing at all
        may be read.
        """
        self.principal = principal
        self._store = store
        self._sight = sight = Sight.of(principal)
        self._kept = kept
        self._eyes = (sight.published, sight.drafts)
        if self._sight.is_blind:
            raise Unauthenticated if principal.is_anonymous else Forbidden(action=Action.READ.name, language="")

    def preference(self, asked: Sequence[Tag]) -> tuple[Tag, ...]:
        """The languages to choose by: those asked for, then those that may be read, where these are not all.

        Otherwise who asks for none would be served the original, and who may not read that, nothing.
        """
        return tuple(dict.fromkeys([*asked, *sorted(self._sight.published or ())]))

    async def get(self, kind: type[R], keys: Sequence[str]) -> list[R | None]:
        """Records by key."""
        found = await self._store.get(kind, keys)
        if not self._sight.hides(kind):
            return found
        if self._kept is None:
            return self._sight.records(kind, found)
        return self._kept((Guarded.get, *self._eyes)).each(found, self._sight.seen)

    async def buried(self, kind: type[R], keys: Sequence[str]) -> list[R | None]:
        """Tombstones by key."""
        return self._sight.records(kind, await self._store.buried(kind, keys))

    async def ranges(self, kind: type[P], ranges: Sequence[Range]) -> list[list[P]]:
        """Records by position."""
        return self._seen(kind, await self._store.ranges(kind, ranges))

    async def lists(self, kind: type[R], lists: Sequence[tuple[str, ...]]) -> list[list[R | None]]:
        """Lists of records by key."""
        return self._seen(kind, await self._store.lists(kind, lists))

    async def at(self, kind: type[P], places: Sequence[Place]) -> list[list[P]]:
        """Records by their places."""
        return self._seen(kind, await self._store.at(kind, places))

    def _seen(self, kind: type[Entity], found: list[list[Any]]) -> list[list[Any]]:
        """Lists of records of one kind as they are seen: the same ones each time, where views are kept."""
        if not self._sight.hides(kind):
            return found
        see = partial(self._sight.records, kind)
        return (
            list(map(see, found)) if self._kept is None else self._kept((Guarded.lists, *self._eyes)).each(found, see)
        )

    async def matching(self, kind: type[R], matches: Sequence[Match]) -> list[list[R]]:
        """Records by equality."""
        found = await self._store.matching(kind, matches)
        return [[self._sight.record(each) for each in some if self._sight.sees(each)] for some in found]

    async def pages(self, slices: Sequence[Slice]) -> list[Page]:
        """Pages of listings; a condition is put to an entry as it is seen."""
        if self._sight.published is None:
            return await self._store.pages(slices)
        pages = await self._store.pages([self._as_seen(each) for each in slices])
        return [replace(page, entries=tuple(map(self._sight.entry, page.entries))) for page in pages]

    def _as_seen(self, asked: Slice) -> Slice:
        where = asked.where
        return asked if where is None else asked._replace(where=_seeing(where, self._sight))

    async def search(self, search: Search) -> Hits:
        """A page of hits, in texts that may be read: others are not searched, so that none is missing on a page."""
        seen = self._sight.published
        if seen is None:
            return await self._store.search(search)
        languages = _searched(search, seen)
        if not languages:
            return Hits((), has_next=False)
        found = await self._store.search(replace(search, languages=languages))
        # The index takes "zh" for "zh-Hant", too, where that is what was asked for.
        return replace(found, hits=tuple(hit for hit in found.hits if holds(seen, hit.language)))

    async def history(self, kind: type[Unit], key: str) -> list[Revised]:
        """The texts of a unit that were ever there, in the languages whose drafts may be read."""
        found = await self._store.history(kind, key)
        return [each for each in found if holds(self._sight.drafts, each.variant.language)]

    async def histories(self, kind: type[Unit], keys: Sequence[str]) -> list[list[Revised]]:
        """The texts of units that were ever there: all where drafts may be read, else those that were published."""
        found = await self._store.histories(kind, keys)
        return [[each for each in some if self._sees(each.variant)] for some in found]

    def _sees(self, text: Variant) -> bool:
        was_public = text.status is VariantStatus.PUBLISHED
        return holds(self._sight.drafts, text.language) or (was_public and holds(self._sight.published, text.language))

    async def state(self) -> FeedState:
        """What the feed is."""
        return await self._store.state()

    async def head(self) -> int:
        """The sequence number of the last commit."""
        return await self._store.head()

    async def changes(self, after: int, limit: int) -> list[Change]:
        """The changes with `after < seq <= after + limit` that may be seen: in order, some numbers left out."""
        found = await self._store.changes(after, limit)
        return [seen for each in found if (seen := self._sight.change(each)) is not None]

    async def answered(self, key: str) -> Answered | None:
        """The answer that a request was given."""
        return await self._store.answered(key)

    async def commit(
        self, writes: Sequence[Write], *, by: str, note: str | None = None, once: Once | None = None
    ) -> Commit:
        """Write everything, or raise Conflict, Unauthenticated or Forbidden and write nothing.

        The records to be replaced are those that came out of here: what was not in them stays as it is.
        """
        held = await self._held(writes)
        return await self._store.commit([self._allowed(each, held) for each in writes], by=by, note=note, once=once)

    async def _held(self, writes: Sequence[Write]) -> dict[tuple[type[Entity], str], Entity]:
        """The records to be replaced, as they are, by kind and key."""
        keys: dict[type[Entity], list[str]] = {}
        for each in writes:
            if isinstance(each, Put) and each.before is not None:
                keys.setdefault(type(each.before), []).append(each.before.key)
        return {
            (kind, record.key): record
            for kind, some in keys.items()
            for record in (*await self._store.get(kind, some), *await self._store.buried(kind, some))
            if record is not None
        }

    def _allowed(self, write: Write, held: Mapping[tuple[type[Entity], str], Entity]) -> Write:
        """A write that the policy allows, of the whole of a record."""
        if isinstance(write, PutHeads):
            for action in actions_on_heads(write.before, write.after):
                require(self.principal, action, write.language)
            return write
        if isinstance(write, PutVariant):
            require(self.principal, Action.PUBLISH, write.variant.language)
            return write
        before, after = write.before, write.after
        if before is not None:
            found = held.get((type(before), before.key))
            if found is None or found.revision != before.revision:
                raise Conflict(type(before).__name__, before.key, before.revision)
            before, after = found, restored(after, self._sight.record(found), found)
        for action, language in actions(before, after):
            require(self.principal, action, language)
        return replace(write, before=before, after=after)


def _seeing(where: Callable[[Entry], bool], sight: Sight) -> Callable[[Entry], bool]:
    return lambda entry: where(sight.entry(entry))


def _searched(search: Search, seen: frozenset[Tag]) -> tuple[Tag, ...]:
    """The languages to search: those asked for, or all, as far as they may be read; the preferred ones first."""
    if search.languages is None:
        preferred = [tag for wanted in search.preferred for tag in _common(wanted, seen)]
        return tuple(dict.fromkeys([*preferred, *sorted(seen)]))
    return tuple(dict.fromkeys(tag for wanted in search.languages for tag in _common(wanted, seen)))


def _common(wanted: Tag, seen: frozenset[Tag]) -> list[Tag]:
    """What a language that is wanted has in common with a scope: itself, or what the scope has of it."""
    if holds(seen, wanted):
        return [wanted]
    return sorted(tag for tag in seen if tag.startswith(f"{wanted}-"))
