"""What one follower is told of: what their grants let them see of what they want, decided for grants and filter alike.

A unit is in scope while it has a text in one of the scope's languages. Whether it was and is comes from the change
itself, which says what there was before and after it: what leaves a scope is told to those who had it, and nobody else
(the fault of filtered feeds that look at the new state only).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self, TypeVar

from i18n.languages import Tag
from resolvers.access.principals import Principal, holds
from resolvers.access.principals import Scope as Languages
from resolvers.access.sight import Sight
from resolvers.changes.places import Place, Wanted, grants_digest, mark
from store.records import IMPORT, Change, Entity, Reach, Unit, Variant

E = TypeVar("E", bound=Entity)

IN_NO_LANGUAGE = frozenset({"CITATION", "SUBMISSION"})
"""Types of what has no texts."""


class Operation(StrEnum):
    """What becomes of an entity in the copy of one follower."""

    UPSERT = "UPSERT"
    DELETE = "DELETE"
    ENTERED_SCOPE = "ENTERED_SCOPE"
    LEFT_SCOPE = "LEFT_SCOPE"

    @property
    def has_state(self) -> bool:
        """Whether the copy has the entity afterwards."""
        return self in {Operation.UPSERT, Operation.ENTERED_SCOPE}


@dataclass(frozen=True, slots=True)
class Told:
    """A change as one follower is told of it."""

    change: Change
    operation: Operation


@dataclass(frozen=True, slots=True)
class Scope:
    """What one follower sees (`sight`) of what they want; `grants` is the digest of why."""

    sight: Sight
    wanted: Wanted
    grants: str

    @classmethod
    def of(cls, principal: Principal, wanted: Wanted) -> Self:
        """The scope of somebody with a filter."""
        sight = Sight.of(principal)
        seen = Sight(common(sight.published, wanted.languages), common(sight.drafts, wanted.languages))
        return cls(seen, wanted, grants_digest(principal))

    @property
    def has_every_language(self) -> bool:
        """Whether units are in scope whatever texts they have."""
        return self.sight.published is None

    def behind(self, epoch: str, seq: int, change: Change | None) -> Place:
        """The place behind a number of the feed, whose change it is, as the follower's cursor has it."""
        return Place(epoch, seq, mark(change), self.wanted.digest, self.grants)

    def told(self, change: Change) -> Told | None:
        """What one change is to the follower; None for nothing."""
        return self.together([change])

    def together(self, changes: Sequence[Change]) -> Told | None:
        """What several changes of one entity, in order, are to the follower: the last of them; None for nothing."""
        last = changes[-1]
        if not self.wanted.includes(last.type, last.document):
            return None
        if not any(self._matters(each) for each in changes):
            return None
        return Told(self._seen(changes), self._operation(changes[0], last))

    def record(self, record: E | None, kind: str, document: str | None) -> E | None:
        """A record of a type as it is in the follower's copy; None where it is not in scope, or is deleted."""
        if record is None or record.deleted or not self.wanted.includes(kind, document):
            return None
        if isinstance(record, Unit) and not self.has_every_language and not self._reaches(_reach_of(record)):
            return None
        seen = self.sight.record(record)
        if not isinstance(seen, Unit) or not (bare := self._without_history(seen)):
            return seen
        return replace(seen, variants={**seen.variants, **bare})

    def _without_history(self, unit: Unit) -> Mapping[Tag, Variant]:
        """Published texts that are told without who wrote them, and why: those whose drafts are not seen."""
        return {
            tag: _bare(text)
            for tag, text in unit.variants.items()
            if not holds(self.sight.drafts, tag) and _has_history(text)
        }

    def _matters(self, change: Change) -> bool:
        """Whether the copy is another after a change than before it."""
        if self._is_always_in(change) or change.before == change.after is None:
            return self.sight.change(change) is not None
        was, has = self._reaches(change.before), self._reaches(change.after)
        return was != has or (was and self.sight.change(change) is not None)

    def _operation(self, first: Change, last: Change) -> Operation:
        if last.operation == Operation.DELETE:
            return Operation.DELETE
        if self._is_always_in(last) or last.after is None:
            return Operation.UPSERT
        if not self._reaches(last.after):
            return Operation.LEFT_SCOPE
        was_out = first.before is not None and not self._reaches(first.before)
        return Operation.ENTERED_SCOPE if was_out else Operation.UPSERT

    def _is_always_in(self, change: Change) -> bool:
        return self.has_every_language or change.type in IN_NO_LANGUAGE

    def _reaches(self, reach: Reach | None) -> bool:
        """Whether there is a text that is seen."""
        if reach is None:
            return False
        return any(holds(self.sight.published, tag) for tag in reach.published) or any(
            holds(self.sight.drafts, tag) for tag in reach.drafts
        )

    def _seen(self, changes: Sequence[Change]) -> Change:
        """The last change, with the languages of all that are seen."""
        seen = [each for each in map(self.sight.change, changes) if each is not None]
        languages = {tag for each in seen for tag in each.languages}
        return replace(changes[-1], languages=tuple(sorted(languages)))


def common(first: Languages, second: Languages) -> Languages:
    """The languages that are in both of two scopes, each holding what is written under its languages."""
    if first is None or second is None:
        return second if first is None else first
    both = [tag for tag in first if holds(second, tag)] + [tag for tag in second if holds(first, tag)]
    return frozenset[Tag](both)


def _has_history(text: Variant) -> bool:
    """Whether somebody is named with a text, or gave a reason."""
    said = text.author_id or text.approved_by or text.waivers or text.note
    return bool(said) or text.author != IMPORT


def _bare(text: Variant) -> Variant:
    """A text without its history. That it was approved stays, and by whom does not."""
    approved_by = None if text.approved_by is None else ""
    return replace(text, author=IMPORT, author_id=None, approved_by=approved_by, waivers=(), note=None)


def _reach_of(unit: Unit) -> Reach:
    return Reach(published=tuple(unit.variants), drafts=tuple(unit.working))
