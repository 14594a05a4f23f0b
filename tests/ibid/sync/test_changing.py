"""`GET /changes`: what changed, with the states; at once, when it is asked for again, and when it happens."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.types import Message, Scope

from i18n.languages import EN, Tag
from ibid.http.routes import build_executor
from ibid.service import Service
from ibid.settings import LiveSettings, Settings
from ibid.sync.routes import build_partners, sync_routes
from resolvers.changes.watching import Watch
from store.mongo.feed import HEAD
from store.mongo.store import MongoStore
from store.ports import Put
from store.records import DocumentRecord, Entity, ParagraphRecord
from tests.store.builders import variant
from tests.support.access import given_key
from tests.support.app import App, code
from tests.support.copies import Partner, check_record, lines_of, parsed
from tests.support.feeds import WITHIN
from tests.support.records import RESOLUTION, corpus, stored

FR = Tag("fr")


@pytest.fixture
def partner(app: App) -> Partner:
    return Partner(app.client)


def store_of(app: App) -> MongoStore:
    store: Any = app.service.store
    return store  # type: ignore[no-any-return]  # what the application of the tests has


async def titled(app: App, text: str, tag: Tag = EN) -> None:
    """Give the resolution another title in a language."""
    store = store_of(app)
    (held,) = await store.get(DocumentRecord, [RESOLUTION])
    assert held is not None
    texts = {**held.variants, tag: variant(text, tag)}
    await store.commit([Put(held, replace(held, variants=texts))], by="editor")


async def removed(app: App, kind: type[Entity], key: str) -> None:
    store = store_of(app)
    (held,) = await store.get(kind, [key])
    assert held is not None
    await store.commit([Put(held, replace(held, deleted=True))], by="editor")


async def caught_up(partner: Partner) -> str:
    await partner.follow()
    assert partner.copy.cursor is not None
    return partner.copy.cursor


# What is told


async def test_from_the_beginning_everything_is_told_once(partner: Partner) -> None:
    told = await partner.follow(first=7)

    assert sorted(each.key for each in corpus()) == sorted(line["key"] for line in told)
    fresh = Partner(partner.client)
    await fresh.copy_anew()
    assert fresh.copy.digests == partner.copy.digests


async def test_a_change_is_a_line_and_the_last_line_says_where_to_go_on(app: App, partner: Partner) -> None:
    after = await caught_up(partner)
    await titled(app, "Migrants")
    (line,), end = await partner.page(after=after)
    (held,) = await store_of(app).get(DocumentRecord, [RESOLUTION])
    assert held is not None

    about = ["operation", "type", "id", "key", "document", "languages", "revision", "at", "cursor", "digest", "state"]
    assert about == list(line)
    assert ("UPSERT", "DOCUMENT", RESOLUTION, 2) == tuple(
        line[name] for name in ("operation", "type", "key", "revision")
    )
    assert "Migrants" == line["state"]["variants"]["en"]["text"]
    assert {"end": True, "records": 1, "next": line["cursor"], "hasMore": False} == end


async def test_what_was_removed_has_no_state(app: App, partner: Partner) -> None:
    after = await caught_up(partner)
    await removed(app, ParagraphRecord, f"{RESOLUTION}#3")
    lines, _ = await partner.page(after=after)

    (line,) = [each for each in lines if each["type"] == "PARAGRAPH"]
    assert ["operation", "type", "id", "key", "document", "languages", "revision", "at", "cursor"] == list(line)
    assert "DELETE" == line["operation"]
    partner.copy.apply(lines)
    assert ("PARAGRAPH", f"{RESOLUTION}#3") not in partner.copy.records


async def test_several_changes_of_one_entity_are_one_line_with_what_there_is_now(app: App, partner: Partner) -> None:
    after = await caught_up(partner)
    for text in ("One", "Two", "Three"):
        await titled(app, text)
    (line,), _ = await partner.page(after=after)

    assert ("Three", 4) == (line["state"]["variants"]["en"]["text"], line["revision"])


async def test_what_leaves_and_enters_a_filter_is_told(app: App) -> None:
    spanish = Partner(app.client, {"languages": "es", "types": "DOCUMENT"})
    await spanish.copy_anew()
    assert not spanish.copy.records
    await titled(app, "Migrantes", Tag("es"))
    (entered,) = await spanish.follow()
    store = store_of(app)
    (held,) = await store.get(DocumentRecord, [RESOLUTION])
    assert held is not None
    texts = {tag: text for tag, text in held.variants.items() if tag != "es"}
    await store.commit([Put(held, replace(held, variants=texts))], by="editor")
    (left,) = await spanish.follow()

    assert ("ENTERED_SCOPE", {"es"}) == (entered["operation"], set(entered["state"]["variants"]))
    assert ("LEFT_SCOPE", False) == (left["operation"], "state" in left)
    assert not spanish.copy.records


async def test_a_page_can_be_empty_though_there_is_more(app: App) -> None:
    lines, end = await Partner(app.client, {"documents": "A/RES/1/1"}).page(first="1")

    assert ([], 0) == (lines, end["records"])


# Trouble


@pytest.mark.parametrize("path", ["/changes?after=nonsense", "/changes?after=Y2hhbmdlczoyOmUxOjE6Ojo"])
async def test_a_cursor_that_is_none_is_refused(app: App, path: str) -> None:
    answer = await app.client.get(path)

    assert (400, "CURSOR_INVALID") == (answer.status_code, code(answer))


async def test_a_cursor_belongs_to_its_filter(app: App, partner: Partner) -> None:
    answer = await app.client.get(f"/changes?types=BODY&after={await caught_up(partner)}")

    assert (409, "CURSOR_FILTER_MISMATCH") == (answer.status_code, code(answer))


async def test_a_cursor_belongs_to_its_grants(app: App, partner: Partner) -> None:
    after = await caught_up(partner)
    translator = {"Authorization": await given_key(store_of(app), "TRANSLATOR:fr")}
    answer = await app.client.get(f"/changes?after={after}", headers=translator)

    assert (409, "CURSOR_FILTER_MISMATCH") == (answer.status_code, code(answer))


async def test_a_cursor_of_another_history_is_told_so(app: App, partner: Partner) -> None:
    after = await caught_up(partner)
    await store_of(app)._connection.access.update("counters", {"_id": HEAD}, {"$set": {"epoch": "0" * 16}})
    answer = await app.client.get(f"/changes?after={after}", headers={"Accept-Language": "ar"})

    assert (410, "EPOCH_CHANGED", "ar") == (answer.status_code, code(answer), answer.headers["Content-Language"])


async def test_a_cursor_that_is_too_old_is_told_which_is_the_oldest(app: App, partner: Partner) -> None:
    _, end = await partner.page(first="1")
    await caught_up(partner)
    head = await store_of(app).head()
    await store_of(app)._connection.access.update("counters", {"_id": HEAD}, {"$set": {"pruned": head - 1}})
    answer = await app.client.get(f"/changes?after={end['next']}")
    oldest = answer.json()["errors"][0]["extensions"]["oldest"]

    assert (410, "CURSOR_EXPIRED") == (answer.status_code, code(answer))
    assert 200 == (await app.client.get(f"/changes?after={oldest}")).status_code


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("first=0", "BAD_PARAMETER"),
        ("first=1001", "BAD_PARAMETER"),
        ("first=ten", "BAD_PARAMETER"),
        ("first=٣", "BAD_PARAMETER"),
        ("wait=61", "BAD_PARAMETER"),
        ("fast=1", "UNKNOWN_PARAMETER"),
        ("bucket=bodies", "UNKNOWN_PARAMETER"),
    ],
)
async def test_what_cannot_be_read_is_refused(app: App, query: str, expected: str) -> None:
    answer = await app.client.get(f"/changes?{query}")

    assert (400, expected) == (answer.status_code, code(answer))


# Asking again


async def test_who_has_a_page_already_is_told_only_that(app: App, partner: Partner) -> None:
    path = f"/changes?after={await caught_up(partner)}"
    first = await app.client.get(path)
    known = {"If-None-Match": first.headers["ETag"]}
    again = await app.client.get(path, headers=known)
    await titled(app, "Migrants")
    later = await app.client.get(path, headers=known)

    assert (304, b"", first.headers["ETag"]) == (again.status_code, again.content, again.headers["ETag"])
    assert 200 == later.status_code
    assert first.headers["ETag"] != later.headers["ETag"]
    check_record(parsed(lines_of(later.content)[0]))


async def test_another_question_has_another_tag(app: App, partner: Partner) -> None:
    after = await caught_up(partner)
    french = Partner(app.client, {"languages": "fr"})
    await caught_up(french)
    paths = [
        "/changes",
        "/changes?first=5",
        f"/changes?after={after}",
        f"/changes?languages=fr&after={french.copy.cursor}",
    ]
    answers = [await app.client.get(path) for path in paths]

    assert len(paths) == len({answer.headers["ETag"] for answer in answers})


# Waiting


@pytest.fixture
async def served() -> AsyncIterator[tuple[App, Watch]]:
    """The routes alone, and what looks at the feed for everybody who waits."""
    service = Service(replace(Settings(), live=LiveSettings(subscribers=1)), store=await stored(corpus()))
    executor = build_executor(service)
    app = Starlette(routes=sync_routes(build_partners(executor, service)))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://ibid.example") as client:
        yield App(app, service, client), executor.watch


async def waiting(app: App, watch: Watch, path: str, **headers: str) -> asyncio.Task[httpx.Response]:
    """A request that waits for something to happen."""
    asked = asyncio.create_task(
        app.client.get(path, headers={name.replace("_", "-"): headers[name] for name in headers})
    )
    async with asyncio.timeout(WITHIN):
        while not watch.followers:  # noqa: ASYNC110  # it sets no event
            await asyncio.sleep(0)
    await watch.advance()
    return asked


async def within(asked: asyncio.Task[httpx.Response]) -> httpx.Response:
    return await asyncio.wait_for(asked, WITHIN)


async def test_who_waits_is_told_as_soon_as_something_is_committed(served: tuple[App, Watch]) -> None:
    app, watch = served
    after = await caught_up(Partner(app.client))
    asked = await waiting(app, watch, f"/changes?after={after}&wait=60")
    await titled(app, "Migrants")
    watch.wake()
    answer = await within(asked)

    line, end = map(parsed, lines_of(answer.content))
    assert ("Migrants", 1) == (line["state"]["variants"]["en"]["text"], end["records"])
    assert 0 == watch.followers


async def test_who_waits_for_something_else_goes_on_waiting(served: tuple[App, Watch]) -> None:
    app, watch = served
    french = Partner(app.client, {"languages": "fr", "types": "DOCUMENT"})
    asked = await waiting(app, watch, f"/changes?languages=fr&types=DOCUMENT&after={await caught_up(french)}&wait=60")
    await titled(app, "Migrants")
    await removed(app, ParagraphRecord, f"{RESOLUTION}#3")
    watch.wake()
    await watch.moved(watch.seen, WITHIN)
    assert not asked.done()
    await titled(app, "Migrants", FR)
    watch.wake()
    (line, _) = map(parsed, lines_of((await within(asked)).content))

    assert {"fr"} == set(line["state"]["variants"])


async def test_who_has_the_page_waits_for_another_one(served: tuple[App, Watch]) -> None:
    app, watch = served
    first = await app.client.get("/changes?first=1000")
    asked = await waiting(app, watch, "/changes?first=1000&wait=60", If_None_Match=first.headers["ETag"])
    await titled(app, "Migrants")
    watch.wake()
    answer = await within(asked)

    assert 200 == answer.status_code
    assert "Migrants" in answer.text


async def test_who_waits_in_vain_is_told_that_there_is_nothing(served: tuple[App, Watch]) -> None:
    app, _ = served
    after = await caught_up(Partner(app.client))
    first = await app.client.get(f"/changes?after={after}&wait=1")
    known = await app.client.get(f"/changes?after={after}&wait=1", headers={"If-None-Match": first.headers["ETag"]})

    assert (200, 0) == (first.status_code, parsed(first.content)["records"])
    assert 304 == known.status_code


async def test_who_waits_is_answered_when_the_server_stops(served: tuple[App, Watch]) -> None:
    app, watch = served
    after = await caught_up(Partner(app.client))
    asked = await waiting(app, watch, f"/changes?after={after}&wait=60")
    await app.service.stopping.tell(WITHIN)
    answer = await within(asked)

    assert 200 == answer.status_code
    assert 0 == watch.followers


async def test_no_more_wait_at_once_than_may(served: tuple[App, Watch]) -> None:
    app, watch = served
    after = await caught_up(Partner(app.client))
    asked = await waiting(app, watch, f"/changes?after={after}&wait=60")
    second = await app.client.get(f"/changes?after={after}&wait=60")
    await app.service.stopping.tell(WITHIN)
    await within(asked)

    assert (503, "TOO_MANY_SUBSCRIPTIONS") == (second.status_code, code(second))


async def test_who_waits_and_goes_is_waited_for_no_longer(served: tuple[App, Watch]) -> None:
    app, watch = served
    after = await caught_up(Partner(app.client))
    gone: asyncio.Queue[Message] = asyncio.Queue()
    gone.put_nowait({"type": "http.request", "body": b"", "more_body": False})
    scope: Scope = {
        "type": "http", "method": "GET", "path": "/changes", "query_string": f"after={after}&wait=60".encode(),
        "headers": [], "client": None, "server": None, "scheme": "http", "root_path": "",
    }  # fmt: skip

    async def send(_: Message) -> None:
        pass

    asked = asyncio.ensure_future(app.app(scope, gone.get, send))
    async with asyncio.timeout(WITHIN):
        while not watch.followers:  # noqa: ASYNC110  # it sets no event
            await asyncio.sleep(0)
        gone.put_nowait({"type": "http.disconnect"})
        await asked

    assert 0 == watch.followers
