"""The GraphQL endpoint: GET and POST, answers in JSON, the status codes of GraphQL over HTTP.

A request error (nothing was executed) has no `data`; it is 400 for who accepts `application/graphql-response+json`, and
200 for who accepts only `application/json`, as older clients expect. What has a status of its own (429, 503) has it in
both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send
from strawberry.types.graphql import OperationType

from i18n.languages import Tag
from ibid.http.asking import Asker, languages_of
from ibid.http.errors import Fault, Refused
from ibid.http.executing import Answer, Executor
from ibid.http.graphiql import HEADERS as PAGE_HEADERS
from ibid.http.graphiql import PAGE
from ibid.http.json import encoded
from ibid.http.media import GRAPHQL, JSON, answer_type, wants_events, wants_page
from ibid.http.operations import Operation, operation_of
from ibid.http.requests import read_parameters
from ibid.live.events import EventStream
from ibid.observing.facts import note
from ibid.stopping import Stopping

PATH = "/graphql"

_ALWAYS = {
    "Vary": "Accept, Accept-Language, Authorization",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
_ALLOWED: Mapping[str, Sequence[OperationType]] = {
    "GET": (OperationType.QUERY,),
    "POST": (OperationType.QUERY, OperationType.MUTATION),
}
_STATUS = {"RATE_LIMITED": 429, "STORE_UNAVAILABLE": 503, "STORE_CANNOT_WRITE": 503}
"""Of answers without any data, by the code of an error."""


class GraphQLEndpoint:
    """An ASGI application that answers GraphQL requests."""

    def __init__(self, executor: Executor, stopping: Stopping) -> None:
        self._executor = executor
        self._stopping = stopping

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
        header = request.headers.get("accept")
        if request.method == "GET" and wants_page(header) and not _asks(request):
            return HTMLResponse(PAGE, headers=PAGE_HEADERS)
        media = answer_type(header)
        languages = languages_of(request)
        try:
            if wants_events(header):
                return await self._streamed(request)
            _check(request.method, media)
            answer = await self._executed(request)
        except Refused as refused:
            note(codes=[refused.fault.code])
            return _refusal(refused, languages, media or JSON)
        return _json(answer.body, media or JSON, _status(answer, media), _headers(answer))

    async def _executed(self, request: Request) -> Answer:
        operation, asker = await self._asked(request)
        return await self._executor.execute(operation, asker, _ALLOWED[request.method])

    async def _streamed(self, request: Request) -> Response:
        _check_method(request.method)
        operation, asker = await self._asked(request)
        kinds = (*_ALLOWED[request.method], OperationType.SUBSCRIPTION)
        last = request.headers.get("last-event-id") or None
        answers = self._executor.stream(operation, asker, kinds, last)
        return EventStream(answers, asker, watch=self._executor.watch, stopping=self._stopping)

    async def _asked(self, request: Request) -> tuple[Operation, Asker]:
        """What is asked, and who asks."""
        asker = await self._executor.asker(request, request.headers)
        self._executor.admit(asker)
        try:
            parameters = await read_parameters(request, self._executor.limits)
            return operation_of(parameters, self._executor.documents), asker
        except Refused:
            self._executor.admission.charge_refusal(asker)
            raise


def _asks(request: Request) -> bool:
    """Whether a GET names a document."""
    return any(name in request.query_params for name in ("query", "documentId", "extensions"))


def _check(method: str, media: str | None) -> None:
    """Refuse methods and media types that are not ours."""
    _check_method(method)
    if media is None:
        raise Refused(406, Fault("NOT_ACCEPTABLE"))


def _check_method(method: str) -> None:
    if method not in _ALLOWED:
        allowed = ", ".join(_ALLOWED)
        raise Refused(405, Fault("METHOD_NOT_ALLOWED", {"allowed": allowed}), {"Allow": allowed})


def _status(answer: Answer, media: str | None) -> int:
    if not any((answer.body.get("data") or {}).values()):
        own = next((_STATUS[code] for code in answer.codes if code in _STATUS), None)
        if own is not None:
            return own
    return 400 if "data" not in answer.body and media == GRAPHQL else 200


def _headers(answer: Answer) -> dict[str, str]:
    """The languages that are in the answer, and when to come again."""
    errors = [error["extensions"] for error in answer.body.get("errors", ())]
    languages = ", ".join(sorted(answer.context.served | {error["messageLanguage"] for error in errors}))
    retry = max((error.get("retryAfter", 0) for error in errors), default=0)
    return {
        **({"Content-Language": languages} if languages else {}),
        **({"Retry-After": str(retry)} if retry else {}),
    }


def _refusal(refused: Refused, languages: Sequence[Tag], media: str) -> Response:
    entry = refused.fault.told(languages)
    headers = {"Content-Language": str(entry["extensions"]["messageLanguage"]), **refused.headers}
    return _json({"errors": [entry]}, media, refused.status, headers)


def _json(body: Mapping[str, Any], media: str, status: int, headers: Mapping[str, str]) -> Response:
    return Response(encoded(body), status, {**headers, "Content-Type": f"{media}; charset=utf-8"})
