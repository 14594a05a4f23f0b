"""`GET /changes`: what changed behind a cursor, with the states; waiting for it where there is nothing yet."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response

from ibid.http.asking import Asker
from ibid.http.conditions import is_known
from ibid.http.errors import Fault, Refused
from ibid.sync.asking import FILTER, Asked
from ibid.sync.lines import line, record_line
from ibid.sync.serving import Partner, Partners
from ibid.sync.streaming import NOT_MODIFIED
from ibid.sync.waiting import Waiting
from resolvers.changes.places import FIRST, Place
from resolvers.changes.scope import Told
from resolvers.changes.troubles import Trouble, place_behind, trouble
from resolvers.sync.page import MOST, Page, page_behind
from resolvers.sync.telling import said_of_changes
from resolvers.sync.windows import WINDOW
from schema.cursors import cursor_of, place_of
from store.errors import FeedGap
from store.ports import Feed, FeedState

USUAL = 100
"""Entities of a page, where nobody says how many."""

LONGEST_SECONDS = 60
"""The longest that somebody may wait for something to happen."""

_STATUS = {
    Trouble.CURSOR_INVALID: 400,
    Trouble.CURSOR_FILTER_MISMATCH: 409,
    Trouble.CURSOR_EXPIRED: 410,
    Trouble.EPOCH_CHANGED: 410,
}


async def changes(partners: Partners, request: Request, asker: Asker) -> Response:
    """The answer."""
    asked = Asked.of(request, (*FILTER, "after", "first", "wait"))
    partner = partners.partner(asker, asked.wanted())
    seconds = asked.number("wait", 0, LONGEST_SECONDS, 0)
    state = await partner.store.state()
    changing = Changing(partner, asked.number("first", 1, MOST, USUAL), state, start(state, asked))
    known = request.headers.get("if-none-match")
    await changing.ask(partner.store, state)
    if seconds and not changing.is_worth_telling(known):
        await _wait(partners, changing, known, seconds, request)
    headers = {"ETag": changing.etag}
    if is_known(known, changing.etag):
        return Response(status_code=304, headers={**NOT_MODIFIED, **headers})
    return partners.answer(request, changing.lines(), asker, headers=headers)


def start(state: FeedState, asked: Asked) -> Place:
    """The place that a request names; the beginning of all where it names none. Raises Refused."""
    after = asked.text("after")
    place = Place(state.epoch, FIRST) if after is None else place_of(state.key, after)
    if place is None:
        raise Refused(_STATUS[Trouble.CURSOR_INVALID], Fault(Trouble.CURSOR_INVALID))
    return place


@dataclass(slots=True)
class Changing:
    """The page behind a place, for a partner. `state` is what the feed was when it was asked for last."""

    partner: Partner
    first: int
    state: FeedState
    place: Place
    page: Page = field(init=False)

    async def ask(self, feed: Feed, state: FeedState) -> None:
        """Ask for the page, as it is now. Raises Refused where what changed behind the place cannot be told."""
        await self._check(feed, state)
        try:
            self.page = await page_behind(feed, state, self.place, self.partner.scope, self.first)
        except FeedGap:  # it was pruned since it was asked what it is
            await self._check(feed, await self.partner.store.state())
            raise
        self.state = state

    def is_worth_telling(self, known: str | None) -> bool:
        """Whether there is something on the page, or there is more, that the client does not have yet."""
        return bool(self.page.told or self.page.has_more) and not is_known(known, self.etag)

    @property
    def etag(self) -> str:
        """While nothing is committed, the same question has the same answer."""
        scope = self.partner.scope
        said = (self.state.epoch, str(self.state.head), str(self.place), scope.wanted.digest, scope.grants)
        return f'W/"{hashlib.sha256(":".join((*said, str(self.first))).encode()).hexdigest()[:32]}"'

    async def lines(self) -> AsyncGenerator[bytes, None]:
        """The lines of the page, with the states as of now."""
        told, scope = self.page.told, self.partner.scope
        for begin in range(0, len(told), WINDOW):
            some = told[begin : begin + WINDOW]
            said = await said_of_changes(self.partner.reader, scope, some)
            yield b"".join(record_line(each, self._cursor(one)) for each, one in zip(said, some, strict=True))
        end = {"records": len(told), "next": cursor_of(self.state.key, self.page.next), "hasMore": self.page.has_more}
        yield line({"end": True, **end})

    def _cursor(self, told: Told) -> str:
        change = told.change
        return cursor_of(self.state.key, self.partner.scope.behind(self.state.epoch, change.seq, change))

    async def _check(self, feed: Feed, state: FeedState) -> None:
        scope = self.partner.scope
        wrong = await trouble(feed, state, self.place, scope)
        if wrong is None:
            return
        facts = {}
        if wrong is Trouble.CURSOR_EXPIRED:
            facts["oldest"] = cursor_of(state.key, await place_behind(feed, state, state.pruned, scope))
        raise Refused(_STATUS[wrong], Fault(wrong, extensions=facts))


async def _wait(partners: Partners, changing: Changing, known: str | None, seconds: float, request: Request) -> None:
    watch = partners.executor.watch

    async def ask(state: FeedState) -> bool:
        await changing.ask(watch, state)
        return changing.is_worth_telling(known)

    await Waiting(watch, partners.stopping, ask).wait(changing.state, seconds, request.receive)
