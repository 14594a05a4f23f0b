"""GraphQL over HTTP, and the limits of a request: which status, which code, which headers."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.support.served import Served

pytestmark = [pytest.mark.embedded, pytest.mark.xdist_group("served")]

JSON = {"Content-Type": "application/json"}
GRAPHQL = "application/graphql-response+json"


def asked(ibid: Served, method: str = "POST", **options: Any) -> httpx.Response:
    return httpx.request(method, f"{ibid.url}/graphql", timeout=30, **options)


def code(answer: httpx.Response) -> str:
    return str(answer.json()["errors"][0]["extensions"]["code"])


@pytest.mark.parametrize(
    ("method", "options", "status", "told"),
    [
        ("PUT", {}, 405, "METHOD_NOT_ALLOWED"),
        ("DELETE", {}, 405, "METHOD_NOT_ALLOWED"),
        ("GET", {}, 400, "BAD_REQUEST"),
        ("POST", {"content": "x", "headers": {"Content-Type": "text/plain"}}, 415, "UNSUPPORTED_MEDIA_TYPE"),
        ("POST", {"content": "{}", "headers": {"Content-Type": "x-application/jsonp"}}, 415, "UNSUPPORTED_MEDIA_TYPE"),
        ("POST", {"data": {"query": "{ __typename }"}}, 415, "UNSUPPORTED_MEDIA_TYPE"),
        ("POST", {"content": "{", "headers": JSON}, 400, "BAD_REQUEST"),
        ("POST", {"content": b"\xff", "headers": JSON}, 400, "BAD_REQUEST"),
        ("POST", {"content": "null", "headers": JSON}, 400, "BAD_REQUEST"),
        ("POST", {"content": "[]", "headers": JSON}, 400, "BAD_REQUEST"),
        ("POST", {"content": "[" * 50_000, "headers": JSON}, 400, "BAD_REQUEST"),
        ("POST", {"content": '{"query": NaN}', "headers": JSON}, 400, "BAD_REQUEST"),
        ("POST", {"json": {}}, 400, "BAD_REQUEST"),
        ("POST", {"json": {"query": 5}}, 400, "BAD_REQUEST"),
        ("POST", {"json": {"query": "{ __typename }", "variables": "x"}}, 400, "BAD_REQUEST"),
        ("POST", {"json": {"query": "x" * 300_000}}, 413, "BODY_TOO_LARGE"),
        ("POST", {"json": {"query": "{ __typename }"}, "headers": {"Accept": "image/png"}}, 406, "NOT_ACCEPTABLE"),
        ("POST", {"json": {"query": "subscription { x }"}}, 400, "BAD_REQUEST"),
    ],
)
def test_what_cannot_be_read_has_a_status_and_a_code(
    ibid: Served, method: str, options: dict[str, Any], status: int, told: str
) -> None:
    answer = asked(ibid, method, **options)

    assert (answer.status_code, code(answer)) == (status, told)
    assert answer.headers["Content-Type"].startswith("application/json")


def test_a_query_may_come_by_get_with_its_variables(ibid: Served) -> None:
    query = "query Q($symbol: DocumentSymbol!) { document(symbol: $symbol) { symbol } }"
    answer = asked(ibid, "GET", params={"query": query, "variables": '{"symbol": "A/HRC/45/30"}', "operationName": "Q"})

    assert answer.json()["data"] == {"document": {"symbol": "A/HRC/45/30"}}


@pytest.mark.parametrize(
    ("accept", "status", "media"),
    [
        (GRAPHQL, 400, GRAPHQL),
        ("application/json", 200, "application/json"),
        (f"application/json;q=0.5, {GRAPHQL}", 400, GRAPHQL),
        ("*/*", 200, "application/json"),
    ],
)
def test_a_query_that_was_not_executed_has_no_data_and_the_status_of_its_media_type(
    ibid: Served, accept: str, status: int, media: str
) -> None:
    answer = asked(ibid, json={"query": "{ nothing }"}, headers={"Accept": accept})

    assert (answer.status_code, answer.headers["Content-Type"]) == (status, f"{media}; charset=utf-8")
    assert "data" not in answer.json()


def test_a_browser_gets_the_page_and_may_load_nothing_from_elsewhere(ibid: Served) -> None:
    answer = asked(ibid, "GET", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})

    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "http" not in answer.text.replace("data-endpoint", "")


def test_an_operation_is_named_where_there_are_several(ibid: Served) -> None:
    query = "query A { a: __typename } query B { b: __typename }"

    assert code(asked(ibid, json={"query": query})) == "OPERATION_RESOLUTION_FAILURE"
    assert code(asked(ibid, json={"query": query, "operationName": "C"})) == "OPERATION_RESOLUTION_FAILURE"
    assert asked(ibid, json={"query": query, "operationName": "B"}).json()["data"] == {"b": "Query"}


RESOLUTION = 'document(symbol: "A/RES/74/148")'
DEEP = f"{{ {RESOLUTION} {{ sections {{ {'children { ' * 20} id {'}' * 23}"
WIDE = f"""{{ {RESOLUTION} {{ paragraphs(first: 500) {{ nodes {{ citations {{ instrument {{
  citedBy(first: 100) {{ nodes {{ citingDocument {{ symbol }} }} }} }} }} }} }} }} }}"""
FRAGMENTS = "".join(f"fragment f{n} on Document {{ ...f{n + 1} ...f{n + 1} }}" for n in range(30))
DOUBLING = f"{{ {RESOLUTION} {{ ...f0 }} }} {FRAGMENTS} fragment f30 on Document {{ id symbol kind session }}"


@pytest.mark.parametrize(
    "query",
    [
        DEEP,
        "{ " + " ".join(f"a{n}: __typename" for n in range(31)) + " }",
        "{ " + "__typename " * 2100 + "}",
        "{ __typename " + "#\n" * 101 + "}",
        "{ __typename " + " " * 70_000 + "}",
        WIDE,
        DOUBLING,
    ],
    ids=["depth", "aliases", "tokens", "comments", "length", "objects", "fragments"],
)
def test_what_asks_for_too_much_is_refused_at_once(ibid: Served, query: str) -> None:
    answer = asked(ibid, json={"query": query})

    assert code(answer) == "QUERY_TOO_LARGE"
    assert answer.elapsed.total_seconds() < 5


@pytest.mark.parametrize(
    ("header", "arguments", "language", "match"),
    [
        (None, {}, "en", "ORIGINAL"),
        ("fr", {}, "fr", "EXACT"),
        ("FR", {}, "fr", "EXACT"),
        ("fr-CH, en;q=0.8", {}, "fr", "LOOKUP"),
        ("en;q=0.1, fr", {}, "fr", "EXACT"),
        ("*", {}, "en", "ORIGINAL"),
        ("nonsense;;;, fr;q=0.1", {}, "fr", "EXACT"),
        ("fr", {"languages": ["en"]}, "en", "EXACT"),
        ("fr", {"languages": ["zh-Hant-TW"]}, "en", "ORIGINAL"),
        (None, {"languages": ["FR_ca"]}, "fr", "LOOKUP"),
        (None, {"languages": ["ht"]}, "fr", "FALLBACK"),
        (None, {"languages": ["ar", "fr"]}, "fr", "EXACT"),
        (None, {"languages": ["fr-CA"], "fallback": "NONE"}, "fr", "LOOKUP"),
        (None, {"languages": ["ht"], "fallback": "NONE"}, None, None),
        ("zh-Hant-TW", {"fallback": "NONE"}, None, None),
    ],
)
def test_a_text_is_in_the_language_that_suits_and_says_so(
    ibid: Served, header: str | None, arguments: dict[str, Any], language: str | None, match: str | None
) -> None:
    query = """query($languages: [LanguageTag!], $fallback: FallbackPolicy! = DECLARED) {
      document(symbol: "A/RES/74/148") { title(languages: $languages, fallback: $fallback) { language match } } }"""
    headers = {"Accept-Language": header} if header else {}
    answer = asked(ibid, json={"query": query, "variables": arguments}, headers=headers)

    served = answer.json()["data"]["document"]["title"]
    assert served == ({"language": language, "match": match} if language else None)
    assert answer.headers.get("Content-Language") == language
    assert answer.headers["Vary"] == "Accept, Accept-Language, Authorization"


def test_an_answer_names_every_language_that_is_in_it(ibid: Served) -> None:
    query = (
        '{ state(code: "FJ") { fr: name(languages: ["fr"]) { html } ar: name(languages: ["ar"]) { html direction } } }'
    )
    answer = asked(ibid, json={"query": query})

    assert answer.headers["Content-Language"] == "ar, fr"
    assert answer.json()["data"]["state"] == {
        "fr": {"html": '<span lang="fr" dir="ltr">Fidji</span>'},
        "ar": {"html": '<span lang="ar" dir="rtl">فيجي</span>', "direction": "RTL"},
    }
