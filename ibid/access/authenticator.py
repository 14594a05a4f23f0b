"""Who is asking, by what the Authorization header says: nobody, a key, or a token (RFC 6750 section 2.1)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from ibid.access.issuer import Issuer
from ibid.access.keys import PREFIX, Keys, now
from ibid.access.refusals import Reason, unauthenticated
from ibid.access.tokens import Tokens
from ibid.http.errors import store_refused
from ibid.settings import AccessSettings
from resolvers.access import NOBODY, PARTNERS, PUBLIC, Principal
from store.credentials import Keyring
from store.errors import StoreError


class Authenticator:
    """Makes principals of headers. What it says holds for the request that asked, and for no longer."""

    def __init__(
        self,
        settings: AccessSettings,
        open_keyring: Callable[[], Keyring],
        *,
        clock: Callable[[], datetime] = now,
        issuer: Issuer | None = None,
    ) -> None:
        """`open_keyring` gives the keyring, or raises Unavailable while the store is not open."""
        self.anonymous = _anonymous(settings)
        self._keys = Keys(open_keyring, clock=clock)
        self._tokens: Tokens | None = None
        if settings.oidc_issuer:
            issuer = issuer or Issuer(settings.oidc_issuer, settings.oidc_jwks, clock=clock)
            self._tokens = Tokens(settings, issuer, clock=clock)

    async def principal(self, authorization: str | None) -> Principal:
        """Who sends a header; anonymous without one. Refused for a key or token that is not good.

        Whoever sends a bad one is refused and not taken for anonymous: they would think that they had been known.
        """
        try:
            return await self._principal(authorization)
        except StoreError as error:
            raise store_refused(error) from error

    async def _principal(self, authorization: str | None) -> Principal:
        if authorization is None or not authorization.strip():
            return self.anonymous
        scheme, _, given = authorization.strip().partition(" ")
        given = given.strip()
        if scheme.casefold() != "bearer" or not given or not given.isascii():
            raise unauthenticated(Reason.NOT_VALID)
        shared = self.anonymous.shared
        if given.startswith(PREFIX):
            return await self._keys.principal(given, shared)
        if self._tokens is None:
            raise unauthenticated(Reason.NOT_VALID)
        return await self._tokens.principal(given, shared)


def _anonymous(settings: AccessSettings) -> Principal:
    """Who asks without a key."""
    if not settings.public_read:
        return NOBODY
    return PARTNERS if settings.public_sync else PUBLIC
