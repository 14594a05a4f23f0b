"""Mandates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from i18n.languages import Tag

if TYPE_CHECKING:
    from schema.documents import Document
    from schema.paragraphs import Paragraph


@strawberry.type(
    description="A paragraph's request, such as “Requests the Secretary-General to submit ... a report”, and what "
    "answered it."
)
class Mandate:
    """A mandate."""

    paragraph: Annotated[Paragraph, strawberry.lazy("schema.paragraphs")] = strawberry.field(
        description="The paragraph that asks."
    )
    addressee: str = strawberry.field(description="Who is asked, in the words of the original.")
    language: Tag = strawberry.field(description="The language of these words.")
    documents: list[Annotated[Document, strawberry.lazy("schema.documents")]] = strawberry.field(
        description="The documents that answer; empty where none is held."
    )
