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

_DIGITS, _OTHERS = 12, 3


@dataclass(frozen=True, slots=True)
class Place:
    """Behind the change of number `seq` of the history `epoch`.

    `mark` tells that change from any other of the same number: a database whose files were put back has another one
    under the same epoch. `filter` and `grants` are digests of what decides which changes are seen: at the same place
    under others, some were missed. Each is empty where it does not matter: behind a commit of one's own, for example.
    """

    epoch: str
    seq: int
    mark: str = ""
    filter: str = ""
    grants: str = ""

    def __str__(self) -> str:
        return ":".join((self.epoch, str(self.seq), self.mark, self.filter, self.grants))

    @classmethod
    def parse(cls, words: str) -> Self | None:
        """The place that `str()` wrote; None for anything else."""
        epoch, _, rest = words.partition(":")
        seq, *others = rest.split(":")
        if len(others) != _OTHERS or not (seq.isascii() and seq.isdigit() and len(seq) <= _DIGITS):
            return None
        return cls(epoch, int(seq), *others)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is wanted: these types, texts in these languages, these documents and what stands in them; None is any."""

    types: frozenset[str] | None = None
    languages: frozenset[Tag] | None = None
    documents: frozenset[str] | None = None

    def includes(self, kind: str, document: str | None) -> bool:
        """Whether something of a type, in a document or in none, is wanted, whatever its languages."""
        return (self.types is None or kind in self.types) and (self.documents is None or document in self.documents)

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
