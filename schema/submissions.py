"""Submissions, and the States that report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Annotated, cast

import strawberry

from resolvers.pages import Window
from resolvers.reporters import evidence
from schema.connections import PageInfo, told
from schema.context import Info
from schema.fields import batched, recorded, related
from schema.making import kept
from schema.nodes import Node
from schema.noting import whatever
from schema.paging import Order
from schema.reporters import Reporter, State
from store.ports import Page, Slice
from store.records import Entity, Entry, ReporterRecord, SubmissionRecord
from store.remembering.names import MadeFrom

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

    reporter: Reporter = related("Who reported.", lambda loaders: loaders.reporter, by="reporter", required=True)

    document: Annotated[Document, strawberry.lazy("schema.documents")] = related(
        "The document that it stands in.", lambda loaders: loaders.document, by="document", required=True
    )

    responds_to: list[Annotated[Document, strawberry.lazy("schema.documents")]] = related(
        "The documents that it reports on.", lambda loaders: loaders.documents_responded_to
    )

    section: Annotated[Section, strawberry.lazy("schema.sections")] | None = related(
        "The section that it stands in.", lambda loaders: loaders.section, by="section"
    )

    paragraphs: list[Annotated[Paragraph, strawberry.lazy("schema.paragraphs")]] = related(
        "The paragraphs that carry it, in order.", lambda loaders: loaders.paragraphs_of_submission
    )

    citations: list[Annotated[Citation, strawberry.lazy("schema.citations")]] = related(
        "The citations that it makes, in order.", lambda loaders: loaders.citations_of_submission
    )


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


async def _states(info: Info, connections: Sequence[ReportingStateConnection]) -> list[list[State | None]]:
    return await info.context.loaders.state.levels([each.page.keys for each in connections])


async def _nodes(info: Info, connections: Sequence[ReportingStateConnection]) -> list[list[State]]:
    found = await _states(info, connections)
    return [cast("list[State]", some) if all(some) else [each for each in some if each] for some in found]


def _noted(notes: MadeFrom, connections: Sequence[ReportingStateConnection], _: object) -> None:
    notes.lists(ReporterRecord, [each.page.keys for each in connections])


async def _edges(info: Info, connections: Sequence[ReportingStateConnection]) -> list[list[ReportingStateEdge]]:
    return [
        [
            ReportingStateEdge(entry=entry, cursor=REPORTING.cursor(entry.sort), node=state)
            for entry, state in zip(connection.page.entries, states, strict=True)
            if state is not None
        ]
        for connection, states in zip(connections, await _states(info, connections), strict=True)
    ]


@strawberry.type(description="A page of the States that report.")
class ReportingStateConnection:
    """A connection whose edges carry evidence."""

    page: strawberry.Private[Page]
    total_count: int | None = strawberry.field(
        description="How many States report in all; null above 10,000, and where it is not kept."
    )
    edges: list[ReportingStateEdge] = batched("The States, with what each said.", _edges)
    nodes: list[State] = batched("The States.", _nodes, whatever(_noted))

    @strawberry.field(description="Where the page lies in its list.")
    def page_info(self) -> PageInfo:
        """By its first State and its last."""
        page = self.page
        ends = (*page.entries[:1], *page.entries[-1:])
        cursors = [REPORTING.cursor(entry.sort) for entry in ends]
        return PageInfo.of(cursors, has_next=page.has_next, has_previous=page.has_previous)


async def reporting_states(
    info: Info, window: Window, ask: Callable[[str, Window], Slice], records: Sequence[Entity]
) -> list[ReportingStateConnection]:
    """For each record a page of the States that report on it; `ask` says what is asked of the listings, by key."""
    loaders = info.context.loaders
    slices = kept(loaders.era, (ask, window), records, lambda record: ask(record.key, window))
    return kept(loaders.era, _connection, await loaders.page.level(slices), _connection)


def _connection(page: Page) -> ReportingStateConnection:
    return ReportingStateConnection(page=page, total_count=told(page.total))
