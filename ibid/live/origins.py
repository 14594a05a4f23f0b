"""Which web sites may open a socket. Browsers ask no permission for that (no CORS), but say where a page is from."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.requests import HTTPConnection
from strawberry.http.websocket_origin import is_same_origin, normalize_origin

ANY = "*"


class Origins:
    """The origins whose pages may open sockets, besides our own (IBID_CORS_ORIGINS)."""

    def __init__(self, allowed: Iterable[str] = ()) -> None:
        self._allowed = {each if each == ANY else normalize_origin(each) for each in allowed} - {None}

    def permits(self, connection: HTTPConnection) -> bool:
        """Whether a handshake may go on: it is of no page, of one of ours, or of one that is allowed."""
        origin = connection.headers.get("origin")
        if origin is None or ANY in self._allowed:
            return True
        named = normalize_origin(origin)
        return named is not None and (named in self._allowed or is_same_origin(named, connection.headers.get("host")))
