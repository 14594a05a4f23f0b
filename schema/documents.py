"""Documents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import strawberry

from i18n.citing.symbols import Symbol
from i18n.languages import Tag
from resolvers.citations import CitingInstrument
from resolvers.documents import covered
from resolvers.footnotes import Marked
from resolvers.pages import Stretch, Window
from resolvers.paragraphs import Labelled
from resolvers.reporters import reporting_on_document
from resolvers.submissions import InDocument
from schema import citations, footnotes, paragraphs
from schema.bodies import Body
from schema.citations import CITED_BY, Citation, Origins
from schema.connections import Connection, in_documents, listed
from schema.context import Info
from schema.fields import batched, given, recorded, related, some
from schema.findings import SourceFinding, told_findings
from schema.footnotes import Footnote
from schema.instruments import Instrument
from schema.languages import LanguageCoverage
from schema.making import lists, of
from schema.mandates import Mandate
from schema.nodes import TranslatableUnit
from schema.noting import in_document, whatever
from schema.paging import After, Before, First, Last
from schema.paragraphs import Kinds, Paragraph
from schema.proceedings import CommitteeReport, Draft, Meeting, Sponsor, Subject, Vote
from schema.reporters import SUBMISSIONS
from schema.sections import Section
from schema.submissions import REPORTING, ReportingStateConnection, Submission, reporting_states
from schema.texts import LanguageVariant, worded
from store.listings import names
from store.records import (
    CitationOrigin,
    CitationRecord,
    DocumentKind,
    DocumentRecord,
    FootnoteRecord,
    ParagraphKind,
    ParagraphRecord,
)
from store.remembering.names import MadeFrom

Part = Annotated[
    str | None,
    strawberry.argument(description="The part that it stands in, such as “annex”; the main text where it is left out."),
]
Label = Annotated[
    str, strawberry.argument(description="The number: “PP7”, “4”, “6(b)”, “119(k)”. Spaces and case do not matter.")
]
Marker = Annotated[str, strawberry.argument(description="The sign: “5”, “*”. Spaces and case do not matter.")]


async def _paragraphs(
    info: Info,
    sources: Sequence[Document],
    *,
    first: First = strawberry.UNSET,
    after: After = strawberry.UNSET,
    last: Last = strawberry.UNSET,
    before: Before = strawberry.UNSET,
    kinds: Kinds = strawberry.UNSET,
) -> list[Connection[Paragraph]]:
    """By position."""
    window, traits = paragraphs.IN_DOCUMENT.window(first, after, last, before), some(kinds)
    pages = await info.context.loaders.paragraphs_in_stretch.level(
        [_paragraphs_of(each.record, window, traits) for each in sources]
    )
    return in_documents(paragraphs.IN_DOCUMENT, pages, lists(info.context.loaders.era, of(Paragraph)))


def _paragraphs_of(record: DocumentRecord, window: Window, traits: frozenset[ParagraphKind] | None) -> Stretch:
    counts = record.counts
    by_kind = counts.paragraphs_by_kind
    total = counts.paragraphs if traits is None else sum(by_kind.get(kind, 0) for kind in traits)
    return Stretch(document=record.key, low=1, high=counts.paragraphs, window=window, total=total, traits=traits)


async def _footnotes(
    info: Info,
    sources: Sequence[Document],
    *,
    first: First = strawberry.UNSET,
    after: After = strawberry.UNSET,
    last: Last = strawberry.UNSET,
    before: Before = strawberry.UNSET,
) -> list[Connection[Footnote]]:
    """By position."""
    window = footnotes.IN_DOCUMENT.window(first, after, last, before)
    asked = [
        Stretch(document=each.key, low=1, high=each.counts.footnotes, window=window, total=each.counts.footnotes)
        for each in (source.record for source in sources)
    ]
    pages = await info.context.loaders.footnotes_in_stretch.level(asked)
    return in_documents(footnotes.IN_DOCUMENT, pages, lists(info.context.loaders.era, of(Footnote)))


async def _citations(
    info: Info,
    sources: Sequence[Document],
    *,
    first: First = strawberry.UNSET,
    after: After = strawberry.UNSET,
    last: Last = strawberry.UNSET,
    before: Before = strawberry.UNSET,
    origins: Origins = strawberry.UNSET,
) -> list[Connection[Citation]]:
    """By position."""
    window, traits = citations.IN_DOCUMENT.window(first, after, last, before), some(origins)
    pages = await info.context.loaders.citations_in_stretch.level(
        [_citations_of(each.record, window, traits) for each in sources]
    )
    return in_documents(citations.IN_DOCUMENT, pages, lists(info.context.loaders.era, of(Citation)))


def _citations_of(record: DocumentRecord, window: Window, traits: frozenset[CitationOrigin] | None) -> Stretch:
    counts = record.counts
    by_origin = {
        CitationOrigin.TEXT: counts.text_citations,
        CitationOrigin.FOOTNOTE: counts.citations - counts.text_citations,
    }
    total = counts.citations if traits is None else sum(by_origin[origin] for origin in traits)
    return Stretch(document=record.key, low=1, high=counts.citations, window=window, total=total, traits=traits)


async def _reporting_states(
    info: Info,
    sources: Sequence[Document],
    *,
    first: First = strawberry.UNSET,
    after: After = strawberry.UNSET,
    last: Last = strawberry.UNSET,
    before: Before = strawberry.UNSET,
) -> list[ReportingStateConnection]:
    """From their listings."""
    window = REPORTING.window(first, after, last, before)
    return await reporting_states(info, window, reporting_on_document, [each.record for each in sources])


def _noted(notes: MadeFrom, sources: Sequence[Document], _: object) -> None:
    notes.named([names.reporting_on(each.record.key) for each in sources])


@strawberry.type(description="A document of the United Nations: the work, whatever its language.")
class Document(TranslatableUnit):
    """A document."""

    record: strawberry.Private[DocumentRecord]
    symbol: Symbol = recorded("Its symbol.")
    kind: DocumentKind = recorded("What it is.")
    original_language: Tag = recorded("The language that it was read in first.")
    session: str | None = recorded("The session of the body: “74”.")
    agenda_item: str | None = recorded("The agenda item: “70 (b)”.")
    adopted_on: date | None = recorded("The day on which it was adopted.")
    issued_on: date | None = recorded("The day on which it was issued.")

    title: LanguageVariant | None = worded("Its title.")

    issuing_body: Body | None = related("The body that issued it.", lambda loaders: loaders.body, by="body")

    @strawberry.field(description="How it was adopted; null where its source does not say.")
    def vote(self) -> Vote | None:
        """As recorded."""
        return Vote(record=self.record.vote) if self.record.vote else None

    @strawberry.field(description="The draft that was adopted.")
    def draft(self) -> Draft | None:
        """As recorded."""
        return Draft(record=self.record.draft) if self.record.draft else None

    @strawberry.field(description="Who submitted the draft, then who joined them.")
    def sponsors(self) -> list[Sponsor]:
        """In the order of the source."""
        return [Sponsor(record=each) for each in self.record.sponsors]

    @strawberry.field(description="The report on which it was adopted; null where no committee reported.")
    def committee_report(self) -> CommitteeReport | None:
        """As recorded."""
        symbol = self.record.committee_report
        return CommitteeReport(symbol=symbol, paragraph=self.record.committee_report_paragraph) if symbol else None

    @strawberry.field(description="The meeting at which it was adopted.")
    def meeting(self) -> Meeting | None:
        """As recorded."""
        record = self.record
        known = record.meeting or record.meeting_record
        return Meeting(name=record.meeting, record_symbol=record.meeting_record) if known else None

    @strawberry.field(description="What it is about, in the terms of several vocabularies.")
    def subjects(self) -> list[Subject]:
        """In the order of the source."""
        return [Subject(record=each) for each in self.record.subjects]

    @strawberry.field(
        description="How far each official language covers it, and each other that it has a text or a draft in."
    )
    def coverage(self) -> list[LanguageCoverage]:
        """As kept; nothing is kept of a language without texts."""
        return [LanguageCoverage(record=each) for each in covered(self.record)]

    @strawberry.field(description="Its sections at the top, in order.")
    async def sections(self, info: Info) -> list[Section]:
        """Those without a parent."""
        found = await info.context.loaders.sections_of_document.load(self.record.key)
        return [section for section in found if section.record.parent is None]

    paragraphs: Connection[Paragraph] = batched(
        "Its paragraphs, in order; at most 500 a page.", _paragraphs, in_document(ParagraphRecord)
    )

    @strawberry.field(description="The paragraph of this number; null where there is none.")
    async def paragraph(self, info: Info, label: Label, part: Part = strawberry.UNSET) -> Paragraph | None:
        """By its folded label."""
        return await info.context.loaders.paragraph_labelled.load(Labelled(self.record.key, label, given(part)))

    footnotes: Connection[Footnote] = batched(
        "Its footnotes, in order; at most 500 a page.", _footnotes, in_document(FootnoteRecord)
    )

    @strawberry.field(description="The footnote with this sign; null where there is none.")
    async def footnote(self, info: Info, marker: Marker, part: Part = strawberry.UNSET) -> Footnote | None:
        """By its folded marker."""
        return await info.context.loaders.footnote_marked.load(Marked(self.record.key, marker, given(part)))

    citations: Connection[Citation] = batched(
        "The citations that it makes, in order; at most 500 a page.", _citations, in_document(CitationRecord)
    )

    @strawberry.field(description="The citations of it and of its parts, in other documents.")
    async def cited_by(
        self,
        info: Info,
        *,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> Connection[Citation]:
        """From the listing of the instrument that it is."""
        key, window = self.record.key, CITED_BY.window(first, after, last, before)
        asked = CitingInstrument(instrument=key, window=window, outside=key)
        return await listed(info, CITED_BY, asked, info.context.loaders.citation)

    instruments: list[Instrument] = related(
        "It and its parts, such as an annexed compact, as things that are cited.",
        lambda loaders: loaders.instruments_of_document,
        by="key",
    )

    mandates: list[Mandate] = related(
        "What its paragraphs ask for, and what answered.", lambda loaders: loaders.mandates_of_document
    )

    mandated_by: list[Paragraph] = related(
        "The paragraphs that asked for it.", lambda loaders: loaders.paragraphs_asking_for_document
    )

    @strawberry.field(description="The submissions that it summarises.")
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
        asked = InDocument(self.record.key, SUBMISSIONS.window(first, after, last, before))
        return await listed(info, SUBMISSIONS, asked, info.context.loaders.submission)

    reporting_states: ReportingStateConnection = batched(
        "The States whose submissions respond to it.", _reporting_states, whatever(_noted)
    )

    @strawberry.field(description="What its source has wrong or unclear.")
    def findings(self, info: Info) -> list[SourceFinding]:
        """In the reader's language."""
        return told_findings(info, self.record.findings)
