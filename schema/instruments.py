"""Instruments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry

from i18n.citing.symbols import Symbol
from resolvers.citations import CitingInstrument
from resolvers.reporters import reporting_on_instrument
from resolvers.submissions import CitingInstrument as SubmissionsCiting
from schema.citations import CITED_BY, Citation, Origins, TreatySeriesEntry
from schema.connections import Connection, listed
from schema.context import Info, load_maybe
from schema.fields import batched, given, recorded, related, some
from schema.nodes import TranslatableUnit
from schema.noting import whatever
from schema.paging import After, Before, First, Last, Order
from schema.reporters import SUBMISSIONS
from schema.submissions import REPORTING, ReportingStateConnection, Submission, reporting_states
from schema.texts import LanguageVariant, worded
from store.listings import names
from store.records import InstrumentKind, InstrumentRecord
from store.remembering.names import MadeFrom

if TYPE_CHECKING:
    from schema.documents import Document

INSTRUMENTS = Order("instruments")

Within = Annotated[Symbol | None, strawberry.argument(description="Only the citations that this document makes.")]
IncludeParts = Annotated[bool, strawberry.argument(description="Whether citations of its parts count too.")]


async def _reporting_states(
    info: Info,
    sources: Sequence[Instrument],
    *,
    first: First = strawberry.UNSET,
    after: After = strawberry.UNSET,
    last: Last = strawberry.UNSET,
    before: Before = strawberry.UNSET,
) -> list[ReportingStateConnection]:
    """From their listings."""
    window = REPORTING.window(first, after, last, before)
    return await reporting_states(info, window, reporting_on_instrument, [each.record for each in sources])


def _noted(notes: MadeFrom, sources: Sequence[Instrument], _: object) -> None:
    notes.named([names.reporting(each.record.key) for each in sources])


@strawberry.type(description="Anything that is cited: a treaty, a resolution, a judgment, a report, a web page.")
class Instrument(TranslatableUnit):
    """An instrument."""

    record: strawberry.Private[InstrumentRecord]
    key: str = recorded(
        "What it is known by: “A/RES/73/195#annex”, “treaty:ICRMW”, “ICJ:avena/2004-03-31”, “SDG:10.7”.",
        name="identifier",
    )
    kind: InstrumentKind = recorded("What it is.", name="instrumentKind")
    symbol: Symbol | None = recorded("The symbol of the document that it is, or stands in.", name="documentSymbol")
    adopted_on: date | None = recorded("The day on which it was adopted.")
    url: str | None = recorded("Where it is on the web.")

    title: LanguageVariant | None = worded("Its title.")

    @strawberry.field(description="Its places in the United Nations Treaty Series.")
    def treaty_series(self) -> list[TreatySeriesEntry]:
        """As registered."""
        return [TreatySeriesEntry(volume=it.volume, registration=it.registration) for it in self.record.treaty_series]

    @strawberry.field(description="Its text, or the text of the document that it stands in, where that is held.")
    async def held_document(self, info: Info) -> Annotated[Document, strawberry.lazy("schema.documents")] | None:
        """By symbol."""
        symbol = self.record.symbol
        return await load_maybe(info.context.loaders.document, str(symbol) if symbol else None)

    @strawberry.field(description="The instrument that it is a part of: the Compact is part of A/RES/73/195.")
    async def part_of(self, info: Info) -> Instrument | None:
        """The nearest that it is part of."""
        return await load_maybe(info.context.loaders.instrument, next(iter(self.record.ancestors), None))

    parts: list[Instrument] = related(
        "The instruments that are directly a part of it; of very many the first 500.",
        lambda loaders: loaders.parts_of_instrument,
        by="key",
    )

    @strawberry.field(description="The citations of it.")
    async def cited_by(
        self,
        info: Info,
        *,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
        origins: Origins = strawberry.UNSET,
        within: Within = strawberry.UNSET,
        include_parts: IncludeParts = True,
    ) -> Connection[Citation]:
        """From its listing."""
        document = given(within)
        asked = CitingInstrument(
            instrument=self.record.key,
            window=CITED_BY.window(first, after, last, before),
            origins=some(origins),
            within=None if document is None else str(document),
            include_parts=include_parts,
        )
        return await listed(info, CITED_BY, asked, info.context.loaders.citation)

    @strawberry.field(description="The submissions that cite it or a part of it.")
    async def submissions(
        self,
        info: Info,
        *,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> Connection[Submission]:
        """From its listing."""
        asked = SubmissionsCiting(self.record.key, SUBMISSIONS.window(first, after, last, before))
        return await listed(info, SUBMISSIONS, asked, info.context.loaders.submission)

    reporting_states: ReportingStateConnection = batched(
        "The States with a submission that cites it or a part of it.", _reporting_states, whatever(_noted)
    )
