"""Records to plain documents and back, by type hints: one mechanism for what is stored and for what is sent.

A dialect says what fields are called and how values are written; each class is compiled once for each dialect. A field
that has its default is left out: documents stay short, and their time goes by the number of fields. To change a default
is therefore a migration. Symbols, dates and enums are strings, tuples are arrays, mappings and dataclasses are objects.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, TypeVar

from i18n.citing.symbols import Symbol

T = TypeVar("T")
Convert = Callable[[Any], Any]


def same(value: Any) -> Any:
    """A value as it is."""
    return value


def in_utc(value: datetime) -> datetime:
    """A time with its zone: some engines give times without one; all are UTC."""
    return value if value.tzinfo is not None else value.replace(tzinfo=UTC)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How documents are written.

    `name` gives a field's name in a document. Fields in `kept` are written even where they have their default; those in
    `apart` are never written at the top, since they stand elsewhere, and are read where they are given. Times are
    written and read by `write_time` and `read_time`.
    """

    name: Callable[[str], str]
    kept: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
    write_time: Convert = same
    read_time: Convert = in_utc


class Codec:
    """Writes dataclasses in a dialect, and reads them."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._encoders: dict[type, Callable[[Any], dict[str, Any]]] = {}
        self._decoders: dict[type, Convert] = {}
        self._write_simple: Mapping[Any, Convert] = {
            Symbol: str,
            date: date.isoformat,
            datetime: dialect.write_time,
            Enum: lambda value: value.value,
        }
        self._read_simple: Mapping[Any, Convert] = {
            Symbol: Symbol,
            date: date.fromisoformat,
            datetime: dialect.read_time,
        }

    def encode(self, value: Any) -> dict[str, Any]:
        """A dataclass as a document."""
        cls = type(value)
        if cls not in self._encoders:
            self._encoders[cls] = self._encoder(cls, self._dialect.apart)
        return self._encoders[cls](value)

    def decode(self, cls: type[T], document: Mapping[str, Any]) -> T:
        """A dataclass from a document; what the class does not know is passed over."""
        if cls not in self._decoders:
            self._decoders[cls] = self._decoder(cls)
        return typing.cast("T", self._decoders[cls](document))

    def _encoder(self, cls: type, apart: frozenset[str] = frozenset()) -> Callable[[Any], dict[str, Any]]:
        hints = typing.get_type_hints(cls)
        plan = [
            (
                each.name,
                self._dialect.name(each.name),
                self._write(hints[each.name]),
                _default(each),
                each.name in self._dialect.kept,
            )
            for each in dataclasses.fields(cls)
            if each.name not in apart
        ]

        def write(record: Any) -> dict[str, Any]:
            document: dict[str, Any] = {}
            for name, written, convert, default, kept in plan:
                value = getattr(record, name)
                if kept or value != default:
                    document[written] = None if value is None else convert(value)
            return document

        return write

    def _decoder(self, cls: type) -> Convert:
        hints = typing.get_type_hints(cls)
        plan = [
            (each.name, self._dialect.name(each.name), self._read(hints[each.name])) for each in dataclasses.fields(cls)
        ]

        def read(document: Mapping[str, Any]) -> Any:
            values: dict[str, Any] = {}
            for name, written, convert in plan:
                if written in document:
                    value = document[written]
                    values[name] = None if value is None else convert(value)
            return cls(**values)

        return read

    def _write(self, hint: Any) -> Convert:
        """How a value of a type is written."""
        hint = _bare(hint)
        origin = typing.get_origin(hint)
        if origin is tuple:
            item = self._write(typing.get_args(hint)[0])
            return lambda values: [item(value) for value in values]
        if origin is not None and issubclass(origin, Mapping):
            inner = self._write(typing.get_args(hint)[1])
            return lambda values: {str(key): inner(value) for key, value in values.items()}
        if dataclasses.is_dataclass(hint) and hint is not Symbol:
            return self._encoder(typing.cast("type", hint))
        return self._write_simple.get(_simple(hint), same)

    def _read(self, hint: Any) -> Convert:
        """How a written value becomes a value of a type."""
        hint = _bare(hint)
        origin = typing.get_origin(hint)
        if origin is tuple:
            item = self._read(typing.get_args(hint)[0])
            return lambda values: tuple([item(value) for value in values])
        if origin is not None and issubclass(origin, Mapping):
            inner = self._read(typing.get_args(hint)[1])
            return lambda values: {key: inner(value) for key, value in values.items()}
        if dataclasses.is_dataclass(hint) and hint is not Symbol:
            return self._decoder(typing.cast("type", hint))
        if isinstance(hint, type) and issubclass(hint, Enum):
            return hint
        return self._read_simple.get(_simple(hint), same)


def _default(each: dataclasses.Field[Any]) -> Any:
    if each.default_factory is not dataclasses.MISSING:
        return each.default_factory()
    return each.default


def _bare(hint: Any) -> Any:
    """A hint without `| None`, and a NewType as what it is made of."""
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        (hint,) = (arg for arg in typing.get_args(hint) if arg is not type(None))
    return getattr(hint, "__supertype__", hint)


def _simple(hint: Any) -> Any:
    return Enum if isinstance(hint, type) and issubclass(hint, Enum) else hint
