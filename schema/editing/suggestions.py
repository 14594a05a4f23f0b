"""Suggestions."""

from __future__ import annotations

from datetime import datetime

import strawberry

from i18n.languages import Tag
from schema.fields import recorded, related
from schema.nodes import Node, TranslatableUnit
from schema.texts import VariantBasis
from store.editing import SuggestionRecord


@strawberry.type(
    description="A proposed text that is kept beside the texts of a unit: made on purpose, or by a write that met a "
    "newer revision than its writer had seen."
)
class Suggestion(Node):
    """A suggestion that is open."""

    record: strawberry.Private[SuggestionRecord]
    language: Tag = recorded("The language that it is in.")
    text: str = recorded("The text, with footnote calls as [^5] and emphasis as *…*.", name="markdown")
    digest: str = recorded("A digest of `markdown`.")
    against: int = recorded("The revision that its author had seen; 0 for none.", name="againstRevision")
    author: str = recorded("Who proposes it.")
    at: datetime = recorded("When it was proposed.")
    note: str | None = recorded("What its author says about it.")

    unit: TranslatableUnit = related("What it is a text of.", lambda loaders: loaders.unit, by="of", required=True)

    @strawberry.field(description="The text that it was made from; null where it was made from none.")
    def basis(self) -> VariantBasis | None:
        """As it was then."""
        return VariantBasis.of(self.record.basis)
