"""Searching through GraphQL, on the small corpus."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from i18n.languages import Tag
from resolvers.search.errors import BadQuery
from schema.errors import BadCursor, BadPageSize, TextTooLong, TooManyIds
from store.search.indexing import Indexer
from tests.support.asking import Asker
from tests.support.records import corpus, stored

SEARCH = """
query($words: String!, $in: [LanguageTag!], $types: [EntityType!], $within: DocumentSymbol, $first: Int,
      $after: String) {
  search(query: $words, matchIn: $in, types: $types, within: $within, first: $first, after: $after) {
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor score language snippetHtml node {
      __typename
      ... on Document { symbol }
      ... on Paragraph { label document { symbol } }
      ... on Footnote { marker }
      ... on Instrument { identifier }
      ... on Section { number }
    } }
  }
}
"""


@pytest.fixture
async def ask() -> AsyncIterator[Asker]:
    """A reader of the small corpus, indexed."""
    store = await stored(corpus())
    await Indexer(store).finish()
    yield Asker.of(store)
    await store.close()


async def hits(ask: Asker, words: str, **variables: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await ask(SEARCH, words=words, **variables))["search"]["edges"]
    return found


def types(edges: list[dict[str, Any]]) -> list[str]:
    return [edge["node"]["__typename"] for edge in edges]


async def test_titles_come_first_and_each_hit_shows_its_text(ask: Asker) -> None:
    edges = await hits(ask, "migrants")

    assert {"symbol": "A/RES/74/148", "__typename": "Document"} == edges[0]["node"]
    assert "Protection of <mark>migrants</mark> (A/RES/74/148)" == edges[0]["snippetHtml"]
    assert [edge["score"] for edge in edges] == sorted((edge["score"] for edge in edges), reverse=True)
    assert all("<mark>" in edge["snippetHtml"] for edge in edges)


async def test_a_document_is_found_by_its_symbol(ask: Asker) -> None:
    edges = await hits(ask, "A/RES/74/148", types=["DOCUMENT"])

    assert [{"symbol": "A/RES/74/148", "__typename": "Document"}] == [edge["node"] for edge in edges]


async def test_a_search_is_one_question_and_its_records_one_of_each_kind(ask: Asker) -> None:
    await hits(ask, "migrants", types=["DOCUMENT", "INSTRUMENT"])

    assert [("search", None), ("get", "DocumentRecord")] == ask.calls[:2]
    assert len(ask.calls) <= 3


async def test_types_languages_and_document_limit_what_is_found(ask: Asker) -> None:
    assert {"Document"} == set(types(await hits(ask, "migrants", types=["DOCUMENT"])))
    assert [] == await hits(ask, "migrants", types=["STATE", "CITATION"])
    french = await hits(ask, "migrants", **{"in": ["fr"]})
    assert {"fr"} == {edge["language"] for edge in french}
    assert [] == await hits(ask, "protection", types=["DOCUMENT"], within="A/HRC/45/30")
    assert ["Document"] == types(await hits(ask, "protection", types=["DOCUMENT"], within="A/RES/74/148"))


async def test_headings_are_found_where_they_are_asked_for(ask: Asker) -> None:
    headings = await hits(ask, "submissions or Member or States", types=["SECTION"])

    assert {"Section"} == set(types(headings))
    assert "Section" not in types(await hits(ask, "submissions or Member or States"))


async def test_the_language_that_the_reader_prefers_is_shown_and_otherwise_the_original(ask: Asker) -> None:
    assert ["en"] == [edge["language"] for edge in await hits(ask, "migrants", types=["DOCUMENT"], first=1)]

    ask.languages = (Tag("fr"),)

    assert ["fr"] == [edge["language"] for edge in await hits(ask, "migrants", types=["DOCUMENT"], first=1)]


async def test_pages_follow_one_another_to_the_end(ask: Asker) -> None:
    whole = [edge["node"] for edge in await hits(ask, "migrants or States or the or of", first=100)]
    pages: list[Any] = []
    after = None
    for _ in range(len(whole)):
        page = (await ask(SEARCH, words="migrants or States or the or of", first=2, after=after))["search"]
        pages += [edge["node"] for edge in page["edges"]]
        assert page["pageInfo"]["hasPreviousPage"] == (after is not None)
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break

    assert len(whole) > 4
    assert whole == pages


@pytest.mark.parametrize(
    ("variables", "error"),
    [
        ({"words": '"open'}, BadQuery),
        ({"words": ""}, BadQuery),
        ({"words": "x" * 65_536}, BadQuery),
        ({"words": "migrants", "after": "bad"}, BadCursor),
        ({"words": "migrants", "first": 101}, BadPageSize),
        ({"words": "migrants", "in": ["fr"] * 101}, TooManyIds),
    ],
)
async def test_what_cannot_be_answered_says_so(ask: Asker, variables: dict[str, Any], error: type[Exception]) -> None:
    data, errors = await ask.both(SEARCH, **variables)

    assert {"search": None} == data
    assert [error] == [kind for kind in (error,) if isinstance(errors[0], kind)]


async def test_a_cursor_is_refused_by_another_search(ask: Asker) -> None:
    cursor = (await hits(ask, "migrants"))[0]["cursor"]

    _, errors = await ask.both(SEARCH, words="States", after=cursor)

    assert isinstance(errors[0], BadCursor)


LOOKUP = """
query($text: String!, $language: LanguageTag) {
  lookupCitations(text: $text, language: $language) {
    start end words symbol pinpoint resolution instrument { identifier } candidates { identifier } warning
  }
}
"""


async def test_a_pasted_text_says_what_it_cites_and_where(ask: Asker) -> None:
    text = "🕊 See A/RES/74/148, para. 3.\n1. United Nations, Treaty Series, vol. 2220, No. 39481."

    resolution, treaty = (await ask(LOOKUP, text=text))["lookupCitations"]

    assert text[resolution["start"] : resolution["end"]] == resolution["words"]
    assert ("A/RES/74/148", "para. 3", "RESOLVED") == tuple(
        resolution[key] for key in ("symbol", "pinpoint", "resolution")
    )
    assert text[treaty["start"] : treaty["end"]] == treaty["words"]
    assert ({"identifier": "treaty:ICRMW"}, None) == (treaty["instrument"], treaty["warning"])


@pytest.mark.parametrize(
    ("languages", "warning"),
    [
        ((), "A/HCR/45/30: did you mean A/HRC/45/30?"),
        ((Tag("fr"),), "A/HCR/45/30 : vouliez-vous dire A/HRC/45/30 ?"),
        ((Tag("zh"),), "A/HCR/45/30：您是否指A/HRC/45/30？"),
    ],
)
async def test_a_near_miss_is_asked_about_in_the_readers_language(
    ask: Asker, languages: tuple[Tag, ...], warning: str
) -> None:
    ask.languages = languages

    (match,) = (await ask(LOOKUP, text="as in A/HCR/45/30, and so on"))["lookupCitations"]

    assert ("A/HCR/45/30", "UNRESOLVED", None, warning) == (
        match["words"],
        match["resolution"],
        match["instrument"],
        match["warning"],
    )


async def test_a_text_beyond_64_kib_is_refused(ask: Asker) -> None:
    assert [] == (await ask(LOOKUP, text="é" * 32_768))["lookupCitations"]

    data, errors = await ask.both(LOOKUP, text="é" * 32_769)

    assert {"lookupCitations": None} == data
    assert isinstance(errors[0], TextTooLong)
