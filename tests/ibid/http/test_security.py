"""What browsers are told, and which web sites may ask from one."""

from __future__ import annotations

from dataclasses import replace

import httpx
import pytest

from ibid.settings import Settings
from tests.support.app import App, Change, application, code, limited

APP = "https://app.example"


def settings(**values: object) -> Change:
    def change(old: Settings) -> Settings:
        return replace(old, **values)  # type: ignore[arg-type]

    return change


async def preflight(app: App, origin: str) -> httpx.Response:
    headers = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization, content-type",
    }
    return await app.client.options("/graphql", headers=headers)


async def test_no_other_web_site_may_ask_unless_it_is_named() -> None:
    async with application() as app:
        asked = await preflight(app, APP)
        answer = await app.ask("{ __typename }", headers={"Origin": APP})

    assert (asked.status_code, "Access-Control-Allow-Origin" in asked.headers) == (405, False)
    assert "Access-Control-Allow-Origin" not in answer.headers


async def test_a_web_site_that_is_named_may_ask_and_another_may_not() -> None:
    async with application(settings(cors_origins=(APP,))) as app:
        named, other = await preflight(app, APP), await preflight(app, "https://other.example")
        answer = await app.ask("{ __typename }", headers={"Origin": APP})

    assert (named.status_code, named.headers["Access-Control-Allow-Origin"]) == (200, APP)
    assert "Access-Control-Allow-Credentials" not in named.headers
    assert "Access-Control-Allow-Origin" not in other.headers
    assert answer.headers["Access-Control-Allow-Origin"] == APP
    assert "Retry-After" in answer.headers["Access-Control-Expose-Headers"]


@pytest.mark.parametrize("path", ["/graphql", "/documents/A/RES/74/148", "/nothing", "/health"])
async def test_no_answer_is_guessed_to_be_of_another_type(path: str) -> None:
    async with application() as app:
        answer = await app.client.get(path)

    assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_an_answer_is_kept_by_nobody_and_varies_with_what_it_depends_on() -> None:
    async with application() as app:
        answer = await app.ask("{ __typename }")

    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Vary"] == "Accept, Accept-Language, Authorization"


async def test_browsers_keep_to_tls_where_a_request_came_by_it_and_the_setting_says_so() -> None:
    proxied = {"X-Forwarded-Proto": "https"}
    async with application(settings(hsts_seconds=31_536_000, proxies=("203.0.113.9",))) as app:
        plain = await app.ask("{ __typename }")
        secure = await app.ask("{ __typename }", headers=proxied)
    async with application(settings(proxies=("203.0.113.9",))) as app:
        unset = await app.ask("{ __typename }", headers=proxied)

    assert "Strict-Transport-Security" not in plain.headers
    assert secure.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "Strict-Transport-Security" not in unset.headers


async def test_only_a_proxy_that_is_named_is_believed_when_it_says_who_asks() -> None:
    """Else anybody could spend other people's limits, or have one anew for each request."""
    query = "{ languages { tag } }"
    for proxies, statuses in ((("203.0.113.9",), [200, 200]), ((), [200, 429])):
        async with application(limited(rate_anonymous=5), settings(proxies=proxies)) as app:
            answers = [
                await app.ask(query, headers={"X-Forwarded-For": address})
                for address in ("198.51.100.1", "198.51.100.2")
            ]

        assert [answer.status_code for answer in answers] == statuses
    assert code(answers[1]) == "RATE_LIMITED"
