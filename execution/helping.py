"""What generated code calls: columns of values taken apart, completed and put together again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from graphql import GraphQLSchema

from execution.conducting import together
from execution.errors import OffPath
from execution.lasting import check_lists, distinct, parted, parts, some
from execution.plan import Field, OneOf, Selection
from execution.types import check_object, is_plain, runtime_type

Column: TypeAlias = Callable[[Sequence[Any]], Awaitable[Sequence[Any]]]
"""Completes values, all together."""


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
    objects, places = distinct(values)
    return _placed(await complete(objects), places)


def each_once(complete: Callable[[Any], Any], values: Sequence[Any]) -> Sequence[Any]:
    """The same where nothing is awaited."""
    objects, places = distinct(values)
    return _placed(list(map(complete, objects)), places)


def _placed(done: Sequence[Any], places: Sequence[int] | None) -> Sequence[Any]:
    return done if places is None else list(map(done.__getitem__, places))


def maybe(complete: Callable[[Sequence[Any]], Sequence[Any]], values: Sequence[Any]) -> Sequence[Any]:
    """Complete what is there, and leave None as it is, where nothing is awaited."""
    objects = some(values)
    return complete(values) if objects is values else _with_gaps(values, complete(objects))


async def there(complete: Column, values: Sequence[Any]) -> Sequence[Any]:
    """Complete what is there, and leave None as it is."""
    objects = some(values)
    if objects is values:
        return await complete(values)
    return _with_gaps(values, await complete(objects)) if objects else values


def _with_gaps(values: Sequence[Any], done: Sequence[Any]) -> Sequence[Any]:
    """What was done with those that are there, and None as it was."""
    each_done = iter(done)
    return [None if each is None else next(each_done) for each in values]


async def lists(complete: Column, values: Sequence[Any]) -> Sequence[Any]:
    """Complete the items of lists, all together."""
    if len(values) == 1:
        check_lists(values)
        return [await complete(values[0])]
    items, places = parts(values)
    return parted(await complete(items), places)


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
