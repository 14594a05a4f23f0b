"""Why somebody is refused. Each has a stable public `code`; `params` fill its message."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar


class Denied(Exception):
    """Something that the policy does not allow whoever asks; the base."""

    code: ClassVar[str] = "FORBIDDEN"

    def __init__(self, **params: str) -> None:
        super().__init__(f"{self.code} {params}")
        self.params: Mapping[str, str] = params


class Unauthenticated(Denied):
    """It needs a key or a token, and none came."""

    code = "UNAUTHENTICATED"


class Forbidden(Denied):
    """Whoever asks is known, and may not. `action` is what they may not do, in `language` where that matters."""

    code = "FORBIDDEN"


class BadGrant(ValueError):
    """Words that are no grant. `words` are what was given."""

    code = "BAD_GRANT"

    def __init__(self, words: str) -> None:
        super().__init__(f"{words!r} is no grant")
        self.words = words
