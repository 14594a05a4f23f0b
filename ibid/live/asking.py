"""Who asks by a socket: browsers cannot set headers of a handshake, so that `connection_init` may bring them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeAlias

from starlette.requests import HTTPConnection

from i18n.negotiation import accept_language
from ibid.http.asking import Asker, address_of

Asking: TypeAlias = Callable[[HTTPConnection, Mapping[str, str]], Awaitable[Asker]]
"""Says who a connection is from, with these headers; raises Refused where it may not ask."""


async def anybody(connection: HTTPConnection, headers: Mapping[str, str]) -> Asker:
    """Nobody in particular, with the languages that the headers prefer."""
    return Asker(languages=accept_language(headers.get("accept-language")), address=address_of(connection))


def told_headers(connection: HTTPConnection, payload: Mapping[str, Any]) -> dict[str, str]:
    """The headers of a handshake, and over them what the payload of `connection_init` names, in lower case.

    That is `{"authorization": "Bearer …"}`, or the same within `{"headers": {…}}`.
    """
    inner = payload.get("headers")
    named = {**payload, **(inner if isinstance(inner, dict) else {})}
    told = {name.lower(): value for name, value in named.items() if isinstance(value, str)}
    return {**dict(connection.headers), **told}
