"""Searching: its arguments, and its answers as a connection."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, TypeAlias

import strawberry

from execution.loading import Loader
from i18n.citing.symbols import Symbol
from i18n.languages import Tag
from resolvers.search.parsing import parse_query
from resolvers.search.snippets import answers, snippet
from schema import ids
from schema.connections import PageInfo
from schema.context import Info
from schema.documents import Document
from schema.enums import EntityType
from schema.errors import BadCursor
from schema.fields import given, some
from schema.footnotes import Footnote
from schema.instruments import Instrument
from schema.loaders import Loaders
from schema.paging import Order
from schema.paragraphs import Paragraph
from schema.sections import Section
from store.records import Unit
from store.search.passages import UnitKind, owner_of_document, text_of
from store.search.query import Hit, Hits, Place, Search

_USUAL = frozenset({UnitKind.DOCUMENT, UnitKind.PARAGRAPH, UnitKind.FOOTNOTE, UnitKind.INSTRUMENT})
"""What is searched where no types are named."""

Found: TypeAlias = Document | Paragraph | Footnote | Instrument | Section

_LOADERS: Mapping[UnitKind, Callable[[Loaders], Loader[str, Any]]] = {
    UnitKind.DOCUMENT: lambda loaders: loaders.document,
    UnitKind.PARAGRAPH: lambda loaders: loaders.paragraph,
    UnitKind.FOOTNOTE: lambda loaders: loaders.footnote,
    UnitKind.INSTRUMENT: lambda loaders: loaders.instrument,
    UnitKind.SECTION: lambda loaders: loaders.section,
}

_PLACE = re.compile(r"(?P<score>[0-9.e+-]{1,30}) (?P<index>[0-9]{1,9}) (?P<owner>.+)", re.DOTALL)

Words = Annotated[
    str,
    strawberry.argument(
        description="Words that must all be there; “quoted phrases”; -what must not be there; one or another. At most "
        "1,000 characters and 32 words."
    ),
]
MatchIn = Annotated[
    list[Tag] | None,
    strawberry.argument(
        description="The languages whose texts are searched, at most 100. Otherwise all are; where a unit answers in "
        "several, the first of these counts, or the one that Accept-Language prefers."
    ),
]
Types = Annotated[
    list[EntityType] | None,
    strawberry.argument(
        description="Only these types. Otherwise documents, paragraphs, footnotes and instruments; headings (SECTION) "
        "are searched where they are asked for, and the other types never."
    ),
]
WithinDocument = Annotated[
    Symbol | None, strawberry.argument(description="Only the title, the paragraphs and the notes of this document.")
]

SearchResult: TypeAlias = Annotated[
    Found,
    strawberry.union("SearchResult", description="What a search can find."),
]


@strawberry.type(description="Something that a search found, and where.")
class SearchEdge:
    """Relay's edge, with what is shown of a hit."""

    cursor: str = strawberry.field(description="Where it stands: give it back as `after`.")
    node: SearchResult = strawberry.field(description="What was found.")
    score: float = strawberry.field(
        description="How well it answers, compared with the others of the same search; the best come first."
    )
    language: Tag = strawberry.field(description="The language of the text that answers.")
    snippet_html: str = strawberry.field(
        description="A piece of that text as HTML: what was sought in <mark>, all else escaped, no other element."
    )


@strawberry.type(description="A page of what a search found.")
class SearchConnection:
    """Relay's connection; how many there are in all is not known."""

    asked: strawberry.Private[Asked]
    hits: strawberry.Private[Hits]
    page_info: PageInfo = strawberry.field(description="Where the page lies among all that was found.")

    @strawberry.field(description="What was found, with cursors.")
    async def edges(self, info: Info) -> list[SearchEdge]:
        """Each hit with its record; what is gone since it was indexed is left out."""
        nodes = await _nodes(info.context.loaders, self.hits.hits)
        edges = [
            _edge(self.asked, hit, node) for hit, node in zip(self.hits.hits, nodes, strict=True) if node is not None
        ]
        info.context.served.update(edge.language for edge in edges)
        return edges


@dataclass(frozen=True, slots=True)
class Asked:
    """A search, and the order that its answers stand in: a cursor of one search is refused by every other."""

    search: Search
    order: Order

    def cursor(self, place: Place) -> str:
        """The cursor of a hit."""
        return self.order.cursor(f"{place.score!r} {place.index} {place.owner}")


def asked(
    info: Info,
    words: str,
    *,
    match_in: list[Tag] | None,
    types: list[EntityType] | None,
    within: Symbol | None,
    first: int | None,
    after: str | None,
) -> Asked:
    """What the arguments ask for, or BadQuery, BadPageSize, BadCursor, TooManyIds."""
    languages, wanted, document = given(match_in), some(types), given(within)
    ids.check_number(languages or ())
    kinds = _USUAL if wanted is None else frozenset(UnitKind[each] for each in wanted & UnitKind.__members__.keys())
    question = repr((words, languages, sorted(kinds), document and str(document)))
    order = Order(f"search-{hashlib.blake2b(question.encode(errors='surrogatepass'), digest_size=6).hexdigest()}")
    window = order.window(first, after, None, None)
    search = Search(
        query=parse_query(words),
        first=window.size,
        languages=None if languages is None else tuple(languages),
        preferred=info.context.languages,
        kinds=kinds,
        within=None if document is None else owner_of_document(str(document)),
        after=None if window.after is None else _place(window.after, str(given(after))),
    )
    return Asked(search, order)


def _place(stated: str, cursor: str) -> Place:
    found = _PLACE.fullmatch(stated)
    try:
        score = float(found["score"]) if found else None
    except ValueError:
        score = None
    if found is None or score is None:
        raise BadCursor(words=cursor[:100])
    return Place(score, found["owner"], int(found["index"]))


async def found(info: Info, question: Asked) -> SearchConnection:
    """The page that answers."""
    hits = await info.context.loaders.hits.load(question.search)
    cursors = [question.cursor(hit.place) for hit in hits.hits]
    page_info = PageInfo.of(cursors, has_next=hits.has_next, has_previous=question.search.after is not None)
    return SearchConnection(asked=question, hits=hits, page_info=page_info)


async def _nodes(loaders: Loaders, hits: Sequence[Hit]) -> list[Found | None]:
    """The records of hits, a question to the store for each kind."""
    loading = [_LOADERS[hit.kind](loaders).load(hit.key) for hit in hits]
    return [await each for each in loading]


def _edge(question: Asked, hit: Hit, node: Found) -> SearchEdge:
    language, text = _shown(question.search, hit, node.record)
    return SearchEdge(
        cursor=question.cursor(hit.place),
        node=node,
        score=hit.place.score,
        language=language,
        snippet_html=snippet(text, question.search.query),
    )


def _shown(search: Search, hit: Hit, record: Unit) -> tuple[Tag, str]:
    """The text to show: that which answers, and the original where no language was preferred and it answers too."""
    if search.languages is None and hit.language not in (*search.preferred, record.original_language):
        original = text_of(record, record.original_language)
        if answers(original, search.query):
            return record.original_language, original
    return hit.language, text_of(record, hit.language)
