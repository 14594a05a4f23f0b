"""An OpenID Connect issuer for tests: keys, tokens, and what it answers when it is asked over HTTP."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import Any

import httpx
from joserfc import jwt
from joserfc.errors import SecurityWarning
from joserfc.jwk import ECKey, Key, OctKey, OKPKey, RSAKey
from joserfc.jws import JWSRegistry

from tests.support.access import NOON

ISSUER = "https://issuer.example"
JWKS = f"{ISSUER}/keys"


def new_key(kid: str, algorithm: str = "ES256") -> Key:
    """A signing key for an algorithm."""
    parameters: Any = {"kid": kid, "use": "sig"}
    if algorithm.startswith(("RS", "PS")):
        return RSAKey.generate_key(2048, parameters)
    if algorithm.startswith("ES"):
        return ECKey.generate_key("P-256", parameters)
    if algorithm.startswith("HS"):
        return OctKey.generate_key(256, parameters)
    return OKPKey.generate_key("Ed25519", parameters)


class FakeIssuer:
    """An issuer; `asked` are the paths that it was asked for, and `is_away` lets it answer nothing."""

    def __init__(self, *keys: Key) -> None:
        self.keys = list(keys)
        self.name = ISSUER
        self.asked: list[str] = []
        self.is_away = False
        self.answers: dict[str, httpx.Response] = {}

    def client(self) -> httpx.AsyncClient:
        """A client that reaches it."""
        return httpx.AsyncClient(transport=httpx.MockTransport(self._answer))

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request.url.path)
        if self.is_away:
            raise httpx.ConnectError("away")
        if request.url.path in self.answers:
            return self.answers[request.url.path]
        if request.url.path == "/.well-known/openid-configuration":
            return httpx.Response(200, json={"issuer": self.name, "jwks_uri": JWKS})
        return httpx.Response(200, json={"keys": [key.as_dict(private=False) for key in self.keys]})


CLAIMS: Mapping[str, Any] = {
    "iss": ISSUER,
    "aud": "ibid",
    "sub": "42",
    "name": "Ana",
    "exp": int(NOON.timestamp()) + 300,
    "ibid_grants": ["TRANSLATOR:fr,es", "READER"],
}


def token(key: Key, algorithm: str = "ES256", header: Mapping[str, Any] | None = None, **claims: Any) -> str:
    """`Authorization` with a token; a claim that is None is left out."""
    said = {name: value for name, value in {**CLAIMS, **claims}.items() if value is not None}
    heading = {"alg": algorithm, "kid": key.kid, **(header or {})}
    anything = JWSRegistry(algorithms=[algorithm], strict_check_header=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SecurityWarning)  # of algorithms that are refused, too
        return f"Bearer {jwt.encode({k: v for k, v in heading.items() if v}, said, key, registry=anything)}"
