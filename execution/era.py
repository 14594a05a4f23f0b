"""Eras: what is made of objects that stay the same is kept, as long as these are.

A record that is kept in memory is one object for everybody who reads it. What is made of it (an object of the schema,
its answer to a selection) is the same each time, and is made once. It is found by the identity of what it was made of,
which an era holds, so that no other object gets that identity.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from execution.lasting import Lasting

MOST = 200_000
"""How many things are kept in an era, where its owner says nothing else."""

LONGEST = 300
"""Letters of a name that something is kept by."""

A_TABLE = 50
"""How many things a table counts as: with its name it may hold the plan of an operation."""

A_PLACE = 1 / 16
"""As how much of a thing a place in a list counts."""


class Room:
    """How many things are kept."""

    __slots__ = ("taken",)

    def __init__(self) -> None:
        self.taken = 0.0


def as_it_is(answer: Any) -> tuple[Any, int]:
    """A part of an answer, kept as it is, as one thing."""
    return answer, 0


class Era:
    """Tables of what is made, by what makes it. One that `lasts` is there for many operations, any other for one.

    `turn` is that of what objects lead to: another after each change. An era that is told of no more changes stays
    behind, and nobody finds anything in it.
    """

    __slots__ = ("_led", "_most", "_relations", "_room", "_settle", "_tables", "lasts", "turn")

    def __init__(
        self,
        *,
        lasts: bool = False,
        most: int = MOST,
        turn: int = 0,
        settle: Callable[[Any], tuple[Any, int]] = as_it_is,
    ) -> None:
        """`settle` makes of a part of an answer to which nothing is added any more what is kept of it, and says how
        many things that counts as beside itself.
        """
        self._tables: dict[Hashable, Table] = {}
        self._relations: dict[Hashable, Table] = {}
        self._most = most
        self._room = Room()
        self._led = Room()
        self.lasts = lasts
        self._settle = settle
        self.turn = turn

    @property
    def room(self) -> int:
        """How many things more may be kept."""
        return int(self._most - self._room.taken - self._led.taken)

    @property
    def is_full(self) -> bool:
        """Whether so much is kept that the next operation is to begin another era."""
        return self.room <= 0

    def table(self, name: Hashable) -> Table:
        """The table of what is made in one way, which its name stands for."""
        return self._tables.get(name) or _table(self._tables, name, self._room)

    def relation(self, name: Hashable) -> Table:
        """The table of what objects lead to, which is so until something changes."""
        return self._relations.get(name) or _table(self._relations, name, self._led)

    def change(self, turn: int) -> None:
        """Forget what objects lead to: something has changed."""
        self._relations = {}
        self._led = Room()
        self.turn = turn

    def settled(self, answer: Any) -> Any:
        """What is kept of a part of an answer, in the room of the era."""
        kept, things = self._settle(answer)
        self._room.taken += things
        return kept


def _table(tables: dict[Hashable, Table], name: Hashable, room: Room) -> Table:
    if name not in tables:
        tables[name] = Table(room)
        room.taken += A_TABLE
    return tables[name]


class Table(dict[Any, Any]):
    """What is made of objects in one way, by identity; or of names, by name. And of lists that last, as a whole."""

    __slots__ = ("_held", "_room")

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._held: list[Any] = []

    def one(self, source: Any, make: Callable[[Any], Any]) -> Any:
        """What is made of an object."""
        name = id(source)
        if name in self:
            return self[name]
        made = make(source)
        self._held.append(source)
        self._room.taken += 1
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
        self._room.taken += len(made)
        self.update(zip(map(id, sources), made, strict=True))

    def column(self, sources: Lasting, find: Callable[[], Sequence[Any]]) -> Lasting:
        """What is found for the objects of a list, one by one: looked up once for the list."""
        found: Lasting | None = self.get(id(sources))
        if found is None:
            found = self[id(sources)] = Lasting(find())
            self._held.append(sources)
            places = len(found) + sum([len(each) for each in found if isinstance(each, list)])  # as they are laid flat
            self._room.taken += 1 + places * A_PLACE
        return found

    def name(self, names: Sequence[Hashable], made: Sequence[Any]) -> None:
        """Keep what was made of each of some names, but of long ones."""
        for name, each in zip(names, made, strict=True):
            if not isinstance(name, str) or len(name) <= LONGEST:
                self._room.taken += 1
                self[name] = each
