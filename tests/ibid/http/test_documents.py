"""`GET /documents/{symbol}`: addresses, negotiation, conditions, refusals."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from ibid.http.accepting import accepted
from ibid.http.documents import document_routes
from seed.akn import read_akn
from store.errors import Unavailable
from store.ports import Store
from tests.support.access import admission
from tests.support.asgi import get
from tests.support.records import REPORT, RESOLUTION, corpus, stored


@pytest.fixture
async def app() -> Starlette:
    store = await stored(corpus())
    return Starlette(routes=document_routes(admission(store), lambda: store, seconds=10))


HERE = f"/documents/{RESOLUTION}"


async def asked(app: Starlette, path: str = HERE, **headers: str) -> httpx.Response:
    return await get(app, path, headers={"Accept-Language": "en", **headers})


def code(answer: httpx.Response) -> str:
    (error,) = answer.json()["errors"]
    return str(error["extensions"]["code"])


# Addresses


@pytest.mark.parametrize(
    "path",
    [
        "/documents/a/res/74/148",
        "/documents/A%2Fres%2F74%2F148",
        "/documents/A/RES/74/148/",
        "/documents/%20A/RES/74/148",
    ],
)
async def test_a_symbol_in_any_form_leads_to_the_one_address(app: Starlette, path: str) -> None:
    answer = await asked(app, f"{path}?format=txt&language=fr")

    if answer.status_code == 308:
        assert f"{HERE}?format=txt&language=fr" == answer.headers["Location"]
        answer = await asked(app, answer.headers["Location"])
    assert 200 == answer.status_code


async def test_a_symbol_that_is_percent_encoded_is_the_same(app: Starlette) -> None:
    assert 200 == (await asked(app, "/documents/A%2FRES%2F74%2F148")).status_code


async def test_spaces_and_parentheses_are_part_of_an_address(app: Starlette) -> None:
    answer = await asked(app, "/documents/s/res/1325(2000)")

    assert (308, "/documents/S/RES/1325%20(2000)") == (answer.status_code, answer.headers["Location"])
    assert 404 == (await asked(app, answer.headers["Location"])).status_code


# Formats


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html; charset=utf-8"),
        ("application/akn+xml", "application/akn+xml; charset=utf-8"),
        ("application/xml, */*;q=0.1", "application/akn+xml; charset=utf-8"),
        ("application/ld+json", "application/ld+json; charset=utf-8"),
        ("text/markdown;q=0.5, text/plain;q=0.6", "text/plain; charset=utf-8"),
        ("application/*", "application/akn+xml; charset=utf-8"),
        ("*/*", "text/html; charset=utf-8"),
    ],
)
async def test_the_accept_header_chooses_the_format(app: Starlette, accept: str, media: str) -> None:
    answer = await asked(app, Accept=accept)

    assert media == answer.headers["Content-Type"]
    assert "Accept" in answer.headers["Vary"]


@pytest.mark.parametrize("name", ["html", "akn", "md", "txt", "json", "jsonld", "AKN"])
async def test_a_format_that_is_named_wins_over_the_header(app: Starlette, name: str) -> None:
    answer = await asked(app, f"{HERE}?format={name}", Accept="image/png")

    assert 200 == answer.status_code
    assert answer.headers["Content-Disposition"].startswith('inline; filename="A-RES-74-148.en.')


async def test_akoma_ntoso_can_be_read_back(app: Starlette) -> None:
    answer = await asked(app, f"{HERE}?format=akn&language=fr")

    assert "fr" == read_akn(answer.content).language
    assert "fr" == answer.headers["Content-Language"]


async def test_all_languages_are_a_zip(app: Starlette) -> None:
    answer = await asked(app, f"{HERE}?format=akn&language=*")

    assert ("application/zip", "en, fr") == (answer.headers["Content-Type"], answer.headers["Content-Language"])
    assert answer.headers["Content-Disposition"] == 'attachment; filename="A-RES-74-148.zip"'


# Languages


async def test_what_was_served_is_said_and_what_else_there_is_is_linked(app: Starlette) -> None:
    answer = await asked(app, f"/documents/{REPORT}?language=fr,ar")

    assert "en" == answer.headers["Content-Language"]
    assert f'</documents/{REPORT}>; rel="canonical"' in answer.headers["Link"]
    assert 'rel="alternate"; hreflang="en"' in answer.headers["Link"]
    assert 'rel="alternate"; type="application/akn+xml"' in answer.headers["Link"]


async def test_the_parameter_wins_over_the_header(app: Starlette) -> None:
    answer = await asked(app, f"{HERE}?format=akn&language=en", **{"Accept-Language": "fr"})

    assert "en" == answer.headers["Content-Language"]


# Conditions


async def test_a_copy_that_is_fresh_is_not_sent_again(app: Starlette) -> None:
    first = await asked(app)
    again = await asked(app, **{"If-None-Match": f'"other", {first.headers["ETag"]}'})
    since = await asked(app, **{"If-Modified-Since": first.headers["Last-Modified"]})

    assert [304, 304] == [again.status_code, since.status_code]
    assert b"" == again.content
    assert {name: first.headers[name] for name in ("ETag", "Vary", "Last-Modified", "Content-Language")} == {
        name: again.headers[name] for name in ("ETag", "Vary", "Last-Modified", "Content-Language")
    }


async def test_tags_count_and_not_the_time_where_both_are_given(app: Starlette) -> None:
    first = await asked(app)
    conditions = {"If-None-Match": '"other"', "If-Modified-Since": first.headers["Last-Modified"]}

    assert 200 == (await asked(app, **conditions)).status_code
    assert 200 == (await asked(app, **{"If-Modified-Since": "yesterday"})).status_code


async def test_every_language_and_format_has_a_tag_of_its_own(app: Starlette) -> None:
    paths = [f"{HERE}?format={name}&language={tag}" for name in ("html", "akn", "json") for tag in ("en", "fr")]
    tags = [(await asked(app, path)).headers["ETag"] for path in paths]

    assert len(paths) == len(set(tags))
    assert tags == [(await asked(app, path)).headers["ETag"] for path in paths]


async def test_head_is_get_without_a_body(app: Starlette) -> None:
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://ibid.example") as client:
        head = await client.head(HERE)
        whole = await client.get(HERE)

    assert (200, whole.headers["ETag"]) == (head.status_code, head.headers["ETag"])


# Refusals


@pytest.mark.parametrize(
    ("path", "accept", "status", "expected"),
    [
        ("/documents/A/RES/1/1", "*/*", 404, "DOCUMENT_NOT_FOUND"),
        ("/documents/nothing", "*/*", 400, "BAD_SYMBOL"),
        ("/documents/", "*/*", 400, "BAD_SYMBOL"),
        (f"{HERE}?format=pdf", "*/*", 400, "BAD_FORMAT"),
        (f"{HERE}?language=!", "*/*", 400, "BAD_LANGUAGE_TAG"),
        (HERE, "image/png", 406, "FORMAT_NOT_ACCEPTABLE"),
        (HERE, "text/html;q=0", 406, "FORMAT_NOT_ACCEPTABLE"),
    ],
)
async def test_what_cannot_be_given_is_refused_with_a_code(
    app: Starlette, path: str, accept: str, status: int, expected: str
) -> None:
    answer = await asked(app, path, Accept=accept)

    assert (status, expected) == (answer.status_code, code(answer))
    assert "no-store" == answer.headers["Cache-Control"]


@pytest.mark.parametrize("language", ["ar", "zh", "fr", "ru", "es"])
async def test_a_refusal_is_in_the_language_of_who_asks(app: Starlette, language: str) -> None:
    answer = await asked(app, f"/documents/A/RES/1/1?language={language}")

    assert language == answer.headers["Content-Language"]
    assert "https://undocs.org/A/RES/1/1" in answer.json()["errors"][0]["message"]


async def test_a_store_that_is_not_open_is_said_to_be_so() -> None:
    def closed() -> Store:
        raise Unavailable("starting")

    answer = await asked(Starlette(routes=document_routes(admission(), closed, seconds=10)))

    assert (503, "STORE_UNAVAILABLE") == (answer.status_code, code(answer))
    assert int(answer.headers["Retry-After"]) > 0


# The Accept header


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, "a/x"),
        ("a/y", "a/y"),
        ("a/*;q=0.5, a/y;q=0.9", "a/y"),
        ("a/x;q=0, */*", "a/y"),
        ("b/b", None),
        ("a/y, a/x", "a/y"),
        ("a/x;q=oops", None),
        ("", "a/x"),
    ],
)
def test_which_media_type_is_given(header: str | None, expected: Any) -> None:
    assert expected == accepted(header, ["a/x", "a/y"])
