"""Footnotes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from schema.fields import recorded, related
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

    document: Annotated[Document, strawberry.lazy("schema.documents")] = related(
        "The document that it stands in.", lambda loaders: loaders.document, by="document", required=True
    )

    text: LanguageVariant | None = worded("Its text.")

    called_in: list[Annotated[Paragraph, strawberry.lazy("schema.paragraphs")]] = related(
        "The paragraphs that call it, in order.", lambda loaders: loaders.paragraphs_calling_footnote
    )

    citations: list[Annotated[Citation, strawberry.lazy("schema.citations")]] = related(
        "The citations that it makes, in order.", lambda loaders: loaders.citations_of_footnote
    )
