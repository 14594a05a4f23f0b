"""What is learnt of a request while it is answered, for its line in the log, for metrics and for its span.

Whoever answers calls `note`. Nothing of what was asked in words belongs here: names of operations, numbers and codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar, Token
from typing import Any

_NAME = re.compile(r"[_A-Za-z][_0-9A-Za-z]{0,79}", re.ASCII)
"""A Name of GraphQL (section 2.1.9), of a length that a log can bear."""

_TOLD = ("operation", "kind", "cost", "principal", "document", "reference", "codes")


class Facts:
    """What is known of a request so far.

    `operation` and `kind` are of its GraphQL operation (query, mutation, subscription), `cost` what it costs, `codes`
    those of its errors, `principal` the id of who asks, `document` the id of the trusted document that was asked for.
    `reference` leads to an error that nobody expected, which the log has. `executor` is who executed the operation: the
    compiler's function, or Strawberry ("interpreted"). `lookups` are the caches that were asked,
    each with whether it knew.
    """

    operation: str | None = None
    kind: str | None = None
    cost: int | None = None
    codes: tuple[str, ...] = ()
    principal: str | None = None
    document: str | None = None
    reference: str | None = None
    executor: str | None = None
    lookups: tuple[tuple[str, bool], ...] = ()

    def __init__(self, request_id: str) -> None:
        self.request_id = request_id

    def told(self) -> dict[str, Any]:
        """What is known, for a log."""
        return told(self.known())

    def known(self) -> tuple[Any, ...]:
        """The values of what a log tells, of which many requests have the same."""
        codes = self.codes or None
        return self.operation, self.kind, self.cost, self.principal, self.document, self.reference, codes


def told(known: Sequence[Any]) -> dict[str, Any]:
    """What is known, by its names; of `codes`, a list."""
    found = {name: value for name, value in zip(_TOLD, known, strict=True) if value is not None}
    if "codes" in found:
        found["codes"] = list(found["codes"])
    return found


_now: ContextVar[Facts | None] = ContextVar("facts", default=None)


@contextmanager
def gathering(facts: Facts) -> Iterator[Facts]:
    """Gather what is noted until the block ends; its logs carry the request's id."""
    token = gather(facts)
    try:
        yield facts
    finally:
        gathered(token)


def gather(facts: Facts) -> Token[Facts | None]:
    """Gather what is noted from now on."""
    return _now.set(facts)


def gathered(token: Token[Facts | None]) -> None:
    """Gather no longer."""
    _now.reset(token)


def note(
    *,
    operation: str | None = None,
    kind: str | None = None,
    cost: int | None = None,
    codes: Sequence[str] | None = None,
    principal: str | None = None,
    document: str | None = None,
    reference: str | None = None,
    executor: str | None = None,
) -> None:
    """Note what has become known of the request that is being answered; without one, nothing is noted."""
    facts = _now.get()
    if facts is None:
        return
    if operation is not None:
        facts.operation = short_name(operation) or facts.operation
    facts.kind = facts.kind if kind is None else kind
    facts.cost = facts.cost if cost is None else cost
    facts.codes = facts.codes if codes is None else tuple(dict.fromkeys(codes))
    facts.principal = facts.principal if principal is None else principal
    facts.document = facts.document if document is None else document
    facts.reference = facts.reference if reference is None else reference
    facts.executor = facts.executor if executor is None else executor


def forget() -> None:
    """Note anew: what was begun was not done, and is begun once more."""
    facts = _now.get()
    if facts is not None:
        facts.operation = facts.kind = facts.cost = facts.document = None
        facts.lookups = ()


def current() -> Facts | None:
    """What is known of the request that is being answered; None without one."""
    return _now.get()


def current_request_id() -> str:
    """The id of the request that is being answered; "" without one."""
    facts = _now.get()
    return "" if facts is None else facts.request_id


def short_name(operation: str | None) -> str | None:
    """The name of an operation, where it is one, and not too long to be told."""
    return operation if operation and _NAME.fullmatch(operation) else None


def looked_up(cache: str, *, found: bool) -> None:
    """Note that a cache was asked, and whether it knew."""
    facts = _now.get()
    if facts is not None:
        facts.lookups += ((cache, found),)
