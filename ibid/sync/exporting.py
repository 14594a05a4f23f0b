"""`GET /export`: everything at once, in parts that can be gone on with."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from ibid.http.asking import Asker
from ibid.http.errors import Fault, Refused
from ibid.sync.asking import FILTER, Asked
from ibid.sync.lines import line, record_line
from ibid.sync.parts import Parts
from ibid.sync.serving import Partners, require_sync
from ibid.sync.tokens import buckets_digest, read_token, token
from resolvers.changes.places import Place
from resolvers.sync.baseline import Baseline, Expired, Spot
from resolvers.sync.buckets import Selection
from resolvers.sync.windows import WINDOW
from schema.cursors import cursor_of
from store.mongo.migrations import VERSION as SCHEMA_VERSION
from store.ports import FeedState

VERSION = 1
"""Of the form of an export."""

FAST_WINDOW = 200
"""Records that are read at once where nobody is waited for."""

_FORM = "export:1:"
_GONE, _INVALID = 410, 400


class Kind(StrEnum):
    """What a piece of an export is."""

    BEGIN = "begin"
    RECORDS = "records"
    END = "end"
    MANIFEST = "manifest"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some whole lines of an export, all of one kind."""

    kind: Kind
    text: bytes


async def export(partners: Partners, request: Request, asker: Asker) -> Response:
    """The answer."""
    asked = Asked.of(request, (*FILTER, "after", "fast"), ("bucket",))
    fast = asked.switch("fast")
    partner = partners.partner(asker, asked.wanted(), fast=fast)
    require_sync(asker.principal, partner.scope, is_known=fast)
    selection = Selection(partner.scope, asked.buckets())
    baseline = Baseline(partner.reader, partner.store, selection, FAST_WINDOW if fast else WINDOW)
    exporting = Exporting(baseline, await partner.store.state())
    spot, parts = await exporting.start(asked.text("after"))
    with ExitStack() as held:
        held.enter_context(partners.exports.passed())
        return partners.answer(request, exporting.lines(spot, parts), asker, holding=held.pop_all())


@dataclass(frozen=True, slots=True)
class Exporting:
    """An export as it is sent. `state` is what the feed was when it was asked for."""

    baseline: Baseline
    state: FeedState

    async def start(self, after: str | None) -> tuple[Spot, Parts]:
        """Where to begin, and the parts that there are: by a token, or at the beginning. Raises Refused."""
        if after is None:
            return await self.baseline.begin(self.state), Parts()
        said = read_token(self.state.key, _FORM, after)
        place = Place.parse(said["begin"]) if said else None
        if said is None or place is None:
            raise Refused(_INVALID, Fault("CURSOR_INVALID"))
        spot = Spot(place, said["after"], said["seq"])
        is_same = said["buckets"] == buckets_digest(self.baseline.selection)
        if not (is_same and await self.baseline.can_go_on(spot, self.state)):
            raise Refused(_GONE, Fault("EXPORT_EXPIRED"))
        return spot, Parts(said["part"], said["records"], said["chain"])

    async def lines(self, spot: Spot, parts: Parts) -> AsyncGenerator[bytes, None]:
        """All of the export behind a spot, some lines at a time; each part is sent as soon as it has ended."""
        async for piece in self.pieces(spot, parts):
            yield piece.text
            if piece.kind is Kind.END:
                yield b""

    async def pieces(self, spot: Spot, parts: Parts) -> AsyncGenerator[Piece, None]:
        """The same as pieces. Raises Refused where it can be gone on with no more."""
        try:
            async for piece in self._pieces(spot, parts):
                yield piece
        except Expired as error:
            raise Refused(_GONE, Fault("EXPORT_EXPIRED")) from error

    async def _pieces(self, spot: Spot, parts: Parts) -> AsyncGenerator[Piece, None]:
        yield Piece(Kind.BEGIN, line({"export": {**self._about(), "part": parts.number + 1}}))
        async for batch in self.baseline.batches(spot):
            if batch.said:
                yield Piece(Kind.RECORDS, parts.add([record_line(each) for each in batch.said]))
            spot = batch.border or spot
            is_end = batch.ends_part and not parts.is_empty
            if batch.border is not None and (is_end or parts.is_full):
                yield Piece(Kind.END, self._ended(spot, parts))
        yield Piece(Kind.END, self._ended(spot, parts))
        yield Piece(Kind.MANIFEST, line({"manifest": self._manifest(await self.baseline.place(spot), parts)}))

    def _about(self) -> Mapping[str, Any]:
        return {"version": VERSION, "epoch": self.state.epoch, "schemaVersion": SCHEMA_VERSION}

    def _ended(self, spot: Spot, parts: Parts) -> bytes:
        """The line behind a part, from which one can go on."""
        part = parts.end()
        told = {"end": True, **part.listed, "chain": parts.chain, "next": self._token(spot, parts)}
        return line(told)

    def _token(self, spot: Spot, parts: Parts) -> str:
        return token(
            self.state.key,
            _FORM,
            {
                "begin": str(spot.begin),
                "after": spot.after,
                "seq": spot.seq,
                "buckets": buckets_digest(self.baseline.selection),
                "part": parts.number,
                "records": parts.records,
                "chain": parts.chain,
            },
        )

    def _manifest(self, place: Place, parts: Parts) -> Mapping[str, Any]:
        return {
            "cursor": cursor_of(self.state.key, place),
            "parts": parts.number,
            "records": parts.records,
            "sha256": parts.chain,
            "schemaVersion": SCHEMA_VERSION,
            "list": parts.listed,
        }
