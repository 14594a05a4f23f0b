"""Translation memory: how what is like a unit's text was translated, and the official forms of the names in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import strawberry

from i18n.languages import Tag
from i18n.negotiation import Match
from resolvers.memory.comparing import Difference, Operation
from resolvers.memory.remembering import Asked, Memory, Remembered
from resolvers.memory.terms import Term
from resolvers.texts import Wording
from schema.context import Info
from schema.documents import Document
from schema.errors import BadPageSize
from schema.fields import given, recorded
from schema.footnotes import Footnote
from schema.instruments import Instrument
from schema.lookup import node
from schema.making import one
from schema.nodes import TranslatableUnit
from schema.paragraphs import Paragraph
from schema.reporters import State
from schema.sections import Section
from schema.texts import LanguageVariant
from store.records import (
    DocumentRecord,
    FootnoteRecord,
    InstrumentRecord,
    ParagraphRecord,
    Placed,
    SectionRecord,
    Unit,
)

MOST_MATCHES = 20
_USUAL = 5

_UNITS: Mapping[type[Unit], type[TranslatableUnit]] = {
    DocumentRecord: Document,
    SectionRecord: Section,
    ParagraphRecord: Paragraph,
    FootnoteRecord: Footnote,
    InstrumentRecord: Instrument,
}

Source = Annotated[
    Tag | None,
    strawberry.argument(
        name="from", description="The language that is translated from; otherwise the unit's original language."
    ),
]
FirstMatches = Annotated[
    int | None, strawberry.argument(description="The most matches to give, from 1 to 20; otherwise 5.")
]


@strawberry.type(
    description="A stretch of the remembered text and of the one to be translated. Offsets count Unicode code points "
    "of `plain`; the stretches of a match follow one another without gaps."
)
class MemoryDifference:
    """A difference."""

    record: strawberry.Private[Difference]
    operation: Operation = recorded("What becomes of the stretch.")

    @strawberry.field(description="Where it begins in the remembered text.")
    def remembered_start(self) -> int:
        """From 0."""
        return self.record.candidate.start

    @strawberry.field(description="Where it ends in the remembered text: behind its last code point.")
    def remembered_end(self) -> int:
        """Exclusive."""
        return self.record.candidate.end

    @strawberry.field(description="Where it begins in the text to be translated.")
    def start(self) -> int:
        """From 0."""
        return self.record.asked.start

    @strawberry.field(description="Where it ends in the text to be translated: behind its last code point.")
    def end(self) -> int:
        """Exclusive."""
        return self.record.asked.end


@strawberry.type(description="A unit that says the same or nearly, and is published in both languages.")
class MemoryMatch:
    """A match."""

    record: strawberry.Private[Remembered]
    asked: strawberry.Private[Asked]
    unit: TranslatableUnit = strawberry.field(description="The unit.")
    score: float = recorded(
        "How like the two texts are, from 0.6 to 1: the share of their code points that stand in both in the same "
        "order (rapidfuzz's ratio)."
    )
    is_exact: bool = recorded("Whether they are the same, white space and the composition of signs (NFC) aside.")

    @strawberry.field(description="The document that the unit stands in, or is the title of; null for an instrument's.")
    async def document(self, info: Info) -> Document | None:
        """By symbol."""
        unit = self.record.unit
        if isinstance(unit, DocumentRecord):
            return one(info.context.loaders.era, Document, unit)
        return await info.context.loaders.document.load(unit.document) if isinstance(unit, Placed) else None

    @strawberry.field(description="Its text in the language that is translated from.")
    def source(self, info: Info) -> LanguageVariant:
        """Published."""
        return _text(info, self.record, self.asked.source)

    @strawberry.field(
        description="Its text in the language that is translated into; `provenance` says who vouches for it."
    )
    def target(self, info: Info) -> LanguageVariant:
        """Published."""
        return _text(info, self.record, self.asked.target)

    @strawberry.field(description="What makes of its source the text to be translated, word by word, in order.")
    def differences(self) -> list[MemoryDifference]:
        """Without gaps."""
        return [MemoryDifference(record=each) for each in self.record.differences]


@strawberry.type(
    description="A name in the text to be translated, with its official form in the language translated into."
)
class MemoryTerm:
    """A term."""

    record: strawberry.Private[Term]
    words: str = recorded("The words, as they stand in the text.")
    form: str = recorded("The official form in the language that is translated into.")

    @strawberry.field(description="The offset of its first code point in `plain`, from 0.")
    def start(self) -> int:
        """From 0."""
        return self.record.span.start

    @strawberry.field(description="The offset behind its last code point in `plain`.")
    def end(self) -> int:
        """Exclusive."""
        return self.record.span.end

    @strawberry.field(description="The instrument that is named; null for a State.")
    def instrument(self, info: Info) -> Instrument | None:
        """What is cited."""
        named = self.record.named
        return one(info.context.loaders.era, Instrument, named) if isinstance(named, InstrumentRecord) else None

    @strawberry.field(description="The State that is named; null for an instrument.")
    def state(self, info: Info) -> State | None:
        """By its name."""
        named = self.record.named
        return None if isinstance(named, InstrumentRecord) else one(info.context.loaders.era, State, named)


@strawberry.type(description="What is remembered for a text that is to be translated.")
class TranslationMemory:
    """The answer."""

    record: strawberry.Private[Memory]

    @strawberry.field(name="from", description="The language that is translated from.")
    def source(self) -> Tag:
        """Of the text."""
        return self.record.asked.source

    @strawberry.field(description="The language that is translated into.")
    def language(self) -> Tag:
        """Of the translation."""
        return self.record.asked.target

    @strawberry.field(
        description="Units that say the same or nearly and are published in both languages, the best first."
    )
    def matches(self, info: Info) -> list[MemoryMatch]:
        """As many as were asked for, at most."""
        era, asked = info.context.loaders.era, self.record.asked
        return [
            MemoryMatch(record=each, asked=asked, unit=one(era, _UNITS[type(each.unit)], each.unit))
            for each in self.record.matches
        ]

    @strawberry.field(
        description="The names of States and the titles of instruments that occur in the text and have an official "
        "form in the language translated into, in the order of the text."
    )
    def terms(self) -> list[MemoryTerm]:
        """From the store's own records."""
        return [MemoryTerm(record=each) for each in self.record.terms]


def _text(info: Info, found: Remembered, language: Tag) -> LanguageVariant:
    info.context.served.add(language)
    return LanguageVariant(record=Wording(found.unit, found.unit.variants[language], Match.EXACT, (language,)))


async def recalled(
    info: Info, unit: str, language: Tag, source: Tag | None, first: int | None
) -> TranslationMemory | None:
    """What is remembered for a unit; None where it is not there, or has no published text to translate from."""
    size = given(first)
    size = _USUAL if size is None else size
    if not 1 <= size <= MOST_MATCHES:
        raise BadPageSize(limit=str(MOST_MATCHES))
    found = await node(info.context.loaders, unit)
    if not isinstance(found, TranslatableUnit):
        return None
    origin = given(source) or found.record.original_language
    if origin not in found.record.variants:
        return None
    asked = Asked(found.record, origin, language, size)
    return TranslationMemory(record=await info.context.loaders.memory.load(asked))
