"""The careful pass: an operation is answered from its plan once more, with every error where it belongs.

It is taken where the compiled function met something that it has no place for. What was loaded is remembered by the
loaders, failures too, so that nothing is asked of them twice. Where a null goes up through what may not be null, one
error is told of all that lie under it: the first, as fields stand (GraphQL specification, section 6.4.4).
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

from graphql import GraphQLError, located_error
from graphql.execution.executor import Executor
from graphql.pyutils import is_iterable

from execution.conducting import Raised, outcomes, together
from execution.plan import Field, Leaf, Many, One, OneOf, Selection, Shape, TypeName
from execution.types import check_object, runtime_type
from execution.values import Arguments
from execution.variables import Run

Path: TypeAlias = tuple[str | int, ...]


class Place:
    """A place in the answer. One that is `doomed` becomes null, whatever else is found for it."""

    __slots__ = ("above", "doomed", "key", "nullable")

    def __init__(self, above: Place | None, key: str | int, *, nullable: bool) -> None:
        self.above = above
        self.key = key
        self.nullable = nullable
        self.doomed = False

    def doom(self) -> None:
        """Something here may not be null, and is: so is this place, and what it lies in as far as that cannot be."""
        self.doomed = True
        if not self.nullable and self.above is not None:
            self.above.doom()

    @property
    def path(self) -> Path:
        """The keys on the way to it."""
        steps: list[str | int] = []
        place: Place | None = self
        while place is not None and place.above is not None:
            steps.append(place.key)
            place = place.above
        return tuple(reversed(steps))

    @property
    def is_lost(self) -> bool:
        """Whether it, or anything that it lies in, is doomed."""
        place: Place | None = self
        while place is not None:
            if place.doomed:
                return True
            place = place.above
        return False


@dataclass(frozen=True, slots=True)
class Failed:
    """In the place of a value: the error that goes up to whatever may be null."""

    error: GraphQLError


class Careful:
    """One careful pass."""

    def __init__(self, run: Run, arguments: Mapping[int, Arguments]) -> None:
        self._run = run
        self._arguments = arguments
        self._found: dict[Path, GraphQLError] = {}

    async def answer(self, root: Selection) -> tuple[dict[str, Any] | None, list[GraphQLError]]:
        """The data and the errors."""
        (data,) = await self._objects(root, [None], [Place(None, "", nullable=True)])
        if isinstance(data, Failed):
            return None, [data.error]
        return data, self._told()

    def _told(self) -> list[GraphQLError]:
        """The errors, without those under another one."""
        places = self._found.keys()
        return [
            error
            for place, error in self._found.items()
            if not any(place[:length] in places for length in range(len(place)))
        ]

    # Objects: a level, all of one type.

    async def _objects(self, selection: Selection, sources: Sequence[Any], places: Sequence[Place]) -> list[Any]:
        """What is selected of objects, or Failed in the place of each."""
        answers: list[Any] = [{each.key: None for each in selection.fields} for _ in sources]
        failed: list[dict[int, Failed]] = [{} for _ in sources]
        parts = []
        for rank, asked in enumerate(selection.fields):
            live = [index for index in range(len(sources)) if not places[index].is_lost]
            if isinstance(asked, TypeName):
                for index in live:
                    answers[index][asked.key] = selection.type.name
                continue
            level = _Level(
                asked,
                rank,
                sources,
                [Place(each, asked.key, nullable=asked.shape.nullable) for each in places],
                answers,
                failed,
            )
            values = self._begun(level, live)
            if asked.waits:
                parts.append((level, values))
            else:
                level.put(live, [self._settled(asked.shape, asked, values[i], level.places[i]) for i in live])
        await together([self._awaited(level, values) for level, values in parts])
        return [failed[i][min(failed[i])] if failed[i] else answer for i, answer in enumerate(answers)]

    def _begun(self, level: _Level, live: Sequence[int]) -> dict[int, Any]:
        """The field's answers as far as they are there at once: values, what is to be awaited, Raised."""
        if not live:
            return {}
        asked, run = level.asked, self._run
        call = asked.answering.call
        try:
            arguments = self._arguments[asked.number].values(run.variables)
        except Exception as error:  # noqa: BLE001  # told where it belongs
            return dict.fromkeys(live, Raised(error))
        told = {call.takes_info: run.info} if call.takes_info else {}
        begun: dict[int, Any] = {}
        for index in live:
            source = (level.sources[index],) if call.takes_source else ()
            try:
                begun[index] = call.function(*source, **told, **arguments)
            except Exception as error:  # noqa: BLE001  # told where it belongs
                begun[index] = Raised(error)
        return begun

    async def _awaited(self, level: _Level, begun: dict[int, Any]) -> None:
        """The field's answers, completed, but for objects that are lost by now."""
        pending = [index for index in begun if inspect.isawaitable(begun[index])]
        lost = [index for index in pending if level.places[index].is_lost]
        for index in lost:
            _close(begun.pop(index))
        pending = [index for index in pending if index in begun]
        found = await outcomes([_coroutine(begun[index]) for index in pending])
        begun.update(zip(pending, found, strict=True))
        live = [index for index in begun if not level.places[index].is_lost]
        values = [begun[index] for index in live]
        places = [level.places[index] for index in live]
        level.put(live, await self._column(level.asked.shape, level.asked, values, places))

    # Values: a column, all of one shape.

    async def _column(self, shape: Shape, asked: Field, values: Sequence[Any], places: Sequence[Place]) -> list[Any]:
        """Values completed, or Failed in the place of each that may not be null."""
        done: list[Any] = [
            self._checked(shape, asked, value, place) for value, place in zip(values, places, strict=True)
        ]
        live = [index for index, each in enumerate(done) if each is not None and not isinstance(each, Failed)]
        some, there = [done[index] for index in live], [places[index] for index in live]
        match shape:
            case Leaf():
                completed = [self._leaf(shape, asked, value, place) for value, place in zip(some, there, strict=True)]
            case One(selection):
                completed = await self._objects(selection, some, there)
            case OneOf():
                completed = await self._of_types(shape, asked, some, there)
            case Many(item):
                completed = await self._lists(item, asked, some, there)
        for index, each in zip(live, completed, strict=True):
            done[index] = each
        return [self._placed(shape, each, place) for each, place in zip(done, places, strict=True)]

    async def _of_types(self, shape: OneOf, asked: Field, values: Sequence[Any], places: Sequence[Place]) -> list[Any]:
        """Values of an interface or a union, completed type by type, all together."""
        done: list[Any] = [None] * len(values)
        by_type: dict[str, list[int]] = {}
        for index, (value, place) in enumerate(zip(values, places, strict=True)):
            name = self._type_name(shape, asked, value, place)
            if isinstance(name, Failed):
                done[index] = name
            else:
                by_type.setdefault(name, []).append(index)

        async def some(name: str, own: Sequence[int]) -> None:
            found = await self._objects(
                shape.choices[name], [values[index] for index in own], [places[index] for index in own]
            )
            for index, each in zip(own, found, strict=True):
                done[index] = each

        await together([some(*each) for each in by_type.items()])
        return done

    async def _lists(self, item: Shape, asked: Field, values: Sequence[Any], places: Sequence[Place]) -> list[Any]:
        """Lists, completed item by item, all together."""
        lists = [list(each) for each in values]
        within = [
            Place(place, rank, nullable=item.nullable)
            for place, some in zip(places, lists, strict=True)
            for rank in range(len(some))
        ]
        items = [each for some in lists for each in some]
        pending = [index for index, each in enumerate(items) if inspect.isawaitable(each)]
        for index, found in zip(pending, await outcomes([_coroutine(items[i]) for i in pending]), strict=True):
            items[index] = found
        completed = iter(await self._column(item, asked, items, within))
        done = [[next(completed) for _ in some] for some in lists]
        return [next((each for each in some if isinstance(each, Failed)), some) for some in done]

    # One value.

    def _settled(self, shape: Shape, asked: Field, value: Any, place: Place) -> Any:
        """A value below which nothing is awaited, completed."""
        checked = self._checked(shape, asked, value, place)
        if checked is None or isinstance(checked, Failed):
            return self._placed(shape, checked, place)
        match shape:
            case Leaf():
                done: Any = self._leaf(shape, asked, checked, place)
            case One(selection):
                done = self._object(selection, checked, place)
            case OneOf(_, choices):
                name = self._type_name(shape, asked, checked, place)
                done = name if isinstance(name, Failed) else self._object(choices[name], checked, place)
            case Many(item):
                done = [
                    self._settled(item, asked, each, Place(place, rank, nullable=item.nullable))
                    for rank, each in enumerate(checked)
                ]
                done = next((each for each in done if isinstance(each, Failed)), done)
        return self._placed(shape, done, place)

    def _object(self, selection: Selection, source: Any, place: Place) -> Any:
        """What is selected of one object, nothing of it awaited."""
        answer: dict[str, Any] = {}
        for rank, asked in enumerate(selection.fields):
            if isinstance(asked, TypeName):
                answer[asked.key] = selection.type.name
                continue
            level = _Level(
                asked, rank, [source], [Place(place, asked.key, nullable=asked.shape.nullable)], [answer], [{}]
            )
            value = self._begun(level, [0])[0]
            done = self._settled(asked.shape, asked, value, level.places[0])
            if isinstance(done, Failed):
                return done
            answer[asked.key] = done
        return answer

    def _checked(self, shape: Shape, asked: Field, value: Any, place: Place) -> Any:
        """A value that can be of a shape, None, or Failed."""
        error: Exception | None = None
        if isinstance(value, Raised | Exception):
            error = value.error if isinstance(value, Raised) else value
        elif value is None:
            error = None if shape.nullable else _null(asked)
        elif isinstance(shape, Many) and not is_iterable(value):
            error = GraphQLError(f"Expected Iterable, but did not find one for field '{asked.parent}.{asked.name}'.")
        elif isinstance(shape, One):
            try:
                check_object(shape.selection.type, value, self._run.schema, asked)
            except Exception as raised:  # noqa: BLE001  # told where it belongs
                error = raised
        return value if error is None else _failed(error, asked, place)

    def _leaf(self, shape: Leaf, asked: Field, value: Any, place: Place) -> Any:
        try:
            return Executor.complete_leaf_value(shape.type, value)
        except Exception as error:  # noqa: BLE001  # told where it belongs
            return _failed(error, asked, place)

    def _type_name(self, shape: OneOf, asked: Field, value: Any, place: Place) -> str | Failed:
        try:
            type_ = runtime_type(shape.type, value, self._run.schema, asked)
            check_object(type_, value, self._run.schema, asked)
        except Exception as error:  # noqa: BLE001  # told where it belongs
            return _failed(error, asked, place)
        return type_.name

    def _placed(self, shape: Shape, value: Any, place: Place) -> Any:
        """A value where it stands: an error ends here where it may be null."""
        if not isinstance(value, Failed):
            return value
        if not shape.nullable:
            assert place.above is not None
            place.above.doom()
            return value
        self._found[place.path] = value.error
        return None


@dataclass(frozen=True, slots=True)
class _Level:
    """A field of a level of objects: its rank among what is selected, of what and where, and where its answers go."""

    asked: Field
    rank: int
    sources: Sequence[Any]
    places: Sequence[Place]
    answers: Sequence[dict[str, Any]]
    failed: Sequence[dict[int, Failed]]

    def put(self, live: Sequence[int], values: Sequence[Any]) -> None:
        """Answers of some of the objects."""
        for index, value in zip(live, values, strict=True):
            if isinstance(value, Failed):
                self.failed[index][self.rank] = value
            else:
                self.answers[index][self.asked.key] = value


def _failed(error: Exception, asked: Field, place: Place) -> Failed:
    return Failed(located_error(error, asked.nodes, list(place.path)))


def _null(asked: Field) -> TypeError:
    return TypeError(f"Cannot return null for non-nullable field {asked.parent}.{asked.name}.")


async def _coroutine(awaitable: Any) -> Any:
    return await cast("Any", awaitable)


def _close(begun: Any) -> None:
    """Give up what was begun and is not awaited, since its object is lost."""
    if inspect.iscoroutine(begun):
        begun.close()
