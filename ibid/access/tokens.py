"""Tokens of an issuer: JSON Web Tokens, checked as RFC 8725 says, and the principals that they name."""

from __future__ import annotations

import binascii
import json
import logging
from base64 import urlsafe_b64decode
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from joserfc import jwt
from joserfc.errors import ExpiredTokenError, InvalidKeyIdError, JoseError
from joserfc.jwa import JWSAlgModel
from joserfc.jws import JWSRegistry
from joserfc.jwt import JWTClaimsRegistry

from ibid.access.issuer import Issuer
from ibid.access.keys import now
from ibid.access.refusals import Reason, unauthenticated
from ibid.settings import AccessSettings
from resolvers.access import BadGrant, Grant, Principal, parse_grant

LEEWAY = 30
"""Seconds by which clocks may differ."""

MOST_GRANTS = 100
"""How many grants of one token are read."""

_log = logging.getLogger("ibid.access")


class Pinned(JWSRegistry):
    """The algorithms that are taken, and no other, whatever a token says of itself."""

    def get_alg(self, name: str) -> JWSAlgModel:
        """The algorithm of a name. The library would warn of EdDSA, which only has a more exact name now (RFC 9864)."""
        if name not in (self.allowed or ()):
            raise InvalidKeyIdError(f"{name} is not taken")
        return self.algorithms[name]


class Tokens:
    """Principals of tokens."""

    def __init__(self, settings: AccessSettings, issuer: Issuer, *, clock: Callable[[], datetime] = now) -> None:
        self._issuer = issuer
        self._clock = clock
        self._claim = settings.oidc_grants_claim
        self._algorithms = Pinned(algorithms=settings.oidc_algorithms, strict_check_header=False)
        self._audience = settings.oidc_audience

    async def principal(self, token: str, shared: tuple[Grant, ...]) -> Principal:
        """Who comes with a token; Refused for one that is not good."""
        header = _header(token)
        if header.get("alg") not in (self._algorithms.allowed or ()):
            # Before the issuer is asked for keys that could not help.
            raise unauthenticated(Reason.NOT_VALID)
        kid = header.get("kid")
        keys = await self._issuer.keys(kid if isinstance(kid, str) else None)
        try:
            claims = jwt.decode(token, keys, registry=self._algorithms).claims
            self._claims().validate(claims)
        except ExpiredTokenError as error:
            raise unauthenticated(Reason.EXPIRED) from error
        except (JoseError, ValueError, TypeError) as error:
            _log.debug("a token was refused", extra={"reason": str(error)})
            raise unauthenticated(Reason.NOT_VALID) from error
        return self._named(claims, shared)

    def _claims(self) -> JWTClaimsRegistry:
        return JWTClaimsRegistry(
            now=int(self._clock().timestamp()),
            leeway=LEEWAY,
            iss={"essential": True, "value": self._issuer.name},
            aud={"essential": True, "value": self._audience},
            exp={"essential": True},
            sub={"essential": True},
        )

    def _named(self, claims: dict[str, Any], shared: tuple[Grant, ...]) -> Principal:
        named = next((claims[each] for each in ("name", "preferred_username") if claims.get(each)), claims["sub"])
        return Principal(
            id=f"{self._issuer.name} {claims['sub']}",
            name=str(named),
            grants=tuple(_grants(claims.get(self._claim))),
            shared=shared,
        )


def _header(token: str) -> dict[str, Any]:
    """What a token says of itself, which is not to be believed; Refused where it is none."""
    first, *others = token.split(".")
    try:
        header = json.loads(urlsafe_b64decode(first + "=" * (-len(first) % 4)))
    except (ValueError, RecursionError, binascii.Error):
        header = None
    if len(others) != 2 or not isinstance(header, dict):  # noqa: PLR2004  # a payload and a signature
        raise unauthenticated(Reason.NOT_VALID)
    return header


def _grants(said: Any) -> Iterator[Grant]:
    """The grants of a claim; what is none grants nothing, since issuers have words for other services, too."""
    stated = said.split() if isinstance(said, str) else said if isinstance(said, list) else []
    for each in stated[:MOST_GRANTS]:
        try:
            yield parse_grant(str(each))
        except BadGrant:
            _log.debug("a token has words that are no grant", extra={"words": str(each)[:100]})
