"""Languages, and how far each covers a document."""

from __future__ import annotations

import strawberry

from i18n import languages as i18n
from i18n.languages import Tag, display_name, language
from schema.context import Info
from schema.enums import TextDirection
from schema.fields import Languages, given, recorded
from store.records import Coverage


@strawberry.type(description="A language that texts can be in.")
class Language:
    """A language."""

    record: strawberry.Private[i18n.Language]
    tag: Tag = recorded("Its tag.")
    native_name: str = recorded("Its name in itself.")
    is_official: bool = recorded("Whether it is one of the six of the United Nations.")
    fallback: list[Tag] = recorded("The languages declared to stand in for it, in order.")

    @strawberry.field(description="Its name in the first of the languages wanted (Unicode CLDR); in English otherwise.")
    def name(self, info: Info, languages: Languages = strawberry.UNSET) -> str:
        """As CLDR has it."""
        preference = info.context.preference(given(languages))
        return display_name(self.record.tag, preference[0] if preference else i18n.EN)

    @strawberry.field(description="The direction in which its texts run.")
    def direction(self) -> TextDirection:
        """By script."""
        return TextDirection(self.record.direction)

    @classmethod
    def of(cls, tag: Tag) -> Language:
        """The language of a tag."""
        return cls(record=language(tag))


@strawberry.type(description="How far a language covers a document: its title, headings, paragraphs and footnotes.")
class LanguageCoverage:
    """Coverage."""

    record: strawberry.Private[Coverage]
    total: int = recorded("How many units the document has.")
    published: int = recorded("How many have a published text in the language.")
    stale: int = recorded("How many of these were made from a text that has changed since.")
    missing: int = recorded("How many have no published text in the language.")
    draft: int = recorded("How many have a draft.")
    in_review: int = recorded("How many have a text in review.")

    @strawberry.field(description="The language.")
    def language(self) -> Language:
        """By tag."""
        return Language.of(self.record.language)
