"""Paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import strawberry

from i18n.languages import Tag
from resolvers.citations import CitingParagraph
from schema.citations import CITED_BY, Citation, Origins
from schema.connections import Connection, listed
from schema.context import Info
from schema.fields import batched, given, recorded, related, some
from schema.footnotes import Footnote
from schema.nodes import TranslatableUnit
from schema.noting import Note, by_place, of_records
from schema.paging import After, Before, First, Last, Order
from schema.texts import LanguageVariant, worded
from store.records import CitationRecord, ParagraphKind, ParagraphRecord

if TYPE_CHECKING:
    from schema.documents import Document
    from schema.sections import Section
    from schema.submissions import Submission

IN_DOCUMENT = Order("paragraph", is_in_document=True)

Kinds = Annotated[list[ParagraphKind] | None, strawberry.argument(description="Only the paragraphs of these kinds.")]


@strawberry.type(description="Who is asked to do what, in the words of the original.")
class Act:
    """An act of a paragraph."""

    verb: str = strawberry.field(description="The verb with what belongs to it: “Also encourages”.")
    addressee: str | None = strawberry.field(description="Who is asked: “Member States”; null where nobody is.")
    language: Tag = strawberry.field(description="The language of these words.")


async def _citations(
    info: Info, sources: Sequence[Paragraph], origins: Origins = strawberry.UNSET
) -> list[list[Citation]]:
    """By position."""
    wanted = some(origins)
    found = await info.context.loaders.citations_of_paragraph.level([each.record for each in sources])
    if wanted is None:
        return found
    return [[each for each in citations if each.record.origin in wanted] for citations in found]


def _noted(origins: Origins = strawberry.UNSET) -> Note | None:
    return of_records(by_place(CitationRecord)) if given(origins) is None else None


@strawberry.type(
    description="The smallest unit of a document that can be cited: a preambular or operative paragraph, a "
    "sub-paragraph, a paragraph of a report, a recommendation."
)
class Paragraph(TranslatableUnit):
    """A paragraph."""

    record: strawberry.Private[ParagraphRecord]
    label: str = recorded("Its printed number, the same in every language: “PP7”, “6(b)”, “119(k)”.")
    label_is_printed: bool = recorded(
        "Whether the number is printed; preambular paragraphs and left-out numbers are counted."
    )
    part: str | None = recorded("The part of the document that it stands in: “annex II”; null for the main text.")
    eid: str = recorded("Its identifier in Akoma Ntoso for the United Nations.", name="eId")
    kind: ParagraphKind = recorded("What it does in the document.", name="paragraphKind")
    position: int = recorded("Its place in the document, from 1.")

    document: Annotated[Document, strawberry.lazy("schema.documents")] = related(
        "The document that it stands in.", lambda loaders: loaders.document, by="document", required=True
    )

    section: Annotated[Section, strawberry.lazy("schema.sections")] | None = related(
        "The section that it stands in; null where it stands in none.", lambda loaders: loaders.section, by="section"
    )

    parent: Paragraph | None = related(
        "The paragraph that it is a sub-paragraph of.", lambda loaders: loaders.paragraph, by="parent"
    )

    children: list[Paragraph] = related("Its sub-paragraphs, in order.", lambda loaders: loaders.children_of_paragraph)

    text: LanguageVariant | None = worded("Its text.")

    @strawberry.field(description="Who is asked to do what in it, in order.")
    def acts(self) -> list[Act]:
        """As the original says it."""
        language = self.record.original_language
        return [Act(verb=act.verb, addressee=act.addressee, language=language) for act in self.record.acts]

    footnotes: list[Footnote] = related(
        "The footnotes called in it, in the order of the calls.", lambda loaders: loaders.footnotes_of_paragraph
    )

    citations: list[Citation] = batched(
        "The citations in it and in the footnotes that it calls, in the order of the text.", _citations, _noted
    )

    @strawberry.field(description="The citations whose pinpoint is this paragraph.")
    async def cited_by(
        self,
        info: Info,
        *,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> Connection[Citation]:
        """From the listing of the paragraph."""
        window = CITED_BY.window(first, after, last, before)
        return await listed(info, CITED_BY, CitingParagraph(self.record.key, window), info.context.loaders.citation)

    submission: Annotated[Submission, strawberry.lazy("schema.submissions")] | None = related(
        "The submission that it carries.", lambda loaders: loaders.submission, by="submission"
    )
