"""Strawberry as its documentation has it: types with resolvers, DataLoaders in the context, its own ASGI view.

uvicorn strawberry_peer:app
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Any, NewType

import data
import strawberry
from strawberry.asgi import GraphQL
from strawberry.dataloader import DataLoader
from strawberry.schema.config import StrawberryConfig
from strawberry.types import Info

PAGE, MOST, MOST_IN_DOCUMENT = 20, 100, 500

DocumentSymbol = NewType("DocumentSymbol", str)
LanguageTag = NewType("LanguageTag", str)
SCALARS = {
    DocumentSymbol: strawberry.scalar(name="DocumentSymbol", serialize=str, parse_value=str),
    LanguageTag: strawberry.scalar(name="LanguageTag", serialize=str, parse_value=str),
}
Languages = list[LanguageTag] | None


@strawberry.enum
class DocumentKind(Enum):
    """What a document is."""

    RESOLUTION = "RESOLUTION"
    REPORT = "REPORT"


@strawberry.enum
class ParagraphKind(Enum):
    """What a paragraph does."""

    PREAMBULAR = "PREAMBULAR"
    OPERATIVE = "OPERATIVE"


@strawberry.type
class LanguageVariant:
    """A text in a language."""

    plain: str
    language: LanguageTag


def served(texts: dict[str, str], languages: Languages) -> LanguageVariant:
    """The text that suits best."""
    plain, language = data.chosen(texts, languages)
    return LanguageVariant(plain=plain, language=LanguageTag(language))


@strawberry.type
class State:
    """A State."""

    code: str
    alpha2: str
    m49: str


@strawberry.type
class ReportingStateConnection:
    """A page of States."""

    nodes: list[State]


@strawberry.type
class Instrument:
    """What is cited."""

    identifier: str

    @strawberry.field
    async def reporting_states(self, info: Info, first: int | None = None) -> ReportingStateConnection:
        """The States that report on it."""
        rows = await info.context["states"].load(self.identifier)
        page = rows[: min(first or PAGE, MOST)]
        nodes = [State(code=row["code"], alpha2=row["alpha2"], m49=row["m49"]) for row in page]
        return ReportingStateConnection(nodes=nodes)


@strawberry.type
class Citation:
    """An act of citing."""

    pinpoint: str | None
    instrument_id: strawberry.Private[str]

    @strawberry.field
    async def instrument(self, info: Info) -> Instrument | None:
        """What it cites."""
        row = await info.context["instruments"].load(self.instrument_id)
        return Instrument(identifier=row["identifier"]) if row else None


@strawberry.type
class Footnote:
    """A note."""

    marker: str
    texts: strawberry.Private[dict[str, str]]

    @strawberry.field
    def text(self, languages: Languages = None) -> LanguageVariant | None:
        """Its text."""
        return served(self.texts, languages)


@strawberry.type
class Paragraph:
    """A paragraph."""

    label: str
    position: int
    paragraph_kind: ParagraphKind
    id: strawberry.Private[str]
    texts: strawberry.Private[dict[str, str]]

    @strawberry.field
    def text(self, languages: Languages = None) -> LanguageVariant | None:
        """Its text."""
        return served(self.texts, languages)

    @strawberry.field
    async def footnotes(self, info: Info) -> list[Footnote]:
        """Its notes."""
        rows = await info.context["footnotes"].load(self.id)
        return [Footnote(marker=row["marker"], texts=row["texts"]) for row in rows]

    @strawberry.field
    async def citations(self, info: Info) -> list[Citation]:
        """What it cites."""
        rows = await info.context["citations"].load(self.id)
        return [Citation(pinpoint=row["pinpoint"], instrument_id=row["instrument"]) for row in rows]


@strawberry.type
class ParagraphConnection:
    """A page of paragraphs."""

    nodes: list[Paragraph]


@strawberry.type
class Document:
    """A document."""

    symbol: DocumentSymbol
    kind: DocumentKind
    original_language: LanguageTag
    session: str | None
    agenda_item: str | None
    adopted_on: date | None
    titles: strawberry.Private[dict[str, str]]

    @classmethod
    def of(cls, row: dict[str, Any]) -> Document:
        """A row as a document."""
        return cls(
            symbol=row["symbol"],
            kind=DocumentKind(row["kind"]),
            original_language=row["originalLanguage"],
            session=row["session"],
            agenda_item=row["agendaItem"],
            adopted_on=date.fromisoformat(row["adoptedOn"]),
            titles=row["titles"],
        )

    @strawberry.field
    def title(self, languages: Languages = None) -> LanguageVariant | None:
        """Its title."""
        return served(self.titles, languages)

    @strawberry.field
    async def paragraphs(self, info: Info, first: int | None = None) -> ParagraphConnection:
        """Its paragraphs."""
        rows = await info.context["paragraphs"].load(self.symbol)
        nodes = [
            Paragraph(
                label=row["label"],
                position=row["position"],
                paragraph_kind=ParagraphKind(row["paragraphKind"]),
                id=row["id"],
                texts=row["texts"],
            )
            for row in rows[: min(first or PAGE, MOST_IN_DOCUMENT)]
        ]
        return ParagraphConnection(nodes=nodes)


@strawberry.type
class DocumentConnection:
    """A page of documents."""

    nodes: list[Document]


@strawberry.type
class Query:
    """What can be asked."""

    @strawberry.field
    async def document(self, symbol: DocumentSymbol) -> Document | None:
        """By symbol."""
        row = await data.find_document(symbol)
        return Document.of(row) if row else None

    @strawberry.field
    async def documents(self, first: int | None = None) -> DocumentConnection | None:
        """The first ones."""
        rows = await data.find_documents(min(first or PAGE, MOST))
        return DocumentConnection(nodes=[Document.of(row) for row in rows])


class WithLoaders(GraphQL[Any, Any]):
    """Strawberry's view, with a fresh set of loaders a request."""

    async def get_context(self, request: Any, response: Any) -> Any:
        """What resolvers share."""
        return {
            "request": request,
            "response": response,
            "paragraphs": DataLoader(load_fn=data.paragraphs_of_documents),
            "footnotes": DataLoader(load_fn=data.footnotes_of_paragraphs),
            "citations": DataLoader(load_fn=data.citations_of_paragraphs),
            "instruments": DataLoader(load_fn=data.instruments_by_id),
            "states": DataLoader(load_fn=data.states_of_instruments),
        }


schema = strawberry.Schema(query=Query, config=StrawberryConfig(scalar_map=SCALARS))
app = WithLoaders(schema)
