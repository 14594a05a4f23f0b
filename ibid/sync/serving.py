"""What the ways to a copy share: who asks, of what, and how they are refused."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from ibid.access import guarded, of_denied
from ibid.faults import told
from ibid.http.asking import Asker, languages_of
from ibid.http.errors import Refused, of_store
from ibid.http.executing import Executor
from ibid.limits.gate import Gate
from ibid.stopping import Stopping
from ibid.sync.compressing import coding
from ibid.sync.pacing import AtOnce, LettingGoFirst, Paced
from ibid.sync.streaming import Lines, LineStream
from resolvers.access import Action, Denied, Forbidden, Principal, Unauthenticated, holds, scope
from resolvers.changes.places import Wanted
from resolvers.changes.scope import Scope
from store.errors import StoreError
from store.ports import Store

RECORD_COST = 1
"""What a record counts as, of what a minute allows."""


@dataclass(frozen=True, slots=True)
class Partner:
    """Somebody who keeps a copy: who asks, the store, what of it they see, and the reader that they are served by."""

    asker: Asker
    store: Store
    scope: Scope
    reader: Paced


@dataclass(frozen=True, slots=True)
class Partners:
    """Serves those who keep a copy. `exports` is the gate of what reads everything."""

    executor: Executor
    stopping: Stopping
    exports: Gate

    async def admitted(self, request: Request) -> Asker:
        """Who asks, where anything is left to them."""
        asker = await self.executor.asker(request, request.headers)
        self.executor.admit(asker)
        return asker

    def partner(self, asker: Asker, wanted: Wanted, *, fast: bool = False) -> Partner:
        """Somebody with a filter. Refused for who may read nothing, and without a store."""
        store = self.executor.open_store()
        guarded(store, asker.principal)
        charge = partial(self.executor.admission.charge, asker)
        pace = AtOnce() if fast else LettingGoFirst(self.executor.gate)
        reader = Paced(store, pace, lambda records: charge(RECORD_COST * records))
        return Partner(asker, store, Scope.of(asker.principal, wanted), reader)

    def answer(self, request: Request, lines: Lines, asker: Asker, **options: object) -> LineStream:
        """Lines as an answer."""
        return LineStream(
            lines,
            stopping=self.stopping,
            languages=asker.languages,
            coding=coding(request.headers.get("accept-encoding")),
            **options,  # type: ignore[arg-type]  # headers and what is held, by name
        )

    def route(
        self, answer: Callable[[Request, Asker], Awaitable[Response]]
    ) -> Callable[[Request], Awaitable[Response]]:
        """A route that admits who asks and tells what went wrong."""

        async def route(request: Request) -> Response:
            languages = languages_of(request)
            try:
                return await answer(request, await self.admitted(request))
            except Refused as refused:
                return told(request, refused.fault, refused.status, refused.headers, languages)
            except StoreError as error:
                retry = {} if error.retry_after is None else {"Retry-After": str(error.retry_after)}
                return told(request, of_store(error), 503, retry, languages)

        return route


def require_sync(principal: Principal, seen: Scope, *, is_known: bool = False) -> None:
    """Refuse who may not take everything at once that they would see: in all its languages, or in none.

    `is_known`: somebody with a key or a token has to ask, as who takes the turns of readers has.

    Who may in some languages only asks for those, so that what changes is told in the same ones.
    """
    try:
        if is_known and principal.is_anonymous:
            raise Unauthenticated
        _require_sync(principal, seen)
    except Denied as denied:
        raise of_denied(denied) from denied


def _require_sync(principal: Principal, seen: Scope) -> None:
    allowed = scope(principal, Action.SYNC)
    if allowed is None:
        return
    wanted = seen.sight.published
    missing = {None} if wanted is None or not allowed else {tag for tag in wanted if not holds(allowed, tag)}
    if missing:
        if principal.is_anonymous:
            raise Unauthenticated
        raise Forbidden(action=Action.SYNC.name, language=next(iter(sorted(filter(None, missing))), ""))
