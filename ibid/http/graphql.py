"""The GraphQL endpoint: GET and POST, answers in JSON, the status codes of GraphQL over HTTP.

A request error (nothing was executed) has no `data`; it is 400 for who accepts `application/graphql-response+json`, and
200 for who accepts only `application/json`, as older clients expect. What has a status of its own (429, 503) has it in
both.

It is an ASGI application that needs no router and no middleware around it: for small queries these would be most of the
work.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from strawberry.types.graphql import OperationType

from i18n.languages import Tag
from ibid.answers.answering import Answering, Session
from ibid.answers.cursors import HEADER as CURSOR
from ibid.answers.kept import Kept
from ibid.faults import failed
from ibid.http.asking import Asker
from ibid.http.caching import Caching
from ibid.http.conditions import tag_of
from ibid.http.errors import Fault, Refused
from ibid.http.executing import Answer, Executor
from ibid.http.graphiql import HEADERS as PAGE_HEADERS
from ibid.http.graphiql import PAGE
from ibid.http.json import encoded
from ibid.http.media import GRAPHQL, JSON
from ibid.http.operations import Operation, operation_of
from ibid.http.replies import EVERY, Reply, reply
from ibid.http.requests import is_json, not_json, read_parameters
from ibid.http.sent import Sent
from ibid.http.ways import way_of
from ibid.live.events import EventStream
from ibid.observing.facts import forget, note
from ibid.stopping import Stopping
from store.remembering.names import MadeFrom

PATH = "/graphql"

_ALLOWED: Mapping[str, Sequence[OperationType]] = {
    "GET": (OperationType.QUERY,),
    "POST": (OperationType.QUERY, OperationType.MUTATION),
}
_STATUS = {"RATE_LIMITED": 429, "STORE_UNAVAILABLE": 503, "STORE_CANNOT_WRITE": 503}
"""Of answers without any data, by the code of an error."""


class GraphQLEndpoint:
    """An ASGI application that answers GraphQL requests."""

    def __init__(self, executor: Executor, stopping: Stopping, caching: Caching) -> None:
        self._executor = executor
        self._stopping = stopping
        self._caching = caching
        self._answering = Answering(executor.keeping)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        try:
            response = await self._answer(Sent(scope, receive))
        except ClientDisconnect:
            return
        except Exception as error:  # noqa: BLE001  # told with a reference, and in the log with its traceback
            response = await failed(Request(scope), error)
        await response(scope, receive, send)

    def at_once(self, scope: Scope, content: bytes) -> Reply | None:
        """The answer to a request with this body, where it is kept and is still so, or needs nothing that is not in
        memory; None where that is to be found out, or who asks is.
        """
        sent = Sent(scope, _nobody)
        if sent.method not in _ALLOWED or sent.header(b"authorization"):
            return None
        asker = self._executor.admission.anonymous(sent.address, sent.header(b"accept-language"))
        try:
            content = sent.query_string if sent.method == "GET" else content
            found = self._known(sent, content, asker) or self._executed_at_once(sent, content, asker)
        except Exception:  # noqa: BLE001  # nothing was charged: the long way meets it again, and tells
            found = None
        if found is None:
            forget()
        return found

    async def _answer(self, sent: Sent) -> ASGIApp:
        way = way_of(*sent.about)
        if way.is_page and sent.method == "GET" and not _asks(sent):
            return HTMLResponse(PAGE, headers={**EVERY, **PAGE_HEADERS})
        try:
            if way.is_events:
                return await self._streamed(sent)
            _check(sent.method, way.media)
            return await self._answered(sent, way.media or JSON)
        except Refused as refused:
            note(codes=[refused.fault.code])
            return _refusal(refused, way.languages, way.media or JSON)

    async def _answered(self, sent: Sent, media: str) -> Reply:
        """The answer of a query or a mutation, from what is kept where it can be."""
        asker, content = await self._admitted(sent)
        if not asker.principal.is_anonymous:
            return self._fresh(sent, await self._executed(sent, self._operation(sent, content, asker), asker), media)
        at_once = self._known(sent, content, asker)
        if at_once is not None:
            return at_once
        fingerprint, cursor = _fingerprint(sent, content), sent.header(b"ibid-cursor")
        if self._answering.is_known(fingerprint):
            known = await self._answering.known(fingerprint, cursor)
            if known is not None:
                return self._given(sent, asker, media, *known)
        operation = self._operation(sent, content, asker)
        session = self._answering.session(fingerprint, cursor)
        if session is None:
            return self._fresh(sent, await self._executed(sent, operation, asker), media)
        try:
            kept = await session.found(operation, asker.languages)
            if kept is not None:
                return self._given(sent, asker, media, kept, session.cursor)
            answer = await self._executed(sent, operation, asker, session)
            return self._fresh(sent, answer, media, session)
        finally:
            session.land()

    def _known(self, sent: Sent, content: bytes, asker: Asker) -> Reply | None:
        """The answer to somebody anonymous, where nothing needs to be waited for. What is known by its bytes, was asked
        in a way that is ours before.
        """
        found = self._answering.at_once(_fingerprint(sent, content), sent.header(b"ibid-cursor"))
        return None if found is None else self._given(sent, asker, way_of(*sent.about).media or JSON, *found)

    def _executed_at_once(self, sent: Sent, content: bytes, asker: Asker) -> Reply | None:
        """The answer to a query that is known, of somebody anonymous, where nothing needs to be waited for. Refused
        where the long way refuses it.
        """
        way = way_of(*sent.about)
        is_read = sent.method == "GET" or is_json(sent.header(b"content-type") or "")
        if not is_read or not way.is_plain or way.is_page:
            return None
        session = self._answering.session(_fingerprint(sent, content), sent.header(b"ibid-cursor"))
        operation = self._read(sent, content)
        if session is None or not session.is_new(operation, asker.languages):
            return None
        answer = self._executor.at_once(operation, asker, session.noting)
        return None if answer is None else self._fresh(sent, answer, way.media or JSON, session)

    def _given(self, sent: Sent, asker: Asker, media: str, kept: Kept, cursor: bytes) -> Reply:
        """What is kept, charged as if it were not: what one may ask for does not depend on what others asked."""
        self._executor.admission.charge(asker, kept.cost or 1)
        return self._caching.reply(sent, kept, media, cursor)

    def _fresh(self, sent: Sent, answer: Answer, media: str, session: Session | None = None) -> Reply:
        """What was executed just now, kept where it can be."""
        body = encoded(answer.body)
        is_tagged = sent.method == "GET" or (session is not None and session.is_query)
        if "data" not in answer.body or "errors" in answer.body or not is_tagged:
            headers = {**_headers(answer), **({CURSOR: session.cursor.decode()} if session and session.cursor else {})}
            return _json(body, media, _status(answer, media), headers)
        made_from = session.noting.made_from if session else MadeFrom()
        kept = Kept(body, tag_of(body), ", ".join(sorted(answer.context.served)), made_from)
        if session is not None:
            session.keep(kept)
        return self._caching.reply(sent, kept, media, session.cursor if session else None)

    async def _executed(self, sent: Sent, operation: Operation, asker: Asker, session: Session | None = None) -> Answer:
        noting = session.noting if session else None
        return await self._executor.execute(operation, asker, _ALLOWED[sent.method], noting)

    async def _streamed(self, sent: Sent) -> EventStream:
        _check_method(sent.method)
        asker, content = await self._admitted(sent)
        operation = self._operation(sent, content, asker)
        kinds = (*_ALLOWED[sent.method], OperationType.SUBSCRIPTION)
        last = sent.header(b"last-event-id") or None
        answers = self._executor.stream(operation, asker, kinds, last)
        stream = EventStream(answers, asker, watch=self._executor.watch, stopping=self._stopping)
        for name, value in EVERY.items():
            stream.headers.setdefault(name, value)
        return stream

    async def _admitted(self, sent: Sent) -> tuple[Asker, bytes]:
        """Who asks, and the body that they send."""
        authorization, languages = sent.header(b"authorization"), sent.header(b"accept-language")
        admission = self._executor.admission
        if authorization:
            asker = await admission.sender(sent.address, authorization, languages)
        else:
            asker = admission.anonymous(sent.address, languages)
        self._executor.admit(asker)
        if sent.method == "GET":
            return asker, sent.query_string
        try:
            if not is_json(sent.header(b"content-type") or ""):
                raise not_json()
            return asker, await sent.body(self._executor.limits)
        except Refused:
            self._executor.admission.charge_refusal(asker)
            raise

    def _operation(self, sent: Sent, content: bytes, asker: Asker) -> Operation:
        """What is asked; to refuse it is charged for."""
        try:
            return self._read(sent, content)
        except Refused:
            self._executor.admission.charge_refusal(asker)
            raise

    def _read(self, sent: Sent, content: bytes) -> Operation:
        """What is asked, or Refused."""
        return operation_of(read_parameters(sent, content), self._executor.documents)


def _fingerprint(sent: Sent, content: bytes) -> Hashable:
    """What a request is known by that comes again in the same bytes."""
    return sent.method, content, sent.about


async def _nobody() -> Message:
    """Receive nothing: all of a request is there."""
    raise ClientDisconnect


def _asks(sent: Sent) -> bool:
    """Whether a GET names a document."""
    return any(name in sent.query for name in ("query", "documentId", "extensions"))


def _check(method: str, media: str | None) -> None:
    """Refuse methods and media types that are not ours."""
    _check_method(method)
    if media is None:
        raise Refused(406, Fault("NOT_ACCEPTABLE"))


def _check_method(method: str) -> None:
    if method not in _ALLOWED:
        allowed = ", ".join(_ALLOWED)
        raise Refused(405, Fault("METHOD_NOT_ALLOWED", {"allowed": allowed}), {"Allow": allowed})


def _status(answer: Answer, media: str) -> int:
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


def _refusal(refused: Refused, languages: Sequence[Tag], media: str) -> Reply:
    entry = refused.fault.told(languages)
    headers = {"Content-Language": str(entry["extensions"]["messageLanguage"]), **refused.headers}
    return _json(encoded({"errors": [entry]}), media, refused.status, headers)


def _json(body: bytes, media: str, status: int, headers: Mapping[str, str]) -> Reply:
    return reply(status, {**headers, "Content-Type": f"{media}; charset=utf-8"}, body)
