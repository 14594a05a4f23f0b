"""Answers in memory, within so many bytes; those that were not asked for longest go first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any

import orjson

from i18n.languages import Tag
from ibid.http.replies import Reply
from store.remembering.names import MadeFrom, Names

_OVERHEAD, _NAME = 1_200, 100
"""Bytes that an answer takes beside its own, and that a name of what it was made from takes, about."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: the operation, its variables in one form, and the languages that the request prefers."""

    query: str
    name: str | None
    variables: bytes
    languages: tuple[Tag, ...]
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Know what it is looked up by."""
        object.__setattr__(self, "_hash", hash((self.query, self.name, self.variables, self.languages)))

    def __hash__(self) -> int:
        """Made once: it is looked up with every request."""
        return self._hash

    @property
    def weight(self) -> int:
        """How many bytes it takes, about."""
        return _OVERHEAD + len(self.query) + len(self.variables)


def asked(query: str, name: str | None, variables: Any, languages: tuple[Tag, ...]) -> Asked | None:
    """What is asked; None where the variables cannot be written in one form."""
    try:
        return Asked(query, name, orjson.dumps(variables, option=orjson.OPT_SORT_KEYS), languages)
    except TypeError:  # a number of more than 64 bits, half a surrogate pair
        return None


@dataclass(slots=True)
class Kept:
    """An answer: its bytes, their tag, its languages, and what a log says of it. Of `turn` see `Freshness.holds`."""

    body: bytes
    tag: str
    languages: str
    made_from: MadeFrom
    turn: int = 0
    asked: Asked | None = None
    operation: str | None = None
    cost: int | None = None
    replies: dict[tuple[str, str, int], tuple[bytes | None, Reply]] = field(default_factory=dict)
    """By media type, policy and status, with the cursor that each tells."""
    _names: Names | None = field(default=None, init=False)

    @property
    def names(self) -> Names:
        """The names of what it was made from: made when a change comes, which for most answers is never."""
        if self._names is None:
            self._names = self.made_from.settled()
        return self._names

    @property
    def weight(self) -> int:
        """How many bytes it takes, about."""
        return _OVERHEAD + len(self.body) + _NAME * self.made_from.count


@dataclass(frozen=True, slots=True)
class Known:
    """What a request asked that came in just these bytes: nothing of it needs to be read again.

    `valid` is called with each of them, where it brought a document that is to be remembered.
    """

    asked: Asked
    document: str | None
    valid: Callable[[], None]
    sent: int
    """Bytes of the request."""

    @property
    def weight(self) -> int:
        """How many bytes it takes with the request, about."""
        return _OVERHEAD + self.asked.weight + self.sent


class Untold:
    """In place of an answer that cannot be kept: no change tells when it is no longer so."""

    __slots__ = ()


class Answers:
    """Answers by what was asked, and by the bytes of requests."""

    def __init__(self, most: int) -> None:
        self._most = most
        self.is_on = most > 0
        self._kept: OrderedDict[Hashable, tuple[Kept | Known | Untold, int]] = OrderedDict()
        self.weight = 0
        self.count = 0
        self.evicted = 0

    def get(self, key: Hashable) -> Any:
        """The answer to what is asked (Asked), or what a request asked (any other key); None where that is not kept."""
        found = self._kept.get(key)
        if found is None:
            return None
        self._kept.move_to_end(key)
        return found[0]

    def keep(self, key: Hashable, value: Kept | Known | Untold, weight: int) -> None:
        """Keep what takes so many bytes."""
        if weight > self._most // 8:
            return
        self.drop(key)
        self._kept[key] = value, weight
        self.weight += weight
        self.count += isinstance(value, Kept)
        while self.weight > self._most:
            self.evict(next(iter(self._kept)))

    def drop(self, key: Hashable) -> None:
        """Keep it no longer."""
        found = self._kept.pop(key, None)
        if found is not None:
            self.weight -= found[1]
            self.count -= isinstance(found[0], Kept)

    def evict(self, key: Hashable) -> None:
        """Keep it no longer: it is not so any more, or room is needed."""
        before = self.count
        self.drop(key)
        self.evicted += before - self.count
