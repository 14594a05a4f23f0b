"""Footnotes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from schema.context import Info, load_one
from schema.fields import recorded
from schema.nodes import TranslatableUnit
from schema.paging import Order
from schema.texts import LanguageVariant, worded
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

    text: LanguageVariant | None = worded("Its text.")

    @strawberry.field(description="The paragraphs that call it, in order.")
    async def called_in(self, info: Info) -> list[Annotated[Paragraph, strawberry.lazy("schema.paragraphs")]]:
        """By position."""
        return await info.context.loaders.paragraphs_calling_footnote.load(self.record)

    @strawberry.field(description="The citations that it makes, in order.")
    async def citations(self, info: Info) -> list[Annotated[Citation, strawberry.lazy("schema.citations")]]:
        """By position."""
        return await info.context.loaders.citations_of_footnote.load(self.record)
