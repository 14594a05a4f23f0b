"""Operations by chance, over the whole schema: what a client could send, with values that the small corpus knows."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    is_leaf_type,
)

from schema import ids
from tests.support.records import COMPACT, REPORT, RESOLUTION, TREATY, corpus

_TYPES = {
    "DocumentRecord": "Document",
    "SectionRecord": "Section",
    "ParagraphRecord": "Paragraph",
    "FootnoteRecord": "Footnote",
    "CitationRecord": "Citation",
    "InstrumentRecord": "Instrument",
    "SubmissionRecord": "Submission",
    "BodyRecord": "Body",
}
IDS = [ids.encode(_TYPES[type(each).__name__], each.key) for each in corpus() if type(each).__name__ in _TYPES]
IDS += [ids.encode(kind, key) for kind, key in (("State", "FJI"), ("Organization", "EU"), ("Document", "A/RES/1/1"))]

POOLS: dict[str, Sequence[Any]] = {
    "id": [*IDS, "nonsense"],
    "ids": [*IDS, "nonsense"],
    "unit": [*IDS, "nonsense"],
    "symbol": [RESOLUTION, RESOLUTION, REPORT, "A/RES/1/1"],
    "document": [RESOLUTION, REPORT],
    "within": [RESOLUTION, REPORT],
    "identifier": [TREATY, COMPACT, "ICRMW", "the Compact", RESOLUTION, "nothing"],
    "citing": [TREATY, COMPACT, RESOLUTION],
    "code": ["FJI", "MX", "EU", "484", "XXX"],
    "label": ["PP1", "1", "2(a)", "9"],
    "marker": ["1", "2", "9"],
    "part": ["annex", "annex II"],
    "query": ["migration", "rights or Convention", "-"],
    "text": ["See resolution 74/148, para. 2, and the Convention.", "Nothing."],
    "symbolPrefix": ["A/RES/", "A/"],
    "issuingBody": ["UN-GA"],
    "session": ["74"],
    "first": [1, 2, 5, 20, 100, 0],
    "last": [1, 3],
    "after": ["nonsense"],
    "before": ["nonsense"],
}
_SCALARS: dict[str, Sequence[Any]] = {
    "LanguageTag": ["en", "fr", "ar", "zh-Hant", "de"],
    "DocumentSymbol": [RESOLUTION, REPORT],
    "Date": ["2019-12-18", "2020-01-01"],
    "DateTime": ["2020-01-01T00:00:00+00:00"],
    "Boolean": [True, False],
    "Int": [1, 3],
    "Float": [1.5],
    "String": ["words"],
    "ID": IDS,
}
_SELDOM = {"after": 0.03, "before": 0.03, "last": 0.1}
_ROOTS = {"document": 8, "node": 4, "nodes": 4, "documents": 4, "instrument": 4, "search": 3, "translationMemory": 0.2}
"""What is asked for more often, and less: what opens most, and what takes long."""


@dataclass
class Operation:
    """An operation, and the values of its variables."""

    text: str
    variables: dict[str, Any]


@dataclass
class Writer:
    """Writes one operation."""

    schema: GraphQLSchema
    chance: random.Random
    budget: int = 40
    variables: dict[str, Any] = field(default_factory=dict)
    declared: list[str] = field(default_factory=list)
    fragments: list[str] = field(default_factory=list)
    ready: list[tuple[str, GraphQLObjectType | GraphQLInterfaceType]] = field(default_factory=list)
    count: int = 0

    def operation(self) -> Operation:
        """A query."""
        assert self.schema.query_type
        self.budget = self.chance.choice([6, 12, 25])
        roots = [
            self.field(self.schema.query_type, name, 0) for name in self._roots(self.chance.choice([1, 1, 1, 2, 3]))
        ]
        if self.maybe(0.1):
            roots.append("__typename")
        declared = f"({', '.join(self.declared)})" if self.declared else ""
        head = f"query Q{declared}" if declared or self.maybe(0.5) else ""
        body = f"{head} {{ {' '.join(roots)} }}".strip()
        return Operation("\n".join([body, *self.fragments]), self.variables)

    def _roots(self, number: int) -> list[str]:
        assert self.schema.query_type
        names = list(self.schema.query_type.fields)
        return self.chance.choices(names, [_ROOTS.get(name, 1) for name in names], k=number)

    def maybe(self, likely: float) -> bool:
        return self.chance.random() < likely

    def field(self, parent: Any, name: str, depth: int) -> str:
        """A field, always under a name of its own unless nothing could conflict with it."""
        definition: GraphQLField = parent.fields[name]
        arguments = self.arguments(definition)
        alias = ""
        if arguments or self.maybe(0.1) or depth == 0:
            self.count += 1
            alias = f"a{self.count}: "
        inner = get_named_type(definition.type)
        selected = "" if is_leaf_type(inner) else f" {{ {self.selection(inner, depth + 1)} }}"
        return f"{alias}{name}{arguments}{self.directive()}{selected}"

    def selection(self, type_: Any, depth: int) -> str:
        """What is selected of a type."""
        parts = []
        if isinstance(type_, GraphQLInterfaceType | GraphQLUnionType):
            if self.maybe(0.5):
                parts.append("__typename")
            parts += [
                f"... on {possible.name}{self.directive()} {{ {self.selection(possible, depth)} }}"
                for possible in self.schema.get_possible_types(type_)
                if self.maybe(0.35)
            ]
        if not isinstance(type_, GraphQLUnionType):
            parts += self.fields(type_, depth)
        return " ".join(parts) or "__typename"

    def fields(self, type_: GraphQLObjectType | GraphQLInterfaceType, depth: int) -> list[str]:
        """Some fields, some of them in fragments."""
        names = list(type_.fields)
        leaves = [name for name in names if is_leaf_type(get_named_type(type_.fields[name].type))]
        others = [name for name in names if name not in leaves and self.budget > 0 and depth < 9]
        chosen = self.chance.sample(leaves, min(len(leaves), self.chance.randint(0, 4)))
        chosen += self.chance.sample(others, min(len(others), self.chance.choice([0, 1, 1, 2, 3])))
        if "nodes" in others and self.maybe(0.6):
            chosen = list(dict.fromkeys([*chosen, "nodes"]))
        self.budget -= len(chosen)
        parts = [self.field(type_, name, depth) for name in chosen]
        if self.maybe(0.08):
            parts.append("__typename")
        if parts and self.maybe(0.12):
            parts = [self.fragment(type_, parts)]
        elif self.maybe(0.1):
            known = [name for name, on in self.ready if on is type_]
            parts += [f"...{self.chance.choice(known)}{self.directive()}"] if known else []
        self.chance.shuffle(parts)
        return parts

    def fragment(self, type_: GraphQLObjectType | GraphQLInterfaceType, parts: list[str]) -> str:
        """The parts in a fragment."""
        if self.maybe(0.5):
            on = f" on {type_.name}" if self.maybe(0.7) else ""
            return f"...{on}{self.directive()} {{ {' '.join(parts)} }}"
        name = f"F{len(self.fragments)}"
        self.fragments.append(f"fragment {name} on {type_.name} {{ {' '.join(parts)} }}")
        self.ready.append((name, type_))
        return f"...{name}{self.directive()}"

    def directive(self) -> str:
        """Seldom a condition."""
        if not self.maybe(0.05):
            return ""
        value = self.chance.choice([True, False])
        name = self.chance.choice(["skip", "include"])
        if self.maybe(0.5):
            return f" @{name}(if: {'true' if value else 'false'})"
        return f" @{name}(if: {self.variable('Boolean!', value)})"

    def variable(self, type_: str, value: Any) -> str:
        """A variable of a value."""
        name = f"v{len(self.declared)}"
        default = " = null" if not type_.endswith("!") and self.maybe(0.1) else ""
        self.declared.append(f"${name}: {type_}{default}")
        if type_.endswith("!") or not self.maybe(0.15):
            self.variables[name] = value
        return f"${name}"

    def arguments(self, definition: GraphQLField) -> str:
        """The arguments of a field."""
        given = []
        for name, argument in definition.args.items():
            needed = isinstance(argument.type, GraphQLNonNull) and not self._has_default(argument)
            if needed or self.maybe(_SELDOM.get(name, 0.35)):
                given.append(f"{name}: {self.argument(name, argument)}")
        return f"({', '.join(given)})" if given else ""

    def _has_default(self, argument: GraphQLArgument | Any) -> bool:
        return getattr(argument, "default", None) is not None

    def argument(self, name: str, argument: GraphQLArgument) -> str:
        if self.maybe(0.3):
            return self.variable(str(argument.type), self.value(name, argument.type))
        return self.literal(name, argument.type)

    def literal(self, name: str, type_: Any) -> str:
        """A value as it is written, with variables in lists and inputs."""
        if isinstance(type_, GraphQLNonNull):
            return self.literal(name, type_.of_type)
        if self.maybe(0.03) and not name.startswith("v"):
            return "null" if not isinstance(type_, GraphQLNonNull) and name not in POOLS else self.literal(name, type_)
        if isinstance(type_, GraphQLList):
            items = [
                self.variable(str(type_.of_type), self.value(name, type_.of_type))
                if self.maybe(0.15)
                else self.literal(name, type_.of_type)
                for _ in range(self.chance.randint(0, 3))
            ]
            return f"[{', '.join(items)}]"
        if isinstance(type_, GraphQLInputObjectType):
            return f"{{{', '.join(self._entries(type_))}}}"
        value = self.value(name, type_)
        return str(value) if isinstance(type_, GraphQLEnumType) else _written(value)

    def _entries(self, type_: GraphQLInputObjectType) -> list[str]:
        return [f"{name}: {self._entry(name, each.type)}" for name, each in type_.fields.items() if self.maybe(0.25)]

    def _entry(self, name: str, type_: Any) -> str:
        return self.variable(str(type_), self.value(name, type_)) if self.maybe(0.3) else self.literal(name, type_)

    def value(self, name: str, type_: Any) -> Any:
        """A value as JSON has it."""
        if isinstance(type_, GraphQLNonNull):
            return self.value(name, type_.of_type)
        if isinstance(type_, GraphQLList):
            return [self.value(name, type_.of_type) for _ in range(self.chance.randint(0, 3))]
        if isinstance(type_, GraphQLInputObjectType):
            return {key: self.value(key, each.type) for key, each in type_.fields.items() if self.maybe(0.25)}
        if isinstance(type_, GraphQLEnumType):
            return self.chance.choice(list(type_.values))
        return self.chance.choice(POOLS.get(name) or _SCALARS[type_.name])


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{value}"' if isinstance(value, str) else str(value)


def operation(schema: GraphQLSchema, seed: int) -> Operation:
    """The operation of a seed."""
    return Writer(schema, random.Random(seed)).operation()
