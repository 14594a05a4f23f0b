"""Documents."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import strawberry

from i18n.citing.symbols import Symbol
from i18n.languages import Tag
from resolvers.citations import CitingInstrument
from resolvers.documents import covered
from resolvers.footnotes import Marked
from resolvers.pages import Stretch
from resolvers.paragraphs import Labelled
from resolvers.reporters import ReportingOnDocument
from resolvers.submissions import InDocument
from schema import citations, footnotes, paragraphs
from schema.bodies import Body
from schema.citations import CITED_BY, Citation, Origins
from schema.connections import Connection, listed, stretched
from schema.context import Info, load_maybe
from schema.fields import given, recorded, some
from schema.findings import SourceFinding, told_findings
from schema.footnotes import Footnote
from schema.instruments import Instrument
from schema.languages import LanguageCoverage
from schema.mandates import Mandate
from schema.nodes import TranslatableUnit
from schema.paging import After, Before, First, Last
from schema.paragraphs import Kinds, Paragraph
from schema.proceedings import CommitteeReport, Draft, Meeting, Sponsor, Subject, Vote
from schema.reporters import SUBMISSIONS
from schema.sections import Section
from schema.submissions import REPORTING, ReportingStateConnection, Submission, reporting_states
from schema.texts import LanguageVariant, worded
from store.records import CitationOrigin, DocumentKind, DocumentRecord

Part = Annotated[
    str | None,
    strawberry.argument(description="The part that it stands in, such as “annex”; the main text where it is left out."),
]
Label = Annotated[
    str, strawberry.argument(description="The number: “PP7”, “4”, “6(b)”, “119(k)”. Spaces and case do not matter.")
]
Marker = Annotated[str, strawberry.argument(description="The sign: “5”, “*”. Spaces and case do not matter.")]


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

    @strawberry.field(description="The body that issued it.")
    async def issuing_body(self, info: Info) -> Body | None:
        """By code."""
        return await load_maybe(info.context.loaders.body, self.record.body)

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

    @strawberry.field(description="Its paragraphs, in order; at most 500 a page.")
    async def paragraphs(
        self,
        info: Info,
        *,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
        kinds: Kinds = strawberry.UNSET,
    ) -> Connection[Paragraph]:
        """By position."""
        counts, traits = self.record.counts, some(kinds)
        by_kind = counts.paragraphs_by_kind
        asked = Stretch(
            document=self.record.key,
            low=1,
            high=counts.paragraphs,
            window=paragraphs.IN_DOCUMENT.window(first, after, last, before),
            total=counts.paragraphs if traits is None else sum(by_kind.get(kind, 0) for kind in traits),
            traits=traits,
        )
        page = await info.context.loaders.paragraphs_in_stretch.load(asked)
        return stretched(paragraphs.IN_DOCUMENT, page, lambda record: Paragraph(record=record))

    @strawberry.field(description="The paragraph of this number; null where there is none.")
    async def paragraph(self, info: Info, label: Label, part: Part = strawberry.UNSET) -> Paragraph | None:
        """By its folded label."""
        return await info.context.loaders.paragraph_labelled.load(Labelled(self.record.key, label, given(part)))

    @strawberry.field(description="Its footnotes, in order; at most 500 a page.")
    async def footnotes(
        self,
        info: Info,
        *,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> Connection[Footnote]:
        """By position."""
        total = self.record.counts.footnotes
        window = footnotes.IN_DOCUMENT.window(first, after, last, before)
        asked = Stretch(document=self.record.key, low=1, high=total, window=window, total=total)
        page = await info.context.loaders.footnotes_in_stretch.load(asked)
        return stretched(footnotes.IN_DOCUMENT, page, lambda record: Footnote(record=record))

    @strawberry.field(description="The footnote with this sign; null where there is none.")
    async def footnote(self, info: Info, marker: Marker, part: Part = strawberry.UNSET) -> Footnote | None:
        """By its folded marker."""
        return await info.context.loaders.footnote_marked.load(Marked(self.record.key, marker, given(part)))

    @strawberry.field(description="The citations that it makes, in order; at most 500 a page.")
    async def citations(
        self,
        info: Info,
        *,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
        origins: Origins = strawberry.UNSET,
    ) -> Connection[Citation]:
        """By position."""
        counts, traits = self.record.counts, some(origins)
        by_origin = {
            CitationOrigin.TEXT: counts.text_citations,
            CitationOrigin.FOOTNOTE: counts.citations - counts.text_citations,
        }
        asked = Stretch(
            document=self.record.key,
            low=1,
            high=counts.citations,
            window=citations.IN_DOCUMENT.window(first, after, last, before),
            total=counts.citations if traits is None else sum(by_origin[origin] for origin in traits),
            traits=traits,
        )
        page = await info.context.loaders.citations_in_stretch.load(asked)
        return stretched(citations.IN_DOCUMENT, page, lambda record: Citation(record=record))

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

    @strawberry.field(description="It and its parts, such as an annexed compact, as things that are cited.")
    async def instruments(self, info: Info) -> list[Instrument]:
        """From its listing."""
        return await info.context.loaders.instruments_of_document.load(self.record.key)

    @strawberry.field(description="What its paragraphs ask for, and what answered.")
    async def mandates(self, info: Info) -> list[Mandate]:
        """In the order of the paragraphs."""
        return await info.context.loaders.mandates_of_document.load(self.record)

    @strawberry.field(description="The paragraphs that asked for it.")
    async def mandated_by(self, info: Info) -> list[Paragraph]:
        """In the documents that it says it answers."""
        return await info.context.loaders.paragraphs_asking_for_document.load(self.record)

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

    @strawberry.field(description="The States whose submissions respond to it.")
    async def reporting_states(
        self,
        info: Info,
        *,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> ReportingStateConnection:
        """From its listing."""
        window = REPORTING.window(first, after, last, before)
        return await reporting_states(info, ReportingOnDocument(self.record.key, window))

    @strawberry.field(description="What its source has wrong or unclear.")
    def findings(self, info: Info) -> list[SourceFinding]:
        """In the reader's language."""
        return told_findings(info, self.record.findings)
