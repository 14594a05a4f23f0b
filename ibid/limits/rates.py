"""How much one client may ask for in a minute: by key, or by address where there is no key.

What is counted is the cost of operations, in a sliding window kept in this process (the `limits` library). Several
workers divide the limits between them, so that together they allow what the settings say.
"""

from __future__ import annotations

import ipaddress
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from ibid.http.errors import Fault, Refused
from ibid.settings import Limits
from resolvers.access import Principal

_KNOWN = 4096
"""How many addresses are known by heart."""


@dataclass(frozen=True, slots=True)
class Account:
    """What is charged: a limit and whose it is. `limit` is None where nothing is counted."""

    limit: RateLimitItem | None
    name: str


_UNLIMITED = Account(None, "")


class Rates:
    """The accounts of everybody."""

    def __init__(self, limits: Limits, *, workers: int = 1) -> None:
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._anonymous = _a_minute(limits.rate_anonymous, workers)
        self._keyed = _a_minute(limits.rate_key, workers)
        self._refused = _a_minute(limits.rate_refused, workers)
        self._of_address = lru_cache(maxsize=_KNOWN)(self._account_of)

    def account(self, principal: Principal, address: str | None) -> Account:
        """Whose account a request is charged to. This machine's own addresses are not counted."""
        if principal.id is not None:
            return Account(self._keyed, f"key:{principal.id}")
        return self._of_address(address)

    def _account_of(self, address: str | None) -> Account:
        return _UNLIMITED if _is_own(address) else Account(self._anonymous, f"address:{_network(address)}")

    def guesses(self, address: str | None) -> Account:
        """The account of the keys and tokens from an address that are not good: each costs a look into the store."""
        return Account(None if _is_own(address) else self._refused, f"refused:{_network(address)}")

    def charging(self, account: Account) -> Callable[[int], None]:
        """What charges an account with a cost, and is Refused to who has not so much left."""

        def charge(cost: int) -> None:
            if account.limit is not None and not self._limiter.hit(account.limit, account.name, cost=max(cost, 1)):
                raise self._used_up(account, account.limit)

        return charge

    def check(self, account: Account) -> None:
        """Refuse who has nothing left."""
        if account.limit is not None and not self._limiter.test(account.limit, account.name):
            raise self._used_up(account, account.limit)

    def _used_up(self, account: Account, limit: RateLimitItem) -> Refused:
        reset = self._limiter.get_window_stats(limit, account.name).reset_time
        seconds = max(1, math.ceil(reset - time.time()))
        facts = {"retryAfter": seconds, "limit": limit.amount}
        return Refused(429, Fault("RATE_LIMITED", {"retryAfter": str(seconds)}, facts), {"Retry-After": str(seconds)})


def _a_minute(amount: int, workers: int) -> RateLimitItem | None:
    return RateLimitItemPerMinute(max(1, amount // workers)) if amount else None


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """An address; one of IPv4 that came by a socket of IPv6 is the one of IPv4 (RFC 4291, section 2.5.5.2)."""
    found = ipaddress.ip_address(text)
    return (found.ipv4_mapped or found) if isinstance(found, ipaddress.IPv6Address) else found


@lru_cache(maxsize=_KNOWN)
def _is_own(address: str | None) -> bool:
    """Whether an address is this machine's: a proxy on it is believed by IBID_PROXIES, and then not who asks."""
    try:
        return address is not None and _address(address).is_loopback
    except ValueError:
        return False


@lru_cache(maxsize=_KNOWN)
def _network(address: str | None) -> str:
    """The network that one client has: its IPv4 address, or the /64 of its IPv6 address (RFC 6177)."""
    try:
        found = _address(address or "")
    except ValueError:
        return address or ""
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else str(found)  # noqa: PLR2004
