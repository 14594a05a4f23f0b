"""`GET /verify`: digests by bucket, which prove that a copy is what it should be."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from ibid.http.asking import Asker
from ibid.http.errors import Fault, Refused
from ibid.sync.asking import FILTER, Asked, bad_parameter
from ibid.sync.lines import line
from ibid.sync.serving import Partner, Partners, require_sync
from ibid.sync.tokens import buckets_digest, read_token, token
from resolvers.changes.troubles import place_behind
from resolvers.sync.buckets import Selection
from resolvers.sync.digests import BucketDigest, digests
from schema.cursors import cursor_of
from store.ports import FeedState

VERSION = 1
"""Of the form of the answer."""

MOST, USUAL = 1000, 100
"""Buckets of one answer: the most, and how many where nobody says."""

LONGEST_SECONDS = 20.0
"""After so long an answer ends behind the bucket that it is at, and is gone on with by another: a line is short and a
bucket may be long, so that a client would hear nothing, and lose what it has come to when it gives us up."""

_FORM = "verify:1:"


async def verify(partners: Partners, request: Request, asker: Asker) -> Response:
    """The answer."""
    asked = Asked.of(request, (*FILTER, "after", "first", "records"), ("bucket",))
    partner = partners.partner(asker, asked.wanted())
    require_sync(asker.principal, partner.scope)
    selection = Selection(partner.scope, asked.buckets())
    with_records = asked.switch("records")
    if with_records and selection.buckets is None:
        raise bad_parameter("records", "1", "0; 1 with bucket")
    state = await partner.store.state()
    verifying = Verifying(partner, selection, state, with_records=with_records)
    after = verifying.behind(asked.text("after"))
    return partners.answer(request, verifying.lines(after, asked.number("first", 1, MOST, USUAL)), asker)


@dataclass(frozen=True, slots=True)
class Verifying:
    """Digests as they are sent."""

    partner: Partner
    selection: Selection
    state: FeedState
    with_records: bool

    def behind(self, after: str | None) -> str | None:
        """The bucket behind which to go on, by a token. Raises Refused."""
        if after is None:
            return None
        said = read_token(self.state.key, _FORM, after)
        if said is None:
            raise Refused(400, Fault("CURSOR_INVALID"))
        if said["epoch"] != self.state.epoch:
            raise Refused(410, Fault("EPOCH_CHANGED"))
        if said["selection"] != self._selection():
            raise Refused(409, Fault("CURSOR_FILTER_MISMATCH"))
        return str(said["after"])

    async def lines(self, after: str | None, first: int) -> AsyncGenerator[bytes, None]:
        """The lines, a bucket at a time."""
        place = await place_behind(self.partner.store, self.state, self.state.head, self.partner.scope)
        cursor = cursor_of(self.state.key, place)
        yield line({"verify": {"version": VERSION, "epoch": self.state.epoch, "cursor": cursor}})
        count, last, begun = 0, None, time.monotonic()
        async for each in digests(self.partner.reader, self.selection, after):
            if each.records:
                if count == first:
                    break
                yield self._lines_of(each)
                count += 1
            last = each.bucket
            if time.monotonic() - begun >= LONGEST_SECONDS:
                break
        else:
            last = None
        yield line({"end": True, "buckets": count, "next": None if last is None else self._token(last)})

    def _lines_of(self, found: BucketDigest) -> bytes:
        about = line({"bucket": found.bucket, "records": len(found.records), "digest": found.digest})
        if not self.with_records:
            return about
        each = (line({"type": one.type, "key": one.key, "digest": one.digest}) for one in found.records)
        return about + b"".join(each)

    def _token(self, after: str) -> str:
        said = {"epoch": self.state.epoch, "selection": self._selection(), "after": after}
        return token(self.state.key, _FORM, said)

    def _selection(self) -> str:
        scope = self.selection.scope
        return ":".join((scope.wanted.digest, scope.grants, buckets_digest(self.selection)))
