"""Who may read and write: whether reading is public, and the issuer whose tokens are taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from ibid.settings.setting import BadSetting, setting
from ibid.settings.values import several, switch, words

ALGORITHMS = (
    *("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    *("ES256", "ES384", "ES512", "EdDSA", "Ed25519"),
)
"""Algorithms by which tokens may be signed (RFC 7518 section 3, RFC 8037, RFC 9864), all with a key of two parts.

A secret that both sides share (HS256), or no signature at all, would let whoever knows a public key make tokens.
"""

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_ADDRESS = "an address that begins with https:// (http:// on this machine only), or nothing"


def safe_address(text: str) -> str:
    """An address that nobody on the way can read or change, or nothing."""
    parts = urlsplit(text.strip())
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    if text.strip() and not (is_safe and parts.hostname):
        raise ValueError(text)
    return text.strip()


def _some_of(*allowed: str) -> Callable[[str], tuple[str, ...]]:
    def read(text: str) -> tuple[str, ...]:
        found = several(text)
        if not found or not set(found) <= set(allowed):
            raise ValueError(text)
        return found

    return read


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessSettings:
    """Public reading, and OpenID Connect."""

    public_read: bool = setting(
        "IBID_PUBLIC_READ",
        switch,
        "1 or 0",
        "1",
        "Whether everybody may read what is published. Otherwise a key or token is needed, and its grants say in which "
        "languages it reads.",
    )
    public_sync: bool = setting(
        "IBID_PUBLIC_SYNC",
        switch,
        "1 or 0",
        "1",
        "Whether everybody may take everything at once, where reading is public. Otherwise that needs a key or token "
        "with the role PARTNER.",
    )
    oidc_issuer: str = setting(
        "IBID_OIDC_ISSUER",
        safe_address,
        _ADDRESS,
        "",
        "The OpenID Connect issuer whose tokens (JWT) are taken, exactly as their iss says. None unless named.",
    )
    oidc_audience: str = setting(
        "IBID_OIDC_AUDIENCE",
        str.strip,
        "what tokens must have in aud; needed with IBID_OIDC_ISSUER",
        "",
        "The audience that tokens must be for: what the issuer calls this Ibid.",
    )
    oidc_algorithms: tuple[str, ...] = setting(
        "IBID_OIDC_ALGORITHMS",
        _some_of(*ALGORITHMS),
        f"some of {', '.join(ALGORITHMS)}, between commas",
        "RS256,ES256,EdDSA",
        "The algorithms by which tokens may be signed.",
    )
    oidc_jwks: str = setting(
        "IBID_OIDC_JWKS",
        safe_address,
        _ADDRESS,
        "",
        "Where the issuer's keys are; otherwise where its /.well-known/openid-configuration says.",
    )
    oidc_grants_claim: str = setting(
        "IBID_OIDC_GRANTS_CLAIM",
        words,
        "a claim's name",
        "ibid_grants",
        "The claim of a token that holds its grants, such as TRANSLATOR:fr,es: a list, or words with spaces between.",
    )

    def __post_init__(self) -> None:
        """A token for somebody else must not open this door."""
        if self.oidc_issuer and not self.oidc_audience:
            raise BadSetting("IBID_OIDC_AUDIENCE", "", "given where IBID_OIDC_ISSUER is")
