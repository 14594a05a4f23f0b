"""The headers of a request by name: read once for everybody who looks at them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from starlette.types import Scope

_KEY = "ibid.headers"
"""Where they are in a request's scope: ASGI lets an application add to it."""


def first_headers(scope: Scope) -> Mapping[bytes, bytes]:
    """Headers by their names in lower case; of one that stands twice, the first."""
    known = scope.get(_KEY)
    if known is None:
        known = scope[_KEY] = dict(reversed(scope["headers"]))
    return cast("Mapping[bytes, bytes]", known)
