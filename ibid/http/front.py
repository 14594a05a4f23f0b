"""What stands in front: the GraphQL route goes straight to its endpoint, everything else through the router.

For a small query, a router and its middleware would cost as much as the answer. What every answer has (headers, errors,
who may ask from a browser, who is believed about addresses) is made by the same parts as on every other route.
"""

from __future__ import annotations

from collections.abc import Sequence

from starlette.middleware import Middleware
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from ibid.http.graphql import PATH, GraphQLEndpoint
from ibid.http.replies import Reply


class Front:
    """An ASGI application: the endpoint, with the middleware that is asked for, before the rest."""

    def __init__(self, rest: ASGIApp, endpoint: GraphQLEndpoint, middleware: Sequence[Middleware]) -> None:
        self._rest = rest
        self._route = Route(PATH, endpoint)
        self._endpoint = around(endpoint, middleware)
        self._answer = None if middleware else endpoint.at_once

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] == "http" and scope["path"] == PATH:
            scope["route"] = self._route
            await self._endpoint(scope, receive, send)
        else:
            await self._rest(scope, receive, send)

    def at_once(self, scope: Scope, content: bytes) -> tuple[Reply, None] | None:
        """The answer to a request with this body, where it waits for nothing, and no header beside its own; None where
        it is served as any other.
        """
        if self._answer is None or scope["path"] != PATH:
            return None
        scope["route"] = self._route
        reply = self._answer(scope, content)
        return None if reply is None else (reply, None)


def around(endpoint: ASGIApp, middleware: Sequence[Middleware]) -> ASGIApp:
    """An endpoint within middleware, the first one outermost."""
    app = endpoint
    for each in reversed(middleware):
        app = each.cls(app, *each.args, **each.kwargs)
    return app
