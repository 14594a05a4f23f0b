"""Reading a GraphQL request: what is asked, from a query string or a JSON body (GraphQL over HTTP, section 5)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from starlette.requests import Request

from ibid.http.errors import Fault, Refused
from ibid.http.media import JSON

LARGEST_BODY = 256 * 1024
"""In bytes."""

_KINDS = {"query": str, "variables": dict, "operationName": str, "extensions": dict}


@dataclass(frozen=True, slots=True)
class Operation:
    """What is asked: a document, variables, and which of its operations."""

    query: str
    variables: Mapping[str, Any] | None = None
    name: str | None = None


async def read_operation(request: Request) -> Operation:
    """The operation of a request, or Refused."""
    asked = _of_query_string(request) if request.method == "GET" else await _of_body(request)
    for name, kind in _KINDS.items():
        if not isinstance(asked.get(name), kind | None):
            raise bad_request(f"`{name}` is not {'an object' if kind is dict else 'a string'}")
    if not asked.get("query"):
        raise bad_request("`query` is missing")
    return Operation(asked["query"], asked.get("variables"), asked.get("operationName"))


def bad_request(reason: str) -> Refused:
    """The refusal of a request that cannot be read."""
    return Refused(400, Fault("BAD_REQUEST", {"reason": reason}))


def _of_query_string(request: Request) -> dict[str, Any]:
    asked: dict[str, Any] = dict(request.query_params)
    for name in ("variables", "extensions"):
        if asked.get(name):
            asked[name] = _parsed(asked[name].encode())
    return asked


async def _of_body(request: Request) -> dict[str, Any]:
    _check_content_type(request.headers.get("content-type", ""))
    asked = _parsed(await _body(request))
    if not isinstance(asked, dict):
        raise bad_request("the body is not a JSON object")
    return asked


def _check_content_type(header: str) -> None:
    """JSON in UTF-8, and nothing that only looks like it: what a form of another site can send is none of it."""
    media, *parameters = (piece.strip().lower() for piece in header.split(";"))
    charset = next((each.removeprefix("charset=").strip('"') for each in parameters if each.startswith("charset=")), "")
    if media != JSON or charset not in {"", "utf-8", "utf8"}:
        raise Refused(415, Fault("UNSUPPORTED_MEDIA_TYPE"), {"Accept-Post": JSON})


async def _body(request: Request) -> bytes:
    """The body, as far as it is not too large."""
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > LARGEST_BODY:
            raise Refused(413, Fault("BODY_TOO_LARGE", {"limit": str(LARGEST_BODY)}), {"Connection": "close"})
        chunks.append(chunk)
    return b"".join(chunks)


def _parsed(text: bytes) -> Any:
    """JSON by RFC 8259: in UTF-8, without NaN, of a depth and with numbers that can be read."""
    try:
        return json.loads(text.decode(), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise bad_request("not JSON") from error


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)
