"""Eras: what is made of objects that stay the same is kept, as long as these are.

A record that is kept in memory is one object for everybody who reads it. What is made of it (an object of the schema,
its answer to a selection) is the same each time, and is made once. It is found by the identity of what it was made of,
which an era holds, so that no other object gets that identity.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

MOST = 200_000
"""How many things are kept in an era, where its owner says nothing else."""


class Era:
    """Tables of what is made, by what makes it. One that `lasts` is there for many operations, any other for one."""

    __slots__ = ("_relations", "_tables", "lasts", "room", "settle", "turn")

    def __init__(
        self, *, lasts: bool = False, most: int = MOST, settle: Callable[[Any], Any] = lambda answer: answer
    ) -> None:
        """`settle` makes of a part of an answer to which nothing is added any more what is kept of it."""
        self._tables: dict[Hashable, Table] = {}
        self._relations: dict[Hashable, Table] = {}
        self.room = most
        self.lasts = lasts
        self.settle = settle
        self.turn = 0

    @property
    def is_full(self) -> bool:
        """Whether so much is kept that the next operation is to begin another era."""
        return self.room <= 0

    def table(self, name: Hashable) -> Table:
        """The table of what is made in one way, which its name stands for."""
        return self._tables.get(name) or self._new(self._tables, name)

    def relation(self, name: Hashable) -> Table:
        """The table of what objects lead to, which is so until something changes."""
        return self._relations.get(name) or self._new(self._relations, name)

    def change(self) -> None:
        """Forget what objects lead to: something has changed."""
        self._relations = {}
        self.turn += 1

    def _new(self, tables: dict[Hashable, Table], name: Hashable) -> Table:
        if name not in tables:
            tables[name] = Table(self)
            self.room -= 1
        return tables[name]


class Table(dict[Any, Any]):
    """What is made of objects in one way, by identity; or of names, by name."""

    __slots__ = ("_era", "_held")

    def __init__(self, era: Era) -> None:
        super().__init__()
        self._era = era
        self._held: list[Any] = []

    def one(self, source: Any, make: Callable[[Any], Any]) -> Any:
        """What is made of an object."""
        name = id(source)
        if name in self:
            return self[name]
        made = make(source)
        self._held.append(source)
        self._era.room -= 1
        self[name] = made
        return made

    def each(self, sources: Sequence[Any], make: Callable[[Any], Any]) -> list[Any]:
        """What is made of each of some objects."""
        try:
            return list(map(self.__getitem__, map(id, sources)))
        except KeyError:
            return [self.one(each, make) for each in sources]

    def fill(self, sources: Sequence[Any], made: Sequence[Any]) -> None:
        """Keep what was made of each of some objects."""
        self._held.append(sources)
        self._era.room -= len(made)
        self.update(zip(map(id, sources), made, strict=True))

    def name(self, names: Sequence[Hashable], made: Sequence[Any]) -> None:
        """Keep what was made of each of some names."""
        self._era.room -= len(made)
        self.update(zip(names, made, strict=True))


class Lasting(list[Any]):
    """A list of objects that last: nobody changes it, and it is the same one each time."""

    __slots__ = ()
