"""What is said to who is refused, by RFC 6750: 401 and 403, with a challenge that says why as far as one may know."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from enum import StrEnum

from ibid.http.errors import Fault, Refused
from resolvers.access import Denied, Principal, Unauthenticated
from resolvers.access.guarding import Guardable, Guarded, Views

_REALM = 'Bearer realm="ibid"'


class Reason(StrEnum):
    """Why a key or token is not taken: what a stranger may be told, and no more."""

    MISSING = "MISSING"
    NOT_VALID = "NOT_VALID"
    EXPIRED = "EXPIRED"


def unauthenticated(reason: Reason) -> Refused:
    """No good key or token came."""
    challenge = {
        Reason.MISSING: _REALM,
        Reason.NOT_VALID: f'{_REALM}, error="invalid_token"',
        Reason.EXPIRED: f'{_REALM}, error="invalid_token", error_description="expired"',
    }[reason]
    return Refused(401, Fault("UNAUTHENTICATED", {}, {"reason": reason.value}), {"WWW-Authenticate": challenge})


def of_denied(denied: Denied) -> Refused:
    """What the policy refused, as an answer."""
    if isinstance(denied, Unauthenticated):
        return unauthenticated(Reason.MISSING)
    challenge = f'{_REALM}, error="insufficient_scope"'
    return Refused(403, Fault(denied.code, denied.params), {"WWW-Authenticate": challenge})


def guarded(store: Guardable, principal: Principal, kept: Callable[[Hashable], Views] | None = None) -> Guarded:
    """A store as a principal may use it; Refused where they may read nothing at all. `kept` are tables of views."""
    try:
        return Guarded(store, principal, kept)
    except Denied as denied:
        raise of_denied(denied) from denied
