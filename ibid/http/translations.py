"""`GET /translations/{symbol}` gives a document's units as XLIFF; `POST /translations` takes such a file back.

Errors have the shape of the GraphQL endpoint's. A file that was read is answered with 200 and a result for each unit.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from i18n.citing.symbols import BadSymbol, Symbol
from i18n.languages import Tag, parse_tag
from i18n.messages import message
from i18n.negotiation import accept_language
from i18n.tags import BadLanguageTag
from ibid.access import guarded
from ibid.http.asking import Asker
from ibid.http.errors import Fault, Phrase, Refused, store_refused
from ibid.http.executing import Executor
from ibid.http.requests import bad_request
from ibid.http.sent import read_body
from ibid.translations.coming import LARGEST, Result, digest_of, imported
from ibid.translations.going import NoFile, exported
from resolvers.access import Action, Denied, require
from resolvers.access.errors import Unauthenticated
from seed.unreadable import Unreadable
from seed.xliff.read import read
from store.errors import StoreError

PATH = "/translations"
MEDIA = "application/xliff+xml"
"""The media type that the standard registers (XLIFF 2.1, appendix A)."""

COST = 500
"""What a file counts as, of what a minute allows: as much as a document whole."""

SENT = "XLIFF"
"""What messages call a file that came without a name."""

_ALWAYS = {
    "Vary": "Accept-Language, Authorization",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}

Answer = Callable[[Request, Asker], Awaitable[Response]]


def translation_routes(executor: Executor) -> list[BaseRoute]:
    """Both routes."""

    async def give(request: Request, asker: Asker) -> Response:
        return await _given(executor, request, asker)

    async def take(request: Request, asker: Asker) -> Response:
        return await _taken(executor, request, asker)

    return [
        Route(f"{PATH}/{{symbol:path}}", _answering(executor, give), methods=["GET"]),
        Route(PATH, _answering(executor, take), methods=["POST"]),
    ]


def _answering(executor: Executor, answer: Answer) -> Callable[[Request], Awaitable[Response]]:
    """A route that admits who asks, keeps to the time of a query and tells what went wrong."""

    async def route(request: Request) -> Response:
        languages = accept_language(request.headers.get("accept-language"))
        try:
            response = await _admitted(executor, request, answer)
        except Refused as refused:
            entry = refused.fault.told(languages)
            headers = {"Content-Language": str(entry["extensions"]["messageLanguage"]), **refused.headers}
            response = JSONResponse({"errors": [entry]}, refused.status, headers)
        except ClientDisconnect:
            response = Response(status_code=400)
        for name, value in _ALWAYS.items():
            response.headers.setdefault(name, value)
        return response

    return route


async def _admitted(executor: Executor, request: Request, answer: Answer) -> Response:
    try:
        asker = await executor.asker(request, request.headers)
        executor.admission.charge(asker, COST)
        with executor.gate.passed():
            return await answer(request, asker)
    except StoreError as error:
        raise store_refused(error) from error
    except Denied as error:
        status = 401 if isinstance(error, Unauthenticated) else 403
        raise Refused(status, Fault(error.code, error.params)) from error
    except (NoFile, Unreadable) as error:
        status = 404 if isinstance(error, NoFile) else 400
        raise Refused(status, Fault(error.code, error.params)) from error


async def _given(executor: Executor, request: Request, asker: Asker) -> Response:
    symbol, language = _symbol(request), _tag(request, "language")
    if language is None:
        raise bad_request(Phrase("REASON_NO_LANGUAGE"))
    reader = guarded(executor.open_store(), asker.principal)
    content = await exported(reader, str(symbol), language, _tag(request, "from"))
    name = f"{str(symbol).replace('/', '-')}.{language}.xlf"
    disposition = f'attachment; filename="{name.encode("ascii", "replace").decode()}"'
    return Response(content, headers={"Content-Type": MEDIA, "Content-Disposition": disposition})


async def _taken(executor: Executor, request: Request, asker: Asker) -> Response:
    require(asker.principal, Action.WRITE)
    limits = replace(executor.limits, max_body=LARGEST)
    content = await read_body(request.receive, request.headers.get("content-length", ""), limits)
    try:
        file = await asyncio.to_thread(read, content)
    except Unreadable as error:
        raise Unreadable(error.code, {"file": SENT, **error.params}) from error
    require(asker.principal, Action.WRITE, file.target)
    context = executor.context(asker)
    reader = guarded(executor.open_store(), asker.principal)
    results = await imported(
        context.editable, reader, asker.principal, file, digest=digest_of(content), checks=context.checks
    )
    languages = context.languages
    return JSONResponse({"language": file.target, "results": [_told(each, languages) for each in results]})


def _told(result: Result, languages: Sequence[Tag]) -> dict[str, Any]:
    """A result in JSON; what is wrong with a unit is told in the reader's language."""
    said = [(each.code, message(each.code, languages, each.params)) for each in result.told]
    problems = [{"code": code, "message": one.text, "messageLanguage": one.language} for code, one in said]
    return {
        "unit": result.unit,
        "line": result.line,
        "outcome": result.outcome,
        "revision": result.revision,
        "problems": problems,
    }


def _symbol(request: Request) -> Symbol:
    words = request.path_params["symbol"]
    try:
        return Symbol.parse(words.strip("/"))
    except BadSymbol as error:
        raise Refused(400, Fault("BAD_SYMBOL", {"words": words[:100]}, {"offset": error.offset})) from error


def _tag(request: Request, name: str) -> Tag | None:
    words = request.query_params.get(name)
    try:
        return parse_tag(words) if words else None
    except BadLanguageTag as error:
        raise Refused(400, Fault("BAD_LANGUAGE_TAG", {"words": error.words[:100]})) from error
