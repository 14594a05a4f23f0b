"""The policy of errors: what each error of an operation is called, and how much of it a reader sees.

Every way out goes through here: answers, event streams, sockets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graphql import GraphQLError, GraphQLSyntaxError
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError

from i18n.citing.symbols import BadSymbol
from i18n.languages import BadLanguageTag, Tag
from ibid.http.errors import Fault, Phrase, Refused, of_store, unexpected
from ibid.limits.rules import too_large
from resolvers.access import Denied
from resolvers.documents import MOST_CITING, TooManyCiting
from resolvers.search.errors import BadQuery
from schema.errors import Refusal
from store.errors import StoreError

MOST_ERRORS = 5
"""How many errors of a request that was not executed are told: a typing mistake can make a hundred."""

_SUGGESTION = re.compile(r"\s*Did you mean .*?\?(?=\s|$)", re.DOTALL)
_ABORTED = re.compile(
    r"Syntax Error: (?:Document|Source) contains more than (?P<most>\d+) (?P<what>tokens|comments|code points)\. "
    r"Parsing aborted"
)
_OF_A_VARIABLE = re.compile(r"Variable '\$\w+' has invalid value")
"""How graphql-core begins what it says of a variable's value."""

_LIMIT_OF_PARSER: Mapping[str, str] = {"tokens": "tokens", "comments": "comments", "code points": "document"}
"""How graphql-core's parser names what it limits, and how we do."""


class ErrorPolicy:
    """How errors are told. Without suggestions, names of the schema that a client did not use are never told."""

    def __init__(self, *, suggestions: bool = True) -> None:
        self._suggestions = suggestions

    def told(self, errors: Sequence[GraphQLError] | None, preference: Sequence[Tag]) -> list[dict[str, Any]]:
        """The errors of an operation for its reader."""
        told = errors or ()
        if all(error.path is None for error in told):
            told = told[:MOST_ERRORS]
        return [self._entry(error, preference) for error in told]

    def _entry(self, error: GraphQLError, preference: Sequence[Tag]) -> dict[str, Any]:
        entry = self._fault(error).told(preference)
        if error.locations:
            entry["locations"] = [location.formatted for location in error.locations]
        if error.path is not None:
            entry["path"] = error.path
        return entry

    def _fault(self, error: GraphQLError) -> Fault:
        """What an error is; what was not expected is logged, once."""
        for cause in _causes(error):
            known = cause.fault if isinstance(cause, Refused) else _known(cause)
            if known is not None:
                return known
        if isinstance(error, GraphQLSyntaxError):
            return _unparsed(error, self._reason(error))
        if error.extensions and "code" in error.extensions:
            return _coded(error.extensions, self._reason(error))
        if error.path is None and error.original_error is None:
            code = "BAD_USER_INPUT" if _OF_A_VARIABLE.match(error.message) else "GRAPHQL_VALIDATION_FAILED"
            return Fault(code, {"reason": self._reason(error)})
        if _is_of_values(error):
            return Fault("BAD_USER_INPUT", {"reason": self._reason(error)})
        return unexpected(error.original_error or error)

    def _reason(self, error: GraphQLError) -> str:
        """graphql-core's own words, which are English."""
        return (error.message if self._suggestions else _SUGGESTION.sub("", error.message)).rstrip(".?")


def _causes(error: GraphQLError) -> Iterator[BaseException]:
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.original_error if isinstance(cause, GraphQLError) else None


def _known(cause: BaseException) -> Fault | None:
    """What an exception of ours means; None for any other."""
    match cause:
        case Refusal() | BadQuery() | Denied():
            return Fault(cause.code, cause.params)
        case BadSymbol():
            return Fault("BAD_SYMBOL", {"words": cause.words[:100]}, {"offset": cause.offset})
        case BadLanguageTag():
            return Fault("BAD_LANGUAGE_TAG", {"words": cause.words[:100]})
        case TooManyCiting():
            return Fault("QUERY_TOO_LARGE", {"reason": f"{cause.instrument}: > {MOST_CITING}"})
        case CannotGetOperationTypeError() | InvalidOperationTypeError():
            return Fault("OPERATION_RESOLUTION_FAILURE")
        case _:
            return of_store(cause) if isinstance(cause, StoreError) else None


def _coded(extensions: Mapping[str, Any], reason: str) -> Fault:
    """An error that was given its code where it arose."""
    facts = {name: value for name, value in extensions.items() if name != "code"}
    params: dict[str, str | Phrase] = {"reason": reason, **{name: str(value) for name, value in facts.items()}}
    if {"limit", "asked", "most"} <= facts.keys():
        numbers = {"asked": str(facts["asked"]), "most": str(facts["most"])}
        params["reason"] = Phrase(f"LIMIT_{str(facts['limit']).upper()}", numbers)
    return Fault(str(extensions["code"]), params, facts)


def _unparsed(error: GraphQLSyntaxError, reason: str) -> Fault:
    """Why a document was not parsed; that a limit was reached, graphql-core tells by its words only."""
    aborted = _ABORTED.match(error.message)
    if aborted is None:
        return Fault("GRAPHQL_PARSE_FAILED", {"reason": reason.removeprefix("Syntax Error: ")})
    limit, most = _LIMIT_OF_PARSER[aborted["what"]], int(aborted["most"])
    return _coded(too_large(limit, most + 1, most).extensions or {}, "")


def _is_of_values(error: GraphQLError) -> bool:
    """Whether graphql-core refused a value: of a variable (no path), or of an argument (nothing of ours raised)."""
    causes = list(_causes(error))
    return all(isinstance(cause, GraphQLError) for cause in causes) and "Cannot return null" not in error.message
