"""What an answer was made from and what a change touches, in the same names: the one mapping between the two. Pure.

Three kinds of name. A record is named by its kind and key, whether it is there or not. A listing is named as in
`store.listings.names`; a change says itself which ones it touches. An order is what records are found by otherwise:
by their positions in a document, or by what they are called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from store.kinds import KINDS
from store.ports import Match, Slice
from store.records import Change, Entity

Kind = type[Entity]

Order = tuple[Kind, str | None]
"""The records of a kind in a document, as they are found by position or label; None is wherever they stand."""

TOLD = frozenset(KINDS.values())
"""The kinds of record whose changes the feed tells of."""


class MadeFrom:
    """What something was made from, noted while it is read. `is_told`: changes tell of all of it.

    What is noted is the lists themselves, so that noting costs nothing by the record; `settled` makes sets of them.
    """

    __slots__ = ("_found", "_later", "_listed", "is_told", "keys", "orders")

    def __init__(self) -> None:
        self.keys: dict[Kind, list[Sequence[str]]] = {}
        self.orders: set[Order] = set()
        self.is_told = True
        self._listed: list[Sequence[Slice]] = []
        self._found: list[tuple[Kind, Iterable[Sequence[Entity]]]] = []
        self._later: list[Callable[[MadeFrom], None]] = []

    def records(self, kind: Kind, keys: Sequence[str]) -> None:
        """Note records, asked for by key."""
        self.lists(kind, (keys,))

    def lists(self, kind: Kind, lists: Sequence[Sequence[str]]) -> None:
        """Note records, asked for by lists of keys."""
        if kind not in TOLD:
            self.is_told = False
        self.keys.setdefault(kind, []).extend(lists)

    def placed(self, kind: Kind, documents: Iterable[str], found: Sequence[Sequence[Entity]]) -> None:
        """Note records found by position in documents."""
        self.orders.update([(kind, document) for document in set(documents)])
        self._found.append((kind, found))

    def matched(self, kind: Kind, matches: Iterable[Match], found: Sequence[Sequence[Entity]]) -> None:
        """Note records found by what they are called."""
        self.orders.update([order_of(kind, match) for match in matches])
        self._found.append((kind, found))

    def listed(self, slices: Sequence[Slice]) -> None:
        """Note pages of listings."""
        self._listed.append(slices)

    def named(self, listings: Iterable[str]) -> None:
        """Note listings by name."""
        self._listed.append([Slice(listing) for listing in listings])

    def later(self, note: Callable[[MadeFrom], None]) -> None:
        """Have something noted when somebody wants to know."""
        self._later.append(note)

    def untold(self) -> None:
        """Note something of which no change tells, such as the search index, which follows when it can."""
        self.is_told = False

    @property
    def is_constant(self) -> bool:
        """Whether nothing was read."""
        return self.is_told and not (self.keys or self.orders or self._listed or self._found or self._later)

    @property
    def count(self) -> int:
        """How many names were noted, those that were noted again among them."""
        self._let_go()
        keys = sum(len(keys) for lists in self.keys.values() for keys in lists)
        return len(self.orders) + sum(map(len, self._listed)) + keys

    def settled(self) -> Names:
        """The names of it all."""
        self._let_go()
        keys = {kind: frozenset(chain.from_iterable(lists)) for kind, lists in self.keys.items()}
        listings = frozenset([each.listing for each in chain.from_iterable(self._listed)])
        return Names(keys, frozenset(self.orders), listings)

    def _let_go(self) -> None:
        """Hold the keys of records instead of the records."""
        later, self._later = self._later, []
        for note in later:
            note(self)
        for kind, found in self._found:
            self.lists(kind, [[record.key for record in chain.from_iterable(found)]])
        self._found.clear()


@dataclass(frozen=True, slots=True)
class Names:
    """The names of what something was made from, or of what changes touch."""

    keys: Mapping[Kind, frozenset[str]] = field(default_factory=dict)
    orders: frozenset[Order] = frozenset()
    listings: frozenset[str] = frozenset()

    def __len__(self) -> int:
        return len(self.orders) + len(self.listings) + sum(map(len, self.keys.values()))

    def meets(self, other: Names) -> bool:
        """Whether some name is in both."""
        if not self.listings.isdisjoint(other.listings) or not self.orders.isdisjoint(other.orders):
            return True
        return any(kind in self.keys and not self.keys[kind].isdisjoint(keys) for kind, keys in other.keys.items())


def order_of(kind: Kind, match: Match) -> Order:
    """The order that answers a match: that of its document, where it names one."""
    return (kind, match.fields.get("document"))


def touched(changes: Iterable[Change]) -> Names | None:
    """The names that changes touch; None for everything, where one is of something that is not known here."""
    keys: dict[Kind, set[str]] = {}
    orders: set[Order] = set()
    listings: set[str] = set()
    for change in changes:
        kind = KINDS.get(change.type)
        if kind is None:
            return None
        keys.setdefault(kind, set()).add(change.key)
        listings.update(change.relations)
        if not change.keeps_place:
            orders.update(_orders(kind, change))
    return Names({kind: frozenset(some) for kind, some in keys.items()}, frozenset(orders), frozenset(listings))


def _orders(kind: Kind, change: Change) -> Iterator[Order]:
    """The orders in which a record came, went or moved: that of its document, and that of all of its kind."""
    yield kind, None
    if change.document is not None:
        yield kind, change.document
