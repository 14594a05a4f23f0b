"""Headers of a socket: browsers cannot set those of a handshake, so that `connection_init` may bring them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import HTTPConnection


def told_headers(connection: HTTPConnection, payload: Mapping[str, Any]) -> dict[str, str]:
    """The headers of a handshake, and over them what the payload of `connection_init` names, in lower case.

    That is `{"authorization": "Bearer …"}`, or the same within `{"headers": {…}}`.
    """
    inner = payload.get("headers")
    named = {**payload, **(inner if isinstance(inner, dict) else {})}
    told = {name.lower(): value for name, value in named.items() if isinstance(value, str)}
    return {**dict(connection.headers), **told}
