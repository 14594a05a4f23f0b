"""What readers are told when something goes wrong: a code that is stable, and a message in their language.

What nobody expected is masked: the reader gets a reference, and the log has the reference with the traceback.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from i18n.languages import EN, Tag
from i18n.messages import message
from ibid.observing.facts import note
from store.errors import StoreError

_log = logging.getLogger("ibid.graphql")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A part of a message that is itself a message: its code and what fills it."""

    code: str
    params: Mapping[str, str] = field(default_factory=dict)

    def told(self, preference: Sequence[Tag]) -> str:
        """In the language that suits the preference best."""
        return message(self.code, preference, self.params).text


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong: `code` and what fills its message; `extensions` are facts for programs.

    `words` stand in place of a message where a protocol prescribes them.
    """

    code: str
    params: Mapping[str, str | Phrase] = field(default_factory=dict)
    extensions: Mapping[str, Any] = field(default_factory=dict)
    words: str | None = None

    def told(self, preference: Sequence[Tag]) -> dict[str, Any]:
        """As an entry of `errors` in a GraphQL response."""
        text, language = (self.words, EN) if self.words else self._message(preference)
        return {"message": text, "extensions": {"code": self.code, "messageLanguage": language, **self.extensions}}

    def _message(self, preference: Sequence[Tag]) -> tuple[str, Tag]:
        filled = {
            name: value.told(preference) if isinstance(value, Phrase) else value for name, value in self.params.items()
        }
        said = message(self.code, preference, filled)
        return said.text, said.language


class Refused(Exception):
    """A request that is answered without executing anything: an HTTP status, and why."""

    def __init__(self, status: int, fault: Fault, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(fault.code)
        self.status = status
        self.fault = fault
        self.headers = headers or {}


def unexpected(error: BaseException) -> Fault:
    """An error that nobody expected: in the log with its traceback, for the reader a reference to it."""
    reference = uuid.uuid4().hex[:12]
    _log.error("unexpected error", exc_info=error, extra={"reference": reference})
    note(reference=reference)
    return Fault("INTERNAL", {"reference": reference}, {"reference": reference})


def of_store(error: StoreError) -> Fault:
    """What the store cannot do now."""
    _log.warning("the store failed", extra={"code": error.code, "reason": str(error)})
    return Fault(error.code, extensions={} if error.retry_after is None else {"retryAfter": error.retry_after})


def store_refused(error: StoreError) -> Refused:
    """The refusal of a request because the store cannot be used now."""
    fault = of_store(error)
    return Refused(503, fault, {} if error.retry_after is None else {"Retry-After": str(error.retry_after)})
