"""What is asked: a document, by its text or by its id, variables, and which of its operations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ibid.documents.store import Documents
from ibid.http.errors import Phrase
from ibid.http.requests import bad_request

KINDS: Mapping[str, type] = {
    "query": str,
    "documentId": str,
    "operationName": str,
    "variables": dict,
    "extensions": dict,
}
"""The parameters of an operation, and the kind of each."""


def _nothing() -> None:
    """Learn nothing."""


@dataclass(slots=True)
class Operation:
    """An operation that can be executed.

    `document_id` is the id that its document was asked for by, where that is a trusted one. `valid` is called once the
    document was found to be valid, so that it can be remembered.
    """

    query: str
    variables: Mapping[str, Any] = field(default_factory=dict)
    name: str | None = None
    document_id: str | None = None
    valid: Callable[[], None] = _nothing


def operation_of(parameters: Mapping[str, Any], documents: Documents) -> Operation:
    """The operation that parameters ask for, whichever way they came; or Refused."""
    for name, kind in KINDS.items():
        value = parameters.get(name)
        if value is not None and not isinstance(value, kind):
            code = "REASON_NO_OBJECT_IN" if kind is dict else "REASON_NO_TEXT_IN"
            raise bad_request(Phrase(code, {"name": name}))
    found = documents.resolve(parameters)
    return Operation(
        query=found.text,
        variables=parameters.get("variables") or {},
        name=parameters.get("operationName"),
        document_id=found.id,
        valid=found.valid,
    )
