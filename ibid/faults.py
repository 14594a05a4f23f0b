"""Errors of the whole application: the same shape and the same languages as those of a GraphQL response."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse

from i18n.negotiation import accept_language
from i18n.tags import Tag
from ibid.http.errors import Fault, unexpected

_CODES = {404: "NOT_FOUND", 405: "METHOD_NOT_ALLOWED"}


async def refused(request: Request, error: Exception) -> JSONResponse:
    """What Starlette refuses by itself: an address where nothing is, a method that it does not take."""
    refusal = cast("HTTPException", error)
    # Starlette has the methods as a set: in another order in each process.
    allowed = ", ".join(sorted((refusal.headers or {}).get("Allow", "").split(", ")))
    fault = Fault(_CODES.get(refusal.status_code, "BAD_REQUEST"), {"allowed": allowed, "reason": refusal.detail})
    return told(
        request, fault, refusal.status_code, {**(refusal.headers or {}), **({"Allow": allowed} if allowed else {})}
    )


async def failed(request: Request, error: Exception) -> JSONResponse:
    """What nobody expected."""
    return told(request, unexpected(error), 500, {})


def told(
    request: Request, fault: Fault, status: int, headers: Mapping[str, str], preference: Sequence[Tag] = ()
) -> JSONResponse:
    """A refusal, in the language that suits the preference, which is the request's unless another is given."""
    entry = fault.told(preference or accept_language(request.headers.get("accept-language")))
    language = str(entry["extensions"]["messageLanguage"])
    about = {"Content-Language": language, "Vary": "Accept-Language", "Cache-Control": "no-store"}
    return JSONResponse({"errors": [entry]}, status, {**headers, **about})
