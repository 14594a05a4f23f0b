"""The interfaces of everything that has an id, and of everything that can be translated."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import strawberry

from resolvers.texts import wordings
from schema import ids
from schema.context import Info
from schema.fields import Languages, given, recorded
from schema.texts import LanguageVariant


@strawberry.interface(description="Anything that can be asked for again by its id.")
class Node:
    """A record in GraphQL: `record` is what it is made of."""

    record: strawberry.Private[Any]

    @strawberry.field(description="An opaque id that never changes, in whatever language the node is read.")
    def id(self) -> strawberry.ID:
        """The type and the record's key."""
        return strawberry.ID(ids.encode(type(self).__name__, self.record.key))


@strawberry.interface(
    description="What can be translated: a document's title, a section's heading, a paragraph, a footnote, an "
    "instrument's title, a reporter's name."
)
class TranslatableUnit(Node):
    """A unit."""

    revision: int = recorded("The entity's revision: one higher at each visible change.")
    updated_at: datetime = recorded("When the entity was last changed.")

    @strawberry.field(description="The published texts: in these languages, in that order, or in all.")
    def variants(self, info: Info, languages: Languages = strawberry.UNSET) -> list[LanguageVariant]:
        """Of every language, or of some."""
        found = wordings(self.record, given(languages))
        info.context.served.update(each.language for each in found)
        return [LanguageVariant(record=each) for each in found]
