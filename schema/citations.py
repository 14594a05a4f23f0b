"""Citations."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from i18n.languages import Tag
from i18n.negotiation import Match, choose
from resolvers.access import Action, permits
from schema.context import Info, load_one
from schema.fields import Languages, given, recorded, related
from schema.nodes import Node
from schema.paging import Order
from store.records import CitationOrigin, CitationRecord, CitationRelation, CitationResolution, Correction

if TYPE_CHECKING:
    from schema.documents import Document
    from schema.footnotes import Footnote
    from schema.instruments import Instrument
    from schema.paragraphs import Paragraph

NO_WORDS = Tag("zxx")
"""What ISO 639-2 calls the language of what has no words."""

IN_DOCUMENT = Order("citation", is_in_document=True)
CITED_BY = Order("cited-by")

Origins = Annotated[
    list[CitationOrigin] | None, strawberry.argument(description="Only the citations whose words stand there.")
]


@strawberry.type(description="A place in the United Nations Treaty Series: a locator, not an identity.")
class TreatySeriesEntry:
    """As printed."""

    volume: str = strawberry.field(description="The volume, as printed.")
    registration: str = strawberry.field(description="The registration number, as printed.")


@strawberry.type(description="An editor's word on what a citation points to.")
class CitationCorrection:
    """A correction."""

    record: strawberry.Private[Correction]
    by: str = recorded("Who said so.", name="author")
    at: datetime = recorded("When.")
    reason: str = recorded("Why.")
    instrument: str | None = recorded("The identifier of what was said to be cited; null for nothing.")
    pinpoint: str | None = recorded("The place in it that was given.")
    is_undone: bool = recorded("Whether it was said that the words are right by themselves.")


@strawberry.type(
    description="One act of citing: the words, where they stand, what they point to, and how that was found."
)
class Citation(Node):
    """A citation."""

    record: strawberry.Private[CitationRecord]
    revision: int = recorded("The citation's revision: one higher at each visible change.")
    origin: CitationOrigin = recorded("Where the words stand.")
    relation: CitationRelation = recorded("The signal before them.")
    resolution: CitationResolution = recorded("Whether they settle what is cited.")
    pinpoint: str | None = recorded("The place in what is cited: “annex, para. 23 (l)”.")
    is_ibid: bool = recorded("Whether the words are “Ibid.” or a short form.")
    is_corrected: bool = recorded("Whether an editor set what is cited.")

    @strawberry.field(
        description="What editors said it points to, the first first, for those who may see drafts; none for others."
    )
    def corrections(self, info: Info) -> list[CitationCorrection]:
        """As recorded."""
        told = self.record.corrections if permits(info.context.principal, Action.READ_WORKING) else ()
        return [CitationCorrection(record=each) for each in told]

    @strawberry.field(
        description="The words as printed, in a language: “Ibid., vol. 2716, No. 48088”; empty where the asker may "
        "read them in none."
    )
    async def words(self, info: Info, *, languages: Languages = strawberry.UNSET) -> str:
        """In the language that suits the reader; none where they may read none of them."""
        return self.record.words.get(await self._chosen(info, languages), "")

    @strawberry.field(description="The language that the words are in; “zxx” where there are none.")
    async def words_language(self, info: Info, *, languages: Languages = strawberry.UNSET) -> Tag:
        """As for the words."""
        return await self._chosen(info, languages)

    async def _chosen(self, info: Info, languages: list[Tag] | None) -> Tag:
        """The language whose words are told: as asked for, else the document's original, else the first there is."""
        first, *others = sorted(self.record.words) or [NO_WORDS]
        preference = info.context.preference(given(languages))
        asked = choose(preference, self.record.words, first) if preference else None
        if asked is not None and asked.match is not Match.ORIGINAL:
            return asked.language
        if not others:
            return first
        document = await load_one(info.context.loaders.document, self.record.document)
        original = document.record.original_language
        return original if original in self.record.words else first

    citing_document: Annotated[Document, strawberry.lazy("schema.documents")] = related(
        "The document that cites.", lambda loaders: loaders.document, by="document", required=True
    )

    citing_paragraphs: list[Annotated[Paragraph, strawberry.lazy("schema.paragraphs")]] = related(
        "The paragraphs where the words, or the calls of the footnote, stand.",
        lambda loaders: loaders.paragraphs_of_citation,
    )

    footnote: Annotated[Footnote, strawberry.lazy("schema.footnotes")] | None = related(
        "The footnote whose words these are.", lambda loaders: loaders.footnote, by="footnote"
    )

    instrument: Annotated[Instrument, strawberry.lazy("schema.instruments")] | None = related(
        "What is cited; null unless that is settled.", lambda loaders: loaders.instrument, by="instrument"
    )

    candidates: list[Annotated[Instrument, strawberry.lazy("schema.instruments")]] = related(
        "What may be cited, where the words fit several instruments.", lambda loaders: loaders.candidates_of_citation
    )

    pinpoint_paragraph: Annotated[Paragraph, strawberry.lazy("schema.paragraphs")] | None = related(
        "The paragraph that the pinpoint names, where the cited text is held.",
        lambda loaders: loaders.paragraph,
        by="pinpoint_paragraph",
    )

    @strawberry.field(description="The places in the United Nations Treaty Series, as printed here.")
    def treaty_series(self) -> list[TreatySeriesEntry]:
        """As printed."""
        return [TreatySeriesEntry(volume=it.volume, registration=it.registration) for it in self.record.treaty_series]

    antecedents: list[Citation] = related(
        "The citations that this one repeats; several where that is ambiguous.",
        lambda loaders: loaders.antecedents_of_citation,
    )

    chain: list[Annotated[Footnote, strawberry.lazy("schema.footnotes")]] = related(
        "The footnotes from the nearest antecedent to the full reference.", lambda loaders: loaders.chain_of_citation
    )

    supports: list[Citation] = related(
        "Of a footnote's citation: the citations in the text that it gives the source of.",
        lambda loaders: loaders.supported_by_citation,
    )
