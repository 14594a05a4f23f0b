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
from resolvers.changes.troubles import Trouble
from resolvers.sync.following import AskedPage, NoPage, page_of_feed
from resolvers.sync.page import MOST, Page
from resolvers.sync.telling import said_of_changes
from resolvers.sync.windows import WINDOW
from schema.cursors import cursor_behind, cursor_of, start_of
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
    after = start_of(state, asked.text("after"))
    changing = Changing(partner, AskedPage(after, partner.scope, asked.number("first", 1, MOST, USUAL)), state)
    known = request.headers.get("if-none-match")
    await changing.ask(partner.store, state)
    if seconds and not changing.is_worth_telling(known):
        await _wait(partners, changing, known, seconds, request)
    headers = {"ETag": changing.etag}
    if is_known(known, changing.etag):
        return Response(status_code=304, headers={**NOT_MODIFIED, **headers})
    return partners.answer(request, changing.lines(), asker, headers=headers)


@dataclass(slots=True)
class Changing:
    """The page that a partner asks for. `state` is what the feed was when it was asked for last."""

    partner: Partner
    asked: AskedPage
    state: FeedState
    page: Page = field(init=False)

    async def ask(self, feed: Feed, state: FeedState) -> None:
        """Ask for the page, as it is now. Raises Refused where what changed behind the place cannot be told."""
        found = await page_of_feed(feed, state, self.asked, source=self.partner.store)
        if isinstance(found, NoPage):
            is_old = found.trouble is Trouble.CURSOR_EXPIRED
            facts = {"oldest": cursor_of(state.key, found.oldest)} if is_old else {}
            raise Refused(_STATUS[found.trouble], Fault(found.trouble, extensions=facts))
        self.page, self.state = found, state

    def is_worth_telling(self, known: str | None) -> bool:
        """Whether there is something on the page, or there is more, that the client does not have yet."""
        return bool(self.page.told or self.page.has_more) and not is_known(known, self.etag)

    @property
    def etag(self) -> str:
        """While nothing is committed, the same question has the same answer."""
        scope = self.partner.scope
        said = (self.state.epoch, str(self.state.head), str(self.asked.place), scope.wanted.digest, scope.grants)
        return f'W/"{hashlib.sha256(":".join((*said, str(self.asked.first))).encode()).hexdigest()[:32]}"'

    async def lines(self) -> AsyncGenerator[bytes, None]:
        """The lines of the page, with the states as of now."""
        told, scope = self.page.told, self.partner.scope
        for begin in range(0, len(told), WINDOW):
            some = told[begin : begin + WINDOW]
            said = await said_of_changes(self.partner.reader, scope, some)
            yield b"".join(
                record_line(each, cursor_behind(self.state, scope, one)) for each, one in zip(said, some, strict=True)
            )
        end = {"records": len(told), "next": cursor_of(self.state.key, self.page.next), "hasMore": self.page.has_more}
        yield line({"end": True, **end})


async def _wait(partners: Partners, changing: Changing, known: str | None, seconds: float, request: Request) -> None:
    watch = partners.executor.watch

    async def ask(state: FeedState) -> bool:
        await changing.ask(watch, state)
        return changing.is_worth_telling(known)

    await Waiting(watch, partners.stopping, ask).wait(changing.state, seconds, request.receive)
