"""What a client can get wrong is told in a sentence with a code, over HTTP, and is never an error of Ibid's own."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.support.served import Served

pytestmark = [pytest.mark.embedded, pytest.mark.xdist_group("served")]

DOCUMENT = "query($symbol: DocumentSymbol!) { document(symbol: $symbol) { symbol } }"
TITLE = 'query($tag: LanguageTag!) { document(symbol: "A/RES/74/148") { title(languages: [$tag]) { language match } } }'
PAGE = '{ document(symbol: "A/RES/74/148") { paragraphs(%s) { nodes { label } } } }'


def post(ibid: Served, query: str, *, language: str = "en", **variables: Any) -> dict[str, Any]:
    answer = httpx.post(
        f"{ibid.url}/graphql",
        json={"query": query, "variables": variables},
        headers={"Accept-Language": language},
        timeout=30,
    )
    return {name: value for name, value in answer.json().items() if name != "extensions"}


def told(ibid: Served, query: str, **variables: Any) -> dict[str, Any]:
    """The one error of an answer."""
    (error,) = post(ibid, query, **variables)["errors"]
    return dict(error)


@pytest.mark.parametrize("symbol", ["A/RES/74/149", "S/RES/1325 (2000)", "A/HRC/1/1"])
def test_a_symbol_that_is_not_held_is_no_error(ibid: Served, symbol: str) -> None:
    assert post(ibid, DOCUMENT, symbol=symbol) == {"data": {"document": None}}


@pytest.mark.parametrize("symbol", ["a/res/74/148", " A/RES/74/148 ", "A / RES / 74 / 148"])
def test_a_symbol_is_read_in_any_case_and_with_any_space(ibid: Served, symbol: str) -> None:
    assert post(ibid, DOCUMENT, symbol=symbol) == {"data": {"document": {"symbol": "A/RES/74/148"}}}


@pytest.mark.parametrize(
    "symbol", ["A/RES/74/", "nonsense", "", "74/148", "А/RES/74/148", "../etc/passwd", "x" * 5000, 5]
)
def test_a_malformed_symbol_is_named(ibid: Served, symbol: object) -> None:
    error = told(ibid, DOCUMENT, symbol=symbol)

    assert error["extensions"]["code"] == "BAD_SYMBOL"
    assert str(symbol)[:100] in error["message"]
    assert len(error["message"]) < 300


@pytest.mark.parametrize("tag", ["klingon!", "xx", "", "*", "fr-", "en fr"])
def test_an_unknown_language_is_named(ibid: Served, tag: str) -> None:
    error = told(ibid, TITLE, tag=tag)

    assert (error["extensions"]["code"], f"“{tag}”" in error["message"]) == ("BAD_LANGUAGE_TAG", True)


def test_a_language_in_which_nothing_is_held_gets_the_original_and_is_told_so(ibid: Served) -> None:
    assert post(ibid, TITLE, tag="tlh") == {"data": {"document": {"title": {"language": "en", "match": "ORIGINAL"}}}}


@pytest.mark.parametrize("argument", ["after", "before"])
@pytest.mark.parametrize(
    "cursor", ["x", "", "bm9wZQ", "MTpwYXJhZ3JhcGg6MA", "MTpkb2N1bWVudHMtU1lNQk9MOmE", "é", "a" * 5000]
)
def test_a_cursor_that_the_list_did_not_give_is_refused(ibid: Served, argument: str, cursor: str) -> None:
    """The third to last is of no position, the one after it of another list."""
    error = told(ibid, PAGE % f'first: 1, {argument}: "{cursor}"')

    assert error["extensions"]["code"] == "BAD_CURSOR"
    assert len(error["message"]) < 300


@pytest.mark.parametrize("size", ["first: 0", "first: -1", "first: 501", "last: 0", "last: 501", "first: 1, last: 1"])
def test_a_page_size_out_of_bounds_says_what_is_allowed(ibid: Served, size: str) -> None:
    error = told(ibid, PAGE % size)

    assert (error["extensions"]["code"], "from 1 to 500" in error["message"]) == ("BAD_PAGE_SIZE", True)


@pytest.mark.parametrize("field", ["documents", "instruments", "states"])
def test_a_page_outside_of_a_document_has_at_most_100_items(ibid: Served, field: str) -> None:
    assert told(ibid, f"{{ {field}(first: 101) {{ totalCount }} }}")["extensions"]["code"] == "BAD_PAGE_SIZE"


@pytest.mark.parametrize("day", ["18 December 2019", "2019-02-30", "", 5, True])
@pytest.mark.parametrize("end", ["adoptedFrom", "adoptedTo"])
def test_a_date_that_is_none_is_named(ibid: Served, end: str, day: object) -> None:
    query = "query($conditions: DocumentFilter) { documents(filter: $conditions) { totalCount } }"

    error = told(ibid, query, conditions={end: day})

    assert (error["extensions"]["code"], f"“{day}”" in error["message"]) == ("BAD_DATE", True)


def test_a_date_that_is_none_is_named_in_the_query_too(ibid: Served) -> None:
    error = told(ibid, '{ documents(filter: {adoptedFrom: "today"}) { totalCount } }', language="fr")

    assert (error["extensions"]["code"], error["extensions"]["messageLanguage"]) == ("BAD_DATE", "fr")


@pytest.mark.parametrize("node_id", ["nope", "", "RG9jdW1lbnQ6", "é", "x" * 5000])
def test_what_is_no_id_is_refused(ibid: Served, node_id: str) -> None:
    assert told(ibid, "query($id: ID!) { node(id: $id) { id } }", id=node_id)["extensions"]["code"] == "BAD_ID"


def test_a_bad_id_among_good_ones_spoils_only_its_own_place(ibid: Served) -> None:
    good = ibid.ask('{ document(symbol: "A/RES/74/148") { id } }')["document"]["id"]
    body = post(ibid, "query($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=[good, "bad", good])

    assert body["data"]["nodes"] == [{"id": good}, None, {"id": good}]
    assert [(error["path"], error["extensions"]["code"]) for error in body["errors"]] == [(["nodes", 1], "BAD_ID")]


def test_more_than_a_hundred_ids_are_refused(ibid: Served) -> None:
    error = told(ibid, "query($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=["x"] * 101)

    assert error["extensions"]["code"] == "TOO_MANY_IDS"


@pytest.mark.parametrize(
    "field",
    [
        'document(symbol: "A/RES/74/148") { title(languages: %s) { plain } }',
        'document(symbol: "A/RES/74/148") { variants(languages: %s) { plain } }',
        'state(code: "FJ") { name(languages: %s) { plain } }',
    ],
)
def test_a_list_of_more_than_a_hundred_items_is_refused(ibid: Served, field: str) -> None:
    assert "errors" not in post(ibid, f"{{ {field % (['fr'] * 100)} }}".replace("'", '"'))
    error = told(ibid, f"{{ {field % (['fr'] * 101)} }}".replace("'", '"'))

    assert error["extensions"]["code"] == "TOO_MANY_IDS"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ document(", "GRAPHQL_PARSE_FAILED"),
        ("{ dokument { symbol } }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ document { symbol } }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ states(first: 99999999999) { totalCount } }", "GRAPHQL_VALIDATION_FAILED"),
        ('{ document(symbol: "A/RES/74/148") { title(fallback: SOME) { plain } } }', "GRAPHQL_VALIDATION_FAILED"),
    ],
)
def test_a_query_that_does_not_fit_says_why(ibid: Served, query: str, code: str) -> None:
    assert told(ibid, query)["extensions"]["code"] == code


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_errors_are_told_in_the_six_languages(ibid: Served, language: str) -> None:
    error = told(ibid, DOCUMENT, language=language, symbol="zzz")

    assert error["extensions"]["messageLanguage"] == language
    assert "zzz" in error["message"]
