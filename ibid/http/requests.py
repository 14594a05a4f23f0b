"""Reading a GraphQL request: its parameters, from a query string or a JSON body (GraphQL over HTTP, section 5)."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request

from ibid.http.errors import Fault, Phrase, Refused
from ibid.http.json import BadJSON, parsed
from ibid.http.media import JSON
from ibid.settings import Limits

_IN_JSON = ("variables", "extensions")
"""Parameters of a query string whose value is JSON."""


async def read_parameters(request: Request, limits: Limits) -> Mapping[str, Any]:
    """The parameters of a request, of whatever kinds they are; or Refused."""
    if request.method == "GET":
        return _of_query_string(request)
    _check_content_type(request.headers.get("content-type", ""))
    found = _json(await read_body(request, limits))
    if not isinstance(found, dict):
        raise bad_request(Phrase("REASON_NO_OBJECT"))
    return found


def bad_request(reason: Phrase) -> Refused:
    """The refusal of a request that cannot be read."""
    return Refused(400, Fault("BAD_REQUEST", {"reason": reason}))


def _of_query_string(request: Request) -> dict[str, Any]:
    pairs = request.query_params.multi_items()
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise bad_request(Phrase("REASON_TWICE", {"name": name[:100]}))
        found[name] = value
    for name in _IN_JSON:
        if found.get(name):
            found[name] = _json(found[name].encode())
    return found


def _check_content_type(header: str) -> None:
    """JSON in UTF-8, and nothing that only looks like it: what a form of another site can send is none of it."""
    media, *parameters = (piece.strip().lower() for piece in header.split(";"))
    charset = next((each.removeprefix("charset=").strip('"') for each in parameters if each.startswith("charset=")), "")
    if media != JSON or charset not in {"", "utf-8", "utf8"}:
        raise Refused(415, Fault("UNSUPPORTED_MEDIA_TYPE"), {"Accept-Post": JSON})


async def read_body(request: Request, limits: Limits) -> bytes:
    """The body, as far as it is not too large and comes in time."""
    stated = request.headers.get("content-length", "")
    if stated.isdecimal() and int(stated) > limits.max_body:
        raise _too_large(limits)
    try:
        async with asyncio.timeout(limits.body_seconds):
            return await _chunks(request, limits)
    except TimeoutError as error:
        fault = Fault("BODY_TIMEOUT", {"limit": str(limits.body_seconds)})
        raise Refused(408, fault, {"Connection": "close"}) from error


async def _chunks(request: Request, limits: Limits) -> bytes:
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > limits.max_body:
            raise _too_large(limits)
        chunks.append(chunk)
    return b"".join(chunks)


def _too_large(limits: Limits) -> Refused:
    return Refused(413, Fault("BODY_TOO_LARGE", {"limit": str(limits.max_body)}), {"Connection": "close"})


def _json(text: bytes) -> Any:
    try:
        return parsed(text)
    except BadJSON as error:
        raise bad_request(
            Phrase("REASON_TWICE", {"name": error.name[:100]}) if error.name else Phrase("REASON_NO_JSON")
        ) from error
