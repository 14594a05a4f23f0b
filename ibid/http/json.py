"""JSON as requests may hold it: RFC 8259, in UTF-8, and nothing that two readers could read in two ways (RFC 7493).

And as answers hold it.
"""

from __future__ import annotations

import json
import math
from typing import Any, NoReturn

import orjson


class BadJSON(ValueError):
    """A text that is not JSON, or not JSON that everybody reads alike. `name` is the key that stands twice, if any."""

    def __init__(self, name: str | None = None) -> None:
        super().__init__(name or "not JSON")
        self.name = name


def parsed(text: bytes) -> Any:
    """The value of a text, or BadJSON: also for NaN, infinite numbers, keys that stand twice, and endless nesting."""
    try:
        return _DECODER.decode(text.decode())
    except BadJSON:
        raise
    except (ValueError, RecursionError) as error:  # ValueError also for numbers with more digits than Python reads
        raise BadJSON from error


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise BadJSON
    return number


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read: dict[str, Any] = {}
    for name, value in pairs:
        if name in read:
            raise BadJSON(name)
        read[name] = value
    return read


_DECODER = json.JSONDecoder(parse_constant=_no_constant, parse_float=_finite, object_pairs_hook=_once_each)


def encoded(value: Any) -> bytes:
    """A value as JSON on one line. Half a surrogate pair, which UTF-8 cannot have, is escaped as it came."""
    try:
        return orjson.dumps(value)
    except TypeError:  # also for numbers of more than 64 bits
        return json.dumps(value, separators=(",", ":"), default=_unsettled).encode()


def settled(value: Any) -> tuple[Any, int]:
    """A value as JSON already, to stand in another that is encoded, and its bytes; the value itself where that cannot
    be.
    """
    try:
        content = orjson.dumps(value)
    except TypeError:
        return value, 0
    return orjson.Fragment(content), len(content)


def _unsettled(part: orjson.Fragment) -> Any:
    """What stands in a value as JSON already."""
    return json.loads(orjson.dumps(part))


def written(value: Any) -> str:
    """The same as text."""
    return encoded(value).decode()
