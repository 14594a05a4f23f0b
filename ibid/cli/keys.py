"""`ibid keys`: API keys made, listed and ended."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NoReturn

import typer
from rich.table import Table
from rich.text import Text

from ibid.access.keys import grants_of, new_key, now
from ibid.cli.failures import USAGE, errors, refuse
from ibid.cli.printing import console
from ibid.opening import opened_store
from ibid.settings import Settings
from resolvers.access import BadGrant, Grant, grant_words, parse_grant
from store.credentials import Credential, TooManyKeys

LONGEST_NAME = 100
"""Characters of a key's name."""

LONGEST_LIFE = 36_500
"""Days."""

out = console()


def create_key(settings: Settings, name: str, grants: Sequence[str], expires: str | None) -> bool:
    """Make a key and print it, alone, on standard output; False where the name has as many as it may."""
    if not 0 < len(name.strip()) <= LONGEST_NAME or not name.isprintable():
        _bad("BAD_KEY_NAME", words=name[:LONGEST_NAME], limit=str(LONGEST_NAME))
    granted = [_grant(each) for each in grants]
    at = now()
    key, credential = new_key(name.strip(), granted, at=at, expires_at=_end(expires, at))
    try:
        asyncio.run(_add(settings, credential))
    except TooManyKeys as error:
        refuse(error.code, error.params)
        return False
    told = "in full only here, now: keep it where secrets are kept"
    errors.print(f"Key {credential.id} of {credential.name}, {told}.", markup=False)
    sys.stdout.write(f"{key}\n")
    return True


async def _add(settings: Settings, credential: Credential) -> None:
    async with opened_store(settings, "tool") as store:
        await store.keyring.add(credential)


def _grant(words: str) -> Grant:
    try:
        return parse_grant(words)
    except BadGrant as error:
        _bad(error.code, words=error.words)


def _end(words: str | None, at: datetime) -> datetime | None:
    """When a key ends: after so many days, or when a day is over (UTC); never where nothing is said."""
    if words is None:
        return None
    try:
        end = _after(words, at)
    except (ValueError, OverflowError):
        end = at
    if end <= at:
        _bad("BAD_EXPIRY", words=words[:40])
    return end


def _after(words: str, at: datetime) -> datetime:
    if words.isascii() and words.isdigit():
        return at + timedelta(days=int(words)) if int(words) <= LONGEST_LIFE else at
    return datetime.combine(date.fromisoformat(words), time(tzinfo=UTC)) + timedelta(days=1)


def _bad(code: str, **params: str) -> NoReturn:
    refuse(code, params)
    raise typer.Exit(USAGE)


def list_keys(settings: Settings) -> None:
    """Print every key as a table: who has it, what it may, how it fares; never the key, nor its digest."""
    at = now()
    table = Table("id", "name", "grants", "created", "expires", "last used", "state")
    for each in asyncio.run(_every(settings)):
        grants = " ".join(grant_words(grant) for grant in grants_of(each))
        times = (_minute(moment) for moment in (each.created_at, each.expires_at, each.last_used_at))
        table.add_row(each.id, Text(each.name), grants, *times, _state(each, at))
    out.print(table)


async def _every(settings: Settings) -> list[Credential]:
    async with opened_store(settings, "tool") as store:
        return await store.keyring.every()


def _minute(moment: datetime | None) -> str:
    return "never" if moment is None else moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M")


def _state(credential: Credential, at: datetime) -> str:
    if credential.revoked_at is not None:
        return f"revoked {_minute(credential.revoked_at)}"
    return "expired" if credential.is_expired(at) else "live"


def revoke_key(settings: Settings, key_id: str) -> bool:
    """End a key; False where no key has the id."""
    found = asyncio.run(_revoke(settings, key_id))
    if found is None:
        refuse("KEY_NOT_FOUND", {"id": key_id})
        return False
    errors.print(
        f"Key {found.id} of {found.name} is revoked. A running Ibid takes it for some seconds still.", markup=False
    )
    return True


async def _revoke(settings: Settings, key_id: str) -> Credential | None:
    async with opened_store(settings, "tool") as store:
        return await store.keyring.revoke(key_id, now())
