"""The id of a request: its client's own where that is well-formed, else a new one.

`X-Request-Id` has no standard; what is taken of it is short and has no character that could forge a line of a log.
Without it, the trace of a `traceparent` (W3C Trace Context, section 3.2) names the request.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import randbytes

HEADER = "X-Request-Id"

_BYTES = 16

_GIVEN, _TRACED = HEADER.lower().encode(), b"traceparent"

_WELL_FORMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._=+/:-]{0,127}", re.ASCII)
_TRACEPARENT = re.compile(r"(?!ff)[0-9a-f]{2}-(?P<trace>(?!0{32})[0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?")


def request_id(headers: Mapping[bytes, bytes]) -> str:
    """The id of the request that has these headers, by their names in lower case."""
    given = headers.get(_GIVEN)
    if given and _WELL_FORMED.fullmatch(said := given.decode("latin-1")):
        return said
    traced = headers.get(_TRACED)
    found = _TRACEPARENT.fullmatch(traced.decode("latin-1")) if traced else None
    return found["trace"] if found else randbytes(_BYTES).hex()  # noqa: S311  # an id is no secret
