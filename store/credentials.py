"""API keys as they are kept: never the key, only its digest. They are no records, and never in the feed.

A key is 256 bits of the system's randomness, so its SHA-256 cannot be turned back by guessing: a slow hash such as
scrypt is for secrets that people choose (NIST SP 800-63B section 5.1.2.2 asks for one below 112 bits of entropy).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from i18n.languages import Tag

MOST_LIVE = 2
"""How many keys of one name may live at once: the one that is used, and the one that will take its place."""


@dataclass(frozen=True, slots=True)
class Granted:
    """A grant as it is kept: a role's name, and languages; every one where they are None."""

    role: str
    languages: tuple[Tag, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """An API key. `key` is the SHA-256 of it in hexadecimal; `id` is for people, who may see it.

    It is good until `expires_at` or `revoked_at`, whichever comes first; None is never.
    """

    key: str
    id: str
    name: str
    grants: tuple[Granted, ...]
    created_at: datetime
    expires_at: datetime | None = None
    revoked_at: datetime | None = None
    last_used_at: datetime | None = None

    def is_expired(self, now: datetime) -> bool:
        """Whether its time is over."""
        return self.expires_at is not None and self.expires_at <= now

    def is_live(self, now: datetime) -> bool:
        """Whether it is good at a moment."""
        return self.revoked_at is None and not self.is_expired(now)


class TooManyKeys(Exception):
    """A name has as many live keys as it may. `ids` are theirs."""

    code = "TOO_MANY_KEYS"

    def __init__(self, name: str, ids: Sequence[str]) -> None:
        super().__init__(f"{name} has the live keys {', '.join(ids)}")
        self.params = {"name": name, "ids": ", ".join(ids), "limit": str(MOST_LIVE)}


class Keyring(Protocol):
    """The API keys."""

    async def add(self, credential: Credential) -> None:
        """Keep a new key, or raise TooManyKeys: of one name, MOST_LIVE may be good when it is created."""
        ...

    async def by_digest(self, digest: str) -> Credential | None:
        """The key with a digest."""
        ...

    async def every(self) -> list[Credential]:
        """Every key that ever was, by name, the oldest first. Never on a request path."""
        ...

    async def revoke(self, key_id: str, at: datetime) -> Credential | None:
        """End a key for ever; None where no key has the id. A key that was revoked stays so, since then."""
        ...

    async def touch(self, digest: str, at: datetime) -> None:
        """Note when a key was used last."""
        ...
