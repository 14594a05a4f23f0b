"""`GET /documents/{symbol}`: a document whole, in the format and the languages that the request prefers."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from i18n.citing.symbols import BadSymbol, Symbol
from i18n.languages import Tag, parse_tag
from i18n.negotiation import MAX_RANGES, accept_language
from i18n.tags import BadLanguageTag
from ibid.access import guarded
from ibid.answers.cursors import HEADER as CURSOR
from ibid.faults import told
from ibid.http.accepting import accepted
from ibid.http.admission import Admission
from ibid.http.asking import Asker
from ibid.http.conditions import is_known, tag_of
from ibid.http.errors import Fault, Refused, of_store
from ibid.sync.lines import MEDIA as LINES
from resolvers.access.guarding import Guardable, Guarded
from resolvers.changes.places import Place
from schema.cursors import cursor_of
from seed.writing import uris
from seed.writing.formats import KINDS, Format
from seed.writing.html import Alternative, language_name
from seed.writing.whole import Whole, read_whole
from seed.writing.written import ZIP, Around, Written, write
from store.errors import StoreError
from store.ports import Feed
from store.records import DocumentRecord

PATH = "/documents"
COST = 500
"""What a document whole counts as, of what a minute allows: about as many objects as a long resolution has."""

RECORDS = "ndjson"
"""The name of the form in which partners keep records."""

EVERY = "*"
"""The language range that asks for all of them."""

_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
_ALWAYS = {
    "Vary": "Accept, Accept-Language, Authorization",
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "no-referrer",
}
_MEDIA = {
    **{kind.media: each for each, kind in KINDS.items()},
    **{media: each for each, kind in KINDS.items() for media in kind.others},
}
"""Formats by media type; those that are given come before those that only ask for them."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for. `named` are the parameters of the request that say so."""

    symbol: Symbol
    format: Format
    preference: tuple[Tag, ...]
    every: bool
    named: Mapping[str, str]


Records = Callable[[Request, Asker, Symbol], Awaitable[Response]]
"""What answers with the records of a document, as those who keep a copy have them."""


def document_routes(
    admission: Admission, open_store: Callable[[], Guardable], *, seconds: float, records: Records | None = None
) -> list[BaseRoute]:
    """The route. `open_store` gives the store, or raises Unavailable while it is not open.

    Where `records` is given, it answers who asks for the format `ndjson`. Each answer has the place in the feed before
    it was read, from which changes can be followed.
    """

    async def document(request: Request) -> Response:
        preference = accept_language(request.headers.get("accept-language"))
        try:
            preference = _preference(request) or preference
            async with asyncio.timeout(seconds):
                asker = await admission.asker(request, request.headers)
                admission.charge(asker, COST)
                store = guarded(open_store(), asker.principal)
                cursor = {CURSOR: await head_cursor(store)}
                if records is not None and _is_for_records(request):
                    symbol = _symbol(request)
                    response = _moved(request, symbol) or await records(request, asker, symbol)
                else:
                    response = await _answer(request, store, preference)
                response.headers.update(cursor)
                return response
        except Refused as refused:
            return told(request, refused.fault, refused.status, refused.headers, preference)
        except StoreError as error:
            retry = {} if error.retry_after is None else {"Retry-After": str(error.retry_after)}
            return told(request, of_store(error), 503, retry, preference)
        except TimeoutError:
            return told(request, Fault("TIMEOUT", {"limit": f"{seconds:g}"}), 503, {"Retry-After": "1"}, preference)

    return [Route(f"{PATH}/{{symbol:path}}", document, methods=["GET"])]


async def head_cursor(feed: Feed) -> str:
    """The cursor of the place behind everything there is now, for any filter."""
    state = await feed.state()
    return cursor_of(state.key, Place(state.epoch, state.head))


def _moved(request: Request, symbol: Symbol) -> Response | None:
    """Where a document is that was asked for by its symbol in another form."""
    if request.path_params["symbol"] == str(symbol):
        return None
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(path_of(symbol) + query, 308, _ALWAYS)


async def _answer(request: Request, store: Guarded, preference: tuple[Tag, ...]) -> Response:
    wanted = _wanted(request, store.preference(preference))
    moved = _moved(request, wanted.symbol)
    if moved is not None:
        return moved
    (record,) = await store.get(DocumentRecord, [str(wanted.symbol)])
    if record is None:
        raise not_found(wanted.symbol)
    whole = await read_whole(store, record)
    if not whole.languages:
        raise not_found(wanted.symbol)  # in no language that whoever asks may read
    base = str(request.base_url).rstrip("/")
    around = Around(
        address=base + path_of(wanted.symbol), languages=_languages(whole, wanted), formats=_formats(wanted)
    )
    written = await asyncio.to_thread(write, whole, wanted.format, wanted.preference, every=wanted.every, around=around)
    return _response(request, written, whole.modified, _headers(written, whole, wanted, around))


def not_found(symbol: Symbol) -> Refused:
    """The refusal of a document that is not held, with where else it may be."""
    address = uris.undocs(symbol)
    return Refused(404, Fault("DOCUMENT_NOT_FOUND", {"symbol": str(symbol), "address": address}, {"address": address}))


# What is asked for


def _preference(request: Request) -> tuple[Tag, ...]:
    """The languages that `language` names. Raises Refused for what is none."""
    named = [each.strip() for value in request.query_params.getlist("language") for each in value.split(",")]
    try:
        return tuple(parse_tag(each) for each in named[:MAX_RANGES] if each and each != EVERY)
    except BadLanguageTag as error:
        raise Refused(400, Fault("BAD_LANGUAGE_TAG", {"words": error.words[:100]})) from error


def _symbol(request: Request) -> Symbol:
    words = request.path_params["symbol"]
    try:
        return Symbol.parse(words.strip("/"))
    except BadSymbol as error:
        raise Refused(400, Fault("BAD_SYMBOL", {"words": words[:100]}, {"offset": error.offset})) from error


def _is_for_records(request: Request) -> bool:
    """Whether records are asked for: by name, or by a media type that is preferred to every other."""
    named = request.query_params.get("format")
    if named is not None:
        return named.casefold() == RECORDS
    return accepted(request.headers.get("accept"), [*_MEDIA, LINES]) == LINES


def _wanted(request: Request, preference: tuple[Tag, ...]) -> Wanted:
    return Wanted(
        symbol=_symbol(request),
        format=_format(request),
        preference=preference,
        every=EVERY in request.query_params.get("language", ""),
        named={name: request.query_params[name] for name in ("format", "language") if name in request.query_params},
    )


def _format(request: Request) -> Format:
    named = request.query_params.get("format")
    if named is not None:
        if named.casefold() not in set(Format):
            raise Refused(400, Fault("BAD_FORMAT", {"words": named[:100], "allowed": ", ".join((*Format, RECORDS))}))
        return Format(named.casefold())
    media = accepted(request.headers.get("accept"), list(_MEDIA))
    if media is None:
        types = ", ".join(kind.media for kind in KINDS.values())
        raise Refused(406, Fault("FORMAT_NOT_ACCEPTABLE", {"types": types}))
    return _MEDIA[media]


# What is answered


def path_of(symbol: Symbol) -> str:
    """The address of a document on this server."""
    return f"{PATH}/{quote(str(symbol), safe='/()')}"


def _languages(whole: Whole, wanted: Wanted) -> list[Alternative]:
    kept = {name: value for name, value in wanted.named.items() if name == "format"}
    return [
        Alternative(_link(wanted, {**kept, "language": tag}), language_name(tag), language=tag)
        for tag in whole.languages
    ]


def _formats(wanted: Wanted) -> list[Alternative]:
    kept = {name: value for name, value in wanted.named.items() if name == "language" and not wanted.every}
    return [
        Alternative(_link(wanted, {"format": each.value, **kept}), kind.title, media=kind.media)
        for each, kind in KINDS.items()
    ]


def _link(wanted: Wanted, parameters: Mapping[str, str]) -> str:
    return f"{path_of(wanted.symbol)}?{urlencode(parameters)}"


def _headers(written: Written, whole: Whole, wanted: Wanted, around: Around) -> dict[str, str]:
    disposition = "attachment" if written.media == ZIP else "inline"
    charset = "" if written.media == ZIP else "; charset=utf-8"
    links = [f'<{path_of(wanted.symbol)}>; rel="canonical"']
    links += [f'<{each.href}>; rel="alternate"; hreflang="{each.language}"' for each in around.languages]
    links += [f'<{each.href}>; rel="alternate"; type="{each.media}"' for each in around.formats]
    return {
        **_ALWAYS,
        "Content-Type": f"{written.media}{charset}",
        "Content-Language": ", ".join(written.languages),
        "Content-Disposition": f'{disposition}; filename="{written.name}"',
        "ETag": tag_of(written.content),
        "Last-Modified": format_datetime(whole.modified.astimezone(UTC).replace(microsecond=0), usegmt=True),
        "Link": ", ".join(links),
    }


def _response(request: Request, written: Written, modified: datetime, headers: Mapping[str, str]) -> Response:
    if _is_known(request, headers["ETag"], modified):
        kept = {name: value for name, value in headers.items() if name not in {"Content-Type", "Content-Disposition"}}
        return Response(status_code=304, headers=kept)
    return Response(written.content, headers=dict(headers))


def _is_known(request: Request, etag: str, modified: datetime) -> bool:
    """Whether the client has it already (RFC 9110 section 13.2.2): its tags say so, or without any its time."""
    tags = request.headers.get("if-none-match")
    if tags is not None:
        return is_known(tags, etag)
    since = request.headers.get("if-modified-since")
    if since is None:
        return False
    try:
        time = parsedate_to_datetime(since)
    except ValueError:
        return False
    return modified.replace(microsecond=0) <= (time if time.tzinfo else time.replace(tzinfo=UTC))
