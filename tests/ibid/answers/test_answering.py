"""What is given from memory, to whom, and what others may keep of it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import pytest

from i18n.citing.symbols import Symbol
from ibid.answers import answering
from ibid.settings import Settings
from resolvers.changes.places import Place
from schema.cursors import cursor_of, place_of
from store.errors import Unavailable
from store.mongo.store import MongoStore
from store.ports import Put
from store.recording import RecordingStore
from store.records import DocumentRecord
from tests.support.app import App, application, code, keeping, limited
from tests.support.records import FR, RESOLUTION, corpus, stored

TITLE = f'query Title {{ document(symbol: "{RESOLUTION}") {{ title {{ plain }} session }} }}'
NONE = 'query None { document(symbol: "A/RES/99/1") { symbol } }'


def lookups(app: App, result: str = "hit") -> int:
    asked = {"cache": "answers", "result": result}
    return int(app.service.metrics.registry.get_sample_value("ibid_cache_lookups_total", asked) or 0)


async def in_session(store: MongoStore, session: str) -> int:
    """Write the resolution's session as another process would; gives the number of the change."""
    (before,) = await store.get(DocumentRecord, [RESOLUTION])
    assert before is not None
    return (await store.commit([Put(before, replace(before, session=session))], by="another process")).last


def session_of(answer: httpx.Response) -> str:
    return str(answer.json()["data"]["document"]["session"])


@contextmanager
def away(store: MongoStore) -> Iterator[None]:
    """A store that cannot be asked for its feed."""
    kept = store.state

    async def refusing() -> Any:
        raise Unavailable("away")

    store.state = refusing  # type: ignore[method-assign]  # what a database that is away does
    yield
    store.state = kept  # type: ignore[method-assign]


async def test_the_same_question_is_read_once() -> None:
    recording: Any = RecordingStore(await stored(corpus()))
    async with application(store=recording) as app:
        first = await app.ask(TITLE)
        recording.calls.clear()
        again = await app.ask(TITLE)

    assert again.content == first.content
    assert [call.method for call in recording.calls] == []


@pytest.mark.parametrize("other", ["text", "variables", "GET", "media", "name"])
async def test_the_same_question_in_other_words_has_the_same_answer(other: str) -> None:
    query = f'query T($s: DocumentSymbol! = "{RESOLUTION}") {{ document(symbol: $s) {{ session }} }}'
    async with application() as app:
        first = await app.ask(query, beside={"variables": {"s": RESOLUTION}})
        ways = {
            "text": app.ask(query, beside={"variables": {"s": RESOLUTION}, "extensions": {}}),
            "variables": app.ask(query, beside={"variables": {"s": RESOLUTION}, "documentId": None}),
            "GET": app.client.get("/graphql", params={"query": query, "variables": f'{{"s": "{RESOLUTION}"}}'}),
            "media": app.ask(
                query,
                beside={"variables": {"s": RESOLUTION}},
                headers={"Accept": "application/graphql-response+json"},
            ),
            "name": app.ask(query, beside={"variables": {"s": RESOLUTION}, "operationName": None}),
        }
        answer = await ways.pop(other)
        for each in ways.values():
            each.close()

        assert (answer.content, lookups(app)) == (first.content, 1)


async def test_who_prefers_another_language_has_another_answer() -> None:
    async with application() as app:
        english = await app.ask(TITLE)
        french = await app.ask(TITLE, headers={"Accept-Language": FR})

    assert (english.headers["Content-Language"], french.headers["Content-Language"]) == ("en", "fr")
    assert english.content != french.content


async def test_an_answer_is_asked_for_again_by_its_tag() -> None:
    async with application() as app:
        first = await app.client.get("/graphql", params={"query": TITLE})
        tag = first.headers["ETag"]
        for header in (tag, f'"other", {tag}', f"W/{tag}", "*"):
            again = await app.client.get("/graphql", params={"query": TITLE}, headers={"If-None-Match": header})
            assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
            assert again.headers["Cache-Control"] == first.headers["Cache-Control"] == "no-cache"
            assert again.headers["Vary"] == first.headers["Vary"]
        other = await app.client.get("/graphql", params={"query": TITLE}, headers={"If-None-Match": '"other"'})

    assert (other.status_code, other.content) == (200, first.content)


async def test_a_tag_is_of_the_bytes_and_of_their_media_type() -> None:
    async with application() as one, application(keeping(answers_bytes=0, records_bytes=0)) as plain:
        kept = [await one.client.get("/graphql", params={"query": TITLE}) for _ in range(2)]
        read = await plain.client.get("/graphql", params={"query": TITLE})
        media = {"Accept": "application/graphql-response+json"}
        typed = await one.client.get("/graphql", params={"query": TITLE}, headers=media)

    assert len({answer.headers["ETag"] for answer in (*kept, read)}) == 1
    assert (typed.content, typed.headers["ETag"] == read.headers["ETag"]) == (read.content, False)


async def test_what_others_read_may_be_kept_by_shared_caches_only_where_the_setting_says_so(tmp_path: Path) -> None:
    def trusting(settings: Settings) -> Settings:
        return replace(settings, documents=replace(settings.documents, documents=tmp_path))

    (tmp_path / "title.graphql").write_text(TITLE, "utf-8")
    by_id = {"documentId": f"sha256:{sha256(TITLE.encode()).hexdigest()}"}
    async with application(trusting, keeping(shared_max_age=60)) as app:
        shared = await app.client.get("/graphql", params=by_id)
        by_text = await app.client.get("/graphql", params={"query": TITLE})
        posted = await app.ask(TITLE)
    async with application(trusting) as app:
        unset = await app.client.get("/graphql", params=by_id)

    assert shared.headers["Cache-Control"] == "public, no-cache, s-maxage=60"
    assert "Ibid-Cursor" in shared.headers["Vary"]
    assert by_text.headers["Cache-Control"] == unset.headers["Cache-Control"] == "no-cache"
    assert posted.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "query",
    [
        "{ nothing }",
        '{ document(symbol: "A-RES-74-148") { symbol } }',
        '{ search(query: "migrants", first: 5) { edges { matchedLanguage } } }',
        "{ syncInfo { head } }",
        'mutation { transitionVariants(input: {items: [], idempotencyKey: "1"}) { __typename } }',
    ],
)
async def test_what_is_no_answer_or_is_told_by_no_change_is_not_kept(query: str) -> None:
    async with application() as app:
        for _ in range(3):
            await app.ask(query)

        assert lookups(app) == 0


async def test_what_a_key_asks_is_not_kept_and_not_given_to_others() -> None:
    async with application() as app:
        await app.ask(TITLE)
        for _ in range(2):
            assert code(await app.ask(TITLE, headers={"Authorization": "Bearer ibid_wrong"})) == "UNAUTHENTICATED"

        assert (lookups(app), lookups(app, "miss")) == (0, 1)


async def test_what_is_kept_costs_as_much_as_what_is_not() -> None:
    async with application(limited(rate_anonymous=10)) as app:
        statuses = [(await app.ask("{ languages { tag } }")).status_code for _ in range(3)]

        assert (statuses, lookups(app, "miss")) == ([200, 200, 429], 1)


async def test_a_reader_who_has_a_cursor_is_given_nothing_older() -> None:
    store = await stored(corpus())
    async with application(store=store) as app:
        first = await app.ask(TITLE)
        seq = await in_session(store, "99")
        state = await store.state()
        after = {"Ibid-Cursor": cursor_of(state.key, Place(state.epoch, seq))}
        soon = await app.ask(TITLE)
        told = await app.ask(TITLE, headers=after)

    assert (session_of(first), session_of(soon), session_of(told)) == ("74", "74", "99")
    place = place_of(state.key, told.headers["Ibid-Cursor"])
    assert place is not None
    assert place.seq == seq


async def test_what_was_not_there_is_there_once_it_is_loaded() -> None:
    store = await stored(corpus())
    async with application(store=store) as app:
        before = await app.ask(NONE)
        document = DocumentRecord(key="A/RES/99/1", symbol=Symbol("A/RES/99/1"))
        await store.commit([Put(None, document)], by="another process")
        after = await app.ask(NONE, headers={"Ibid-Cursor": "look"})

    assert before.json()["data"] == {"document": None}
    assert after.json()["data"] == {"document": {"symbol": "A/RES/99/1"}}


async def test_of_many_who_ask_the_same_at_once_one_is_executed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "FLIGHT_SECONDS", 60)  # however busy the machine is
    recording: Any = RecordingStore(await stored(corpus()))
    async with application(store=recording) as app:
        answers = await asyncio.gather(*(app.ask(TITLE) for _ in range(20)))

    assert len({answer.content for answer in answers}) == 1
    assert [call.method for call in recording.calls].count("get") == 1


async def test_where_the_feed_cannot_be_looked_at_nothing_that_is_kept_is_given() -> None:
    store = await stored(corpus())
    async with application(store=store) as app:
        await app.ask(TITLE)
        with away(store):
            refused = await app.ask(TITLE, headers={"Ibid-Cursor": "look"})
        again = await app.ask(TITLE)

    assert code(refused) == "STORE_UNAVAILABLE"
    assert session_of(again) == "74"


async def test_nothing_is_kept_where_there_is_no_room_for_it() -> None:
    async with application(keeping(answers_bytes=0)) as app:
        answers = [await app.ask(TITLE) for _ in range(3)]

        assert lookups(app) == 0
    assert len({answer.content for answer in answers}) == 1


async def test_what_is_kept_is_counted() -> None:
    async with application() as app:
        await app.ask(TITLE)

        value = app.service.metrics.registry.get_sample_value
        assert value("ibid_answers_kept") == 1
        assert (value("ibid_answers_bytes") or 0) > len(TITLE)
        assert (value("ibid_records_bytes") or 0) > 0
