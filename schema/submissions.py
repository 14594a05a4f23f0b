"""Submissions, and the States that report."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, Annotated

import strawberry

from resolvers.pages import Listed
from resolvers.reporters import evidence
from schema.connections import PageInfo, told
from schema.context import Info, load_maybe, load_one
from schema.fields import recorded
from schema.nodes import Node
from schema.paging import Order
from schema.reporters import Reporter, State
from store.ports import Page
from store.records import Entry, SubmissionRecord

if TYPE_CHECKING:
    from schema.citations import Citation
    from schema.documents import Document
    from schema.paragraphs import Paragraph
    from schema.sections import Section

REPORTING = Order("reporting")


@strawberry.type(
    description="What a State or an organization reported, as a document summarises or reproduces it; its text is that "
    "of its paragraphs."
)
class Submission(Node):
    """A submission."""

    record: strawberry.Private[SubmissionRecord]
    revision: int = recorded("The submission's revision: one higher at each visible change.")

    @strawberry.field(description="Who reported.")
    async def reporter(self, info: Info) -> Reporter:
        """By code."""
        return await load_one(info.context.loaders.reporter, self.record.reporter)

    @strawberry.field(description="The document that it stands in.")
    async def document(self, info: Info) -> Annotated[Document, strawberry.lazy("schema.documents")]:
        """By key."""
        return await load_one(info.context.loaders.document, self.record.document)

    @strawberry.field(description="The documents that it reports on.")
    async def responds_to(self, info: Info) -> list[Annotated[Document, strawberry.lazy("schema.documents")]]:
        """By key."""
        return await info.context.loaders.documents_responded_to.load(self.record)

    @strawberry.field(description="The section that it stands in.")
    async def section(self, info: Info) -> Annotated[Section, strawberry.lazy("schema.sections")] | None:
        """By key."""
        return await load_maybe(info.context.loaders.section, self.record.section)

    @strawberry.field(description="The paragraphs that carry it, in order.")
    async def paragraphs(self, info: Info) -> list[Annotated[Paragraph, strawberry.lazy("schema.paragraphs")]]:
        """By position."""
        return await info.context.loaders.paragraphs_of_submission.load(self.record)

    @strawberry.field(description="The citations that it makes, in order.")
    async def citations(self, info: Info) -> list[Annotated[Citation, strawberry.lazy("schema.citations")]]:
        """By position."""
        return await info.context.loaders.citations_of_submission.load(self.record)


@strawberry.type(description="A State that reports, with what it said.")
class ReportingStateEdge:
    """An edge with evidence."""

    entry: strawberry.Private[Entry]
    cursor: str = strawberry.field(description="Where the State stands: give it back as `after` or `before`.")
    node: State = strawberry.field(description="The State.")

    @strawberry.field(description="Its submissions that say so.")
    async def submissions(self, info: Info) -> list[Submission]:
        """By key."""
        found = await info.context.loaders.submission.load_many(self.entry.owners)
        return [each for each in found if each is not None]

    @strawberry.field(description="The evidence: the paragraphs of its submissions that say so.")
    async def paragraphs(self, info: Info) -> list[Annotated[Paragraph, strawberry.lazy("schema.paragraphs")]]:
        """By position."""
        found = await info.context.loaders.paragraphs_at.load_many(evidence(self.entry))
        return list(chain.from_iterable(found))


@strawberry.type(description="A page of the States that report.")
class ReportingStateConnection:
    """A connection whose edges carry evidence."""

    page: strawberry.Private[Page]
    page_info: PageInfo = strawberry.field(description="Where the page lies in its list.")
    total_count: int | None = strawberry.field(
        description="How many States report in all; null above 10,000, and where it is not kept."
    )

    @strawberry.field(description="The States, with what each said.")
    async def edges(self, info: Info) -> list[ReportingStateEdge]:
        """Each State, with its cursor and its evidence."""
        return [
            ReportingStateEdge(entry=entry, cursor=REPORTING.cursor(entry.sort), node=state)
            for entry, state in zip(self.page.entries, await _states(info, self.page.entries), strict=True)
            if state is not None
        ]

    @strawberry.field(description="The States.")
    async def nodes(self, info: Info) -> list[State]:
        """Each State."""
        return [state for state in await _states(info, self.page.entries) if state is not None]


async def _states(info: Info, entries: Sequence[Entry]) -> list[State | None]:
    return await info.context.loaders.state.load_many(entry.key for entry in entries)


async def reporting_states(info: Info, question: Listed) -> ReportingStateConnection:
    """The page of States that answers a question."""
    page = await info.context.loaders.page.load(question)
    cursors = [REPORTING.cursor(entry.sort) for entry in page.entries]
    return ReportingStateConnection(
        page=page,
        page_info=PageInfo.of(cursors, has_next=page.has_next, has_previous=page.has_previous),
        total_count=told(page.total),
    )
