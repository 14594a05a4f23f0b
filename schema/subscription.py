"""What can be subscribed to."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from typing import Annotated

import strawberry

from resolvers.changes.following import Following
from resolvers.changes.places import Place, grants_digest
from resolvers.changes.scope import Scope
from resolvers.changes.watching import TooManyFollowers
from schema.changes import ChangeEvent, ChangeFilter, told
from schema.context import Info, Live
from schema.cursors import cursor_of, place_of
from schema.errors import BadCursor, CursorFilterMismatch, TooManySubscriptions
from schema.fields import given


@strawberry.type(description="What is told as it happens, over WebSocket or server-sent events.")
class Subscription:
    """The entry points for following."""

    @strawberry.subscription(
        description="The changes after a cursor, then `CaughtUp`, then those to come. Where there is nothing new, a "
        "`Heartbeat` says so. `Reset` is the last event where the server ends the subscription."
    )
    async def changes(
        self,
        info: Info,
        after: Annotated[
            str | None,
            strawberry.argument(
                description="The cursor of the last event that you have. Without it only what happens from now on."
            ),
        ] = strawberry.UNSET,
        wanted: Annotated[
            ChangeFilter | None,
            strawberry.argument(name="filter", description="Which changes are wanted: with a cursor, those of before."),
        ] = strawberry.UNSET,
    ) -> AsyncIterator[ChangeEvent]:
        """From the feed."""
        live = info.context.live
        assert live is not None, "subscriptions come by transports that let follow"
        scope = Scope.of(info.context.principal, (given(wanted) or ChangeFilter()).wanted())
        cursor = live.last_cursor or given(after)
        try:
            live.watch.check_room()
        except TooManyFollowers as error:
            raise TooManySubscriptions(limit=str(error.limit)) from error
        key = (await live.watch.state()).key
        followed = Following(
            watch=live.watch,
            scope=scope,
            grants_now=_grants_now(live),
            start=None if cursor is None else _start(key, cursor, scope),
            heartbeat_seconds=live.heartbeat_seconds,
        )
        return _events(live, followed, key)


def _start(key: bytes, cursor: str, scope: Scope) -> Place:
    """The place of a cursor. BadCursor where it is none of the feed, CursorFilterMismatch where of another filter."""
    place = place_of(key, cursor)
    if place is None:
        raise BadCursor(words=cursor[:100])
    if place.filter not in {"", scope.wanted.digest}:
        raise CursorFilterMismatch
    return place


def _grants_now(live: Live) -> Callable[[], Awaitable[str]] | None:
    """What the grants of who asks are later on."""
    ask = live.principal_now
    if ask is None:
        return None

    async def now() -> str:
        return grants_digest(await ask())

    return now


async def _events(live: Live, followed: Following, key: bytes) -> AsyncGenerator[ChangeEvent, None]:
    """The events for readers; the transport knows the cursor of each."""
    async with aclosing(followed.events()) as events:
        async for event in events:
            live.cursor = None if event.place is None else cursor_of(key, event.place)
            yield told(event, key)
