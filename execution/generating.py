"""From a plan to Python: one function for each selection. The text is meant to be read (`ibid explain`).

Where nothing is awaited below an object, a function `of_N` makes its answer from the object alone
(`execution.objects`). Where something is, `level_N` makes the answers of a whole level: first what is there at once,
then each awaited field for all objects together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from graphql import GraphQLSchema

from execution import helping
from execution.answering import Batch, Related
from execution.conducting import level, together
from execution.keeping import lasts, prepared
from execution.lasting import check_list
from execution.leaves import isfinite
from execution.objects import Objects
from execution.plan import Field, Leaf, Many, One, OneOf, Selection, Shape
from execution.remembering import of_keys, remembered
from execution.rows import Anew, rows
from execution.values import Arguments
from execution.writing import Code, Writing

_NAMES = {
    "by_type": helping.by_type,
    "check_list": check_list,
    "isfinite": isfinite,
    "level": level,
    "lists": helping.lists,
    "maybe": helping.maybe,
    "of_keys": of_keys,
    "off_path": helping.off_path,
    "once": helping.once,
    "there": helping.there,
    "remembered": remembered,
    "Anew": Anew,
    "rows": rows,
    "together": together,
}
_FUNCTION = re.compile(r"await (?P<name>\w+)\(values\)")
"""An expression that is a function's already."""


def generated(schema: GraphQLSchema, arguments: Mapping[int, Arguments], root: Selection) -> Code:
    """The module of a plan."""
    module = Writing(schema, arguments, dict(_NAMES))
    return module.code(Levels(module, Objects(module)).level(root, None))


@dataclass(frozen=True, slots=True)
class Levels:
    """Writes the functions of levels of objects, below which something is awaited."""

    module: Writing
    objects: Objects
    _written: dict[int, str] = field(default_factory=dict)
    _steady: set[int] = field(default_factory=set)

    def level(self, selection: Selection, asked: Field | None) -> str:
        """The name of the function that makes the answers of a level of objects."""
        if selection.number in self._written:
            return self._written[selection.number]
        name = self._written[selection.number] = f"level_{selection.number}"
        steady = self._steadiness(selection, asked)
        parts = [each for each in selection.fields if isinstance(each, Field) and each.waits]
        if len(parts) == 1:
            body = self._with_one(selection, asked, self._values(parts[0], steady), parts[0])
        else:
            names = [self._part(each, steady) for each in parts]
            body = self._at_once(selection, asked)
            if names:
                body.append(f"await together([{', '.join(f'{each}(sources, answers)' for each in names)}])")
            body.append("return answers")
        self.module.function(f"async def {name}(sources):", body, of=selection.type.name)
        return name

    def _with_one(self, selection: Selection, asked: Field | None, values: list[str], part: Field) -> list[str]:
        """Lines of a level where something is awaited for one field alone, whose values come of these lines."""
        if _is_there_at_once(selection):
            return [*self._at_once(selection, asked), *values, *self._filling(part), "return answers"]
        _, answer = self.objects.answer(selection, awaited="value")
        return [*self._checks(selection, asked), *values, f"return [{answer} for value in values]"]

    def _at_once(self, selection: Selection, asked: Field | None) -> list[str]:
        """Lines that make the answers of `sources`, as far as they are there at once."""
        if not _is_there_at_once(selection):
            _, answer = self.objects.answer(selection)
            return [*self._checks(selection, asked), f"answers = [{answer} for source in sources]"]
        function = f"at_once_{selection.number}"
        is_kept = prepared(selection, self.module.arguments) is not None
        self.objects.function(function, selection, asked, settles=is_kept)
        return [f"answers = {self.objects.rows(selection, function)}.copies(sources)"]

    def _checks(self, selection: Selection, asked: Field | None) -> list[str]:
        """Lines that let the classes of `sources` be good, or raise. The root is no object that needs it."""
        if asked is None:
            return []
        classes = self.module.classes(selection, asked)
        return [f"if not {classes}.issuperset(map(type, sources)):", f"    {classes}.check_all(sources)"]

    def _part(self, asked: Field, steady: str | None) -> str:
        """The name of the function that completes a field for a level, and puts it into the answers."""
        name = f"field_{asked.number}"
        body = [*self._values(asked, steady), *self._filling(asked)]
        self.module.function(f"async def {name}(sources, answers):", body, of=f"{asked.parent.name}.{asked.name}")
        return name

    def _filling(self, asked: Field) -> list[str]:
        """Lines that put the values of a field into the answers."""
        return ["for answer, value in zip(answers, values):", f"    answer[{self.module.key(asked)}] = value"]

    # The values of an awaited field.

    def _values(self, asked: Field, steady: str | None) -> list[str]:
        """Lines that make the values of a field for a level. What steady objects lead to may be remembered."""
        how = asked.answering.how
        if isinstance(how, Related):
            lines = self._related(how, asked, steady)
        elif isinstance(how, Batch):
            lines = self._batched(how, asked, steady)
        elif asked.is_awaited:
            lines = [f"values = await level([{self.objects.read(asked)} for source in sources])"]
        else:
            lines = [f"values = [{self.objects.read(asked)} for source in sources]"]
        return [*lines, f"values = {self._completed(asked.shape, asked)}"]

    def _steadiness(self, selection: Selection, asked: Field | None) -> str | None:
        """Of objects that are the same ones each time: "" where they last, else the name of what remembers that others
        lead to them. None of other objects.
        """
        if lasts(selection.type):
            return ""
        return f"remembered_{asked.number}" if asked is not None and asked.number in self._steady else None

    def _related(self, how: Related, asked: Field, steady: str | None) -> list[str]:
        loader = self.module.name(f"loader_{asked.number}", lambda: how.loader)
        path = ".".join(("source", *how.path))
        keys = f"[{path} for source in sources]"
        level = f"{loader}(context).level"
        ask = f"await there({level}, {keys})" if asked.shape.nullable else f"await {level}({keys})"
        if steady is None:
            return [f"values = {ask}"]
        read = self.module.name(f"keys_{asked.number}", lambda: attrgetter(".".join(how.path)))
        return self._remembered(asked, ask, f"of_keys({loader}(context).note, {read})", [], steady)

    def _batched(self, how: Batch, asked: Field, steady: str | None) -> list[str]:
        arguments = self.module.given(asked)
        given = ", ".join(["info", "sources", *arguments])
        ask = f"await {self.module.name(f'batch_{asked.number}', lambda: how.level)}({given})"
        if how.note is None or steady is None:
            return [f"values = {ask}"]
        note = f"{self.module.name(f'note_{asked.number}', lambda: how.note)}({', '.join(arguments)})"
        return self._remembered(asked, ask, note, [each.partition("=")[2] for each in arguments], steady)

    def _remembered(self, asked: Field, ask: str, note: str, arguments: Sequence[str], above: str) -> list[str]:
        """Values of objects that last, or of what these lead to, as far as they are remembered; else asked for."""
        self._steady.add(asked.number)
        name = f"remembered_{asked.number}"
        place = repr(f"{asked.parent.name}.{asked.name}")
        given = "".join(f"{each}, " for each in arguments)
        parent = f", above={above}" if above else ""
        self.module.line(f"{name} = remembered(era, notes, {place}, ({given}), {note}{parent})")
        return [
            f"values = {name}.found(sources)",
            "if values is None:",
            f"    values = {ask}",
            f"    {name}.keep(sources, values)",
        ]

    # Values completed.

    def _completed(self, shape: Shape, asked: Field) -> str:
        """An expression that completes `values`, all together."""
        match shape:
            case Leaf():
                return f"[{self.objects.leaf(shape, 'value', is_name=True)} for value in values]"
            case One(selection, nullable):
                return self._objects(selection, asked, nullable=nullable)
            case OneOf(_, choices, nullable):
                inner = {
                    key: self.level(each, asked) if each.waits else self.objects.of(each, asked)
                    for key, each in choices.items()
                }
                types, functions = self.module.choices(shape, asked, inner)
                done = f"by_type({types}, {functions}, values)"
                return f"await there(lambda values: {done}, values)" if nullable else f"await {done}"
            case Many(One(selection, False), False) if not selection.waits:
                return f"{self.objects.rows(selection, self.objects.of(selection, asked))}.lists(values)"
            case Many(item, nullable):
                done = f"lists({self._column(item, asked)}, values)"
                return f"await there(lambda values: {done}, values)" if nullable else f"await {done}"

    def _column(self, shape: Shape, asked: Field) -> str:
        """The name of a function that completes values, all together."""
        completed = self._completed(shape, asked)
        if found := _FUNCTION.fullmatch(completed):
            return found["name"]
        name = f"column_{asked.number}"
        while not self.module.take(name):
            name += "_item"
        self.module.function(f"async def {name}(values):", [f"return {completed}"])
        return name

    def _objects(self, selection: Selection, asked: Field, *, nullable: bool) -> str:
        """An expression that completes the objects `values`."""
        if not selection.waits:
            complete = f"{self.objects.rows(selection, self.objects.of(selection, asked))}.each"
            return f"maybe({complete}, values)" if nullable else f"{complete}(values)"
        function = self.level(selection, asked)
        # What items of lists are, and what is made for each object, seldom stands twice: to find out would cost more.
        is_often_same = isinstance(asked.shape, One) and not isinstance(asked.answering.how, Batch)
        if nullable:
            complete = f"lambda values: once({function}, values)" if is_often_same else function
            return f"await there({complete}, values)"
        return f"await once({function}, values)" if is_often_same else f"await {function}(values)"


def _is_there_at_once(selection: Selection) -> bool:
    """Whether anything of an object is there without being awaited, beside its type's name."""
    return any(isinstance(each, Field) and not each.waits for each in selection.fields)
