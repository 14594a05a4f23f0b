"""GraphiQL in a real browser that can reach nothing but the server: it opens, runs the main query, and subscribes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.chromium import Browser, browser
from tests.support.served import Served

pytestmark = [pytest.mark.clients, pytest.mark.embedded, pytest.mark.xdist_group("served")]

QUERY = Path(__file__).parents[2] / "clients" / "graphiql" / "query.graphql"

BLANK = 20_000
"""More bytes than the picture of a page has that shows next to nothing."""

WRITTEN = "[...document.querySelectorAll('.graphiql-query-editor .view-line')].map(it => it.textContent).join('')"
ANSWERED = "[...document.querySelectorAll('.graphiql-response .view-line')].map(it => it.textContent).join('')"
FIELD = ".graphiql-query-editor textarea, .graphiql-query-editor .native-edit-context"
TAB = "document.querySelector('.graphiql-tab-button').textContent"
RUN = "document.querySelector('.graphiql-execute-button').click()"


@pytest.fixture(scope="module")
def page(ibid: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """The page, once its editors are there."""
    with browser(tmp_path_factory.mktemp("profile")) as opened:
        opened.open(f"{ibid.url}/graphql")
        opened.until(f"document.querySelector('.graphiql-execute-button') && {WRITTEN}")
        yield opened


def test_the_page_opens_with_a_query_that_the_server_answers_and_shows_the_answer(
    page: Browser, tmp_path: Path
) -> None:
    """The picture that it leaves in pytest's folder is for people to look at."""
    assert "document(symbol:" in page.evaluate(WRITTEN).replace("\xa0", " ")

    page.evaluate(RUN)

    answer = page.until(f"({ANSWERED}).includes('Protection') && {ANSWERED}").replace("\xa0", " ")
    assert '"errors"' not in answer
    assert page.picture(tmp_path / "graphiql.png").stat().st_size > BLANK


def test_the_query_of_the_page_is_answered_whole(ibid: Served) -> None:
    document = ibid.ask(QUERY.read_text("utf-8"))["document"]

    assert "reportingStates" in json.dumps(document)


def test_the_page_knows_the_schema(page: Browser) -> None:
    """It asked for it, and its explorer of documentation shows the entry points."""
    page.evaluate("document.querySelector('button[aria-label=\"Show Documentation Explorer\"]').click()")

    shown = "document.querySelector('.graphiql-doc-explorer')?.textContent ?? ''"
    assert page.until(f"({shown}).includes('Query') && ({shown})")


def test_the_page_follows_a_subscription(page: Browser) -> None:
    page.write(FIELD, "subscription Follow { changes { __typename } }")
    page.until(f"({TAB}).includes('Follow')")  # so it has read what kind of operation that is

    page.evaluate(RUN)

    assert page.until(f"({ANSWERED}).includes('CaughtUp')")
    page.evaluate(RUN)  # the same button ends it


def test_nothing_was_asked_of_any_other_server_and_nothing_went_wrong(ibid: Served, page: Browser) -> None:
    elsewhere = [url for url in page.asked() if not url.startswith((f"{ibid.url}/", "data:", "blob:"))]

    assert f"{ibid.url}/graphql" in page.asked()
    assert elsewhere == []
    assert page.complaints() == []
