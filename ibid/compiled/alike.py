"""Operations that were never sent before, and are like one that was: known by the normal forms of their documents."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import DocumentNode, OperationDefinitionNode

from execution.alike import Form, numbers
from execution.compiling import Compiled, Given, Result
from execution.errors import Unsupported
from execution.loading import Loading
from execution.normal import Normal, normalised
from ibid.limits.cost import Costs
from ibid.observing.facts import short_name
from ibid.settings import Limits
from schema.building import IbidSchema

OFTEN = 3
"""The time from which on a text is worth being compiled of its own: what is made of it can then be kept."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What operations that are alike share: what is compiled, and what tells their costs."""

    form: Form
    costs: Costs
    called: str | None
    """The name of the operation."""


@dataclass(slots=True, eq=False)
class Alike:
    """An operation of a text as it is run by what it shares with others: what is compiled, and what tells the costs.

    `own` compiles its very text, which tells errors as they are for it. It is asked when something is wrong, and then
    answers from there on.
    """

    shared: Shared
    given: Given
    numbers: Mapping[str, int]
    own: Callable[[], Compiled]
    times: int = 0
    _own: Compiled | None = field(default=None, init=False)

    def of(self, variables: Mapping[str, Any]) -> tuple[int, int]:
        """The objects that are asked for, and the most that may be."""
        return self.shared.costs.of({**variables, **self.numbers})

    async def run(
        self, given: Mapping[str, Any], context: Any, loading: Loading, *, again: Callable[[], None] = lambda: None
    ) -> Result:
        """The answer to the operation, as `Compiled.run` gives it."""
        self.times += 1
        if self._own is None:
            if self.times < OFTEN:
                data = await self.shared.form.compiled.attempt(given, self.given, context, loading)
                if data is not None:
                    return Result(data)
                again()
            self._own = self.own()
        return await self._own.run(given, context, loading, again=again)


class Forms:
    """The normal forms of operations that were asked for lately."""

    def __init__(self, schema: IbidSchema, limits: Limits, most: int) -> None:
        self._schema = schema
        self._limits = limits
        self._most = most
        self._kept: OrderedDict[tuple[str, str | None], Shared] = OrderedDict()

    def normal(self, text: str) -> Normal | None:
        """The normal form of a text; None where it has none, or may not be parsed: then the parser says why."""
        limits = self._limits
        if len(text) > limits.max_document:
            return None
        return normalised(text, most_tokens=limits.max_tokens, most_comments=limits.max_comments)

    def find(self, normal: Normal, name: str | None, own: Callable[[], Compiled]) -> Alike | None:
        """The operation of a name in a document of this form; None where none is known, or where it is not valid."""
        shared = self._kept.get((normal.form, name))
        if shared is None:
            return None
        self._kept.move_to_end((normal.form, name))
        given = shared.form.given(normal)
        return None if given is None else Alike(shared, given, numbers(normal), own)

    def keep(
        self, normal: Normal, name: str | None, document: DocumentNode, operation: OperationDefinitionNode
    ) -> bool:
        """Know the form of a document that was found valid; false where its form cannot be compiled."""
        try:
            form = Form(self._schema, document, operation, normal)
        except Unsupported:
            return False
        compiled = form.compiled
        costs = Costs(self._schema, compiled.document, compiled.operation, self._limits)
        self._kept[normal.form, name] = Shared(form, costs, called(operation))
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return True


def called(operation: OperationDefinitionNode) -> str | None:
    """What an operation is called in logs."""
    return short_name(operation.name.value if operation.name else None)
