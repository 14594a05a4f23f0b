"""What a client can get wrong. One base; each has a stable public `code` and what its message is filled with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar


class Refusal(Exception):
    """A request that cannot be answered as it is. `params` fill the message of `code` (`i18n.messages`)."""

    code: ClassVar[str] = "BAD_USER_INPUT"

    def __init__(self, **params: str) -> None:
        super().__init__(f"{self.code} {params}")
        self.params: Mapping[str, str] = params


class BadDate(Refusal):
    """A value that is no day, or no moment, of ISO 8601. `words` are the value."""

    code = "BAD_DATE"


class BadCursor(Refusal):
    """A cursor that this list did not give. `words` are the cursor."""

    code = "BAD_CURSOR"


class BadPageSize(Refusal):
    """`first` or `last` outside its bounds, or both of them. `limit` is the most."""

    code = "BAD_PAGE_SIZE"


class BadId(Refusal):
    """A text that is no id. `words` are the text."""

    code = "BAD_ID"


class TooManyIds(Refusal):
    """More ids, or other items of a list, than are taken at once. `limit` is the most."""

    code = "TOO_MANY_IDS"


class QueryTooLarge(Refusal):
    """More is asked for than one answer may hold. `reason` says what."""

    code = "QUERY_TOO_LARGE"


class TextTooLong(Refusal):
    """A pasted text of more bytes than are read. `limit` is the most."""

    code = "TEXT_TOO_LONG"


class ReasonMissing(Refusal):
    """A correction without a reason."""

    code = "REASON_MISSING"


class CursorFilterMismatch(Refusal):
    """A cursor of the feed that was given for another filter: with this one, changes would be missed."""

    code = "CURSOR_FILTER_MISMATCH"


class TooManySubscriptions(Refusal):
    """As many subscriptions as this server keeps. `limit` is how many."""

    code = "TOO_MANY_SUBSCRIPTIONS"


class Missing(LookupError):
    """A record refers to one that is not there: the store is damaged, and the reader is not to blame."""
