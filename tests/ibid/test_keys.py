"""`ibid keys`: what is printed where, and how it ends."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from ibid.access.keys import digest
from ibid.cli import app
from ibid.cli.failures import REFUSED, USAGE
from ibid.settings import Settings
from store.credentials import Credential, Granted
from store.mongo.store import MongoStore
from tests.support.stores import mongomock_connection

Run = Callable[..., Result]


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[Credential]]:
    """A store in memory for the commands; gives what its keyring holds."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(variable, raising=False)
    connection = mongomock_connection()

    @asynccontextmanager
    async def opened(_settings: Settings, _role: str) -> AsyncIterator[MongoStore]:
        yield await MongoStore.on(connection)

    async def every() -> list[Credential]:
        return await (await MongoStore.on(connection)).keyring.every()

    monkeypatch.setattr("ibid.cli.keys.opened_store", opened)
    return lambda: asyncio.run(every())


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["keys", *arguments])


Kept = Callable[[], list[Credential]]


def test_a_key_is_alone_on_standard_output_and_kept_by_its_digest(kept: Kept) -> None:
    made = run("create", "partner", "--grant", "TRANSLATOR:fr,es", "--grant", "READER")

    assert (0, True) == (made.exit_code, re.fullmatch(r"ibid_[0-9a-f]{64}\n", made.stdout) is not None)
    (credential,) = kept()
    assert digest(made.stdout.strip()) == credential.key
    assert (Granted("TRANSLATOR", ("es", "fr")), Granted("READER")) == credential.grants  # type: ignore[arg-type]
    assert f"Key {credential.id} of partner" in made.stderr
    assert made.stdout.strip() not in made.stderr


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("90", lambda at: at + timedelta(days=90)),
        ("1", lambda at: at + timedelta(days=1)),
        ("2090-12-31", lambda at: datetime(2091, 1, 1, tzinfo=UTC)),
    ],
)
def test_a_key_ends_after_days_or_with_a_day(kept: Kept, words: str, end: Callable[[datetime], datetime]) -> None:
    assert 0 == run("create", "partner", "--grant", "READER", "--expires", words).exit_code

    (credential,) = kept()
    assert end(credential.created_at) == credential.expires_at


@pytest.mark.parametrize(
    "words", ["0", "-1", "36501", "99999999999999999999", "2020-01-01", "9999-12-31", "soon", "", "٣"]
)
def test_an_end_that_is_none_is_refused(kept: Kept, words: str) -> None:
    made = run("create", "partner", "--grant", "READER", f"--expires={words}")

    assert (USAGE, "") == (made.exit_code, made.stdout)
    assert "(BAD_EXPIRY)" in made.stderr
    assert [] == kept()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["partner", "--grant", "READ"], "BAD_GRANT"),
        (["partner", "--grant", "READER:french"], "BAD_GRANT"),
        (["", "--grant", "READER"], "BAD_KEY_NAME"),
        (["a\nb", "--grant", "READER"], "BAD_KEY_NAME"),
        (["x" * 101, "--grant", "READER"], "BAD_KEY_NAME"),
        (["partner"], "--grant"),
    ],
)
def test_what_cannot_be_made_is_refused_in_words(kept: Kept, arguments: list[str], code: str) -> None:
    made = run("create", *arguments)

    assert (USAGE, "") == (made.exit_code, made.stdout)
    assert code in made.stderr
    assert [] == kept()


def test_a_third_key_is_refused_and_it_is_said_which_to_revoke(kept: Kept) -> None:
    for _ in range(2):
        run("create", "partner", "--grant", "READER")

    third = run("create", "partner", "--grant", "READER")

    assert (REFUSED, "") == (third.exit_code, third.stdout)
    assert "(TOO_MANY_KEYS)" in third.stderr
    assert all(each.id in third.stderr for each in kept())


def test_the_list_shows_everything_but_the_key(kept: Kept) -> None:
    key = run("create", "the [bold] partner", "--grant", "TRANSLATOR:fr", "--expires", "2090-12-31").stdout.strip()
    revoked = run("create", "other", "--grant", "ADMIN")
    other = next(each for each in kept() if each.name == "other")
    run("revoke", other.id)

    listed = run("list")

    assert 0 == listed.exit_code == revoked.exit_code
    for words in ("the [bold] partner", "TRANSLATOR:fr", "2091-01-01 00:00", "never", "live", "revoked", "ADMIN"):
        assert words in listed.stdout
    for credential in kept():
        assert credential.id in listed.stdout
        assert credential.key not in listed.stdout
        assert credential.key[:12] not in listed.stdout
    assert key not in listed.stdout


def test_a_revoked_key_makes_room_for_another(kept: Kept) -> None:
    for _ in range(2):
        run("create", "partner", "--grant", "READER")
    first = kept()[0]

    assert 0 == run("revoke", first.id).exit_code
    assert 0 == run("revoke", first.id).exit_code
    assert 0 == run("create", "partner", "--grant", "READER").exit_code
    assert [False, True, True] == sorted(each.revoked_at is None for each in kept())


def test_an_id_that_no_key_has_is_refused(kept: Kept) -> None:
    ended = run("revoke", "nobody")

    assert (REFUSED, True) == (ended.exit_code, "(KEY_NOT_FOUND)" in ended.stderr)


def test_a_bad_setting_is_told_as_for_every_command(kept: Kept) -> None:
    arguments: list[Any] = ["create", "partner", "--grant", "READER", "--mongodb-uri", "nowhere"]

    assert USAGE == run(*arguments).exit_code
