"""Records to BSON documents and back, by type hints; each class is compiled once.

A field keeps its name, but for `key`, which is `_id`. A field that has its default is left out, unless it is looked
up by equality (`KEPT`): documents stay short, and the embedded server's time goes by the number of fields. To change a
default is therefore a migration. Symbols, dates and enums are strings, times are BSON dates (milliseconds, UTC), tuples
are arrays, mappings and dataclasses are documents.
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

KEPT = frozenset({"part"})
"""Fields that are always written: they are looked up by equality with nothing, too."""

_ENCODERS: dict[type, Callable[[Any], dict[str, Any]]] = {}
_DECODERS: dict[type, Convert] = {}


def encode(value: Any) -> dict[str, Any]:
    """A dataclass as a BSON document."""
    cls = type(value)
    if cls not in _ENCODERS:
        _ENCODERS[cls] = _encoder(cls)
    return _ENCODERS[cls](value)


def decode(cls: type[T], document: Mapping[str, Any]) -> T:
    """A dataclass from a BSON document; what the class does not know is passed over."""
    if cls not in _DECODERS:
        _DECODERS[cls] = _decoder(cls)
    return typing.cast("T", _DECODERS[cls](document))


def encode_key(value: Any) -> Any:
    """A value to compare with, as it is stored."""
    return str(value) if isinstance(value, Symbol | date | Enum) else value


def field_name(name: str) -> str:
    """What a field is called in a stored document."""
    return "_id" if name == "key" else name


def _encoder(cls: type) -> Callable[[Any], dict[str, Any]]:
    hints = typing.get_type_hints(cls)
    plan = [
        (each.name, field_name(each.name), _write(hints[each.name]), _default(each), each.name in KEPT)
        for each in dataclasses.fields(cls)
    ]

    def write(record: Any) -> dict[str, Any]:
        document: dict[str, Any] = {}
        for name, stored, convert, default, kept in plan:
            value = getattr(record, name)
            if kept or value != default:
                document[stored] = None if value is None else convert(value)
        return document

    return write


def _decoder(cls: type) -> Convert:
    hints = typing.get_type_hints(cls)
    plan = [(each.name, field_name(each.name), _read(hints[each.name])) for each in dataclasses.fields(cls)]

    def read(document: Mapping[str, Any]) -> Any:
        values: dict[str, Any] = {}
        for name, stored, convert in plan:
            if stored in document:
                value = document[stored]
                values[name] = None if value is None else convert(value)
        return cls(**values)

    return read


def _default(each: dataclasses.Field[Any]) -> Any:
    if each.default_factory is not dataclasses.MISSING:
        return each.default_factory()
    return each.default


def _write(hint: Any) -> Convert:
    """How a value of a type is stored."""
    hint = _bare(hint)
    origin = typing.get_origin(hint)
    if origin is tuple:
        item = _write(typing.get_args(hint)[0])
        return lambda values: [item(value) for value in values]
    if origin is not None and issubclass(origin, Mapping):
        inner = _write(typing.get_args(hint)[1])
        return lambda values: {str(key): inner(value) for key, value in values.items()}
    if dataclasses.is_dataclass(hint) and hint is not Symbol:
        return _encoder(typing.cast("type", hint))
    return _SIMPLE_WRITE.get(_simple(hint), _same)


def _read(hint: Any) -> Convert:
    """How a stored value becomes a value of a type."""
    hint = _bare(hint)
    origin = typing.get_origin(hint)
    if origin is tuple:
        item = _read(typing.get_args(hint)[0])
        return lambda values: tuple([item(value) for value in values])
    if origin is not None and issubclass(origin, Mapping):
        inner = _read(typing.get_args(hint)[1])
        return lambda values: {key: inner(value) for key, value in values.items()}
    if dataclasses.is_dataclass(hint) and hint is not Symbol:
        return _decoder(typing.cast("type", hint))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    return _SIMPLE_READ.get(_simple(hint), _same)


def _bare(hint: Any) -> Any:
    """A hint without `| None`, and a NewType as what it is made of."""
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        (hint,) = (arg for arg in typing.get_args(hint) if arg is not type(None))
    return getattr(hint, "__supertype__", hint)


def _simple(hint: Any) -> Any:
    return Enum if isinstance(hint, type) and issubclass(hint, Enum) else hint


def _same(value: Any) -> Any:
    return value


def _in_utc(value: datetime) -> datetime:
    """Some engines give times without a zone; all are UTC."""
    return value if value.tzinfo is not None else value.replace(tzinfo=UTC)


_SIMPLE_WRITE: Mapping[Any, Convert] = {Symbol: str, date: date.isoformat, Enum: lambda value: value.value}
_SIMPLE_READ: Mapping[Any, Convert] = {Symbol: Symbol, date: date.fromisoformat, datetime: _in_utc}
