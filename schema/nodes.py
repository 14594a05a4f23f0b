"""The interfaces of everything that has an id, and of everything that can be translated."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

import strawberry

from i18n.languages import Tag
from resolvers.access import Action, permits
from resolvers.editing.suggestions import OfUnit
from resolvers.texts import newest, wordings
from schema import ids
from schema.context import Info
from schema.fields import Languages, given, recorded
from schema.texts import LanguageVariant
from store.editing import unit_name

if TYPE_CHECKING:
    from schema.editing.suggestions import Suggestion

WorkingIn = Annotated[Tag, strawberry.argument(description="The language.")]
SuggestedIn = Annotated[Tag | None, strawberry.argument(description="Only those in this language.")]


@strawberry.interface(description="Anything that can be asked for again by its id.")
class Node:
    """A record in GraphQL: `record` is what it is made of."""

    lasts: ClassVar[bool] = True
    """Whether what is made of one may be kept as long as it is (`execution.era`)."""

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

    @strawberry.field(
        description="The newest text in a language, published or not, for those who may see drafts; null for others."
    )
    def working(self, info: Info, language: WorkingIn) -> LanguageVariant | None:
        """Of the two heads the newer."""
        found = (
            newest(self.record, language) if permits(info.context.principal, Action.READ_WORKING, language) else None
        )
        if found is None:
            return None
        info.context.served.add(language)
        return LanguageVariant(record=found)

    @strawberry.field(
        description="The texts that are proposed and neither accepted nor dismissed yet, the oldest first, for those "
        "who may see drafts; none for others."
    )
    async def suggestions(
        self, info: Info, language: SuggestedIn = strawberry.UNSET
    ) -> list[Annotated[Suggestion, strawberry.lazy("schema.editing.suggestions")]]:
        """By unit and language."""
        asked = OfUnit(unit_name(type(self.record), self.record.key), given(language))
        return await info.context.loaders.suggestions_of_unit.load(asked)
