"""The id of a request: its client's own where that is well-formed, else a new one.

`X-Request-Id` has no standard; what is taken of it is short and has no character that could forge a line of a log.
Without it, the trace of a `traceparent` (W3C Trace Context, section 3.2) names the request.
"""

from __future__ import annotations

import re
from random import getrandbits

from starlette.datastructures import Headers

HEADER = "X-Request-Id"

_GIVEN, _TRACED = HEADER.lower().encode(), b"traceparent"

_WELL_FORMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._=+/:-]{0,127}", re.ASCII)
_TRACEPARENT = re.compile(r"(?!ff)[0-9a-f]{2}-(?P<trace>(?!0{32})[0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?")


def request_id(headers: Headers) -> str:
    """The id of the request that has these headers, the first of each name."""
    given = traced = b""
    for name, value in headers.raw:
        if name == _GIVEN:
            given = given or value
        elif name == _TRACED:
            traced = traced or value
    if given and _WELL_FORMED.fullmatch(said := given.decode("latin-1")):
        return said
    found = _TRACEPARENT.fullmatch(traced.decode("latin-1")) if traced else None
    return found["trace"] if found else f"{getrandbits(128):032x}"
