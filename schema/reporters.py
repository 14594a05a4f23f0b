"""Who reports: States and organizations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from resolvers.instruments import CitedByState
from resolvers.submissions import OfReporter
from schema.connections import Connection, listed
from schema.context import Info
from schema.fields import recorded
from schema.nodes import Node, TranslatableUnit
from schema.paging import After, Before, First, Last, Order
from schema.texts import LanguageVariant, worded
from store.records import ReporterRecord

if TYPE_CHECKING:
    from schema.instruments import Instrument
    from schema.submissions import Submission

SUBMISSIONS = Order("submissions")
CITED_INSTRUMENTS = Order("cites")


@strawberry.interface(description="Who reports: a State or an organization.")
class Reporter(Node):
    """A reporter."""

    record: strawberry.Private[ReporterRecord]
    key: str = recorded("Its code: ISO 3166-1 alpha-3 for a State, an acronym for an organization.", name="code")

    name: LanguageVariant | None = worded("Its name, in the United Nations' form: “Bolivia (Plurinational State of)”.")

    @strawberry.field(description="What it submitted.")
    async def submissions(
        self,
        info: Info,
        *,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> Connection[Annotated[Submission, strawberry.lazy("schema.submissions")]]:
        """From the listing of the reporter."""
        window = SUBMISSIONS.window(first, after, last, before)
        return await listed(info, SUBMISSIONS, OfReporter(self.record.key, window), info.context.loaders.submission)


@strawberry.type(description="A State, by the United Nations' list.")
class State(Reporter, TranslatableUnit):
    """A State."""

    alpha2: str = recorded("Its code of ISO 3166-1 alpha-2.")
    m49: str = recorded("Its number in the United Nations' M49, of three digits.")

    @strawberry.field(description="The instruments that its submissions cite.")
    async def cited_instruments(
        self,
        info: Info,
        *,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> Connection[Annotated[Instrument, strawberry.lazy("schema.instruments")]]:
        """From the listing of the State."""
        window = CITED_INSTRUMENTS.window(first, after, last, before)
        asked = CitedByState(self.record.key, window)
        return await listed(info, CITED_INSTRUMENTS, asked, info.context.loaders.instrument)


@strawberry.type(description="An organization that reports, such as the European Union.")
class Organization(Reporter, TranslatableUnit):
    """An organization."""


def state(record: ReporterRecord) -> State | None:
    """The State that a record is of; None where it is of an organization."""
    return State(record=record) if record.is_state else None


def reporter(record: ReporterRecord) -> Reporter:
    """The State or the organization that a record is of."""
    return State(record=record) if record.is_state else Organization(record=record)
