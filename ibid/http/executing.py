"""Executing operations: what HTTP, event streams and sockets share. Limits, time, and how errors are told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Collection, Mapping
from contextlib import aclosing
from dataclasses import dataclass, replace
from functools import partial
from http import HTTPStatus
from typing import Any, cast

from starlette.requests import HTTPConnection
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types.execution import ExecutionResult, PreExecutionError
from strawberry.types.graphql import OperationType

from ibid.access import guarded
from ibid.answers.keeping import Keeping
from ibid.compiled.operations import INTERPRETED, Operations
from ibid.documents.store import Documents
from ibid.http.admission import Admission
from ibid.http.asking import Asker
from ibid.http.context import RequestContext, new_context
from ibid.http.errors import Fault, Phrase, Refused, store_refused, unexpected
from ibid.http.operations import Operation
from ibid.http.policy import ErrorPolicy
from ibid.http.requests import bad_request
from ibid.http.sent import within
from ibid.limits.extension import COST
from ibid.limits.gate import Gate
from ibid.observing.facts import Facts, current, note
from ibid.observing.metrics import Metrics
from ibid.settings import Limits
from resolvers.access import NOBODY, Principal
from resolvers.changes.following import HEARTBEAT_SECONDS
from resolvers.changes.watching import Watch
from schema.building import IbidSchema
from schema.context import CHANGES_KEPT_DAYS, Live
from store.errors import StoreError, Unavailable
from store.ports import Store
from store.remembering.noting import Noting
from store.remembering.store import Remembering

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
    admission: Admission
    open_store: Callable[[], Store]
    limits: Limits
    documents: Documents
    errors: ErrorPolicy
    gate: Gate
    watch: Watch
    metrics: Metrics
    keeping: Keeping
    operations: Operations
    heartbeat_seconds: float = HEARTBEAT_SECONDS
    changes_kept_days: int = CHANGES_KEPT_DAYS

    async def asker(self, connection: HTTPConnection, headers: Mapping[str, str]) -> Asker:
        """Who asks by a connection, with these headers. Refused for a key or token that is not good."""
        return await self.admission.asker(connection, headers)

    def admit(self, asker: Asker) -> None:
        """Refuse whoever has used up what a minute allows, before anything is read."""
        self.admission.check(asker)

    def context(self, asker: Asker, noting: Noting | None = None) -> RequestContext:
        """A fresh context for one operation, or one event: its loaders remember nothing.

        Where it is noted what an answer is made from, that is read from memory as far as it is there. Refused without a
        store, and for who may read nothing.
        """
        try:
            held = self.keeping.held()
        except StoreError as error:
            raise store_refused(error) from error
        store = held.announcing
        era = None if noting is None else held.eras.now()
        reader = guarded(noting or store, asker.principal, None if era is None else era.table)
        return new_context(
            reader,
            reader.preference(asker.languages),
            asker.principal,
            charge=partial(self.admission.charge, asker),
            store=store,
            feed=noting or store,
            era=era,
            notes=noting,
            changes_kept_days=self.changes_kept_days,
        )

    def at_once(self, operation: Operation, asker: Asker, noting: Noting) -> Answer | None:
        """The answer of a query that is known, as far as all that it needs is in memory; else None, and nothing is
        charged. Refused where too much was asked for of late.
        """
        if self.gate.is_full:
            return None
        self.admission.check(asker)
        records = self.keeping.held().records
        if not isinstance(records, Remembering):
            return None
        context = self.context(asker, noting)
        try:
            with records.alone():
                result = self.operations.at_once(operation, context)
        finally:
            context.loaders.forget()
        return None if result is None else self._told(operation, result, asker, context)

    async def execute(
        self,
        operation: Operation,
        asker: Asker,
        kinds: Collection[OperationType] = REQUESTED,
        noting: Noting | None = None,
    ) -> Answer:
        """The answer of a query or a mutation, or Refused. `noting` is what to read by, where that is noted."""
        try:
            return await self._answered(operation, asker, kinds, noting)
        except InvalidOperationTypeError as error:
            raise _wrong_operation(error.operation_type) from error

    async def stream(
        self,
        operation: Operation,
        asker: Asker,
        kinds: Collection[OperationType] = EVERY,
        last_cursor: str | None = None,
    ) -> AsyncGenerator[Answer, None]:
        """The answers of an operation: one of a query, one an event of a subscription, until nobody asks for more.

        Each is read anew: what was loaded for one event is forgotten before the next. `last_cursor` is where a client
        that comes back was. Raises Refused.
        """
        once = [kind for kind in kinds if kind is not OperationType.SUBSCRIPTION]
        try:
            yield await self._answered(operation, asker, once)
        except InvalidOperationTypeError as error:
            if error.operation_type is not OperationType.SUBSCRIPTION or OperationType.SUBSCRIPTION not in kinds:
                raise _wrong_operation(error.operation_type) from error
        else:
            return
        async with aclosing(self._events(operation, asker, last_cursor)) as events:
            async for answer in events:
                yield answer

    async def _events(
        self, operation: Operation, asker: Asker, last_cursor: str | None
    ) -> AsyncGenerator[Answer, None]:
        context = replace(self.context(asker), live=self._live(asker, last_cursor))
        results = self.schema.stream(
            **_arguments(operation, context), allowed_operation_types=(OperationType.SUBSCRIPTION,)
        )
        with self.metrics.subscription():
            async with aclosing(await results) as events:
                async for event in events:
                    answer = Answer(self._body(cast("ExecutionResult", event), asker), context)
                    note(codes=answer.codes or None, cost=answer.cost)
                    if "data" in answer.body:
                        operation.valid()
                    yield answer
                    context.forget()
                    await asyncio.sleep(0)  # many events that are there already must not keep others from their turn

    def _live(self, asker: Asker, last_cursor: str | None) -> Live:
        """The feed as who asks may follow it."""
        return Live(
            watch=self.watch,
            principal_now=None if asker.again is None else partial(_principal_now, asker.again),
            heartbeat_seconds=self.heartbeat_seconds,
            last_cursor=last_cursor,
        )

    async def _answered(
        self, operation: Operation, asker: Asker, kinds: Collection[OperationType], noting: Noting | None = None
    ) -> Answer:
        """The answer of an operation that has one. Raises InvalidOperationTypeError where it is of another kind."""
        with self.gate.passed():
            context = self.context(asker, noting)
            try:
                result = await self._in_time(operation, context, kinds)
            finally:
                context.loaders.forget()  # loaders and what they ask by hold each other
        return self._told(operation, result, asker, context)

    def _told(self, operation: Operation, result: ExecutionResult, asker: Asker, context: RequestContext) -> Answer:
        """What an operation gave, as it is told; noted, and charged for where nothing was executed."""
        answer = Answer(self._body(result, asker), context)
        facts = current() or Facts("")
        facts.principal, facts.document, facts.cost = asker.principal.id, operation.document_id, answer.cost
        if result.errors:
            note(codes=answer.codes)
        if "data" in answer.body:
            operation.valid()
        else:
            self.admission.charge_refusal(asker)
        return answer

    async def _in_time(
        self, operation: Operation, context: RequestContext, kinds: Collection[OperationType]
    ) -> ExecutionResult:
        """What an operation gives, as far as that is there in time: there is a clock once it waits for anything."""
        try:
            return await within(self.limits.query_seconds, self._run(operation, context, kinds))
        except TimeoutError as error:
            fault = Fault("TIMEOUT", {"limit": str(self.limits.query_seconds)}, {"retryAfter": 1})
            raise Refused(503, fault, {"Retry-After": "1"}) from error
        except CannotGetOperationTypeError as error:
            raise Refused(400, Fault("OPERATION_RESOLUTION_FAILURE")) from error
        except InvalidOperationTypeError:
            raise
        except StoreError as error:
            raise store_refused(error) from error
        except Exception as error:
            raise Refused(500, unexpected(error)) from error

    async def _run(
        self, operation: Operation, context: RequestContext, kinds: Collection[OperationType]
    ) -> ExecutionResult:
        result = await self.operations.execute(operation, context) if OperationType.QUERY in kinds else None
        if result is not None:
            return result
        note(executor=INTERPRETED)
        return await self.schema.execute(**_arguments(operation, context), allowed_operation_types=kinds)

    def _body(self, result: ExecutionResult, asker: Asker) -> dict[str, Any]:
        errors = self.errors.told(result.errors, asker.languages) if result.errors else []
        body: dict[str, Any] = {"errors": errors} if errors else {}
        if not errors or _was_executed(result):
            body["data"] = result.data
        if result.extensions:
            body["extensions"] = result.extensions
        return body


async def _principal_now(ask: Callable[[], Awaitable[Principal]]) -> Principal:
    """Who somebody is by now: nobody where they may no longer ask. Raises Unavailable where the store cannot say."""
    try:
        return await ask()
    except Refused as refused:
        if refused.status == HTTPStatus.SERVICE_UNAVAILABLE:
            raise Unavailable(refused.fault.code) from refused
        return NOBODY


def _was_executed(result: ExecutionResult) -> bool:
    """Whether there is data, be it null; not where a subscription was refused, though its error names the field."""
    if isinstance(result, PreExecutionError):
        return False
    return result.data is not None or any(error.path is not None for error in result.errors or ())


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
