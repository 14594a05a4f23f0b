"""What is kept in memory of records, of their order and of listings, within so many bytes. Pure.

It is kept in two generations: what is asked for moves from the old one to the young one, and when the young one has
half of the room, the old one is forgotten. So a record costs nothing to find but one look into a dictionary, and what
nobody asks for goes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, TypeVar, cast

from store.ports import Page, Slice
from store.records import Entity, Unit
from store.remembering.names import Kind, Names, Order

R = TypeVar("R", bound=Entity)

_RECORD, _TEXT, _NAME = 1000, 500, 120
"""Bytes that a record, one of its texts (without its letters) and a reference take, about."""

LONGEST_KEY = 300
"""Letters of what may be asked for: nothing is called by more, and what does not exist is not kept by its words."""

_LETTER = 2
"""Bytes of a letter in memory: of most scripts but the Latin one."""


@dataclass(slots=True)
class _Generation:
    """What was asked for since the last one began. A key that is None stands for what is not there."""

    records: defaultdict[Kind, dict[str, Entity | None]] = field(default_factory=lambda: defaultdict(dict))
    orders: defaultdict[Order, dict[Hashable, Any]] = field(default_factory=lambda: defaultdict(dict))
    pages: dict[Slice, Page] = field(default_factory=dict)
    listings: defaultdict[str, list[Slice]] = field(default_factory=lambda: defaultdict(list))
    lists: defaultdict[Kind, dict[Hashable, list[Any]]] = field(default_factory=lambda: defaultdict(dict))
    weight: int = 0


class Memory:
    """Records by kind and key; keys by position, and by what records are called; pages of listings.

    Whoever keeps something knows that it is so now; `forget` is told of what is no longer so.
    """

    def __init__(self, most: int) -> None:
        self._half = most // 2
        self._young, self._old = _Generation(), _Generation()
        self.forgotten = 0
        self.generation = 0

    @property
    def weight(self) -> int:
        """How many bytes are kept, about."""
        return self._young.weight + self._old.weight

    def records(self, kind: type[R], keys: Sequence[str]) -> list[R | None] | None:
        """Records by key, None for those that are known not to be there; None where one is not known."""
        shelf = cast("dict[str, R | None]", self._young.records[kind])
        try:
            return [shelf[key] for key in keys]
        except KeyError:
            old = self._old.records.get(kind)
            if not old or not self._moved(kind, old, keys):
                return None
            return [shelf[key] for key in keys]

    def unknown(self, kind: Kind, keys: Sequence[str]) -> list[str]:
        """The keys, each once, of records that are not known."""
        young, old = self._young.records[kind], self._old.records[kind]
        return [key for key in dict.fromkeys(keys) if key not in young and key not in old]

    def keep(self, kind: Kind, found: Iterable[tuple[str, Entity | None]]) -> None:
        """Keep records by key."""
        shelf = self._young.records[kind]
        for key, record in found:
            if key not in shelf and is_short(key):
                shelf[key] = record
                self._young.weight += _NAME if record is None else _weight(record)
        self._turn()

    def order(self, order: Order) -> Mapping[Hashable, Any]:
        """What is known of an order: keys by position, or lists of them by match."""
        young = self._young.orders.get(order)
        old = self._old.orders.pop(order, None)
        if old is not None:
            young = self._young.orders[order]
            self._young.weight += _NAME * len(old)
            for place, found in old.items():
                young.setdefault(place, found)
        return young or {}

    def keep_order(self, order: Order, found: Mapping[Hashable, Any]) -> None:
        """Keep what was found in an order."""
        self._young.orders[order].update(found)
        self._young.weight += _NAME * sum(1 + len(each) if isinstance(each, tuple) else 1 for each in found.values())
        self._turn()

    def lists(self, kind: Kind) -> dict[Hashable, list[Any]]:
        """Lists of records of a kind, by what was asked."""
        return self._young.lists[kind]

    def keep_lists(self, kind: Kind, found: Mapping[Hashable, list[Any]]) -> None:
        """Keep lists of records, which are kept themselves. All those of a kind go with any record of it."""
        self._young.lists[kind].update(found)
        self._young.weight += _NAME * sum(1 + len(each) for each in found.values())
        self._turn()

    @property
    def pages(self) -> Mapping[Slice, Page]:
        """Pages of listings that were asked for of late."""
        return self._young.pages

    def page(self, asked: Slice) -> Page | None:
        """A page of a listing."""
        found = self._young.pages.get(asked)
        if found is None:
            found = self._old.pages.get(asked)
            if found is not None:
                self.keep_page(asked, found)
        return found

    def keep_page(self, asked: Slice, page: Page) -> None:
        """Keep a page of a listing."""
        self._young.pages[asked] = page
        self._young.listings[asked.listing].append(asked)
        self._young.weight += _NAME * 3 * (1 + len(page.entries))
        self._turn()

    def forget(self, names: Names | None) -> None:
        """Forget what is no longer so; None is everything."""
        if names is None:
            self._young, self._old = _Generation(), _Generation()
            self.generation += 1
            return
        for generation in (self._young, self._old):
            self.forgotten += sum(1 for _ in _gone(generation, names))

    def _moved(self, kind: Kind, old: Mapping[str, Entity | None], keys: Sequence[str]) -> bool:
        """Take records over into the young generation; whether all are there now."""
        young = self._young.records[kind]
        if any(key not in young and key not in old for key in keys):
            return False
        for key in keys:
            if key not in young:
                young[key] = record = old[key]
                self._young.weight += _NAME if record is None else _weight(record)
        return True

    def _turn(self) -> None:
        """Let the young generation grow old where it has its half of the room, and begin another."""
        if self._young.weight > self._half:
            self._old, self._young = self._young, _Generation()
            self._old.lists.clear()
            self.generation += 1


def is_short(asked: object) -> bool:
    """Whether what is asked for is no longer than what is called by it can be: its words, or each of several."""
    if isinstance(asked, tuple):
        return all(map(is_short, asked))
    return not isinstance(asked, str) or len(asked) <= LONGEST_KEY


def _gone(generation: _Generation, names: Names) -> Iterator[object]:
    """Take out what is named."""
    for kind in {*names.keys, *(kind for kind, _ in names.orders)}:
        generation.lists.pop(kind, None)
    for kind, keys in names.keys.items():
        shelf = generation.records.get(kind)
        if shelf:
            yield from (shelf.pop(key) for key in keys if key in shelf)
    yield from (generation.orders.pop(order) for order in names.orders if order in generation.orders)
    of_listings = (generation.listings.pop(name) for name in names.listings if name in generation.listings)
    yield from (generation.pages.pop(each) for each in chain.from_iterable(of_listings))


def _weight(record: Entity) -> int:
    if not isinstance(record, Unit):
        return _RECORD
    texts = (*record.variants.values(), *record.working.values())
    return _RECORD + sum(_TEXT + _LETTER * len(text.text) for text in texts)
