"""What is wrong with a request to edit as a whole; what is wrong with an item of it is an outcome."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar


class EditingError(Exception):
    """A request that is not done. `params` fill the message of `code` (`i18n.messages`)."""

    code: ClassVar[str] = "BAD_USER_INPUT"

    def __init__(self, **params: str) -> None:
        super().__init__(f"{self.code} {params}")
        self.params: Mapping[str, str] = params


class KeyReused(EditingError):
    """An idempotency key that stood for another request. `key` is the key."""

    code = "IDEMPOTENCY_KEY_REUSED"


class BadKey(EditingError):
    """An idempotency key that is empty or too long. `limit` is the most characters."""

    code = "BAD_IDEMPOTENCY_KEY"


class NotUnicode(EditingError):
    """A text with half of a surrogate pair, which no encoding of Unicode has."""

    code = "TEXT_NOT_UNICODE"


class RevisionUnknown(EditingError):
    """A revision that the text of a unit never had. `revision` is the number."""

    code = "REVISION_UNKNOWN"
