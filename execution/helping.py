"""What generated code calls: columns of values taken apart, completed and put together again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, TypeAlias

from graphql import GraphQLSchema

from execution.conducting import together
from execution.era import Lasting
from execution.errors import OffPath
from execution.plan import Field, OneOf, Selection
from execution.types import check_object, is_plain, runtime_type

Column: TypeAlias = Callable[[Sequence[Any]], Awaitable[Sequence[Any]]]
"""Completes values, all together."""


_LISTS = frozenset((list, tuple, Lasting))


class Classes(set[type]):
    """The classes of Python whose objects are of a type: seen, and found good, before."""

    def __init__(self, selection: Selection, schema: GraphQLSchema, asked: Field | None) -> None:
        super().__init__()
        self._type = selection.type
        self._schema = schema
        self._asked = asked

    def check(self, value: Any) -> None:
        """Let an object's class be good from now on, or raise."""
        if value.__class__ in self:
            return
        if not is_plain(value):
            raise OffPath
        if self._asked is not None:
            check_object(self._type, value, self._schema, self._asked)
        self.add(value.__class__)

    def check_all(self, values: Iterable[Any]) -> None:
        """The same for many."""
        for each in values:
            self.check(each)


class Types(dict[type, str]):
    """The names of the types of GraphQL that objects of an interface or a union are of, by class."""

    def __init__(self, shape: OneOf, schema: GraphQLSchema, asked: Field) -> None:
        super().__init__()
        self._shape = shape
        self._schema = schema
        self._asked = asked
        self.waiting = frozenset(name for name, each in shape.choices.items() if each.waits)
        """Those of which something is awaited."""

    def name(self, value: Any) -> str:
        """That of an object."""
        found = self.get(value.__class__)
        if found is None:
            if not is_plain(value):
                raise OffPath
            found = self[value.__class__] = runtime_type(self._shape.type, value, self._schema, self._asked).name
        return found


async def once(complete: Column, values: Sequence[Any]) -> Sequence[Any]:
    """Complete objects: one that stands in several places, once."""
    names = list(map(id, values))
    if len(set(names)) == len(values):
        return await complete(values)
    distinct = dict(zip(names, values, strict=True))
    done = dict(zip(distinct, await complete(list(distinct.values())), strict=True))
    return [done[name] for name in names]


def each_once(complete: Callable[[Any], Any], values: Sequence[Any]) -> Sequence[Any]:
    """The same where nothing is awaited."""
    names = list(map(id, values))
    if len(set(names)) == len(values):
        return [complete(each) for each in values]
    distinct = dict(zip(names, values, strict=True))
    done = {name: complete(each) for name, each in distinct.items()}
    return [done[name] for name in names]


def maybe(complete: Callable[[Sequence[Any]], Sequence[Any]], values: Sequence[Any]) -> Sequence[Any]:
    """Complete what is there, and leave None as it is, where nothing is awaited."""
    some = [each for each in values if each is not None]
    return complete(values) if len(some) == len(values) else _with_gaps(values, complete(some))


async def there(complete: Column, values: Sequence[Any]) -> Sequence[Any]:
    """Complete what is there, and leave None as it is."""
    some = [each for each in values if each is not None]
    if len(some) == len(values):
        return await complete(values)
    return _with_gaps(values, await complete(some)) if some else values


def _with_gaps(values: Sequence[Any], done: Sequence[Any]) -> Sequence[Any]:
    """What was done with those that are there, and None as it was."""
    each_done = iter(done)
    return [None if each is None else next(each_done) for each in values]


async def lists(complete: Column, values: Sequence[Any]) -> Sequence[Any]:
    """Complete the items of lists, all together."""
    check_lists(values)
    if len(values) == 1:
        return [await complete(values[0])]
    return parted(await complete(list(chain.from_iterable(values))), values)


def parted(items: Sequence[Any], lists: Sequence[Sequence[Any]]) -> list[Sequence[Any]]:
    """The items of lists, in lists again."""
    parts = []
    end = 0
    for each in lists:
        begin, end = end, end + len(each)
        parts.append(items[begin:end])
    return parts


def check_lists(values: Sequence[Any]) -> None:
    """Raise OffPath where a value is no list."""
    if not _LISTS.issuperset(map(type, values)):
        for each in values:
            check_list(each)


def check_list(value: Any) -> Sequence[Any]:
    """A value that is a list, or OffPath."""
    if not isinstance(value, list | tuple):
        raise OffPath
    return value


async def by_type(types: Types, complete: Mapping[str, Callable[[Any], Any]], values: Sequence[Any]) -> Sequence[Any]:
    """Complete objects of several types, type by type, all together."""
    names = [types.name(each) for each in values]
    done: list[Any] = [None] * len(values)
    places: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        places.setdefault(name, []).append(place)

    async def some(name: str, own: Collection[int]) -> None:
        of_type = [values[place] for place in own]
        found = await once(complete[name], of_type) if name in types.waiting else each_once(complete[name], of_type)
        for place, each in zip(own, found, strict=True):
            done[place] = each

    await together([some(*each) for each in places.items()])
    return done


def off_path() -> Any:
    """Raise OffPath, where an expression is wanted."""
    raise OffPath
