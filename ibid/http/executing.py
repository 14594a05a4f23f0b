"""Executing operations: what HTTP, event streams and sockets share. Limits, time, and how errors are told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, cast

from graphql import GraphQLError
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types.execution import ExecutionResult
from strawberry.types.graphql import OperationType

from ibid.access import Authenticator, guarded
from ibid.documents.store import Documents
from ibid.http.asking import Asker
from ibid.http.context import RequestContext, new_context
from ibid.http.errors import Fault, Phrase, Refused, store_refused, unexpected
from ibid.http.operations import Operation
from ibid.http.policy import ErrorPolicy
from ibid.http.requests import bad_request
from ibid.limits.extension import COST
from ibid.limits.gate import Gate
from ibid.limits.rates import Rates
from ibid.settings import Limits
from schema.building import IbidSchema
from store.errors import StoreError
from store.ports import Store

REQUESTED = (OperationType.QUERY, OperationType.MUTATION)
"""What is answered once."""

EVERY = (*REQUESTED, OperationType.SUBSCRIPTION)


@dataclass(frozen=True, slots=True)
class Answer:
    """A response: `data` is left out of the body where nothing was executed; the context knows the languages in it."""

    body: dict[str, Any]
    context: RequestContext

    @property
    def codes(self) -> list[str]:
        """The codes of its errors."""
        return [str(error["extensions"]["code"]) for error in self.body.get("errors", ())]

    @property
    def cost(self) -> int | None:
        """What the operation costs; None where it did not come that far."""
        found: int | None = self.body.get("extensions", {}).get(COST, {}).get("requestedQueryCost")
        return found


@dataclass(frozen=True, slots=True)
class Executor:
    """Executes operations on a schema, within limits, for whoever asks."""

    schema: IbidSchema
    authenticator: Authenticator
    open_store: Callable[[], Store]
    limits: Limits
    documents: Documents
    errors: ErrorPolicy
    rates: Rates
    gate: Gate

    def admit(self, asker: Asker) -> None:
        """Refuse whoever has used up what a minute allows, before anything is read."""
        try:
            self.rates.check(self.rates.account(asker.principal, asker.address))
        except GraphQLError as error:
            raise self._refused(error, asker) from error

    def context(self, asker: Asker) -> RequestContext:
        """A fresh context for one operation, or one event: its loaders remember nothing.

        Refused without a store, and for who may read nothing.
        """
        try:
            store = self.open_store()
        except StoreError as error:
            raise store_refused(error) from error
        charge = self.rates.charging(self.rates.account(asker.principal, asker.address))
        return new_context(guarded(store, asker.principal), asker.languages, asker.principal, charge, store)

    async def execute(self, operation: Operation, asker: Asker, kinds: Iterable[OperationType] = REQUESTED) -> Answer:
        """The answer of a query or a mutation, or Refused."""
        with self.gate.passed():
            context = self.context(asker)
            result = await self._in_time(operation, context, tuple(kinds))
        answer = Answer(self._body(result, asker), context)
        if "data" in answer.body:
            operation.valid()
        return answer

    async def stream(
        self, operation: Operation, asker: Asker, kinds: Iterable[OperationType] = EVERY
    ) -> AsyncIterator[Answer]:
        """The answers of an operation: one of a query, one an event of a subscription, until nobody asks for more.

        Each is read anew: what was loaded for one event is forgotten before the next.
        """
        context = self.context(asker)
        results = self.schema.stream(**_arguments(operation, context), allowed_operation_types=tuple(kinds))
        async with aclosing(await results) as events:
            async for event in events:
                answer = Answer(self._body(cast("ExecutionResult", event), asker), context)
                if "data" in answer.body:
                    operation.valid()
                yield answer
                context.forget()

    async def _in_time(
        self, operation: Operation, context: RequestContext, kinds: tuple[OperationType, ...]
    ) -> ExecutionResult:
        try:
            async with asyncio.timeout(self.limits.query_seconds):
                return await self.schema.execute(**_arguments(operation, context), allowed_operation_types=kinds)
        except TimeoutError as error:
            fault = Fault("TIMEOUT", {"limit": str(self.limits.query_seconds)}, {"retryAfter": 1})
            raise Refused(503, fault, {"Retry-After": "1"}) from error
        except CannotGetOperationTypeError as error:
            raise Refused(400, Fault("OPERATION_RESOLUTION_FAILURE")) from error
        except InvalidOperationTypeError as error:
            raise _wrong_operation(error.operation_type) from error
        except StoreError as error:
            raise store_refused(error) from error
        except Exception as error:
            raise Refused(500, unexpected(error)) from error

    def _body(self, result: ExecutionResult, asker: Asker) -> dict[str, Any]:
        errors = self.errors.told(result.errors, asker.languages)
        body: dict[str, Any] = {"errors": errors} if errors else {}
        if result.data is not None or not errors or any("path" in error for error in errors):
            body["data"] = result.data
        if result.extensions:
            body["extensions"] = result.extensions
        return body

    def _refused(self, error: GraphQLError, asker: Asker) -> Refused:
        (entry,) = self.errors.told([error], asker.languages)
        facts = {name: value for name, value in entry["extensions"].items() if name not in {"code", "messageLanguage"}}
        fault = Fault(entry["extensions"]["code"], {name: str(value) for name, value in facts.items()}, facts)
        return Refused(429, fault, {"Retry-After": str(facts["retryAfter"])})


def _arguments(operation: Operation, context: RequestContext) -> dict[str, Any]:
    return {
        "query": operation.query,
        "variable_values": dict(operation.variables),
        "context_value": context,
        "operation_name": operation.name,
    }


def _wrong_operation(kind: OperationType) -> Refused:
    if kind is OperationType.MUTATION:
        return Refused(405, Fault("METHOD_NOT_ALLOWED", {"allowed": "POST"}), {"Allow": "POST"})
    return bad_request(Phrase("REASON_SUBSCRIPTION"))
