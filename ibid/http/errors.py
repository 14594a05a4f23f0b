"""What readers are told when something goes wrong: a code that is stable, and a message in their language.

What nobody expected is masked: the reader gets a reference, and the log has the reference with the traceback.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import GraphQLError, GraphQLSyntaxError

from i18n.citing.symbols import BadSymbol
from i18n.languages import BadLanguageTag, Tag
from i18n.messages import message
from resolvers.documents import MOST_CITING, TooManyCiting
from resolvers.search.errors import BadQuery
from schema.errors import Refusal
from store.errors import StoreError

_log = logging.getLogger("ibid.graphql")


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong: `code` and what fills its message; `extensions` are facts for programs."""

    code: str
    params: Mapping[str, str] = field(default_factory=dict)
    extensions: Mapping[str, Any] = field(default_factory=dict)

    def told(self, preference: Sequence[Tag]) -> dict[str, Any]:
        """As an entry of `errors` in a GraphQL response."""
        said = message(self.code, preference, self.params)
        return {
            "message": said.text,
            "extensions": {"code": self.code, "messageLanguage": said.language, **self.extensions},
        }


class Refused(Exception):
    """A request that is answered without executing anything: an HTTP status, and why."""

    def __init__(self, status: int, fault: Fault, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(fault.code)
        self.status = status
        self.fault = fault
        self.headers = headers or {}


def told(error: GraphQLError, preference: Sequence[Tag]) -> dict[str, Any]:
    """An error of an operation, for its reader."""
    entry = fault_of(error).told(preference)
    if error.locations:
        entry["locations"] = [location.formatted for location in error.locations]
    if error.path is not None:
        entry["path"] = error.path
    return entry


def fault_of(error: GraphQLError) -> Fault:
    """What an error is; what was not expected is logged here, once."""
    for cause in _causes(error):
        known = _known(cause)
        if known is not None:
            return known
    if isinstance(error, GraphQLSyntaxError):
        return _unparsed(error)
    if error.extensions and "code" in error.extensions:
        return Fault(str(error.extensions["code"]), {"reason": _reason(error)})
    if error.path is None and error.original_error is None:
        return Fault("GRAPHQL_VALIDATION_FAILED", {"reason": _reason(error)})
    if _is_of_values(error):
        return Fault("BAD_USER_INPUT", {"reason": _reason(error)})
    return unexpected(error.original_error or error)


def unexpected(error: BaseException) -> Fault:
    """An error that nobody expected: in the log with its traceback, for the reader a reference to it."""
    reference = uuid.uuid4().hex[:12]
    _log.error("unexpected error", exc_info=error, extra={"reference": reference})
    return Fault("INTERNAL", {"reference": reference}, {"reference": reference})


def of_store(error: StoreError) -> Fault:
    """What the store cannot do now."""
    _log.warning("the store failed", extra={"code": error.code, "reason": str(error)})
    return Fault(error.code, extensions={} if error.retry_after is None else {"retryAfter": error.retry_after})


def _causes(error: GraphQLError) -> Iterator[BaseException]:
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.original_error if isinstance(cause, GraphQLError) else None


def _known(cause: BaseException) -> Fault | None:
    """What an exception of ours means; None for any other."""
    match cause:
        case Refusal() | BadQuery():
            return Fault(cause.code, cause.params)
        case BadSymbol():
            return Fault("BAD_SYMBOL", {"words": cause.words[:100]}, {"offset": cause.offset})
        case BadLanguageTag():
            return Fault("BAD_LANGUAGE_TAG", {"words": cause.words[:100]})
        case TooManyCiting():
            return Fault("QUERY_TOO_LARGE", {"reason": f"{cause.instrument}: > {MOST_CITING}"})
        case StoreError():
            return of_store(cause)
    return None


def _unparsed(error: GraphQLSyntaxError) -> Fault:
    """Why a document was not parsed; graphql-core tells that it reached a limit by its last words only."""
    reason, limit, _ = error.message.removeprefix("Syntax Error: ").partition(". Parsing aborted")
    return Fault("QUERY_TOO_LARGE" if limit else "GRAPHQL_PARSE_FAILED", {"reason": reason.rstrip(".?")})


def _is_of_values(error: GraphQLError) -> bool:
    """Whether graphql-core refused a value: of a variable (no path), or of an argument (nothing of ours raised)."""
    causes = list(_causes(error))
    return all(isinstance(cause, GraphQLError) for cause in causes) and "Cannot return null" not in error.message


def _reason(error: GraphQLError) -> str:
    return error.message.rstrip(".?")
