"""Who asks: what a request says of its sender, whichever way it came."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from starlette.requests import HTTPConnection

from i18n.languages import Tag
from i18n.negotiation import accept_language
from ibid.remembered import remembered
from resolvers.access import PUBLIC, Principal


@dataclass(frozen=True, slots=True)
class Asker:
    """The sender of a request: their grants, the languages that they prefer, and the address that they ask from.

    `again` says who they are later on, for what lasts longer than a request; Refused where they may no longer ask.
    """

    principal: Principal = PUBLIC
    languages: tuple[Tag, ...] = ()
    address: str | None = None
    again: Callable[[], Awaitable[Principal]] | None = None


async def asked_again(asker: Asker) -> Asker:
    """Who asks once more by what lasts. Refused where a key was revoked meanwhile."""
    return asker if asker.again is None else replace(asker, principal=await asker.again())


@remembered(1024)
def preferred(header: str | None) -> tuple[Tag, ...]:
    """The preference that an Accept-Language header states; few clients send any but the same one always."""
    return accept_language(header)


def languages_of(connection: HTTPConnection) -> tuple[Tag, ...]:
    """The preference that a request states."""
    return preferred(connection.headers.get("accept-language"))


def address_of(connection: HTTPConnection) -> str | None:
    """The address that a request came from, by what believed proxies say (IBID_PROXIES)."""
    return connection.client.host if connection.client else None
