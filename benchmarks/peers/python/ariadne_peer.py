"""Ariadne as its documentation has it: SDL, resolvers bound to it, DataLoaders in the context.

uvicorn ariadne_peer:app
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import data
from aiodataloader import DataLoader
from ariadne import ObjectType, QueryType, make_executable_schema
from ariadne.asgi import GraphQL
from graphql import GraphQLResolveInfo as Info

PAGE, MOST, MOST_IN_DOCUMENT = 20, 100, 500

query = QueryType()
document, paragraph, footnote, citation, instrument = (
    ObjectType(name) for name in ("Document", "Paragraph", "Footnote", "Citation", "Instrument")
)


def served(texts: dict[str, str], languages: list[str] | None) -> dict[str, str]:
    """The text that suits best."""
    plain, language = data.chosen(texts, languages)
    return {"plain": plain, "language": language}


@query.field("document")
async def one_document(_: None, _info: Info, symbol: str) -> Any:
    """By symbol."""
    return await data.find_document(symbol)


@query.field("documents")
async def some_documents(_: None, _info: Info, first: int | None = None) -> Any:
    """The first ones."""
    return {"nodes": await data.find_documents(min(first or PAGE, MOST))}


@document.field("title")
def title(row: Any, _info: Info, languages: list[str] | None = None) -> Any:
    """A document's title."""
    return served(row["titles"], languages)


@document.field("paragraphs")
async def paragraphs(row: Any, info: Info, first: int | None = None) -> Any:
    """A document's paragraphs."""
    rows = await info.context["paragraphs"].load(row["id"])
    return {"nodes": rows[: min(first or PAGE, MOST_IN_DOCUMENT)]}


@paragraph.field("text")
@footnote.field("text")
def text(row: Any, _info: Info, languages: list[str] | None = None) -> Any:
    """A paragraph's or a note's text."""
    return served(row["texts"], languages)


@paragraph.field("footnotes")
async def footnotes(row: Any, info: Info) -> Any:
    """A paragraph's notes."""
    return await info.context["footnotes"].load(row["id"])


@paragraph.field("citations")
async def citations(row: Any, info: Info) -> Any:
    """What a paragraph cites."""
    return await info.context["citations"].load(row["id"])


@citation.field("instrument")
async def cited(row: Any, info: Info) -> Any:
    """What a citation points to."""
    return await info.context["instruments"].load(row["instrument"])


@instrument.field("reportingStates")
async def reporting_states(row: Any, info: Info, first: int | None = None) -> Any:
    """The States that report on an instrument."""
    rows = await info.context["states"].load(row["id"])
    return {"nodes": rows[: min(first or PAGE, MOST)]}


def context(request: Any, _data: Any = None) -> Any:
    """What resolvers share: a fresh set of loaders a request."""
    return {
        "request": request,
        "paragraphs": DataLoader(data.paragraphs_of_documents),
        "footnotes": DataLoader(data.footnotes_of_paragraphs),
        "citations": DataLoader(data.citations_of_paragraphs),
        "instruments": DataLoader(data.instruments_by_id),
        "states": DataLoader(data.states_of_instruments),
    }


schema = make_executable_schema(
    Path(__file__).parents[1].joinpath("schema.graphql").read_text("utf-8"),
    query, document, paragraph, footnote, citation, instrument,
    convert_names_case=False,
)  # fmt: skip
app = GraphQL(schema, context_value=context)
