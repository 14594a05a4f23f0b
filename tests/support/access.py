"""Authenticators, keys and principals for tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from ibid.access import Authenticator
from ibid.access.keys import new_key
from ibid.http.admission import Admission
from ibid.limits.rates import Rates
from ibid.settings import AccessSettings, Limits
from resolvers.access import Principal, parse_grant
from store.credentials import Keyring
from store.errors import Unavailable
from store.ports import Store

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


class Clock:
    """A time that stands still until it is moved on."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        return self.at

    def pass_(self, **amount: float) -> None:
        """Let seconds, minutes or days go by."""
        self.at += timedelta(**amount)


def authenticator(
    store: Store | None = None, settings: AccessSettings | None = None, clock: Callable[[], datetime] | None = None
) -> Authenticator:
    """Who knows the keys of a store; without one, nobody's."""

    def keyring() -> Keyring:
        if store is None:
            raise Unavailable("no store")
        return store.keyring

    return Authenticator(settings or AccessSettings(), keyring, clock=clock or Clock())


def admission(store: Store | None = None) -> Admission:
    """Who lets everybody in that a store knows, however often they come."""
    return Admission(authenticator(store), Rates(Limits(rate_anonymous=0, rate_key=0, rate_refused=0)))


async def given_key(store: Store, *grants: str, name: str = "somebody", expires_at: datetime | None = None) -> str:
    """A new key with grants, as `Authorization` has it."""
    key, credential = new_key(name, [parse_grant(each) for each in grants], at=NOON, expires_at=expires_at)
    await store.keyring.add(credential)
    return f"Bearer {key}"


def principal(*grants: str, is_public: bool = False) -> Principal:
    """Somebody with grants; with `is_public`, where everybody reads what is published."""
    shared = (parse_grant("READER"),) if is_public else ()
    return Principal(id="somebody", name="Somebody", grants=tuple(map(parse_grant, grants)), shared=shared)
