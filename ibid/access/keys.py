"""API keys: how one is made, and who comes with one."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import re
import secrets
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ibid.access.refusals import Reason, unauthenticated
from resolvers.access import Grant, Principal, Role
from store.credentials import Credential, Granted, Keyring
from store.errors import StoreError

PREFIX = "ibid_"
"""What every key begins with, so that people and secret scanners know one when they see it."""

BYTES = 32
"""Of randomness in a key: 256 bits, in hexadecimal."""

REMEMBERED = timedelta(seconds=5)
"""How long a key that was looked up is known without asking the store, and so how long a revoked one may still work."""

MOST_REMEMBERED = 10_000
"""How many keys are known at once."""

NOTED_EVERY = timedelta(minutes=1)
"""How exactly the last use of a key is kept."""

_KEY = re.compile(rf"{PREFIX}[0-9a-f]{{{2 * BYTES}}}")
_log = logging.getLogger("ibid.access")


def now() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


def new_key(
    name: str, grants: Sequence[Grant], *, at: datetime, expires_at: datetime | None = None
) -> tuple[str, Credential]:
    """A key, which is never seen again, and what is kept of it."""
    key = PREFIX + secrets.token_hex(BYTES)
    kept = tuple(
        Granted(each.role.value, None if each.languages is None else tuple(sorted(each.languages))) for each in grants
    )
    credential = Credential(
        key=digest(key), id=secrets.token_hex(4), name=name, grants=kept, created_at=at, expires_at=expires_at
    )
    return key, credential


def digest(key: str) -> str:
    """What is kept of a key (`store.credentials`)."""
    return hashlib.sha256(key.encode()).hexdigest()


def grants_of(credential: Credential) -> tuple[Grant, ...]:
    """The grants of a key; a role that this Ibid does not know grants nothing."""
    return tuple(
        Grant(Role(each.role), None if each.languages is None else frozenset(each.languages))
        for each in credential.grants
        if each.role in set(Role)
    )


@dataclass(slots=True)
class _Known:
    """A key that was asked for, since when, and when its use was noted."""

    asking: asyncio.Task[Credential | None]
    at: datetime
    noted_at: datetime | None = None


def _has_failed(asking: asyncio.Task[Credential | None]) -> bool:
    """Whether a question has ended without an answer."""
    return asking.done() and (asking.cancelled() or asking.exception() is not None)


class Keys:
    """Principals of keys. `open_keyring` gives the keyring, or raises Unavailable while the store is not open."""

    def __init__(self, open_keyring: Callable[[], Keyring], *, clock: Callable[[], datetime] = now) -> None:
        self._open_keyring = open_keyring
        self._clock = clock
        self._known: OrderedDict[str, _Known] = OrderedDict()
        self._noting: set[asyncio.Task[None]] = set()

    async def principal(self, key: str, shared: tuple[Grant, ...]) -> Principal:
        """Who comes with a key; Refused for one that is not good."""
        if not _KEY.fullmatch(key):
            raise unauthenticated(Reason.NOT_VALID)
        at, kept = self._clock(), digest(key)
        known = self._asked(kept, at)
        # Several requests wait for one answer, and it must not end with the first of them that goes away.
        found = await asyncio.shield(known.asking)
        if found is None or found.revoked_at is not None:
            raise unauthenticated(Reason.NOT_VALID)
        if found.is_expired(at):
            raise unauthenticated(Reason.EXPIRED)
        self._note(known, found, at)
        return Principal(id=f"key:{found.id}", name=found.name, grants=grants_of(found), shared=shared)

    def _asked(self, kept: str, at: datetime) -> _Known:
        """The question for a key that is on its way or was answered lately, or a new one."""
        known = self._known.get(kept)
        if known is None or _has_failed(known.asking) or not timedelta() <= at - known.at < REMEMBERED:
            asking = asyncio.create_task(self._open_keyring().by_digest(kept))
            asking.add_done_callback(_has_failed)  # so that a failure is seen by somebody though all who asked are gone
            known = self._known[kept] = _Known(asking, at, known.noted_at if known else None)
        self._known.move_to_end(kept)
        while len(self._known) > MOST_REMEMBERED:
            self._known.popitem(last=False)
        return known

    def _note(self, known: _Known, found: Credential, at: datetime) -> None:
        """Note the use of a key, seldom, and without anybody waiting for it."""
        last = known.noted_at or found.last_used_at
        if last is not None and at - last < NOTED_EVERY:
            return
        known.noted_at = at
        noting = asyncio.create_task(self._touch(found, at))
        self._noting.add(noting)
        noting.add_done_callback(self._noting.discard)

    async def _touch(self, found: Credential, at: datetime) -> None:
        try:
            await self._open_keyring().touch(found.key, at)
        except StoreError as error:
            _log.warning("the use of a key was not noted", extra={"key": found.id, "reason": str(error)})
