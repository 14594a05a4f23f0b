"""Tokens of an issuer: what is taken, what is refused, and how often the issuer is asked."""

from __future__ import annotations

import asyncio
import hmac
import json
from base64 import urlsafe_b64encode
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import httpx
import pytest

from ibid.access import Authenticator
from ibid.access.issuer import Issuer
from ibid.http.errors import Refused
from ibid.settings import AccessSettings, BadSetting, read_settings
from resolvers.access import Principal, parse_grant
from store.credentials import Keyring
from store.errors import Unavailable
from tests.support.access import NOON, Clock
from tests.support.issuing import CLAIMS, ISSUER, JWKS, FakeIssuer, new_key, token

NOW = int(NOON.timestamp())
CONFIGURATION, KEYS = "/.well-known/openid-configuration", "/keys"
KEY = new_key("one")
OTHER = new_key("two")


def no_keyring() -> Keyring:
    raise Unavailable("no token needs the store")


class Door:
    """An authenticator that knows one issuer, and a clock."""

    def __init__(self, *keys: Any, jwks: str = "", **settings: Any) -> None:
        self.clock = Clock()
        self.issuer = FakeIssuer(*(keys or (KEY,)))
        access = AccessSettings(oidc_issuer=ISSUER, oidc_audience="ibid", oidc_jwks=jwks, **settings)
        issuer = Issuer(ISSUER, jwks, clock=self.clock, client=self.issuer.client)
        self._authenticator = Authenticator(access, no_keyring, clock=self.clock, issuer=issuer)

    async def __call__(self, header: str) -> Principal:
        return await self._authenticator.principal(header)

    async def refuses(self, header: str) -> str:
        """The reason that programs are told, or the code where it is no refusal of a token."""
        with pytest.raises(Refused) as caught:
            await self(header)
        assert caught.value.status == (503 if caught.value.fault.code == "ISSUER_UNAVAILABLE" else 401)
        return str(caught.value.fault.extensions.get("reason", caught.value.fault.code))


async def settled() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


# What is taken


async def test_who_comes_with_a_token_has_the_grants_of_its_claim() -> None:
    found = await Door()(token(KEY))

    assert (f"{ISSUER} 42", "Ana") == (found.id, found.name)
    assert (parse_grant("TRANSLATOR:fr,es"), parse_grant("READER")) == found.grants
    assert (parse_grant("PARTNER"),) == found.shared


@pytest.mark.parametrize("algorithm", ["RS256", "ES256", "EdDSA"])
async def test_the_usual_algorithms_are_taken(algorithm: str) -> None:
    key = new_key("its", algorithm)

    assert "Ana" == (await Door(key)(token(key, algorithm))).name


@pytest.mark.parametrize(
    ("claims", "grants"),
    [
        ({"ibid_grants": "READER:fr ADMIN"}, "READER:fr ADMIN"),
        ({"ibid_grants": ["READER:fr", "offline_access", "EMPEROR", 7, None]}, "READER:fr"),
        ({"ibid_grants": None}, ""),
        ({"ibid_grants": {"READER": True}}, ""),
        ({"ibid_grants": []}, ""),
    ],
)
async def test_what_is_no_grant_grants_nothing(claims: dict[str, Any], grants: str) -> None:
    assert tuple(map(parse_grant, grants.split())) == (await Door()(token(KEY, **claims))).grants


async def test_grants_can_be_in_another_claim() -> None:
    door = Door(oidc_grants_claim="roles")

    assert (parse_grant("ADMIN"),) == (await door(token(KEY, roles=["ADMIN"]))).grants


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": ["other", "ibid"]},
        {"nbf": NOW - 10},
        {"nbf": NOW + 25},
        {"exp": NOW - 25},
        {"name": None, "preferred_username": "ana"},
        {"name": None},
    ],
)
async def test_clocks_may_differ_a_little_and_audiences_be_several(claims: dict[str, Any]) -> None:
    assert f"{ISSUER} 42" == (await Door()(token(KEY, **claims))).id


async def test_a_header_that_is_not_known_is_passed_over() -> None:
    assert "Ana" == (await Door()(token(KEY, header={"typ": "at+jwt", "x_own": "x"}))).name


# What is refused


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://other.example"},
        {"iss": f"{ISSUER}/"},
        {"iss": None},
        {"aud": "other"},
        {"aud": ["other"]},
        {"aud": None},
        {"aud": {"ibid": 1}},
        {"exp": None},
        {"exp": "tomorrow"},
        {"nbf": NOW + 31},
        {"sub": None},
        {"sub": 42},
    ],
)
async def test_a_token_of_or_for_somebody_else_or_without_an_end_is_refused(claims: dict[str, Any]) -> None:
    assert "NOT_VALID" == await Door().refuses(token(KEY, **claims))


async def test_a_token_whose_time_is_over_is_refused_as_expired() -> None:
    assert "EXPIRED" == await Door().refuses(token(KEY, exp=NOW - 30))


def unsigned(algorithm: str, signature: str = "") -> str:
    """A token that anybody can write."""
    parts = ({"alg": algorithm, "kid": "one"}, CLAIMS)
    header, claims = (urlsafe_b64encode(json.dumps(each).encode()).decode().rstrip("=") for each in parts)
    return f"Bearer {header}.{claims}.{signature}"


@pytest.mark.parametrize("algorithm", ["none", "None", "NONE", "HS256", "ES256", "RS256", "", "ES256K"])
async def test_a_token_that_nobody_signed_is_refused(algorithm: str) -> None:
    assert "NOT_VALID" == await Door().refuses(unsigned(algorithm))


async def test_a_public_key_is_no_secret_to_sign_with() -> None:
    """The confusion of RFC 8725 section 2.1: the bytes that everybody can fetch, taken for an HMAC key."""
    door = Door(new_key("one", "RS256"))
    public = door.issuer.keys[0].as_pem(private=False)  # type: ignore[union-attr]  # an RSA key has PEM
    signed = unsigned("HS256").removeprefix("Bearer ").rstrip(".")
    signature = urlsafe_b64encode(hmac.digest(public, signed.encode(), "sha256")).decode().rstrip("=")

    assert "NOT_VALID" == await door.refuses(f"Bearer {signed}.{signature}")
    assert [] == door.issuer.asked


async def test_an_algorithm_that_is_not_named_is_refused_though_the_key_is_the_issuers() -> None:
    key = new_key("its", "RS256")

    assert "NOT_VALID" == await Door(key, oidc_algorithms=("ES256",)).refuses(token(key, "RS256"))


async def test_a_token_of_another_key_is_refused_whatever_id_it_names() -> None:
    assert "NOT_VALID" == await Door().refuses(token(OTHER, header={"kid": "one"}))


async def test_a_token_that_was_changed_is_refused() -> None:
    header, claims, signature = token(KEY).split(".")
    other = token(KEY, ibid_grants=["ADMIN"]).split(".")[1]

    assert "NOT_VALID" == await Door().refuses(f"{header}.{other}.{signature}")
    assert "NOT_VALID" == await Door().refuses(f"{header}.{claims}.{signature[:-8]}AAAAAAAA")


@pytest.mark.parametrize(
    "words", ["a.b.c", "..", "a", "a.b", "a.b.c.d", "e30.e30.e30", "bnVsbA.e30.", "W10.e30.", "W1tbW1tbW1s.e30.", "é.."]
)
async def test_what_is_no_token_is_refused(words: str) -> None:
    door = Door()

    assert "NOT_VALID" == await door.refuses(f"Bearer {words}")
    assert [] == door.issuer.asked


async def test_secrets_and_keys_that_cannot_be_read_are_no_keys_of_an_issuer() -> None:
    door = Door()
    secret = new_key("secret", "HS256")
    broken = [{"kty": "EC", "crv": "P-256", "kid": "x"}, {"kty": "OKP"}, {"kty": "LATTICE"}, "key", None]
    keys = [*broken, secret.as_dict(private=True), KEY.as_dict(private=False)]
    door.issuer.answers[KEYS] = httpx.Response(200, json={"keys": keys})

    assert "Ana" == (await door(token(KEY))).name
    assert "NOT_VALID" == await door.refuses(token(secret, "HS256"))


# Where the keys are, and how often they are fetched


async def test_keys_are_found_by_discovery_and_kept() -> None:
    door = Door()

    await asyncio.gather(*(door(token(KEY)) for _ in range(10)))
    await door(token(KEY))

    assert [CONFIGURATION, KEYS] == door.issuer.asked


async def test_keys_at_a_named_address_need_no_discovery() -> None:
    door = Door(jwks=JWKS)

    await door(token(KEY))

    assert [KEYS] == door.issuer.asked


async def test_a_new_key_is_known_at_once_and_the_old_one_no_longer() -> None:
    door = Door()
    await door(token(KEY))
    door.issuer.keys = [OTHER]
    door.clock.pass_(seconds=31)

    assert "Ana" == (await door(token(OTHER))).name
    assert "NOT_VALID" == await door.refuses(token(KEY))


async def test_strangers_do_not_make_us_hammer_the_issuer() -> None:
    door = Door()
    await door(token(KEY))
    for number in range(20):
        await door.refuses(token(OTHER, header={"kid": f"made-up-{number}"}))
    assert 2 == len(door.issuer.asked)

    door.clock.pass_(seconds=30)
    for number in range(20):
        await door.refuses(token(OTHER, header={"kid": f"made-up-{number}"}))
    assert 4 == len(door.issuer.asked)
    assert "Ana" == (await door(token(KEY))).name


async def test_keys_are_renewed_in_time_without_anybody_waiting() -> None:
    door = Door()
    await door(token(KEY))
    door.issuer.keys = [OTHER]
    door.clock.pass_(minutes=10)

    fresh = token(KEY, exp=NOW + 3600)
    assert "Ana" == (await door(fresh)).name
    await settled()

    assert 4 == len(door.issuer.asked)
    assert "NOT_VALID" == await door.refuses(fresh)


async def test_old_keys_serve_while_the_issuer_is_away() -> None:
    door = Door()
    await door(token(KEY))
    door.issuer.is_away = True

    for _ in range(5):
        door.clock.pass_(hours=1)
        assert "Ana" == (await door(token(KEY, exp=NOW + 86_400))).name
        await settled()
    assert 7 == len(door.issuer.asked)


async def test_while_the_issuer_was_never_there_nobody_is_taken_for_a_stranger() -> None:
    door = Door()
    door.issuer.is_away = True

    assert "ISSUER_UNAVAILABLE" == await door.refuses(token(KEY))
    assert "ISSUER_UNAVAILABLE" == await door.refuses(token(KEY))
    assert [CONFIGURATION] == door.issuer.asked

    door.issuer.is_away = False
    door.clock.pass_(seconds=30)
    assert "Ana" == (await door(token(KEY))).name


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        (CONFIGURATION, httpx.Response(200, json={"issuer": "https://evil.example", "jwks_uri": JWKS})),
        (CONFIGURATION, httpx.Response(200, json={"issuer": ISSUER, "jwks_uri": "http://issuer.example/keys"})),
        (CONFIGURATION, httpx.Response(200, json={"issuer": ISSUER})),
        (CONFIGURATION, httpx.Response(302, headers={"Location": "https://evil.example/"})),
        (CONFIGURATION, httpx.Response(200, text="<html>")),
        (KEYS, httpx.Response(500)),
        (KEYS, httpx.Response(200, json=[])),
        (KEYS, httpx.Response(200, json={"keys": {}})),
        (KEYS, httpx.Response(200, json={"keys": []})),
        (KEYS, httpx.Response(200, content=b"[" * 100_000)),
        (KEYS, httpx.Response(200, content=b" " * 600_000)),
    ],
)
async def test_an_issuer_that_does_not_say_what_the_standards_say_gives_no_keys(
    path: str, answer: httpx.Response
) -> None:
    door = Door()
    door.issuer.answers[path] = answer

    assert "ISSUER_UNAVAILABLE" == await door.refuses(token(KEY))


async def test_a_token_without_a_key_id_is_of_the_only_key() -> None:
    anonymous = token(KEY, header={"kid": None})

    assert "Ana" == (await Door()(anonymous)).name
    assert "NOT_VALID" == await Door(KEY, OTHER).refuses(anonymous)


class _Handler(BaseHTTPRequestHandler):
    """An issuer on this machine."""

    def do_GET(self) -> None:
        name = f"http://{self.headers['Host']}"
        said: dict[str, Any] = {"keys": [KEY.as_dict(private=False)]}
        if self.path == CONFIGURATION:
            said = {"issuer": name, "jwks_uri": f"{name}/keys"}
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(said).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


async def test_keys_are_fetched_over_http_from_an_issuer_that_is_there() -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        serving = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        serving.start()
        name = f"http://127.0.0.1:{server.server_port}"
        access = read_settings(environment={"IBID_OIDC_ISSUER": name, "IBID_OIDC_AUDIENCE": "ibid"}).access
        door = Authenticator(access, no_keyring, clock=Clock())
        try:
            found = await door.principal(token(KEY, iss=name))
        finally:
            server.shutdown()
            serving.join()

    assert (f"{name} 42", "Ana") == (found.id, found.name)


# Settings


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("IBID_OIDC_ISSUER", "http://issuer.example"),
        ("IBID_OIDC_ISSUER", "issuer.example"),
        ("IBID_OIDC_ISSUER", "http://localhost.evil.example"),
        ("IBID_OIDC_JWKS", "http://issuer.example/keys"),
        ("IBID_OIDC_ALGORITHMS", "none"),
        ("IBID_OIDC_ALGORITHMS", "RS256,HS256"),
        ("IBID_OIDC_ALGORITHMS", ","),
        ("IBID_PUBLIC_READ", "maybe"),
    ],
)
def test_a_setting_that_would_open_the_door_is_refused(variable: str, value: str) -> None:
    with pytest.raises(BadSetting) as caught:
        read_settings(environment={variable: value, "IBID_OIDC_AUDIENCE": "ibid"})

    assert variable == caught.value.name


def test_an_issuer_needs_an_audience() -> None:
    with pytest.raises(BadSetting) as caught:
        read_settings(environment={"IBID_OIDC_ISSUER": ISSUER})

    assert "IBID_OIDC_AUDIENCE" == caught.value.name


def test_an_issuer_on_this_machine_may_do_without_tls() -> None:
    read = read_settings(environment={"IBID_OIDC_ISSUER": "http://127.0.0.1:8080/realm", "IBID_OIDC_AUDIENCE": "ibid"})

    assert "http://127.0.0.1:8080/realm" == read.access.oidc_issuer
    assert ("RS256", "ES256", "EdDSA") == read.access.oidc_algorithms
