"""From a plan to Python: one function for each selection. The text is meant to be read (`ibid explain`).

Where nothing is awaited below an object, a function `of_N` makes its answer from the object alone. Where something is,
`level_N` makes the answers of a whole level: first what is there at once, then each awaited field for all objects
together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from graphql import GraphQLEnumType, GraphQLSchema

from execution import helping
from execution.answering import Attribute, Batch, Call, Prepared, Related
from execution.conducting import level, together
from execution.keeping import lasts, prepared
from execution.lasting import check_list
from execution.leaves import Members, going_out, isfinite, test
from execution.plan import Field, Leaf, Many, One, OneOf, Selection, Shape, TypeName
from execution.remembering import of_keys, remembered
from execution.rows import Anew, rows
from execution.values import Arguments

_PLAIN = (str, int, bool, type(None))
_FUNCTION = re.compile(r"await (?P<name>\w+)\(values\)")
"""An expression that is a function's already."""


@dataclass(slots=True)
class Code:
    """A plan as code: the text, and the names that it finds in its module."""

    text: str
    names: dict[str, Any]
    parameters: tuple[tuple[str, int, str], ...]
    """Of arguments that hold variables: the name in the text, the field's number, the argument's name."""
    marks: tuple[str, ...] = ()
    """The placeholders among the keys of answers, in the order in which `bind` takes what stands for them."""


@dataclass(slots=True)
class Generator:
    """Writes the functions of one plan."""

    schema: GraphQLSchema
    arguments: Mapping[int, Arguments]
    names: dict[str, Any] = field(default_factory=dict)
    functions: list[str] = field(default_factory=list)
    parameters: list[tuple[str, int, str]] = field(default_factory=list)
    written: dict[tuple[str, int], str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    marks: dict[str, str] = field(default_factory=dict)
    steady: set[int] = field(default_factory=set)
    settles: bool = False
    """Whether what is written is kept, and a part of what is not whole yet: so that only its parts can be settled."""

    def code(self, root: Selection) -> Code:
        """The module of a plan: `bind(info, context, ...)` gives the function that answers once."""
        self.names |= {
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
        name = self._level(root, None)
        parameters = "".join(f", {each}" for each in (*self.marks.values(), *(each[0] for each in self.parameters)))
        inner = "\n\n".join(_indented(each) for each in self.functions)
        head = f"def bind(info, context, era, notes{parameters}):\n\n    settle = era.settled"
        text = f"{head}\n\n{inner}\n\n    return {name}\n"
        return Code(text, self.names, tuple(self.parameters), tuple(self.marks))

    # Functions of selections.

    def _of(self, selection: Selection, asked: Field) -> str:
        """The name of the function that makes the answer of one object."""
        key = ("of", selection.number)
        if key not in self.written:
            name = self.written[key] = f"of_{selection.number}"
            settles, self.settles = self.settles, False
            lines, answer = self._answer(selection)
            self.settles = settles
            check = self._check(selection, asked)
            self._write(f"def {name}(source):  # {selection.type.name}", [*check, *lines, f"return {answer}"])
        return self.written[key]

    def _level(self, selection: Selection, asked: Field | None) -> str:
        """The name of the function that makes the answers of a level of objects."""
        key = ("level", selection.number)
        if key in self.written:
            return self.written[key]
        name = self.written[key] = f"level_{selection.number}"
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
        self._write(f"async def {name}(sources):  # {selection.type.name}", body)
        return name

    def _with_one(self, selection: Selection, asked: Field | None, values: list[str], part: Field) -> list[str]:
        """Lines of a level where something is awaited for one field alone, whose values come of these lines."""
        if _is_there_at_once(selection):
            return [*self._at_once(selection, asked), *values, *self._filling(part), "return answers"]
        answer = self._answer(selection, awaited="value")[1]
        return [*self._checks(selection, asked), *values, f"return [{answer} for value in values]"]

    def _at_once(self, selection: Selection, asked: Field | None) -> list[str]:
        """Lines that make the answers of `sources`, as far as they are there at once."""
        if not _is_there_at_once(selection):
            return [*self._checks(selection, asked), f"answers = [{self._answer(selection)[1]} for source in sources]"]
        self.settles = prepared(selection, self.arguments) is not None
        lines, answer = self._answer(selection)
        self.settles = False
        function = f"at_once_{selection.number}"
        check = self._check(selection, asked)
        self._write(f"def {function}(source):  # {selection.type.name}", [*check, *lines, f"return {answer}"])
        return [f"answers = {self._rows(selection, function)}.copies(sources)"]

    def _check(self, selection: Selection, asked: Field | None) -> list[str]:
        """Lines that let the class of `source` be good, or raise. The root is no object that needs it."""
        if asked is None:
            return []
        classes = self._classes(selection, asked)
        return [f"if source.__class__ not in {classes}:", f"    {classes}.check(source)"]

    def _checks(self, selection: Selection, asked: Field | None) -> list[str]:
        """The same of `sources`."""
        if asked is None:
            return []
        classes = self._classes(selection, asked)
        return [f"if not {classes}.issuperset(map(type, sources)):", f"    {classes}.check_all(sources)"]

    def _rows(self, selection: Selection, function: str) -> str:
        """The name of the answers of objects that a function makes: kept, where they may be."""
        name = f"rows_{selection.number}"
        if name not in self.taken:
            self.taken.add(name)
            fields = prepared(selection, self.arguments)
            made = f"Anew({function})"
            if fields is not None:
                place = self._name(f"selection_{selection.number}", lambda: selection)
                made = f"rows(era, {place}, {function}, ({''.join(f'{_prepared(each)}, ' for each in fields)}))"
            self.functions.append(f"{name} = {made}")
        return name

    def _answer(self, selection: Selection, awaited: str = "None") -> tuple[list[str], str]:
        """The answer of the object `source`: lines that come before, and an expression. Awaited fields are filled in
        later, if they are not there under a name.
        """
        lines: list[str] = []
        entries = []
        for asked in selection.fields:
            if isinstance(asked, TypeName):
                value = repr(selection.type.name)
            elif asked.waits:
                value = awaited
            else:
                value = self._settled(asked, lines)
            entries.append(f"{self._key(asked)}: {value}")
        return lines, "{" + ", ".join(entries) + "}"

    # Fields and shapes below which nothing is awaited.

    def _settled(self, asked: Field, lines: list[str]) -> str:
        """The answer of a field that is there at once."""
        found = self._read(asked)
        if isinstance(asked.shape, Leaf):
            return self._leaf(asked.shape, found, is_name=False)
        name = f"value_{asked.number}"
        lines.append(f"{name} = {found}")
        return self._shaped(asked.shape, asked, name)

    def _shaped(self, shape: Shape, asked: Field, name: str) -> str:
        """The value of this name, completed."""
        match shape:
            case Leaf():
                return self._leaf(shape, name, is_name=True)
            case One(selection, nullable):
                done = f"{self._of(selection, asked)}({name})"
                if self.settles:
                    done = f"settle({done})"
                return f"(None if {name} is None else {done})" if nullable else done
            case OneOf(_, choices, nullable):
                types, functions = self._choices(shape, asked, {key: self._of(choices[key], asked) for key in choices})
                done = f"{functions}[{types}.name({name})]({name})"
                return f"(None if {name} is None else {done})" if nullable else done
            case Many(item, nullable):
                each = f"{name}_"
                checked = f"({name} if {name}.__class__ is list else check_list({name}))"
                done = f"[{self._shaped(item, asked, each)} for {each} in {checked}]"
                return f"(None if {name} is None else {done})" if nullable else done

    def _leaf(self, shape: Leaf, found: str, *, is_name: bool) -> str:
        if isinstance(shape.type, GraphQLEnumType) and not shape.nullable:
            return f"{self._name(f'members_of_{shape.type.name}', lambda: Members(shape.type))}[{found}]"  # type: ignore[arg-type]  # just tested
        mark = "or_none" if shape.nullable else ""
        out = self._name(
            f"as_{shape.type.name}{mark and f'_{mark}'}", lambda: going_out(shape.type, nullable=shape.nullable)
        )
        name = found if is_name else "x"
        plain = test(shape.type, name)
        if plain is None:
            return f"{out}({found})"
        if not is_name:
            plain = plain.replace("x.", f"(x := {found}).", 1)
        return f"({name} if {plain} else {out}({name}))"

    # Fields and shapes below which something is awaited.

    def _part(self, asked: Field, steady: str | None) -> str:
        """The name of the function that completes a field for a level, and puts it into the answers."""
        name = f"field_{asked.number}"
        body = [*self._values(asked, steady), *self._filling(asked)]
        self._write(f"async def {name}(sources, answers):  # {asked.parent.name}.{asked.name}", body)
        return name

    def _filling(self, asked: Field) -> list[str]:
        """Lines that put the values of a field into the answers."""
        return ["for answer, value in zip(answers, values):", f"    answer[{self._key(asked)}] = value"]

    def _values(self, asked: Field, steady: str | None) -> list[str]:
        """Lines that make the values of a field for a level. What steady objects lead to may be remembered."""
        how = asked.answering.how
        if isinstance(how, Related):
            lines = self._related(how, asked, steady)
        elif isinstance(how, Batch):
            lines = self._batched(how, asked, steady)
        elif asked.is_awaited:
            lines = [f"values = await level([{self._read(asked)} for source in sources])"]
        else:
            lines = [f"values = [{self._read(asked)} for source in sources]"]
        return [*lines, f"values = {self._completed(asked.shape, asked)}"]

    def _steadiness(self, selection: Selection, asked: Field | None) -> str | None:
        """Of objects that are the same ones each time: "" where they last, else the name of what remembers that others
        lead to them. None of other objects.
        """
        if lasts(selection.type):
            return ""
        return f"remembered_{asked.number}" if asked is not None and asked.number in self.steady else None

    def _related(self, how: Related, asked: Field, steady: str | None) -> list[str]:
        loader = self._name(f"loader_{asked.number}", lambda: how.loader)
        path = ".".join(("source", *how.path))
        keys = f"[{path} for source in sources]"
        level = f"{loader}(context).level"
        ask = f"await there({level}, {keys})" if asked.shape.nullable else f"await {level}({keys})"
        if steady is None:
            return [f"values = {ask}"]
        read = self._name(f"keys_{asked.number}", lambda: attrgetter(".".join(how.path)))
        return self._remembered(asked, ask, f"of_keys({loader}(context).note, {read})", [], steady)

    def _batched(self, how: Batch, asked: Field, steady: str | None) -> list[str]:
        arguments = self._arguments(asked)
        given = ", ".join(["info", "sources", *arguments])
        ask = f"await {self._name(f'batch_{asked.number}', lambda: how.level)}({given})"
        if how.note is None or steady is None:
            return [f"values = {ask}"]
        note = f"{self._name(f'note_{asked.number}', lambda: how.note)}({', '.join(arguments)})"
        return self._remembered(asked, ask, note, [each.partition("=")[2] for each in arguments], steady)

    def _remembered(self, asked: Field, ask: str, note: str, arguments: Sequence[str], above: str) -> list[str]:
        """Values of objects that last, or of what these lead to, as far as they are remembered; else asked for."""
        self.steady.add(asked.number)
        name = f"remembered_{asked.number}"
        place = repr(f"{asked.parent.name}.{asked.name}")
        given = "".join(f"{each}, " for each in arguments)
        parent = f", above={above}" if above else ""
        self.functions.append(f"{name} = remembered(era, notes, {place}, ({given}), {note}{parent})")
        return [
            f"values = {name}.found(sources)",
            "if values is None:",
            f"    values = {ask}",
            f"    {name}.keep(sources, values)",
        ]

    def _completed(self, shape: Shape, asked: Field) -> str:
        """An expression that completes `values`, all together."""
        match shape:
            case Leaf():
                return f"[{self._leaf(shape, 'value', is_name=True)} for value in values]"
            case One(selection, nullable):
                return self._objects(selection, asked, nullable=nullable)
            case OneOf(_, choices, nullable):
                inner = {
                    key: self._level(each, asked) if each.waits else self._of(each, asked)
                    for key, each in choices.items()
                }
                types, functions = self._choices(shape, asked, inner)
                done = f"by_type({types}, {functions}, values)"
                return f"await there(lambda values: {done}, values)" if nullable else f"await {done}"
            case Many(One(selection, False), False) if not selection.waits:
                return f"{self._rows(selection, self._of(selection, asked))}.lists(values)"
            case Many(item, nullable):
                done = f"lists({self._column(item, asked)}, values)"
                return f"await there(lambda values: {done}, values)" if nullable else f"await {done}"

    def _column(self, shape: Shape, asked: Field) -> str:
        """The name of a function that completes values, all together."""
        completed = self._completed(shape, asked)
        if found := _FUNCTION.fullmatch(completed):
            return found["name"]
        name = f"column_{asked.number}"
        while name in self.taken:
            name += "_item"
        self.taken.add(name)
        self._write(f"async def {name}(values):", [f"return {completed}"])
        return name

    def _objects(self, selection: Selection, asked: Field, *, nullable: bool) -> str:
        """Code that completes the objects `values`."""
        if not selection.waits:
            complete = f"{self._rows(selection, self._of(selection, asked))}.each"
            return f"maybe({complete}, values)" if nullable else f"{complete}(values)"
        function = self._level(selection, asked)
        # What items of lists are, and what is made for each object, seldom stands twice: to find out would cost more.
        is_often_same = isinstance(asked.shape, One) and not isinstance(asked.answering.how, Batch)
        if nullable:
            complete = f"lambda values: once({function}, values)" if is_often_same else function
            return f"await there({complete}, values)"
        return f"await once({function}, values)" if is_often_same else f"await {function}(values)"

    # What is read of an object.

    def _read(self, asked: Field) -> str:
        """What answers a field of the object `source`: a value, or a coroutine."""
        how = asked.answering.how
        if isinstance(how, Attribute):
            return ".".join(("source", *how.path, how.name))
        call = how if isinstance(how, Call) else asked.answering.call
        if self.arguments[asked.number].error is not None:
            return "off_path()"
        given = ["source"] if call.takes_source and not isinstance(how, Prepared) else []
        given += [f"{call.takes_info}=info"] if call.takes_info else []
        given += self._arguments(asked)
        name = _prepared(asked)
        if isinstance(how, Prepared):
            prepare = self._name(f"prepare_{name}", lambda: how.prepare)
            self.functions.append(f"{name} = {prepare}({', '.join(given)})")
            return f"{name}({'.'.join(('source', *how.path))})"
        return f"{self._name(name, lambda: call.function)}({', '.join(given)})"

    def _arguments(self, asked: Field) -> list[str]:
        """The arguments of a field, as they are given to what answers it."""
        arguments = self.arguments[asked.number]
        if arguments.error is not None:
            return ["off_path()"]
        if not arguments.has_variables:
            return [
                f"{name}={self._constant(f'given_{name}_{asked.number}', value)}"
                for name, value in arguments.constant.items()
            ]
        names = [each.python_name for each in asked.answering.definition.arguments]
        self.parameters += [(f"given_{name}_{asked.number}", asked.number, name) for name in names]
        return [f"{name}=given_{name}_{asked.number}" for name in names]

    # Names.

    def _key(self, asked: Field | TypeName) -> str:
        """The key of a field in an answer: as it is, or as `bind` is told in the place of a placeholder."""
        if not asked.is_open:
            return repr(asked.key)
        return self.marks.setdefault(asked.key, f"key_{len(self.marks)}")

    def _constant(self, name: str, value: Any) -> str:
        return repr(value) if value.__class__ in _PLAIN else self._name(name, lambda: value)

    def _classes(self, selection: Selection, asked: Field) -> str:
        return self._name(f"classes_{selection.number}", lambda: helping.Classes(selection, self.schema, asked))

    def _choices(self, shape: OneOf, asked: Field, functions: Mapping[str, str]) -> tuple[str, str]:
        """The names of what knows types by class, and of the functions by type."""
        types = self._name(f"types_{asked.number}", lambda: helping.Types(shape, self.schema, asked))
        table = f"by_name_{asked.number}"
        if table not in self.taken:
            self.taken.add(table)
            entries = ", ".join(f"{key!r}: {value}" for key, value in functions.items())
            self.functions.append(f"{table} = {{{entries}}}")
        return types, table

    def _name(self, name: str, make: Callable[[], Any]) -> str:
        if name not in self.names:
            self.names[name] = make()
        return name

    def _write(self, head: str, body: list[str]) -> None:
        first, comment = head.split("  # ") if "  # " in head else (head, "")
        told = [f"# {comment}"] if comment else []
        self.functions.append("\n".join([*told, first, *(f"    {line}" for line in body)]))


def _is_there_at_once(selection: Selection) -> bool:
    """Whether anything of an object is there without being awaited, beside its type's name."""
    return any(isinstance(each, Field) and not each.waits for each in selection.fields)


def _prepared(asked: Field) -> str:
    """The name of what answers a field."""
    return f"{asked.parent.name}_{asked.name}_{asked.number}"


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line else line for line in text.split("\n"))
