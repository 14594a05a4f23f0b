"""Sections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from resolvers.pages import Stretch
from schema.connections import Connection, in_documents
from schema.context import Info
from schema.fields import recorded, related, some
from schema.making import lists, of
from schema.nodes import TranslatableUnit
from schema.paging import After, Before, First, Last
from schema.paragraphs import IN_DOCUMENT, Kinds, Paragraph
from schema.texts import LanguageVariant, worded
from store.records import SectionRecord

if TYPE_CHECKING:
    from schema.documents import Document


@strawberry.type(description="A headed section of a document.")
class Section(TranslatableUnit):
    """A section."""

    record: strawberry.Private[SectionRecord]
    number: str | None = recorded("Its printed number or letter: “IV”, “A”.")
    part: str | None = recorded("The part of the document that it stands in: “annex II”; null for the main text.")

    heading: LanguageVariant | None = worded("Its heading, without the number.")

    document: Annotated[Document, strawberry.lazy("schema.documents")] = related(
        "The document that it is a section of.", lambda loaders: loaders.document, by="document", required=True
    )

    parent: Section | None = related(
        "The section that it stands in; null at the top.", lambda loaders: loaders.section, by="parent"
    )

    @strawberry.field(description="The sections directly in it, in order.")
    async def children(self, info: Info) -> list[Section]:
        """Among the document's."""
        sections = await info.context.loaders.sections_of_document.load(self.record.document)
        return [section for section in sections if section.record.parent == self.record.key]

    @strawberry.field(description="The paragraphs directly in it, in order; those of its sub-sections are theirs.")
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
        window, traits, own = IN_DOCUMENT.window(first, after, last, before), some(kinds), self.record
        total = None if traits is not None else own.last - own.first + 1 if own.first else 0
        asked = Stretch(
            document=own.document, low=own.first or 1, high=own.last, window=window, total=total, traits=traits
        )
        page = await info.context.loaders.paragraphs_in_stretch.load(asked)
        (connection,) = in_documents(IN_DOCUMENT, [page], lists(info.context.loaders.era, of(Paragraph)))
        return connection
