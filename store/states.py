"""The state of a record as JSON, as partners keep it, and its digest.

Names are in camel case, fields that have their default are left out, times are RFC 3339 in UTC with milliseconds. Only
strings, whole numbers, booleans, arrays and objects come up, so that the canonical form is that of RFC 8785. The key,
the revision, when it was written and whether it is deleted are no part of it: they stand beside it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

import orjson

from store.codec import Codec, Dialect
from store.records import Entity

E = TypeVar("E", bound=Entity)

APART = frozenset({"key", "revision", "updated_at", "deleted"})
"""Fields of every record that stand beside its state."""


def camel_case(name: str) -> str:
    """A field's name in JSON."""
    first, *others = name.split("_")
    return first + "".join(map(str.capitalize, others))


def time_words(moment: datetime) -> str:
    """A time as RFC 3339 has it: UTC, to the millisecond."""
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"


_JSON = Codec(
    Dialect(name=camel_case, apart=APART, write_time=time_words, read_time=datetime.fromisoformat),
)


def state_of(record: Entity) -> dict[str, Any]:
    """The state of a record."""
    return _JSON.encode(record)


def record_of(kind: type[E], state: Mapping[str, Any], beside: Mapping[str, Any]) -> E:
    """A record of its state and what stands beside it: `key`, `revision`, `updatedAt`."""
    return _JSON.decode(kind, {**state, **beside})


def canonical(state: object) -> bytes:
    """A state as canonical JSON (RFC 8785): keys in order, no white space, UTF-8."""
    return orjson.dumps(state, option=orjson.OPT_SORT_KEYS)


def digest(text: bytes) -> str:
    """The digest of a state in its canonical form: SHA-256 in hexadecimal."""
    return hashlib.sha256(text).hexdigest()
