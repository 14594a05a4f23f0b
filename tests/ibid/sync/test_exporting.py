"""`GET /export`: everything that somebody sees of what they want, in parts that prove themselves."""

from __future__ import annotations

import asyncio
import gzip
import json
from dataclasses import replace
from typing import Any

import httpx
import pytest
import zstandard
from starlette.types import Message, Scope

from i18n.languages import EN, Tag
from ibid.settings import AccessSettings, Settings
from ibid.sync import parts
from resolvers.access import PUBLIC
from resolvers.access.sight import Sight
from resolvers.sync import buckets
from store import states
from store.gathering import Gathering
from store.kinds import KINDS, type_of
from store.mongo.feed import HEAD
from store.mongo.store import MongoStore
from store.ports import Put
from store.records import DocumentRecord, Entity, ParagraphRecord
from tests.store.builders import variant
from tests.support.access import given_key
from tests.support.app import App, application, code, limited
from tests.support.copies import Broken, Copy, Partner, canonical, lines_of, parsed, read_export, read_parts
from tests.support.feeds import WITHIN
from tests.support.records import REPORT, RESOLUTION, TREATY, corpus, stored

FR = Tag("fr")


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A part for every bucket."""
    monkeypatch.setattr(parts, "MOST", 1)


async def exported(app: App, query: str = "", **headers: str) -> httpx.Response:
    answer = await app.client.get(f"/export{query}", headers=headers)
    assert 200 == answer.status_code, answer.text
    return answer


# What is in it


async def test_everything_is_in_an_export_once(app: App) -> None:
    export = read_export((await exported(app)).content)

    assert sorted((type_of(each), each.key) for each in corpus()) == sorted(
        (line["type"], line["key"]) for line in export.lines
    )
    assert {"UPSERT"} == {line["operation"] for line in export.lines}


async def test_every_record_comes_back_from_its_line(app: App) -> None:
    store: Any = app.service.store
    for line in read_export((await exported(app)).content).lines:
        kind = KINDS[line["type"]]
        (held,) = await store.get(kind, [line["key"]])
        beside = {"key": line["key"], "revision": line["revision"], "updatedAt": line["at"]}

        assert Sight.of(PUBLIC).record(held) == states.record_of(kind, line["state"], beside)


async def test_reporters_bodies_instruments_and_documents_come_in_this_order(app: App) -> None:
    lines = read_export((await exported(app)).content).lines

    stages = [0 if line["type"] in {"STATE", "ORGANIZATION"} else
              1 if line["type"] == "BODY" else 2 if line["type"] == "INSTRUMENT" else 3 for line in lines]  # fmt: skip
    assert sorted(stages) == stages
    assert [REPORT, RESOLUTION] == list(dict.fromkeys(line["document"] for line in lines if line["document"]))
    documents = [line["type"] for line in lines if line["document"] == REPORT]
    order = ["DOCUMENT", "SECTION", "PARAGRAPH", "FOOTNOTE", "CITATION", "SUBMISSION"]
    assert sorted(documents, key=order.index) == documents


async def test_a_line_is_as_the_reference_has_it(app: App) -> None:
    (line,) = [
        each for each in lines_of((await exported(app)).content) if f'"key":"{RESOLUTION}#2(a)"'.encode() in each
    ]
    (held,) = await app.service.open_store().get(ParagraphRecord, [f"{RESOLUTION}#2(a)"])
    assert held is not None
    at = held.updated_at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    state = {
        "citations": [3],
        "document": RESOLUTION,
        "eid": "para_4",
        "kind": "OPERATIVE",
        "label": "2(a)",
        "labelKey": "2(a)",
        "lastDescendant": 4,
        "parent": f"{RESOLUTION}#2",
        "position": 4,
        "variants": {
            "en": {
                "digest": held.variants[EN].digest,
                "language": "en",
                "text": "To implement the Compact;",
                "updatedAt": at,
            }
        },
    }
    text = canonical(state)
    assert (
        '{"operation":"UPSERT","type":"PARAGRAPH","id":"UGFyYWdyYXBoOkEvUkVTLzc0LzE0OCMyKGEp",'
        f'"key":"{RESOLUTION}#2(a)","document":"{RESOLUTION}","languages":["en"],"revision":1,"at":"{at}",'
        f'"digest":"{states.digest(text)}","state":{text.decode()}}}'
    ) == line.decode()


async def test_an_export_says_what_it_is_and_ends_with_a_manifest(app: App) -> None:
    lines = [parsed(each) for each in lines_of((await exported(app)).content)]
    state = await app.service.open_store().state()

    assert {"export": {"version": 1, "epoch": state.epoch, "schemaVersion": 6, "part": 1}} == lines[0]
    assert ["cursor", "parts", "records", "sha256", "schemaVersion", "list"] == list(lines[-1]["manifest"])
    assert ["end", "part", "records", "bytes", "sha256", "chain", "next"] == list(lines[-2])


async def test_the_cursor_of_an_export_goes_on_where_it_ends(app: App) -> None:
    export = read_export((await exported(app)).content)
    assert export.manifest is not None
    partner = Partner(app.client)

    lines, end = await partner.page(after=export.manifest["cursor"])

    assert ([], False) == (lines, end["hasMore"])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?types=BODY", {("BODY", "UN-GA"), ("BODY", "UN-HRC")}),
        ("?types=STATE", {("STATE", "FJI"), ("STATE", "MEX")}),
        (f"?types=DOCUMENT,SUBMISSION&documents={RESOLUTION}", {("DOCUMENT", RESOLUTION)}),
        (f"?types=DOCUMENT&documents={RESOLUTION},a/hrc/45/30", {("DOCUMENT", RESOLUTION), ("DOCUMENT", REPORT)}),
        ("?types=INSTRUMENT&languages=fr", set()),
        ("?types=DOCUMENT&languages=fr", {("DOCUMENT", RESOLUTION)}),
        ("?bucket=bodies", {("BODY", "UN-GA"), ("BODY", "UN-HRC")}),
        (f"?bucket={buckets.of_instrument(TREATY)}&types=INSTRUMENT,BODY", {("INSTRUMENT", TREATY)}),
        (f"?bucket=bodies&bucket={RESOLUTION}&types=DOCUMENT", {("DOCUMENT", RESOLUTION)}),
        ("?documents=A/RES/1/1", set()),
    ],
)
async def test_a_filter_leaves_what_is_wanted(app: App, query: str, expected: set[tuple[str, str]]) -> None:
    export = read_export((await exported(app, query)).content)

    assert expected == {(line["type"], line["key"]) for line in export.lines}


async def test_nothing_of_another_language_is_in_any_line(app: App) -> None:
    answer = await exported(app, "?languages=fr")

    assert {"CITATION", "SUBMISSION"} < {line["type"] for line in read_export(answer.content).lines}
    for line in read_export(answer.content).lines:
        assert {"fr"} >= set(line["languages"])
        for name in ("variants", "working", "words", "spans"):
            assert {"fr"} >= set(line["state"].get(name, {})), line
    assert "Protection des migrants" in answer.text
    assert "Welcomes" not in answer.text


# Whether it is whole


async def test_an_export_that_leaves_out_almost_everything_tells_how_far_it_has_come(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = parsed(lines_of((await exported(app, "?languages=sw&types=PARAGRAPH")).content)[-1])["manifest"]
    monkeypatch.setattr(parts, "LONGEST_SECONDS", 0.0)
    export = read_export((await exported(app, "?languages=sw&types=PARAGRAPH")).content)

    assert (1, 0) == (whole["parts"], whole["records"])
    assert export.manifest is not None
    assert export.manifest["parts"] > 1
    assert [] == export.lines


async def test_an_export_that_breaks_off_at_any_byte_is_noticed(app: App, small_parts: None) -> None:
    content = (await exported(app, "?types=BODY,STATE,DOCUMENT")).content
    read_export(content)

    for length in range(len(content)):
        with pytest.raises(Broken):
            read_export(content[:length] if length else b"\n")


async def test_one_letter_that_was_changed_is_noticed(app: App) -> None:
    content = (await exported(app, "?types=BODY,DOCUMENT")).content
    for at in range(0, len(content), 7):
        changed = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
        try:
            export = read_export(changed)
        except (Broken, KeyError, UnicodeDecodeError, TypeError):
            continue
        else:  # only what stands in no part: what it is, the cursor, and tokens
            assert read_export(content).lines == export.lines


async def test_an_export_resumed_after_any_part_is_the_one_in_one_go(app: App, small_parts: None) -> None:
    whole = (await exported(app)).content
    export = read_export(whole)
    assert export.manifest is not None
    assert 5 < len(export.parts)

    records = 0
    for number, end in enumerate(export.ends[:-1], 1):
        records += end["records"]
        rest = read_export((await exported(app, f"?after={end['next']}")).content, end["chain"], records)

        assert rest.manifest is not None
        assert number + 1 == rest.begun["part"]
        assert export.parts[number:] == rest.parts
        for name in ("parts", "records", "sha256", "cursor"):
            assert export.manifest[name] == rest.manifest[name]


async def test_whoever_lost_the_connection_goes_on_with_the_parts_that_are_whole(app: App, small_parts: None) -> None:
    content = (await exported(app)).content
    expected, copy = Copy(), Copy()
    expected.take(read_export(content))

    for length in range(0, len(content), 997):
        had = read_parts(content[:length])
        copy = Copy()
        copy.apply(had.lines, anew=True)
        after = f"?after={had.ends[-1]['next']}" if had.ends else ""
        chain, records = (had.ends[-1]["chain"], len(had.lines)) if had.ends else ("", 0)
        copy.apply(read_export((await exported(app, after)).content, chain, records).lines, anew=True)

        assert expected.digests == copy.digests


# Compression


@pytest.mark.parametrize(
    ("accept", "encoding"),
    [
        (None, None),
        ("gzip", "gzip"),
        ("zstd", "zstd"),
        ("zstd;q=0.5, gzip;q=0.9", "gzip"),
        ("gzip;q=0.5, zstd", "zstd"),
        ("br", None),
        ("gzip;q=0, *;q=0.1", "zstd"),
        ("identity", None),
    ],
)
async def test_an_export_is_compressed_as_it_is_asked_for(app: App, accept: str | None, encoding: str | None) -> None:
    headers = {"Accept-Encoding": accept or ""}
    async with app.client.stream("GET", "/export", headers=headers) as answer:
        sent = b"".join([chunk async for chunk in answer.aiter_raw()])

    read = {"gzip": gzip.decompress, "zstd": _zstd}.get(encoding or "", bytes)
    assert encoding == answer.headers.get("Content-Encoding")
    assert "application/x-ndjson" == answer.headers["Content-Type"]
    read_export(read(sent))


def _zstd(content: bytes) -> bytes:
    return zstandard.ZstdDecompressor().stream_reader(content).read()


# Who may, and what is refused


@pytest.mark.parametrize(
    ("query", "status", "expected"),
    [
        ("?language=fr", 400, "UNKNOWN_PARAMETER"),
        ("?fast=yes", 400, "BAD_PARAMETER"),
        ("?fast=1", 401, "UNAUTHENTICATED"),
        ("?types=PARAGRAPHS", 400, "BAD_PARAMETER"),
        ("?languages=french!", 400, "BAD_LANGUAGE_TAG"),
        ("?documents=x", 400, "BAD_SYMBOL"),
        ("?bucket=instruments/xyz", 400, "BAD_SYMBOL"),
        ("?types=BODY&types=STATE", 400, "BAD_REQUEST"),
        ("?after=nonsense", 400, "CURSOR_INVALID"),
    ],
)
async def test_what_cannot_be_read_is_refused(app: App, query: str, status: int, expected: str) -> None:
    answer = await app.client.get(f"/export{query}")

    assert (status, expected) == (answer.status_code, code(answer))


async def test_a_refusal_says_what_there_is_in_the_language_of_who_asks(app: App) -> None:
    answer = await app.client.get("/export?language=fr", headers={"Accept-Language": "fr"})

    assert "fr" == answer.headers["Content-Language"]
    message = answer.json()["errors"][0]["message"]
    assert "« language »" in message
    assert "types, languages, documents, after, fast, bucket" in message


async def token_of(app: App, query: str = "") -> str:
    return str(read_export((await exported(app, query)).content).ends[0]["next"])


@pytest.mark.parametrize("query", ["types=BODY", "languages=fr", "bucket=bodies"])
async def test_an_export_of_another_filter_is_begun_anew(app: App, query: str) -> None:
    answer = await app.client.get(f"/export?{query}&after={await token_of(app)}")

    assert (410, "EXPORT_EXPIRED") == (answer.status_code, code(answer))


async def test_an_export_of_another_history_is_begun_anew(app: App) -> None:
    after = await token_of(app)
    store: Any = app.service.store
    await store._connection.access.update("counters", {"_id": HEAD}, {"$set": {"epoch": "0" * 16}})

    answer = await app.client.get(f"/export?after={after}")

    assert (410, "EXPORT_EXPIRED") == (answer.status_code, code(answer))


def private(settings: Settings) -> Settings:
    return replace(settings, access=AccessSettings(public_sync=False))


async def test_where_copies_are_not_public_a_partners_key_is_needed() -> None:
    async with application(private) as app:
        store: Any = app.service.store
        partner, reader = await given_key(store, "PARTNER"), await given_key(store, "READER", name="reader")
        for path in ("/export", "/verify"):
            nobody = await app.client.get(path)
            refused = await app.client.get(path, headers={"Authorization": reader})
            served = await app.client.get(path, headers={"Authorization": partner})

            assert (401, "UNAUTHENTICATED") == (nobody.status_code, code(nobody))
            assert (403, "FORBIDDEN") == (refused.status_code, code(refused))
            assert 200 == served.status_code
        assert 200 == (await app.client.get("/changes")).status_code


async def test_a_partner_of_one_language_copies_that_one() -> None:
    async with application(private) as app:
        store: Any = app.service.store
        headers = {"Authorization": await given_key(store, "PARTNER:fr")}
        everything = await app.client.get("/export", headers=headers)
        french = await app.client.get("/export?languages=fr", headers=headers)

        assert (403, "FORBIDDEN") == (everything.status_code, code(everything))
        assert {"fr"} == {tag for line in read_export(french.content).lines for tag in line["languages"]}


def holding() -> tuple[asyncio.Event, asyncio.Event, Any]:
    """An edit that says that it has begun, and goes on when it is told."""
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def hold(_: MongoStore) -> None:
        begun.set()
        await go_on.wait()

    return begun, go_on, hold


async def test_no_more_export_at_once_than_may() -> None:
    begun, go_on, hold = holding()
    store: Any = Meddling(await stored(corpus()), [hold])
    async with application(limited(exports=1), store=store) as app:
        first = asyncio.create_task(app.client.get("/export"))
        await begun.wait()
        second = await app.client.get("/export")
        go_on.set()

        assert (503, "TOO_MANY_EXPORTS", "30") == (second.status_code, code(second), second.headers["Retry-After"])
        read_export((await first).content)
        await exported(app)


async def test_an_export_ends_with_a_line_that_says_so_when_the_server_stops() -> None:
    begun, go_on, hold = holding()
    store: Any = Meddling(await stored(corpus()), [hold])
    async with application(store=store) as app:
        asked = asyncio.create_task(app.client.get("/export", headers={"Accept-Language": "es"}))
        await begun.wait()
        telling = asyncio.create_task(app.service.stopping.tell(WITHIN))
        await asyncio.sleep(0)
        go_on.set()
        answer = await asked
        await telling
    *_, last = map(json.loads, answer.text.splitlines())

    assert ("SERVER_STOPPING", "es") == (last["error"]["code"], last["error"]["messageLanguage"])
    with pytest.raises(Broken):
        read_export(answer.content)


async def test_an_export_ends_when_the_client_goes_and_another_may_come() -> None:
    begun, _, hold = holding()
    store: Any = Meddling(await stored(corpus()), [hold])
    gone: asyncio.Queue[Message] = asyncio.Queue()
    gone.put_nowait({"type": "http.request", "body": b"", "more_body": False})
    sent: list[Message] = []
    scope: Scope = {
        "type": "http", "method": "GET", "path": "/export", "query_string": b"", "headers": [],
        "client": None, "server": None, "scheme": "http", "root_path": "",
    }  # fmt: skip

    async def send(message: Message) -> None:
        sent.append(message)

    async with application(limited(exports=1), store=store) as app:
        asked = asyncio.ensure_future(app.app(scope, gone.get, send))
        await begun.wait()
        gone.put_nowait({"type": "http.disconnect"})
        await asyncio.wait_for(asked, WITHIN)
        await exported(app)

    assert not any(b"manifest" in message.get("body", b"") for message in sent)


async def test_who_has_used_up_a_minute_is_told_so_in_the_last_line() -> None:
    async with application(limited(rate_anonymous=12)) as app:
        answer = await app.client.get("/export")
        *_, last = map(json.loads, answer.text.splitlines())

        assert "RATE_LIMITED" == last["error"]["code"]
        assert {"code", "message", "messageLanguage", "retryAfter", "limit"} == set(last["error"])
        with pytest.raises(Broken):
            read_export(answer.content)


# While others write


class Meddling(Gathering):
    """A store in which something is written whenever an export reads."""

    def __init__(self, store: MongoStore, edits: list[Any]) -> None:
        self._store = store
        self._edits = edits
        self._one_at_a_time = asyncio.Lock()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    async def get(self, kind: Any, keys: Any) -> Any:
        await self._edit()
        return await self._store.get(kind, keys)

    async def ranges(self, kind: Any, ranges: Any) -> Any:
        await self._edit()
        return await self._store.ranges(kind, ranges)

    async def _edit(self) -> None:
        async with self._one_at_a_time:
            if self._edits:
                await self._edits.pop(0)(self._store)


def titled(symbol: str, *tags: Tag) -> Any:
    async def edit(store: MongoStore) -> None:
        (held,) = await store.get(DocumentRecord, [symbol])
        assert held is not None
        texts = {tag: variant(f"{tag} {held.revision}", tag) for tag in tags}
        await store.commit([Put(held, replace(held, variants=texts))], by="editor")

    return edit


def removed(kind: type[Entity], key: str) -> Any:
    async def edit(store: MongoStore) -> None:
        (held,) = await store.get(kind, [key])
        assert held is not None
        await store.commit([Put(held, replace(held, deleted=True))], by="editor")

    return edit


def restored(kind: type[Entity], key: str) -> Any:
    async def edit(store: MongoStore) -> None:
        (held,) = await store.buried(kind, [key])
        assert held is not None
        await store.commit([Put(held, replace(held, deleted=False))], by="editor")

    return edit


EDITS = [
    titled(RESOLUTION, EN),
    removed(ParagraphRecord, f"{RESOLUTION}#3"),
    titled(REPORT, EN, FR),
    titled(RESOLUTION, EN, FR),
    removed(ParagraphRecord, f"{REPORT}#1"),
    titled(REPORT, EN),
    restored(ParagraphRecord, f"{RESOLUTION}#3"),
    titled(REPORT, FR),
    titled(RESOLUTION, FR),
]


@pytest.mark.parametrize("later", range(12))
@pytest.mark.parametrize("query", [{}, {"languages": "fr"}, {"types": "DOCUMENT,PARAGRAPH", "languages": "en"}])
async def test_a_copy_made_while_others_write_is_what_there_is(later: int, query: dict[str, str]) -> None:
    async def nothing(_: MongoStore) -> None:
        pass

    inner = await stored(corpus())
    store: Any = Meddling(inner, [nothing] * later + EDITS)
    async with application(store=store) as app:
        partner = Partner(app.client, query)
        await partner.copy_anew()
        await partner.follow(first=2)
        again = Partner(app.client, query)
        await again.copy_anew()
        while store._edits:
            await store._edit()
        await partner.follow()
        await again.follow()
        fresh = Partner(app.client, query)
        await fresh.copy_anew()

        assert fresh.copy.digests == partner.copy.digests == again.copy.digests
        assert await fresh.verified() == partner.copy.buckets()
