"""The loaders of one operation: each gathers what a level asks for, and asks a resolver once.

A loader's name is its signature: `citations_of_paragraph` takes a paragraph and gives its citations. What is found by
key is remembered from one operation to the next where records are kept (`execution.remembering`).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from operator import attrgetter
from typing import Any, Protocol, TypeAlias, TypeVar, cast

from execution.era import Era
from execution.loading import Loader, Rounds
from execution.remembering import Notes, by_name
from resolvers import citations, documents, footnotes, instruments, mandates, pages, paragraphs, reporters, sections
from resolvers.editing import history, suggestions, tasks
from resolvers.memory.remembering import Asked, Memory, remembered
from resolvers.search.searching import searched
from resolvers.sync.following import AskedPage, NoPage, page_of_feed
from resolvers.sync.page import Page as FeedPage
from schema import making, noting
from schema.bodies import Body
from schema.citations import Citation
from schema.documents import Document
from schema.editing.suggestions import Suggestion
from schema.footnotes import Footnote
from schema.instruments import Instrument
from schema.making import Make, of
from schema.mandates import Mandate
from schema.nodes import TranslatableUnit
from schema.once import cached_property
from schema.paragraphs import Paragraph
from schema.reporters import Reporter, State, reporter, state
from schema.sections import Section
from schema.submissions import Submission
from store.editing import SuggestionRecord
from store.errors import Unavailable
from store.ports import Answering, Feed, FeedState, History, Page, Place, R, Reader, Slice
from store.records import (
    BodyRecord,
    CitationRecord,
    DocumentRecord,
    Entity,
    FootnoteRecord,
    InstrumentRecord,
    ParagraphRecord,
    ReporterRecord,
    Revised,
    SectionRecord,
    SubmissionRecord,
)
from store.search.query import Hits, Search

K = TypeVar("K")
A = TypeVar("A")
B = TypeVar("B")
U = TypeVar("U", bound=Entity)


Batch: TypeAlias = Callable[[Reader, list[K]], Awaitable[Sequence[A]]]
"""What answers keys from a reader."""


_LASTING = frozenset(("_reader", "_feed", "era", "notes", "rounds"))
"""What loaders are made with."""


class Looking(Answering, History, Protocol):
    """What answers are made from: records, searches, and the texts that units had."""


class Loaders:
    """Everything that an operation has asked of a reader, each thing once."""

    def __init__(
        self, reader: Looking, feed: Feed | None = None, era: Era | None = None, notes: Notes | None = None
    ) -> None:
        """`era` keeps what is made of records, where the reader gives the same ones again; `notes` are taken of what it
        is asked.
        """
        self._reader = reader
        self._feed = feed
        self.era = era or Era()
        self.notes = notes
        self.rounds = Rounds()

    def forget(self) -> None:
        """Forget everything that was asked so far."""
        own = vars(self)
        for name in [each for each in own if each not in _LASTING]:
            del own[name]

    # The feed.

    @property
    def feed(self) -> Feed:
        """The feed, which is told of through a scope only; Unavailable where there is none."""
        if self._feed is None:
            raise Unavailable("there is no feed here")
        return self._feed

    @cached_property
    def feed_state(self) -> Loader[None, FeedState]:
        """What the feed is."""

        async def state(_: Sequence[None]) -> list[FeedState]:
            return [await self.feed.state()]

        return Loader(state, self.rounds)

    @cached_property
    def page_of_feed(self) -> Loader[AskedPage, FeedPage | NoPage]:
        """Pages of the feed."""

        async def pages(asked: Sequence[AskedPage]) -> list[FeedPage | NoPage]:
            state = await self.feed_state.load(None)
            return [await page_of_feed(self.feed, state, each) for each in asked]

        return Loader(pages, self.rounds)

    # One record by key.

    @cached_property
    def document(self) -> Loader[str, Document | None]:
        """By symbol."""
        return self._by_key(DocumentRecord, of(Document))

    @cached_property
    def section(self) -> Loader[str, Section | None]:
        """By key."""
        return self._by_key(SectionRecord, of(Section))

    @cached_property
    def paragraph(self) -> Loader[str, Paragraph | None]:
        """By key."""
        return self._by_key(ParagraphRecord, of(Paragraph))

    @cached_property
    def footnote(self) -> Loader[str, Footnote | None]:
        """By key."""
        return self._by_key(FootnoteRecord, of(Footnote))

    @cached_property
    def citation(self) -> Loader[str, Citation | None]:
        """By key."""
        return self._by_key(CitationRecord, of(Citation))

    @cached_property
    def instrument(self) -> Loader[str, Instrument | None]:
        """By identifier."""
        return self._by_key(InstrumentRecord, of(Instrument))

    @cached_property
    def reporter(self) -> Loader[str, Reporter | None]:
        """By code."""
        return self._by_key(ReporterRecord, reporter)

    @cached_property
    def state(self) -> Loader[str, State | None]:
        """By alpha-3 code."""
        return self._by_key(ReporterRecord, state)

    @cached_property
    def submission(self) -> Loader[str, Submission | None]:
        """By key."""
        return self._by_key(SubmissionRecord, of(Submission))

    @cached_property
    def body(self) -> Loader[str, Body | None]:
        """By code."""
        return self._by_key(BodyRecord, of(Body))

    @cached_property
    def suggestion(self) -> Loader[str, Suggestion | None]:
        """By key."""
        return self._by_key(SuggestionRecord, of(Suggestion))

    @cached_property
    def unit(self) -> Loader[str, TranslatableUnit | None]:
        """By the name that it has among units of all kinds (`store.editing.unit_name`)."""
        return Loader(self._units, self.rounds)

    async def _units(self, names: list[str]) -> list[TranslatableUnit | None]:
        by_kind: dict[str, Loader[str, Any]] = {
            "DOCUMENT": self.document,
            "SECTION": self.section,
            "PARAGRAPH": self.paragraph,
            "FOOTNOTE": self.footnote,
            "INSTRUMENT": self.instrument,
            "REPORTER": self.reporter,
        }
        asked = (name.partition(" ") for name in names)
        loading = [by_kind[kind].load(key) for kind, _, key in asked]
        return [await each for each in loading]

    # One record by what it is called.

    @cached_property
    def paragraph_labelled(self) -> Loader[paragraphs.Labelled, Paragraph | None]:
        """By document and label."""
        return self._asking(paragraphs.labelled, self._each(of(Paragraph)))

    @cached_property
    def footnote_marked(self) -> Loader[footnotes.Marked, Footnote | None]:
        """By document and sign."""
        return self._asking(footnotes.marked, self._each(of(Footnote)))

    @cached_property
    def instrument_named(self) -> Loader[str, Instrument | None]:
        """By identifier, symbol or alias."""
        return self._asking(instruments.named, self._each(of(Instrument)))

    @cached_property
    def reporter_coded(self) -> Loader[str, Reporter | None]:
        """By any code."""
        return self._asking(reporters.coded, self._each(reporter))

    # Pages.

    @cached_property
    def page(self) -> Loader[Slice, Page]:
        """By what is asked: a page of any listing."""
        return self._asking(pages.pages, list)

    @cached_property
    def paragraphs_in_stretch(self) -> Loader[pages.Stretch, pages.Stretched[ParagraphRecord]]:
        """By document and positions."""
        return self._asking(paragraphs.in_stretches, list)

    @cached_property
    def footnotes_in_stretch(self) -> Loader[pages.Stretch, pages.Stretched[FootnoteRecord]]:
        """By document and positions."""
        return self._asking(footnotes.in_stretches, list)

    @cached_property
    def citations_in_stretch(self) -> Loader[pages.Stretch, pages.Stretched[CitationRecord]]:
        """By document and positions."""
        return self._asking(citations.in_stretches, list)

    @cached_property
    def documents_citing_instrument(self) -> Loader[str, frozenset[str]]:
        """By identifier: symbols."""
        return self._asking(documents.citing, list)

    @cached_property
    def hits(self) -> Loader[Search, Hits]:
        """By search: a page of what answers it."""
        return Loader(self._searched, self.rounds)

    async def _searched(self, asked: list[Search]) -> list[Hits]:
        return await searched(self._reader, asked)

    @cached_property
    def memory(self) -> Loader[Asked, Memory]:
        """By unit and languages: what is remembered."""
        return Loader(self._remembered, self.rounds, name=lambda asked: asked.key)

    async def _remembered(self, asked: list[Asked]) -> list[Memory]:
        return await remembered(self._reader, asked)

    # From a document.

    @cached_property
    def sections_of_document(self) -> Loader[str, list[Section]]:
        """By symbol: every section, in order."""
        return self._asking(sections.of_documents, self._anew(of(Section)))

    @cached_property
    def instruments_of_document(self) -> Loader[str, list[Instrument]]:
        """By symbol."""
        return self._asking(instruments.of_documents, self._lists(of(Instrument)))

    @cached_property
    def mandates_of_document(self) -> Loader[DocumentRecord, list[Mandate]]:
        """What a document asks for."""
        return self._of_record(mandates.of_documents, self._mandates)

    @cached_property
    def paragraphs_asking_for_document(self) -> Loader[DocumentRecord, list[Paragraph]]:
        """Who asked for a document."""
        return self._of_record(mandates.asking_paragraphs, self._lists(of(Paragraph)))

    # From a paragraph, and to paragraphs.

    @cached_property
    def children_of_paragraph(self) -> Loader[ParagraphRecord, list[Paragraph]]:
        """Sub-paragraphs."""
        return self._of_record(paragraphs.children, self._anew(of(Paragraph)))

    @cached_property
    def footnotes_of_paragraph(self) -> Loader[ParagraphRecord, list[Footnote]]:
        """The notes that it calls."""
        return self._placed(footnotes.of_paragraphs, FootnoteRecord, of(Footnote))

    @cached_property
    def citations_of_paragraph(self) -> Loader[ParagraphRecord, list[Citation]]:
        """Its own and those of its notes."""
        return self._placed(citations.of_paragraphs, CitationRecord, of(Citation))

    @cached_property
    def paragraphs_at(self) -> Loader[Place, list[Paragraph]]:
        """By document and positions."""
        return self._asking(paragraphs.at_places, self._lists(of(Paragraph)))

    @cached_property
    def paragraphs_calling_footnote(self) -> Loader[FootnoteRecord, list[Paragraph]]:
        """Where a note is called."""
        return self._placed(paragraphs.calling, ParagraphRecord, of(Paragraph))

    @cached_property
    def citations_of_footnote(self) -> Loader[FootnoteRecord, list[Citation]]:
        """What a note cites."""
        return self._placed(citations.of_footnotes, CitationRecord, of(Citation))

    # From a citation.

    @cached_property
    def paragraphs_of_citation(self) -> Loader[CitationRecord, list[Paragraph]]:
        """Where it stands."""
        return self._placed(paragraphs.of_citations, ParagraphRecord, of(Paragraph))

    @cached_property
    def candidates_of_citation(self) -> Loader[CitationRecord, list[Instrument]]:
        """What it may point to."""
        return self._of_record(instruments.candidates, self._lists(of(Instrument)))

    @cached_property
    def antecedents_of_citation(self) -> Loader[CitationRecord, list[Citation]]:
        """What it repeats."""
        return self._of_record(citations.antecedents, self._lists(of(Citation)))

    @cached_property
    def supported_by_citation(self) -> Loader[CitationRecord, list[Citation]]:
        """What it gives the source of."""
        return self._of_record(citations.supported, self._lists(of(Citation)))

    @cached_property
    def chain_of_citation(self) -> Loader[CitationRecord, list[Footnote]]:
        """The notes on its way to the full reference."""
        return self._of_record(footnotes.chains, self._lists(of(Footnote)))

    # From an instrument or a submission.

    @cached_property
    def parts_of_instrument(self) -> Loader[str, list[Instrument]]:
        """By identifier."""
        return self._asking(instruments.parts, self._lists(of(Instrument)))

    @cached_property
    def documents_responded_to(self) -> Loader[SubmissionRecord, list[Document]]:
        """What a submission reports on."""
        return self._of_record(documents.responded_to, self._lists(of(Document)))

    @cached_property
    def paragraphs_of_submission(self) -> Loader[SubmissionRecord, list[Paragraph]]:
        """What carries a submission."""
        return self._of_record(paragraphs.of_submissions, self._anew(of(Paragraph)))

    @cached_property
    def citations_of_submission(self) -> Loader[SubmissionRecord, list[Citation]]:
        """What a submission cites."""
        return self._placed(citations.of_submissions, CitationRecord, of(Citation))

    # Of a unit that is translated.

    @cached_property
    def suggestions_of_unit(self) -> Loader[suggestions.OfUnit, list[Suggestion]]:
        """By unit and language."""
        return self._asking(suggestions.of_units, self._anew(of(Suggestion)))

    @cached_property
    def history_of_unit(self) -> Loader[history.OfUnit, list[Revised]]:
        """By kind and key: its texts in all languages."""
        return Loader(self._histories, self.rounds)

    async def _histories(self, asked: list[history.OfUnit]) -> list[list[Revised]]:
        return await history.of_units(self._reader, asked)

    @cached_property
    def tasks(self) -> Loader[tasks.Tasks, tasks.TaskPage]:
        """By question: a page of a work list."""
        return self._asking(tasks.tasks, list)

    def _by_key(self, kind: type[R], make: Make[B]) -> Loader[str, B | None]:
        reader, note = self._reader, noting.by_key(kind)
        each, lists = self._each(make), self._lists(make)

        async def load(keys: list[str]) -> Sequence[B | BaseException | None]:
            return each(await reader.get(kind, keys))

        async def load_lists(asked: list[tuple[str, ...]]) -> Sequence[list[B | None]]:
            return cast("Sequence[list[B | None]]", lists(await reader.lists(kind, asked)))

        return Loader(
            load,
            self.rounds,
            levels=load_lists if self.era.lasts else None,
            note=note,
            remembered=by_name(self.era, self.notes, make, note),
        )

    def _of_record(self, batch: Batch[U, A], make: Callable[[Sequence[A]], list[B]]) -> Loader[U, B]:
        return Loader(self._load(batch, make), self.rounds, name=attrgetter("key"))

    def _placed(self, batch: Batch[U, list[A]], kind: type[Entity], make: Make[B]) -> Loader[U, list[B]]:
        """What stands at positions in the documents of records."""
        load = self._load(batch, self._lists(make))
        return Loader(load, self.rounds, name=attrgetter("key"), note=noting.by_place(kind))

    def _asking(self, batch: Batch[K, A], make: Callable[[Sequence[A]], list[B]]) -> Loader[K, B]:
        return Loader(self._load(batch, make), self.rounds)

    def _load(
        self, batch: Batch[K, A], make: Callable[[Sequence[A]], Sequence[B]]
    ) -> Callable[[list[K]], Awaitable[Sequence[B | BaseException]]]:
        reader = self._reader  # and not `self`, which holds the loader: what is no circle goes by itself

        async def load(asked: list[K]) -> Sequence[B | BaseException]:
            return make(await batch(reader, asked))

        return load

    def _mandates(self, found: Sequence[Sequence[mandates.Fulfilled]]) -> list[list[Mandate]]:
        return [[self._mandate(each) for each in some] for some in found]

    def _mandate(self, fulfilled: mandates.Fulfilled) -> Mandate:
        return Mandate(
            paragraph=making.one(self.era, Paragraph, fulfilled.paragraph),
            addressee=fulfilled.mandate.addressee,
            language=fulfilled.paragraph.original_language,
            documents=[making.one(self.era, Document, record) for record in fulfilled.documents],
        )

    def _each(self, make: Make[B]) -> Callable[[Sequence[Any]], list[B | None]]:
        return making.each(self.era, make)

    def _anew(self, make: Make[B]) -> Callable[[Sequence[Sequence[Any]]], list[list[B]]]:
        return making.anew(self.era, make)

    def _lists(self, make: Make[B]) -> Callable[[Sequence[Sequence[Any]]], list[list[B]]]:
        return making.lists(self.era, make)
