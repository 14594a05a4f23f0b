"""Who comes in: who asks, and whether anything is left to them of what a minute allows. Every way in goes by here."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import partial

from starlette.requests import HTTPConnection

from ibid.access import Authenticator
from ibid.http.asking import Asker, address_of, preferred
from ibid.http.errors import Refused
from ibid.limits.rates import Account, Rates
from ibid.remembered import remembered

_UNAUTHORIZED = 401
_REMEMBERED = 4096


class Admission:
    """Asks who comes, and counts what they ask for."""

    def __init__(self, authenticator: Authenticator, rates: Rates) -> None:
        self.authenticator = authenticator
        self.rates = rates
        self.anonymous = remembered(_REMEMBERED)(self._anonymous)
        """Who asks from an address and prefers some languages, and has no key: few do, many times."""

    async def asker(self, connection: HTTPConnection, headers: Mapping[str, str]) -> Asker:
        """Who asks by a connection, with these headers.

        Refused for a key or token that is not good, and for every one from an address that has sent too many of them:
        each is a look into the store.
        """
        return await self.sender(address_of(connection), headers.get("authorization"), headers.get("accept-language"))

    async def sender(self, address: str | None, authorization: str | None, languages: str | None) -> Asker:
        """Who asks from an address with these headers, or Refused, as above."""
        if not authorization:
            return self.anonymous(address, languages)
        ask = partial(self.authenticator.principal, authorization)
        guesses = self.rates.guesses(address)
        self.rates.check(guesses)
        try:
            principal = await ask()
        except Refused as refused:
            if refused.status == _UNAUTHORIZED:
                self.rates.charging(guesses)(1)
            raise
        return Asker(principal=principal, languages=preferred(languages), address=address, again=ask)

    def _anonymous(self, address: str | None, languages: str | None) -> Asker:
        again = partial(self.authenticator.principal, None)
        return Asker(self.authenticator.anonymous, preferred(languages), address, again)

    def account(self, asker: Asker) -> Account:
        """What somebody asks for is charged to this."""
        return self.rates.account(asker.principal, asker.address)

    def check(self, asker: Asker) -> None:
        """Refuse who has nothing left, before anything of a request is read."""
        account = self.account(asker)
        if account.limit is not None:
            self.rates.check(account)

    def charge_refusal(self, asker: Asker) -> None:
        """Charge the least there is for a request that was refused: it was read and looked at all the same."""
        with suppress(Refused):
            self.charge(asker, 1)

    def charge(self, asker: Asker, cost: int) -> None:
        """Charge a cost, or refuse who has not so much left."""
        account = self.account(asker)
        if account.limit is not None:
            self.rates.charging(account)(cost)
