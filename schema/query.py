"""The entry points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated

import strawberry

from i18n.citing.symbols import Symbol
from i18n.languages import KNOWN, Tag
from resolvers import documents
from resolvers.documents import Documents
from resolvers.instruments import Instruments
from resolvers.reporters import States
from schema.connections import Connection, listed
from schema.context import Info
from schema.documents import Document
from schema.editing.history import VariantRevision, variant_history
from schema.editing.tasks import From, InStates, OfDocument, Stale, TranslationTask, WantedLanguage, translation_tasks
from schema.fields import batched, given, some
from schema.instruments import INSTRUMENTS, Instrument
from schema.languages import Language
from schema.lookup import node, nodes
from schema.matching import CitationMatch, looked_up
from schema.memory import FirstMatches, Source, TranslationMemory, recalled
from schema.nodes import Node
from schema.paging import After, Before, First, Last, Order
from schema.reporters import Reporter, State
from schema.searching import MatchIn, SearchConnection, Types, WithinDocument, Words, asked, found
from schema.syncing import (
    AfterCursor,
    ChangesResult,
    FirstChanges,
    SyncInfo,
    WantedChanges,
    changes_behind,
    sync_info,
)
from schema.viewer import Viewer, viewer
from store.listings.names import DocumentOrder
from store.records import DocumentKind, InstrumentKind

STATES = Order("states")

InstrumentKinds = Annotated[
    list[InstrumentKind] | None, strawberry.argument(description="Only the instruments of these kinds.")
]


@strawberry.input(description="Which documents are wanted; each condition that is given must hold.")
class DocumentFilter:
    """Conditions."""

    symbol_prefix: str | None = strawberry.field(
        default=strawberry.UNSET, description="The symbol begins with this: “A/RES/74/”. Case does not matter."
    )
    kinds: list[DocumentKind] | None = strawberry.field(
        default=strawberry.UNSET, description="The document is of one of these kinds."
    )
    issuing_body: str | None = strawberry.field(
        default=strawberry.UNSET, description="The body with this code issued it: “UN-GA”."
    )
    session: str | None = strawberry.field(default=strawberry.UNSET, description="It is of this session: “74”.")
    language: Tag | None = strawberry.field(
        default=strawberry.UNSET, description="Some of it has a published text in this language."
    )
    citing: str | None = strawberry.field(
        default=strawberry.UNSET,
        description="It cites the instrument of this identifier, symbol or name, or a part of it.",
    )
    adopted_from: date | None = strawberry.field(
        default=strawberry.UNSET, description="It was adopted on this day or later."
    )
    adopted_to: date | None = strawberry.field(
        default=strawberry.UNSET, description="It was adopted on this day or earlier."
    )

    def conditions(self) -> documents.DocumentFilter:
        """The same without GraphQL."""
        return documents.DocumentFilter(
            symbol_prefix=given(self.symbol_prefix),
            kinds=some(self.kinds),
            issuing_body=given(self.issuing_body),
            session=given(self.session),
            language=given(self.language),
            citing=given(self.citing),
            adopted_from=given(self.adopted_from),
            adopted_to=given(self.adopted_to),
        )


async def _document(
    info: Info, sources: Sequence[None], symbol: Annotated[Symbol, strawberry.argument(description="Its symbol.")]
) -> list[Document | None]:
    """By symbol."""
    return await info.context.loaders.document.level([str(symbol)] * len(sources))


@strawberry.type(description="Where reading begins.")
class Query:
    """The entry points for reading."""

    @strawberry.field(description="Anything by its id; null where it is no longer there.")
    async def node(
        self,
        info: Info,
        node_id: Annotated[strawberry.ID, strawberry.argument(name="id", description="The id of a node.")],
    ) -> Node | None:
        """By type and key."""
        return await node(info.context.loaders, node_id)

    @strawberry.field(description="Several things by their ids, in that order; null for what is no longer there.")
    async def nodes(
        self,
        info: Info,
        node_ids: Annotated[
            list[strawberry.ID], strawberry.argument(name="ids", description="Ids of nodes, at most 100.")
        ],
    ) -> list[Node | None]:
        """By type and key."""
        return await nodes(info.context.loaders, node_ids)

    document: Document | None = batched("The document of a symbol; null where it is not held.", _document)

    @strawberry.field(description="The documents that are held.")
    async def documents(
        self,
        info: Info,
        *,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
        conditions: Annotated[
            DocumentFilter | None, strawberry.argument(name="filter", description="Which of them are wanted.")
        ] = strawberry.UNSET,
        order_by: Annotated[
            DocumentOrder, strawberry.argument(description="The order that they are given in.")
        ] = DocumentOrder.SYMBOL,
    ) -> Connection[Document] | None:
        """From the listing of the order."""
        order = Order(f"documents-{order_by}")
        wanted = (given(conditions) or DocumentFilter()).conditions()
        if wanted.citing is not None:
            named = await info.context.loaders.instrument_named.load(wanted.citing)
            wanted = replace(wanted, citing=named.record.key if named else wanted.citing)
        asked = Documents(window=order.window(first, after, last, before), filter=wanted, order=order_by)
        if asked.needs_citing and wanted.citing is not None:
            asked = replace(asked, among=await info.context.loaders.documents_citing_instrument.load(wanted.citing))
        return await listed(info, order, asked, info.context.loaders.document)

    @strawberry.field(description="What is cited, by an identifier, a symbol, or a treaty's acronym or other name.")
    async def instrument(
        self, info: Info, identifier: Annotated[str, strawberry.argument(description="Any of these.")]
    ) -> Instrument | None:
        """By what it is called."""
        return await info.context.loaders.instrument_named.load(identifier)

    @strawberry.field(description="Everything that is cited, or known to be citable, by identifier.")
    async def instruments(
        self,
        info: Info,
        *,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
        kinds: InstrumentKinds = strawberry.UNSET,
    ) -> Connection[Instrument] | None:
        """From the listing of instruments."""
        asked = Instruments(INSTRUMENTS.window(first, after, last, before), some(kinds))
        return await listed(info, INSTRUMENTS, asked, info.context.loaders.instrument)

    @strawberry.field(description="A State by its code.")
    async def state(
        self,
        info: Info,
        code: Annotated[str, strawberry.argument(description="ISO 3166-1 alpha-3 or alpha-2, or M49.")],
    ) -> State | None:
        """By any code."""
        found = await info.context.loaders.reporter_coded.load(code)
        return found if isinstance(found, State) else None

    @strawberry.field(description="The States, by their alpha-3 codes.")
    async def states(
        self,
        info: Info,
        *,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> Connection[State] | None:
        """From the listing of States."""
        asked = States(STATES.window(first, after, last, before))
        return await listed(info, STATES, asked, info.context.loaders.state)

    @strawberry.field(description="A State or an organization by its code.")
    async def reporter(
        self,
        info: Info,
        code: Annotated[str, strawberry.argument(description="A State's code, or an organization's, such as “EU”.")],
    ) -> Reporter | None:
        """By any code."""
        return await info.context.loaders.reporter_coded.load(code)

    @strawberry.field(
        description="The titles, paragraphs, footnotes and instruments that have some words, the best first."
    )
    async def search(
        self,
        info: Info,
        query: Words,
        *,
        match_in: MatchIn = strawberry.UNSET,
        types: Types = strawberry.UNSET,
        within: WithinDocument = strawberry.UNSET,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
    ) -> SearchConnection | None:
        """From the index."""
        return await found(
            info, asked(info, query, match_in=match_in, types=types, within=within, first=first, after=after)
        )

    @strawberry.field(description="What a pasted text cites: footnotes, or running text. In the order of the text.")
    async def lookup_citations(
        self,
        info: Info,
        text: Annotated[str, strawberry.argument(description="The text, at most 64 KiB of UTF-8.")],
        language: Annotated[
            Tag | None,
            strawberry.argument(
                description="The language that it is in. Otherwise what its script says, and the request's "
                "Accept-Language where that is Latin."
            ),
        ] = strawberry.UNSET,
    ) -> list[CitationMatch] | None:
        """By the rules that documents are linked by."""
        return await looked_up(info, text, given(language))

    @strawberry.field(
        description="How units that say the same as this one, or nearly, were translated, and the official forms of "
        "the names in its text. Null where the unit is not there or has no published text to translate from."
    )
    async def translation_memory(
        self,
        info: Info,
        unit: Annotated[strawberry.ID, strawberry.argument(description="The id of what is to be translated.")],
        language: Annotated[Tag, strawberry.argument(description="The language to translate into.")],
        source: Source = strawberry.UNSET,
        first: FirstMatches = strawberry.UNSET,
    ) -> TranslationMemory | None:
        """From everything published in both languages."""
        return await recalled(info, unit, language, given(source), first)

    @strawberry.field(description="Who is asking; null for who sends neither key nor token.")
    def viewer(self, info: Info) -> Viewer | None:
        """As the request's header says."""
        return viewer(info.context.principal)

    @strawberry.field(
        description="The units of documents and how far each is in a language, in the order of the documents, for "
        "those who may see drafts."
    )
    async def translation_tasks(
        self,
        info: Info,
        language: WantedLanguage,
        *,
        source: From = strawberry.UNSET,
        states: InStates = strawberry.UNSET,
        stale: Stale = strawberry.UNSET,
        document: OfDocument = strawberry.UNSET,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
    ) -> Connection[TranslationTask] | None:
        """By document and position."""
        return await translation_tasks(
            info,
            language,
            source=given(source),
            states=some(states),
            stale=given(stale),
            document=given(document),
            first=first,
            after=after,
        )

    @strawberry.field(
        description="Every revision that the text of a unit had in a language, the newest first, for those who may see "
        "drafts; null where there is no such unit."
    )
    async def variant_history(
        self,
        info: Info,
        unit: Annotated[strawberry.ID, strawberry.argument(description="The id of what the text is of.")],
        language: Annotated[Tag, strawberry.argument(description="The language of the text.")],
        *,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
    ) -> Connection[VariantRevision] | None:
        """From the history."""
        return await variant_history(info, unit, language, first, after)

    @strawberry.field(
        description="What changed behind a place in the feed, for those who keep a copy: the latest of each entity, in "
        "the order of commits. What is wrong with a cursor is told as data."
    )
    async def changes(
        self,
        info: Info,
        after: AfterCursor = strawberry.UNSET,
        first: FirstChanges = 100,
        wanted: WantedChanges = strawberry.UNSET,
    ) -> ChangesResult | None:
        """From the feed."""
        return await changes_behind(info, after, first, given(wanted))

    @strawberry.field(description="What the feed of changes is: its ends, and for how long it is kept.")
    async def sync_info(self, info: Info) -> SyncInfo | None:
        """From the feed's counter."""
        return await sync_info(info)

    @strawberry.field(description="The languages of the United Nations, and those with a declared fallback.")
    def languages(self) -> list[Language]:
        """The known ones; texts can be in any other."""
        return [Language.of(tag) for tag in KNOWN]
