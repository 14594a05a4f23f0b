"""Places in the feed: how far a follower has come, of which history, with which filter and which grants."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from i18n.languages import Tag
from resolvers.access import Action, Principal, scope
from store.records import Change

FIRST = 0
"""The number before the first change."""

_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Place:
    """Behind the change of number `seq`.

    `mark` tells that change from any other of the same number, which a database that was restored from a backup and
    written again has. `filter` and `grants` are digests of what decides which changes are seen: at the same place under
    others, some were missed. Each is empty where it does not matter: behind a commit of one's own, for example.
    """

    seq: int
    mark: str = ""
    filter: str = ""
    grants: str = ""

    def __str__(self) -> str:
        return ":".join((str(self.seq), self.mark, self.filter, self.grants))

    @classmethod
    def parse(cls, words: str) -> Self | None:
        """The place that `str()` wrote; None for anything else."""
        seq, *others = words.split(":")
        if len(others) not in {0, 3} or not (seq.isascii() and seq.isdigit() and len(seq) <= _DIGITS):
            return None
        return cls(int(seq), *others)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which changes are wanted: of these types, in these languages, of these documents; None is any.

    A change in no language, of a citation for example, is wanted whatever the languages.
    """

    types: frozenset[str] | None = None
    languages: frozenset[Tag] | None = None
    documents: frozenset[str] | None = None

    def has(self, change: Change) -> bool:
        """Whether a change is wanted."""
        return (
            (self.types is None or change.type in self.types)
            and (self.languages is None or not change.languages or not self.languages.isdisjoint(change.languages))
            and (self.documents is None or change.document in self.documents)
        )

    @property
    def digest(self) -> str:
        """What tells one filter from another."""
        return _digest(
            f"{name}={','.join(sorted(values))}"
            for name, values in (("types", self.types), ("languages", self.languages), ("documents", self.documents))
            if values is not None
        )


def mark(change: Change | None) -> str:
    """What tells a change from another of its number; nothing for the place before the first one."""
    if change is None:
        return ""
    milliseconds = round(change.at.timestamp() * 1000)
    return _digest((str(change.seq), change.type, change.key, str(change.revision), str(milliseconds)))


def grants_digest(principal: Principal) -> str:
    """What tells the grants of one principal from others: by what they let see, whoever gave them."""
    scopes = (scope(principal, action) for action in (Action.READ, Action.READ_WORKING))
    return _digest("*" if each is None else ",".join(sorted(each)) for each in scopes)


def _digest(words: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:_DIGITS]
