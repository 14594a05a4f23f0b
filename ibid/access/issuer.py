"""The keys of an OpenID Connect issuer: found, fetched, kept for a while, and kept on while the issuer is away."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import httpx
from joserfc.errors import JoseError
from joserfc.jwk import JWKRegistry, Key, KeySet

from ibid.access.keys import now
from ibid.http.errors import Fault, Refused
from ibid.settings.access import safe_address

LIFETIME = timedelta(minutes=10)
"""How long keys are used before they are fetched anew."""

PAUSE = timedelta(seconds=30)
"""Between two attempts to fetch keys, whoever asks for what: a stranger must not make us hammer the issuer."""

SECONDS = 5.0
"""How long one answer of the issuer may take."""

LARGEST = 512 * 1024
"""Bytes of an answer of the issuer."""

_log = logging.getLogger("ibid.access")


class BadIssuer(ValueError):
    """The issuer's answer is not what the standards say. The message says what is wrong with it."""


class Issuer:
    """An issuer and its keys. `client` is for tests; otherwise one is made for each fetching."""

    def __init__(
        self,
        name: str,
        jwks: str = "",
        *,
        clock: Callable[[], datetime] = now,
        client: Callable[[], httpx.AsyncClient] | None = None,
    ) -> None:
        self.name = name
        self._jwks = jwks
        self._clock = clock
        self._client = client or (lambda: httpx.AsyncClient(timeout=SECONDS))
        self._keys: KeySet | None = None
        self._fetched_at: datetime | None = None
        self._tried_at: datetime | None = None
        self._fetching: asyncio.Task[None] | None = None

    async def keys(self, kid: str | None) -> KeySet:
        """The keys, among them that of an id where the issuer has it; Refused where none were ever had."""
        at = self._clock()
        if self._keys is None or (kid is not None and not self._has(kid)):
            await self._fetched(at)
        elif self._fetched_at is None or at - self._fetched_at >= LIFETIME:
            self._fetch(at)  # what we have serves until the new ones are there
        if self._keys is None:
            raise Refused(503, Fault("ISSUER_UNAVAILABLE"), {"Retry-After": str(int(PAUSE.total_seconds()))})
        return self._keys

    def _has(self, kid: str) -> bool:
        return any(key.kid == kid for key in self._keys or ())

    async def _fetched(self, at: datetime) -> None:
        """Fetch them now, unless that was tried a moment ago; who asks meanwhile waits for the same answer."""
        fetching = self._fetch(at)
        if fetching is not None:
            await asyncio.shield(fetching)

    def _fetch(self, at: datetime) -> asyncio.Task[None] | None:
        if self._fetching is not None and not self._fetching.done():
            return self._fetching
        if self._tried_at is not None and timedelta() <= at - self._tried_at < PAUSE:
            return None
        self._tried_at = at
        self._fetching = asyncio.create_task(self._renew(at))
        return self._fetching

    async def _renew(self, at: datetime) -> None:
        """Put the keys that the issuer has now in the place of those that we have; keep these where it has none."""
        try:
            async with asyncio.timeout(2 * SECONDS), self._client() as client:
                self._keys = _key_set(await _json(client, self._jwks or await self._discovered(client)))
            self._fetched_at = at
        except (httpx.HTTPError, httpx.InvalidURL, BadIssuer, TimeoutError) as error:
            _log.warning(
                "the issuer's keys could not be fetched",
                extra={"issuer": self.name, "reason": str(error) or type(error).__name__},
            )

    async def _discovered(self, client: httpx.AsyncClient) -> str:
        """Where the keys are, by OpenID Connect Discovery 1.0 section 4: the issuer must be the one that was asked."""
        said = await _json(client, f"{self.name.rstrip('/')}/.well-known/openid-configuration")
        if said.get("issuer") != self.name:
            raise BadIssuer(f"the configuration is of another issuer, {said.get('issuer')!r}")
        try:
            address = safe_address(str(said.get("jwks_uri") or ""))
        except ValueError as error:
            raise BadIssuer("jwks_uri is no address that begins with https://") from error
        if not address:
            raise BadIssuer("the configuration has no jwks_uri")
        return address


async def _json(client: httpx.AsyncClient, address: str) -> Mapping[str, Any]:
    """The JSON object at an address. Nothing leads elsewhere, and nothing is read without end."""
    async with client.stream("GET", address, headers={"Accept": "application/json"}) as answer:
        if answer.status_code != httpx.codes.OK:
            raise BadIssuer(f"{address} answers with {answer.status_code}")
        content = b""
        async for chunk in answer.aiter_bytes():
            content += chunk
            if len(content) > LARGEST:
                raise BadIssuer(f"{address} has more than {LARGEST} bytes")
    try:
        said = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BadIssuer(f"{address} is not JSON") from error
    if not isinstance(said, dict):
        raise BadIssuer(f"{address} is no JSON object")
    return said


def _key_set(said: Mapping[str, Any]) -> KeySet:
    """The public keys of a JWK Set (RFC 7517 section 5); what cannot be read is passed over, secrets are, too."""
    stated = said.get("keys")
    keys = [key for each in stated if (key := _key(each)) is not None] if isinstance(stated, list) else []
    if not keys:
        raise BadIssuer("there is no key that can be read")
    return KeySet(keys)


def _key(stated: Any) -> Key | None:
    if not isinstance(stated, dict) or stated.get("kty") not in {"RSA", "EC", "OKP"}:
        return None
    try:
        return JWKRegistry.import_key(stated)
    except (JoseError, ValueError, TypeError, KeyError):
        return None
