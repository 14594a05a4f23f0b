"""The module of a plan while it is written: its functions, the names that they find there, what `bind` takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import GraphQLSchema

from execution import helping
from execution.plan import Field, OneOf, Selection, TypeName
from execution.values import Arguments

_PLAIN = (str, int, bool, type(None))


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
class Writing:
    """A module that is being written."""

    schema: GraphQLSchema
    arguments: Mapping[int, Arguments]
    names: dict[str, Any]
    _functions: list[str] = field(default_factory=list)
    _parameters: list[tuple[str, int, str]] = field(default_factory=list)
    _taken: set[str] = field(default_factory=set)
    _marks: dict[str, str] = field(default_factory=dict)

    def code(self, entry: str) -> Code:
        """The module: `bind(info, context, ...)` gives the function of this name, which answers once."""
        parameters = "".join(f", {each}" for each in (*self._marks.values(), *(each[0] for each in self._parameters)))
        inner = "\n\n".join(_indented(each) for each in self._functions)
        head = f"def bind(info, context, era, notes{parameters}):\n\n    settle = era.settled"
        return Code(
            f"{head}\n\n{inner}\n\n    return {entry}\n", self.names, tuple(self._parameters), tuple(self._marks)
        )

    def function(self, head: str, body: list[str], *, of: str = "") -> None:
        """Write a function, with what it is of above it."""
        told = [f"# {of}"] if of else []
        self.line("\n".join([*told, head, *(f"    {line}" for line in body)]))

    def line(self, line: str) -> None:
        """Write a line that is run once for each request."""
        self._functions.append(line)

    # Names.

    def take(self, name: str) -> bool:
        """Whether a name in the text is free; it is not from now on."""
        is_free = name not in self._taken
        self._taken.add(name)
        return is_free

    def name(self, name: str, make: Callable[[], Any]) -> str:
        """A name of the module, for what is made when it is first used."""
        if name not in self.names:
            self.names[name] = make()
        return name

    def key(self, asked: Field | TypeName) -> str:
        """The key of a field in an answer: as it is, or as `bind` is told in the place of a placeholder."""
        if not asked.is_open:
            return repr(asked.key)
        return self._marks.setdefault(asked.key, f"key_{len(self._marks)}")

    def given(self, asked: Field) -> list[str]:
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
        self._parameters += [(f"given_{name}_{asked.number}", asked.number, name) for name in names]
        return [f"{name}=given_{name}_{asked.number}" for name in names]

    def classes(self, selection: Selection, asked: Field) -> str:
        """The name of what knows the classes of a selection's objects."""
        return self.name(f"classes_{selection.number}", lambda: helping.Classes(selection, self.schema, asked))

    def choices(self, shape: OneOf, asked: Field, functions: Mapping[str, str]) -> tuple[str, str]:
        """The names of what knows types by class, and of the functions by type."""
        types = self.name(f"types_{asked.number}", lambda: helping.Types(shape, self.schema, asked))
        table = f"by_name_{asked.number}"
        if self.take(table):
            entries = ", ".join(f"{key!r}: {value}" for key, value in functions.items())
            self.line(f"{table} = {{{entries}}}")
        return types, table

    def _constant(self, name: str, value: Any) -> str:
        return repr(value) if value.__class__ in _PLAIN else self.name(name, lambda: value)


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line else line for line in text.split("\n"))
