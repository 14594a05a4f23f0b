"""Keys: who comes with one, what is asked of the store, and what a stranger is told."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from ibid.access import Authenticator
from ibid.access.keys import MOST_REMEMBERED, new_key
from ibid.http.errors import Refused
from ibid.settings import AccessSettings
from resolvers.access import NOBODY, PARTNERS, PUBLIC, Grant, Role, parse_grant
from store.credentials import Credential, Granted
from store.errors import Unavailable
from tests.support.access import NOON, Clock

PRIVATE = AccessSettings(public_read=False)


@dataclass
class FakeKeyring:
    """Keys in memory; `asked` counts the questions, and `is_away` fails them."""

    kept: dict[str, Credential] = field(default_factory=dict)
    asked: int = 0
    touched: list[datetime] = field(default_factory=list)
    is_away: bool = False

    async def add(self, credential: Credential) -> None:
        self.kept[credential.key] = credential

    async def by_digest(self, digest: str) -> Credential | None:
        self.asked += 1
        await asyncio.sleep(0)
        self._check()
        return self.kept.get(digest)

    async def every(self) -> list[Credential]:
        return list(self.kept.values())

    async def revoke(self, key_id: str, at: datetime) -> Credential | None:
        raise NotImplementedError

    async def touch(self, digest: str, at: datetime) -> None:
        self._check()
        self.touched.append(at)

    def _check(self) -> None:
        if self.is_away:
            raise Unavailable("away")


@pytest.fixture
def keyring() -> FakeKeyring:
    return FakeKeyring()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def authenticator(keyring: FakeKeyring, clock: Clock) -> Authenticator:
    return Authenticator(AccessSettings(), lambda: keyring, clock=clock)


def given(keyring: FakeKeyring, *grants: str, expires_at: datetime | None = None) -> str:
    key, credential = new_key("partner", [parse_grant(each) for each in grants], at=NOON, expires_at=expires_at)
    keyring.kept[credential.key] = credential
    return f"Bearer {key}"


async def refusal(authenticator: Authenticator, header: str) -> tuple[int, str, str]:
    """The status, the reason that programs are told, and the challenge."""
    with pytest.raises(Refused) as caught:
        await authenticator.principal(header)
    refused = caught.value
    assert "UNAUTHENTICATED" == refused.fault.code
    return refused.status, refused.fault.extensions["reason"], refused.headers["WWW-Authenticate"]


async def settled() -> None:
    """Let what runs beside a request come to its end."""
    for _ in range(5):
        await asyncio.sleep(0)


@pytest.mark.parametrize("header", [None, "", "  "])
async def test_who_sends_nothing_is_nobody_in_particular(header: str | None, keyring: FakeKeyring) -> None:
    public = Authenticator(AccessSettings(), lambda: keyring)
    private = Authenticator(PRIVATE, lambda: keyring)

    reading = Authenticator(AccessSettings(public_sync=False), lambda: keyring)
    closed = Authenticator(AccessSettings(public_read=False, public_sync=True), lambda: keyring)

    assert (PARTNERS, NOBODY) == (await public.principal(header), await private.principal(header))
    assert (PUBLIC, NOBODY) == (await reading.principal(header), await closed.principal(header))
    assert 0 == keyring.asked


async def test_who_comes_with_a_key_has_its_grants(authenticator: Authenticator, keyring: FakeKeyring) -> None:
    found = await authenticator.principal(given(keyring, "TRANSLATOR:fr,es", "READER"))

    assert re.fullmatch(r"key:[0-9a-f]{8}", found.id or "")
    assert ("partner", (parse_grant("TRANSLATOR:fr,es"), Grant(Role.READER))) == (found.name, found.grants)


async def test_everybody_reads_beside_their_grants_where_reading_is_public(keyring: FakeKeyring, clock: Clock) -> None:
    header = given(keyring, "TRANSLATOR:fr")

    public = await Authenticator(AccessSettings(), lambda: keyring, clock=clock).principal(header)
    private = await Authenticator(PRIVATE, lambda: keyring, clock=clock).principal(header)

    assert ((Grant(Role.PARTNER),), ()) == (public.shared, private.shared)
    assert public.grants == private.grants


async def test_a_role_of_another_version_grants_nothing(authenticator: Authenticator, keyring: FakeKeyring) -> None:
    key, credential = new_key("partner", [], at=NOON)
    keyring.kept[credential.key] = Credential(
        key=credential.key, id="1", name="p", grants=(Granted("EMPEROR"), Granted("READER")), created_at=NOON
    )

    assert (Grant(Role.READER),) == (await authenticator.principal(f"bearer  {key} ")).grants


def test_a_key_is_256_bits_and_only_its_digest_is_kept() -> None:
    key, credential = new_key("partner", [], at=NOON)
    other, _ = new_key("partner", [], at=NOON)

    assert re.fullmatch(r"ibid_[0-9a-f]{64}", key)
    assert key != other
    assert key.removeprefix("ibid_") not in repr(credential)
    assert re.fullmatch(r"[0-9a-f]{64}", credential.key)


@pytest.mark.parametrize(
    "header",
    [
        "Bearer",
        "Bearer ",
        "Basic YTpi",
        f"ibid_{'0' * 64}",
        f"Bearer ibid_{'0' * 64}",
        f"Bearer ibid_{'0' * 63}",
        f"Bearer ibid_{'A' * 64}",
        f"Bearer ibid_{'0' * 64} more",
        "Bearer ibid_",
        "Bearer a.b.c",
        "Bearer é",
        "Bearer " + "x" * 30_000,
    ],
)
async def test_what_is_no_key_is_refused_without_a_word_on_what_was_wrong(
    authenticator: Authenticator, header: str
) -> None:
    assert (401, "NOT_VALID", 'Bearer realm="ibid", error="invalid_token"') == await refusal(authenticator, header)


async def test_a_key_whose_time_is_over_is_refused_as_expired(
    authenticator: Authenticator, keyring: FakeKeyring, clock: Clock
) -> None:
    header = given(keyring, "READER", expires_at=NOON + timedelta(seconds=2))
    await authenticator.principal(header)

    clock.pass_(seconds=2)

    challenge = 'Bearer realm="ibid", error="invalid_token", error_description="expired"'
    assert (401, "EXPIRED", challenge) == await refusal(authenticator, header)


async def test_a_key_is_asked_for_once_in_five_seconds(
    authenticator: Authenticator, keyring: FakeKeyring, clock: Clock
) -> None:
    header = given(keyring, "READER")

    await asyncio.gather(*(authenticator.principal(header) for _ in range(20)))
    clock.pass_(seconds=4.9)
    await authenticator.principal(header)
    assert 1 == keyring.asked

    clock.pass_(seconds=0.1)
    await authenticator.principal(header)
    assert 2 == keyring.asked


async def test_a_revoked_key_works_for_five_seconds_at_most(
    authenticator: Authenticator, keyring: FakeKeyring, clock: Clock
) -> None:
    key, credential = new_key("partner", [Grant(Role.READER)], at=NOON)
    keyring.kept[credential.key] = credential
    await authenticator.principal(f"Bearer {key}")
    keyring.kept[credential.key] = Credential(
        key=credential.key, id="1", name="p", grants=(), created_at=NOON, revoked_at=NOON
    )

    clock.pass_(seconds=5)

    assert "NOT_VALID" == (await refusal(authenticator, f"Bearer {key}"))[1]


async def test_strangers_do_not_make_it_remember_without_end(
    authenticator: Authenticator, keyring: FakeKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ibid.access.keys.MOST_REMEMBERED", 10)
    assert MOST_REMEMBERED > 10
    for number in range(50):
        await refusal(authenticator, f"Bearer ibid_{number:064x}")

    assert 10 == len(authenticator._keys._known)


async def test_the_last_use_is_noted_once_a_minute(
    authenticator: Authenticator, keyring: FakeKeyring, clock: Clock
) -> None:
    header = given(keyring, "READER")
    for _ in range(7):
        await authenticator.principal(header)
        await settled()
        clock.pass_(seconds=10)

    assert [NOON, NOON + timedelta(minutes=1)] == keyring.touched


async def test_another_process_has_noted_it_already(
    authenticator: Authenticator, keyring: FakeKeyring, clock: Clock
) -> None:
    key, credential = new_key("partner", [], at=NOON)
    keyring.kept[credential.key] = Credential(
        key=credential.key, id="1", name="p", grants=(), created_at=NOON, last_used_at=NOON - timedelta(seconds=30)
    )

    await authenticator.principal(f"Bearer {key}")
    await settled()

    assert [] == keyring.touched


async def test_a_use_that_cannot_be_noted_spoils_nothing(
    authenticator: Authenticator, keyring: FakeKeyring, clock: Clock
) -> None:
    header = given(keyring, "READER")

    async def touch(digest: str, at: datetime) -> None:
        raise Unavailable("away")

    keyring.touch = touch  # type: ignore[method-assign]  # a disk that is full

    assert "partner" == (await authenticator.principal(header)).name
    await settled()
    assert "partner" == (await authenticator.principal(header)).name


async def test_without_a_store_a_key_cannot_be_known_and_later_can(
    authenticator: Authenticator, keyring: FakeKeyring
) -> None:
    header = given(keyring, "READER")
    keyring.is_away = True
    with pytest.raises(Refused) as caught:
        await authenticator.principal(header)
    keyring.is_away = False

    assert (503, "STORE_UNAVAILABLE") == (caught.value.status, caught.value.fault.code)
    assert "partner" == (await authenticator.principal(header)).name


async def test_who_goes_away_does_not_take_the_answer_from_others(
    authenticator: Authenticator, keyring: FakeKeyring
) -> None:
    header = given(keyring, "READER")
    first, second = (asyncio.create_task(authenticator.principal(header)) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()

    assert "partner" == (await second).name
    assert 1 == keyring.asked


async def test_a_failure_that_nobody_waited_for_is_asked_again(
    authenticator: Authenticator, keyring: FakeKeyring
) -> None:
    header = given(keyring, "READER")
    keyring.is_away = True
    gone = asyncio.create_task(authenticator.principal(header))
    await asyncio.sleep(0)
    gone.cancel()
    await settled()
    keyring.is_away = False

    assert "partner" == (await authenticator.principal(header)).name


def test_a_store_that_is_not_open_yet_is_asked_only_when_a_key_comes() -> None:
    asked: list[str] = []

    def closed() -> FakeKeyring:
        asked.append("keyring")
        raise Unavailable("starting")

    making: Callable[[], object] = lambda: Authenticator(AccessSettings(), closed)  # noqa: E731
    making()

    assert [] == asked
