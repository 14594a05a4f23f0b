"""Records to BSON documents and back (`store.codec`).

A field keeps its name, but for `key`, which is `_id`. A field that is looked up by equality with nothing, too, is
always written. Times are BSON dates (milliseconds, UTC).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any, TypeVar

from i18n.citing.symbols import Symbol
from store.codec import Codec, Dialect

T = TypeVar("T")


def field_name(name: str) -> str:
    """What a field is called in a stored document."""
    return "_id" if name == "key" else name


_BSON = Codec(Dialect(name=field_name, kept=frozenset({"part"})))


def encode(value: Any) -> dict[str, Any]:
    """A dataclass as a BSON document."""
    return _BSON.encode(value)


def decode(cls: type[T], document: Mapping[str, Any]) -> T:
    """A dataclass from a BSON document; what the class does not know is passed over."""
    return _BSON.decode(cls, document)


def encode_key(value: Any) -> Any:
    """A value to compare with, as it is stored."""
    return str(value) if isinstance(value, Symbol | date | Enum) else value
