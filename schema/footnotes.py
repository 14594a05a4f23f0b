"""Footnotes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from schema.context import Info, load_one
from schema.enums import FallbackPolicy
from schema.fields import Languages, recorded
from schema.nodes import TranslatableUnit
from schema.paging import Order
from schema.texts import Fallback, LanguageVariant, served
from store.records import FootnoteRecord

if TYPE_CHECKING:
    from schema.citations import Citation
    from schema.documents import Document
    from schema.paragraphs import Paragraph

IN_DOCUMENT = Order("footnote", is_in_document=True)


@strawberry.type(description="A note of a document; it can be called at several places.")
class Footnote(TranslatableUnit):
    """A footnote."""

    record: strawberry.Private[FootnoteRecord]
    marker: str = recorded("Its sign, as printed: “5”, “*”.")
    part: str | None = recorded("The part of the document that it stands in: “annex”; null for the main text.")

    @strawberry.field(description="The document that it stands in.")
    async def document(self, info: Info) -> Annotated[Document, strawberry.lazy("schema.documents")]:
        """By key."""
        return await load_one(info.context.loaders.document, self.record.document)

    @strawberry.field(description="Its text.")
    def text(
        self, info: Info, *, languages: Languages = strawberry.UNSET, fallback: Fallback = FallbackPolicy.DECLARED
    ) -> LanguageVariant | None:
        """In the language that suits best."""
        return served(info, self.record, languages, fallback)

    @strawberry.field(description="The paragraphs that call it, in order.")
    async def called_in(self, info: Info) -> list[Annotated[Paragraph, strawberry.lazy("schema.paragraphs")]]:
        """By position."""
        return await info.context.loaders.paragraphs_calling_footnote.load(self.record)

    @strawberry.field(description="The citations that it makes, in order.")
    async def citations(self, info: Info) -> list[Annotated[Citation, strawberry.lazy("schema.citations")]]:
        """By position."""
        return await info.context.loaders.citations_of_footnote.load(self.record)
