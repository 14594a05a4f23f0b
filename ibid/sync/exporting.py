"""`GET /export`: everything at once, in parts that can be gone on with."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from ibid.http.asking import Asker
from ibid.http.errors import Fault, Refused
from ibid.sync.asking import FILTER, Asked
from ibid.sync.lines import line, record_line
from ibid.sync.parts import Parts
from ibid.sync.serving import Partner, Partners, require_sync
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


async def export(partners: Partners, request: Request, asker: Asker) -> Response:
    """The answer."""
    asked = Asked.of(request, (*FILTER, "after", "fast"), ("bucket",))
    partner = partners.partner(asker, asked.wanted(), fast=asked.switch("fast"))
    require_sync(asker.principal, partner.scope)
    selection = Selection(partner.scope, asked.buckets())
    exporting = Exporting.of(partner, selection, await partner.store.state())
    spot, parts = await exporting.start(asked.text("after"))
    with ExitStack() as held:
        held.enter_context(partners.exports.passed())
        return partners.answer(request, exporting.lines(spot, parts), asker, holding=held.pop_all())


@dataclass(frozen=True, slots=True)
class Exporting:
    """An export as it is sent."""

    baseline: Baseline
    selection: Selection
    state: FeedState

    @classmethod
    def of(cls, partner: Partner, selection: Selection, state: FeedState) -> Exporting:
        """The export of a selection for a partner."""
        window = FAST_WINDOW if partner.reader.fast else WINDOW
        return cls(Baseline(partner.reader, partner.store, selection, window), selection, state)

    async def start(self, after: str | None) -> tuple[Spot, Parts]:
        """Where to begin, and the parts that there are: by a token, or at the beginning. Raises Refused."""
        if after is None:
            return await self.baseline.begin(self.state), Parts()
        said = read_token(self.state.key, _FORM, after)
        place = Place.parse(said["begin"]) if said else None
        if said is None or place is None:
            raise Refused(_INVALID, Fault("CURSOR_INVALID"))
        spot = Spot(place, said["after"], said["seq"])
        is_same = said["buckets"] == buckets_digest(self.selection)
        if not (is_same and await self.baseline.can_go_on(spot, self.state)):
            raise Refused(_GONE, Fault("EXPORT_EXPIRED"))
        return spot, Parts(said["part"], said["records"], said["chain"])

    async def lines(self, spot: Spot, parts: Parts) -> AsyncGenerator[bytes, None]:
        """All of the export behind a spot, some lines at a time."""
        try:
            async for text in self._lines(spot, parts):
                yield text
        except Expired as error:
            raise Refused(_GONE, Fault("EXPORT_EXPIRED")) from error

    async def _lines(self, spot: Spot, parts: Parts) -> AsyncGenerator[bytes, None]:
        yield line({"export": {**self._about(), "part": parts.number + 1}})
        async for batch in self.baseline.batches(spot):
            if batch.said:
                yield parts.add([record_line(each) for each in batch.said])
            spot = batch.border or spot
            is_end = batch.ends_part and not parts.is_empty
            if batch.border is not None and (is_end or parts.is_full):
                yield self._ended(spot, parts)
                yield b""
        yield self._ended(spot, parts)
        yield line({"manifest": self._manifest(await self.baseline.place(spot), parts)})

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
                "buckets": buckets_digest(self.selection),
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
