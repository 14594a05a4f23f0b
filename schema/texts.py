"""Texts in languages: LanguageVariant, and how a field serves one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from execution.answering import PLAN, Prepared
from i18n.languages import Tag
from i18n.negotiation import Match
from resolvers import spans
from resolvers.footnotes import Marked
from resolvers.texts import Wording, part_of, wording
from schema.context import Context, Info
from schema.enums import FallbackPolicy, TextDirection
from schema.fields import Languages, given, recorded
from store.records import (
    Basis,
    DocumentRecord,
    FootnoteRecord,
    ParagraphRecord,
    Placed,
    Provenance,
    Unit,
    VariantStatus,
)

if TYPE_CHECKING:
    from schema.citations import Citation
    from schema.footnotes import Footnote

Fallback = Annotated[
    FallbackPolicy,
    strawberry.argument(description="What to serve where the text exists in none of the languages wanted."),
]


@strawberry.type(description="The text that another was made from, as it was then.")
class VariantBasis:
    """A basis."""

    language: Tag = strawberry.field(description="The language of that text.")
    revision: int = strawberry.field(description="Its revision then.")
    digest: str = strawberry.field(description="Its digest then.")

    @classmethod
    def of(cls, basis: Basis | None) -> VariantBasis | None:
        """A basis as it is recorded."""
        if basis is None:
            return None
        return cls(language=basis.language, revision=basis.revision, digest=basis.digest)


@strawberry.type(
    description="What stands at a place of a plain text: a citation's words, or a footnote's call. Offsets count "
    "Unicode code points."
)
class TextSpan:
    """A span; a call has no width."""

    start: int = strawberry.field(description="The offset of its first code point, from 0.")
    end: int = strawberry.field(description="The offset behind its last code point; that of the start for a call.")
    citation: Annotated[Citation, strawberry.lazy("schema.citations")] | None = strawberry.field(
        description="The citation whose words these are."
    )
    footnote: Annotated[Footnote, strawberry.lazy("schema.footnotes")] | None = strawberry.field(
        description="The footnote that is called here."
    )


@strawberry.type(description="One text in one language, saying which language it is in and why that one was served.")
class LanguageVariant:
    """A text as it is served."""

    record: strawberry.Private[Wording]
    language: Tag = recorded("The language that the text is in.")
    match: Match = recorded("The rule by which that language was chosen.")
    requested: list[Tag] = recorded("The preference that was applied, in order; empty where there was none.")
    plain: str = recorded("The text alone: no footnote markers, no emphasis.")
    markdown: str = recorded("The text with footnote calls as [^5] and emphasis as *…*, other signs escaped.")
    html: str = recorded("The text as inline HTML: escaped, calls as links in <sup>, `lang` and `dir` set.")
    status: VariantStatus = recorded("Where the text stands in the editors' workflow.")
    provenance: Provenance = recorded("Who vouches for the text.")
    revision: int = recorded("The text's own revision, from 1.")
    digest: str = recorded("A digest of `markdown`, which a basis refers to.")
    is_stale: bool = recorded("Whether the text that this one was made from has changed since.")
    is_approved: bool = recorded("Whether somebody who reviews approved it; imported texts are not.")
    updated_at: datetime = recorded("When the text was last changed.")

    @strawberry.field(description="The direction in which the text runs.")
    def direction(self) -> TextDirection:
        """By script."""
        return TextDirection(self.record.direction)

    @strawberry.field(description="The text that this one was made from; null where it was made from none.")
    def basis(self) -> VariantBasis | None:
        """As it was then."""
        return VariantBasis.of(self.record.basis)

    @strawberry.field(description="What stands where in `plain`, in order.")
    async def spans(self, info: Info) -> list[TextSpan]:
        """Citations' words in this language, and calls."""
        citations = {each.record.key: each for each in await _citations(info, self.record.unit)}
        footnotes = {each.record.key: each for each in await _footnotes(info, self.record)}
        found = spans.spans(
            self.record, [each.record for each in citations.values()], [each.record for each in footnotes.values()]
        )
        return [
            TextSpan(
                start=each.start,
                end=each.end,
                citation=citations[each.citation.key] if each.citation else None,
                footnote=footnotes[each.footnote.key] if each.footnote else None,
            )
            for each in found
        ]


async def _citations(info: Info, unit: Unit) -> Sequence[Citation]:
    """The citations among which a unit's own are."""
    if isinstance(unit, ParagraphRecord):
        return await info.context.loaders.citations_of_paragraph.load(unit)
    if isinstance(unit, FootnoteRecord):
        return await info.context.loaders.citations_of_footnote.load(unit)
    return ()


async def _footnotes(info: Info, text: Wording) -> Sequence[Footnote]:
    """The footnotes that a text calls: a paragraph knows its own, a title's and a heading's go by their signs."""
    if isinstance(text.unit, ParagraphRecord):
        return await info.context.loaders.footnotes_of_paragraph.load(text.unit)
    if not isinstance(text.unit, DocumentRecord | Placed):
        return ()
    document = text.unit.document if isinstance(text.unit, Placed) else text.unit.key
    asked = [Marked(document, call.marker, part_of(text.unit)) for call in text.reading.calls]
    found = await info.context.loaders.footnote_marked.load_many(asked)
    return [each for each in found if each is not None]


class Serving:
    """Gives the text of a unit that suits a reader best, for a field with these arguments; None where there is none."""

    __slots__ = ("_known", "key", "told")

    def __init__(self, context: Context, languages: list[Tag] | None, fallback: FallbackPolicy) -> None:
        self.key = (context.preference(given(languages)), fallback is FallbackPolicy.DECLARED)
        self.told = context.served
        self._known = context.loaders.era.table((Serving, self.key))

    def __call__(self, unit: Unit) -> LanguageVariant | None:
        """The text of a unit."""
        served: LanguageVariant | None = self._known.one(unit, self._served)
        if served is not None:
            self.told.add(served.record.language)
        return served

    def _served(self, unit: Unit) -> LanguageVariant | None:
        preference, declared = self.key
        found = wording(unit, preference, fallback=declared)
        return None if found is None else LanguageVariant(record=found)


def serving(
    info: Info, languages: Languages = strawberry.UNSET, fallback: FallbackPolicy = FallbackPolicy.DECLARED
) -> Serving:
    """What gives the texts of a field with these arguments."""
    return Serving(info.context, languages, fallback)


def worded(description: str) -> Any:
    """A field that serves the text of its object's record, in the language that suits the reader best."""
    return strawberry.field(resolver=_worded, description=description, metadata={PLAN: Prepared(serving, ("record",))})


def _worded(
    self: Any, info: Info, *, languages: Languages = strawberry.UNSET, fallback: Fallback = FallbackPolicy.DECLARED
) -> LanguageVariant | None:
    return serving(info, languages, fallback)(self.record)
