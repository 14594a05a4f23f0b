"""The GraphQL endpoint: GET and POST, answers in JSON, the status codes of GraphQL over HTTP.

A request error (nothing was executed) has no `data`; it is 400 for who accepts `application/graphql-response+json`, and
200 for who accepts only `application/json`, as older clients expect.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import Receive, Scope, Send
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types.execution import ExecutionResult
from strawberry.types.graphql import OperationType

from i18n.languages import Tag
from i18n.negotiation import accept_language
from ibid.http.context import Context, new_context
from ibid.http.errors import Fault, Refused, of_store, told, unexpected
from ibid.http.graphiql import HEADERS as PAGE_HEADERS
from ibid.http.graphiql import PAGE, assets
from ibid.http.limits import Limits
from ibid.http.media import GRAPHQL, HTML, JSON, accepted
from ibid.http.requests import Operation, bad_request, read_operation
from ibid.observing.facts import note
from schema import build_schema
from schema.building import IbidSchema
from store.errors import StoreError, Unavailable
from store.ports import Store

PATH = "/graphql"
SECONDS = 10.0
"""How long one operation may take."""

_ALWAYS = {
    "Vary": "Accept, Accept-Language",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}

_ALLOWED = {
    "GET": (OperationType.QUERY,),
    "POST": (OperationType.QUERY, OperationType.MUTATION),
}


def graphql_routes(
    open_store: Callable[[], Store], *, seconds: float = SECONDS, extensions: Iterable[Any] = ()
) -> list[BaseRoute]:
    """The routes of the endpoint. `open_store` gives the store, or raises Unavailable while it is not open."""
    endpoint = GraphQLEndpoint(build_schema([*extensions, Limits]), open_store, seconds)
    return [Route(PATH, endpoint), Mount(f"{PATH}/ide", assets())]


class GraphQLEndpoint:
    """An ASGI application that answers GraphQL requests."""

    def __init__(self, schema: IbidSchema, open_store: Callable[[], Store], seconds: float) -> None:
        self._schema = schema
        self._open_store = open_store
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        try:
            response = await self._answer(Request(scope, receive))
        except ClientDisconnect:
            return
        for name, value in _ALWAYS.items():
            response.headers.setdefault(name, value)
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        preference = accept_language(request.headers.get("accept-language"))
        media = accepted(request.headers.get("accept"))
        written = next((each for each in media if each != HTML), JSON)
        if request.method == "GET" and media[:1] == (HTML,) and "query" not in request.query_params:
            return HTMLResponse(PAGE, headers=PAGE_HEADERS)
        try:
            return await self._executed(request, preference, media, written)
        except Refused as refused:
            note(codes=[refused.fault.code])
            body = {"errors": [refused.fault.told(preference)]}
            return _json(body, written, refused.status, refused.headers)

    async def _executed(
        self, request: Request, preference: tuple[Tag, ...], media: Sequence[str], written: str
    ) -> Response:
        if request.method not in _ALLOWED:
            allowed = ", ".join(_ALLOWED)
            raise Refused(405, Fault("METHOD_NOT_ALLOWED", {"allowed": allowed}), {"Allow": allowed})
        if not media:
            raise Refused(406, Fault("NOT_ACCEPTABLE"))
        operation = await read_operation(request)
        context = new_context(self._store(), preference)
        result = await self._result(request.method, operation, context)
        body = _body(result, preference)
        return _json(body, written, _status(body, written), _headers(body, context))

    def _store(self) -> Store:
        try:
            return self._open_store()
        except Unavailable as error:
            raise Refused(503, of_store(error), {"Retry-After": str(error.retry_after)}) from error

    async def _result(self, method: str, operation: Operation, context: Context) -> ExecutionResult:
        """Execute, in the time there is."""
        try:
            async with asyncio.timeout(self._seconds):
                return await self._schema.execute(
                    operation.query,
                    variable_values=dict(operation.variables or {}),
                    context_value=context,
                    operation_name=operation.name,
                    allowed_operation_types=_ALLOWED[method],
                )
        except TimeoutError as error:
            fault = Fault("TIMEOUT", {"limit": f"{self._seconds:g}"})
            raise Refused(503, fault, {"Retry-After": "1"}) from error
        except CannotGetOperationTypeError as error:
            raise Refused(400, Fault("OPERATION_RESOLUTION_FAILURE")) from error
        except InvalidOperationTypeError as error:
            raise _wrong_operation(error.operation_type) from error
        except StoreError as error:
            raise Refused(503, of_store(error)) from error
        except Exception as error:
            raise Refused(500, unexpected(error)) from error


def _wrong_operation(kind: OperationType) -> Refused:
    if kind is OperationType.MUTATION:
        return Refused(405, Fault("METHOD_NOT_ALLOWED", {"allowed": "POST"}), {"Allow": "POST"})
    return bad_request("subscriptions are not answered here")


def _body(result: ExecutionResult, preference: Sequence[Tag]) -> dict[str, Any]:
    """The response; `data` is left out where nothing was executed."""
    errors = result.errors or []
    body: dict[str, Any] = {}
    if errors:
        body["errors"] = [told(error, preference) for error in errors]
        note(codes=[error["extensions"]["code"] for error in body["errors"]])
    if result.data is not None or not errors or any(error.path is not None for error in errors):
        body["data"] = result.data
    return body


def _status(body: Mapping[str, Any], written: str) -> int:
    codes = {error["extensions"]["code"] for error in body.get("errors", ())}
    if Unavailable.code in codes and not any((body.get("data") or {}).values()):
        return 503
    return 400 if "data" not in body and written == GRAPHQL else 200


def _headers(body: Mapping[str, Any], context: Context) -> dict[str, str]:
    """The languages that are in the answer, and when to come again."""
    told_in = {error["extensions"]["messageLanguage"] for error in body.get("errors", ())}
    languages = ", ".join(sorted(context.served | told_in))
    retry = max((error["extensions"].get("retryAfter", 0) for error in body.get("errors", ())), default=0)
    return {
        **({"Content-Language": languages} if languages else {}),
        **({"Retry-After": str(retry)} if retry else {}),
    }


def _json(body: Mapping[str, Any], media: str, status: int, headers: Mapping[str, str]) -> Response:
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return Response(text.encode(), status, {**headers, "Content-Type": f"{media}; charset=utf-8"})
