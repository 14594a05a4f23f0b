"""Which operations are known: parsed, found valid and compiled once, whoever sends them again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import DocumentNode, GraphQLError, OperationDefinitionNode, OperationType
from strawberry.types.execution import ExecutionResult, PreExecutionError

from execution.compiling import Compiled, Result
from execution.conducting import at_once
from execution.errors import Unsupported
from execution.normal import Normal
from ibid.compiled.alike import Alike, Forms, called
from ibid.http.context import RequestContext
from ibid.http.operations import Operation
from ibid.limits.cost import Costs
from ibid.limits.documents import operations
from ibid.limits.extension import COST, Limiting, pay, told
from ibid.observing.facts import current, looked_up
from ibid.observing.tracing import Tracing
from schema.building import CACHED_OPERATIONS, IbidSchema, parsed, validated
from store.remembering.store import NotInMemory

COMPILED, INTERPRETED = "compiled", "interpreted"
"""Who executes an operation: the compiler's function, or Strawberry."""


@dataclass(frozen=True, slots=True)
class Known:
    """A query that is compiled, what it is called, and what it costs."""

    compiled: Compiled | Alike
    name: str | None
    costs: Costs | Alike

    def at_once(self, variables: Mapping[str, Any], context: RequestContext) -> ExecutionResult | None:
        """The answer, paid; None where something has to be waited for, or it costs too much, which `execute` tells."""
        asked, most = self.costs.of(variables)
        if asked > most:
            return None
        context.loaders.rounds.at_once = True
        result = at_once(self._run(variables, context), NotInMemory)
        if result is None:
            return None
        pay(asked, most, context)
        return _executed(result, {COST: told(asked, most)})

    async def execute(self, variables: Mapping[str, Any], context: RequestContext) -> ExecutionResult:
        """The answer, or why there is none: it costs too much, or the variables cannot have these values."""
        asked, most = self.costs.of(variables)
        extensions = {COST: told(asked, most)}
        try:
            pay(asked, most, context)
        except Exception as error:  # noqa: BLE001  # told like any other
            return PreExecutionError(data=None, errors=[_told(error)], extensions=extensions)
        return _executed(await self._run(variables, context), extensions)

    def _run(self, variables: Mapping[str, Any], context: RequestContext) -> Coroutine[Any, Any, Result]:
        return self.compiled.run(variables, context, context.loaders, again=context.served.clear)


def _executed(result: Result, extensions: dict[str, Any]) -> ExecutionResult:
    return ExecutionResult(data=result.data, errors=result.errors or None, extensions=extensions)


_QUERY = OperationType.QUERY.value
_UNKNOWN = object()
"""In the place of an operation that was not asked for lately."""


def _told(error: Exception) -> GraphQLError:
    return error if isinstance(error, GraphQLError) else GraphQLError(str(error), original_error=error)


class Operations:
    """The operations that were asked for lately, by text and name."""

    def __init__(
        self,
        schema: IbidSchema,
        limiting: Limiting,
        tracing: Tracing,
        *,
        is_on: bool = True,
        most: int = CACHED_OPERATIONS,
    ) -> None:
        self._schema = schema
        self._limiting = limiting
        self._tracing = tracing
        self._is_on = is_on
        self._most = most
        self._forms = Forms(schema, limiting.limits, most)
        self._learnt_before: dict[tuple[str, str | None], Known | None] = {}
        self._kept: OrderedDict[tuple[str, str | None], Known | None] = OrderedDict()

    async def execute(self, operation: Operation, context: RequestContext) -> ExecutionResult | None:
        """The answer to an operation; None where Strawberry is to execute it, or to say why it cannot be."""
        if not self._is_on or self._kept.get((operation.query, operation.name), _UNKNOWN) is None:
            return None
        with self._tracing.part("GraphQL operation"):
            known = self.known(operation.query, operation.name)
            if known is None:
                return None
            self._tell(known)
            self._tracing.describe(known.name, _QUERY)
            with self._tracing.part("GraphQL execute"):
                return await known.execute(operation.variables, context)

    def at_once(self, operation: Operation, context: RequestContext) -> ExecutionResult | None:
        """The answer to an operation that is known; None where something has to be waited for, learnt or told."""
        known = self._kept.get((operation.query, operation.name)) if self._is_on else None
        if known is None:
            return None
        self._kept.move_to_end((operation.query, operation.name))
        result = known.at_once(operation.variables, context)
        if result is not None:
            looked_up("operations", found=True)
            self._tell(known)
        return result

    def _tell(self, known: Known) -> None:
        """Note what is executed, and by whom."""
        facts = current()
        if facts is not None:
            facts.kind, facts.operation, facts.executor = _QUERY, known.name or facts.operation, COMPILED

    def known(self, text: str, name: str | None) -> Known | None:
        """The operation of a name in a document, compiled; None where it cannot be."""
        key = (text, name)
        if key in self._kept:
            self._kept.move_to_end(key)
            looked_up("operations", found=True)
            return self._kept[key]
        found = self._kept[key] = self._found(*key)
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return found

    def learn(self, text: str) -> None:
        """Know the operations of a document before anybody asks for them, and for good.

        The only one of its document is asked for without its name, too.
        """
        found = list(operations(parsed(text, self._limiting.parsing)))
        for each in found:
            name = each.name.value if each.name else None
            known = self._learnt(text, name)
            self._learnt_before |= dict.fromkeys([(text, name), *([(text, None)] if len(found) == 1 else [])], known)

    def _found(self, text: str, name: str | None) -> Known | None:
        """An operation that was not asked for lately: learnt before, known by its normal form, or learnt now."""
        if (text, name) in self._learnt_before:
            looked_up("operations", found=True)
            return self._learnt_before[text, name]
        normal = self._forms.normal(text)
        found = self._alike(normal, text, name) if normal else None
        if found is not None:
            looked_up("operations", found=True)
            return found
        learnt = self._learnt(text, name, normal)
        if learnt is not None:
            looked_up("operations", found=False)
        return learnt

    def _alike(self, normal: Normal, text: str, name: str | None) -> Known | None:
        """An operation like one that is known."""
        alike = self._forms.find(normal, name, lambda: self._own(text, name))
        return None if alike is None else Known(alike, alike.shared.called, alike)

    def _learnt(self, text: str, name: str | None, normal: Normal | None = None) -> Known | None:
        """An operation that is parsed and compiled now; by its normal form, if that is told."""
        try:
            document, operation = self._valid(text, name)
            if normal is not None and self._forms.keep(normal, name, document, operation):
                return self._alike(normal, text, name)
            compiled = Compiled(self._schema, document, operation)
        except (GraphQLError, Unsupported, RecursionError):
            return None
        costs = Costs(self._schema, document, operation, self._limiting.limits)
        return Known(compiled, called(operation), costs)

    def _own(self, text: str, name: str | None) -> Compiled:
        """An operation that is known to be valid, compiled as it stands in its text."""
        return Compiled(self._schema, *self._valid(text, name))

    def _valid(self, text: str, name: str | None) -> tuple[DocumentNode, OperationDefinitionNode]:
        """The query of a name in a document. Raises GraphQLError, or Unsupported."""
        with self._tracing.part("GraphQL parse"):
            document = parsed(text, self._limiting.parsing)
        with self._tracing.part("GraphQL validate"):
            wrong = validated(self._schema, document, self._limiting.rules(name))
        operation = None if wrong else _named(document, name)
        if operation is None or operation.operation is not OperationType.QUERY:
            raise Unsupported(name or "")
        return document, operation


def _named(document: DocumentNode, name: str | None) -> OperationDefinitionNode | None:
    """The operation of a name; the only one for no name; None where there is no such one."""
    found = [each for each in operations(document) if name is None or (each.name and each.name.value == name)]
    return found[0] if len(found) == 1 else None
