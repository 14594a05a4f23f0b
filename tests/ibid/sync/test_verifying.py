"""`GET /verify` and the records of a document: how a copy is proved, and mended a bucket at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from i18n.languages import EN
from ibid.sync import verifying
from store.mongo.feed import HEAD
from store.ports import Put
from store.records import DocumentRecord
from tests.store.builders import variant
from tests.support.app import App, code
from tests.support.copies import Copy, Partner, check_record, lines_of, parsed, sha256
from tests.support.records import REPORT, RESOLUTION


async def retitled(app: App, title: str) -> None:
    store: Any = app.service.store
    (held,) = await store.get(DocumentRecord, [RESOLUTION])
    await store.commit([Put(held, replace(held, variants={EN: variant(title)}))], by="editor")


@pytest.mark.parametrize("query", [{}, {"languages": "fr"}, {"types": "PARAGRAPH,BODY"}, {"documents": RESOLUTION}])
@pytest.mark.parametrize("first", ["1", "3", "1000"])
async def test_who_has_a_true_copy_has_every_digest(app: App, query: dict[str, str], first: str) -> None:
    partner = Partner(app.client, query)
    await partner.copy_anew()

    assert partner.copy.buckets() == await partner.verified(first=first)


@pytest.mark.parametrize("query", [{}, {"languages": "fr"}, {"languages": "sw", "types": "PARAGRAPH"}])
async def test_digests_that_take_long_come_in_several_answers(
    app: App, query: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = await Partner(app.client, query).verified(first="1000")
    monkeypatch.setattr(verifying, "LONGEST_SECONDS", 0.0)
    (_, *_, end) = map(parsed, lines_of((await app.client.get("/verify", params=query)).content))

    assert end["next"] is not None
    assert at_once == await Partner(app.client, query).verified(first="1000")


async def test_who_missed_a_change_finds_the_bucket_and_takes_it_anew(app: App) -> None:
    partner = Partner(app.client)
    await partner.copy_anew()
    await retitled(app, "Migrants")
    had, is_now = partner.copy.buckets(), await partner.verified()
    (bucket,) = {name for name in is_now if had[name] != is_now[name]}
    export = await partner.export(bucket=bucket)
    partner.copy.apply(export.lines)

    assert RESOLUTION == bucket
    assert {RESOLUTION} == {line["document"] for line in export.lines}
    assert is_now == partner.copy.buckets()


async def test_the_records_of_a_bucket_say_which_one_differs(app: App) -> None:
    answer = await app.client.get(f"/verify?bucket={RESOLUTION}&records=1")
    first, bucket, *records, end = map(parsed, lines_of(answer.content))
    lines = sorted(f"{each['type']}\t{each['key']}\t{each['digest']}\n".encode() for each in records)

    assert ["version", "epoch", "cursor"] == list(first["verify"])
    assert {"bucket": RESOLUTION, "records": len(records), "digest": sha256(b"".join(lines))} == bucket
    assert {"end": True, "buckets": 1, "next": None} == end


async def test_the_cursor_is_of_before_the_first_record_was_read(app: App) -> None:
    answer = await app.client.get("/verify")
    cursor = parsed(lines_of(answer.content)[0])["verify"]["cursor"]
    await retitled(app, "Migrants")
    lines, _ = await Partner(app.client).page(after=cursor)

    assert [RESOLUTION] == [line["key"] for line in lines]


@pytest.mark.parametrize(
    ("query", "status", "expected"),
    [
        ("records=1", 400, "BAD_PARAMETER"),
        ("first=0", 400, "BAD_PARAMETER"),
        ("fast=1", 400, "UNKNOWN_PARAMETER"),
        ("after=nonsense", 400, "CURSOR_INVALID"),
    ],
)
async def test_what_cannot_be_read_is_refused(app: App, query: str, status: int, expected: str) -> None:
    answer = await app.client.get(f"/verify?{query}")

    assert (status, expected) == (answer.status_code, code(answer))


async def test_a_token_is_for_one_filter_and_one_history(app: App) -> None:
    token = parsed(lines_of((await app.client.get("/verify?first=1")).content)[-1])["next"]
    other = await app.client.get(f"/verify?types=BODY&after={token}")
    store: Any = app.service.store
    await store._connection.access.update("counters", {"_id": HEAD}, {"$set": {"epoch": "0" * 16}})
    # Where the seal holds, the epoch is what tells.
    restored = await app.client.get(f"/verify?after={token}")

    assert (409, "CURSOR_FILTER_MISMATCH") == (other.status_code, code(other))
    assert (410, "EPOCH_CHANGED") == (restored.status_code, code(restored))


async def test_an_export_is_no_place_to_verify_from(app: App) -> None:
    partner = Partner(app.client)
    export = await partner.export()
    answer = await app.client.get(f"/verify?after={export.ends[0]['next']}")

    assert (400, "CURSOR_INVALID") == (answer.status_code, code(answer))


# The records of a document


async def test_the_records_of_a_document_are_its_bucket(app: App) -> None:
    answer = await app.client.get(f"/documents/{RESOLUTION}?format=ndjson")
    copy = Copy()
    for line in map(parsed, lines_of(answer.content)):
        check_record(line)
        copy.apply([line])

    assert "application/x-ndjson" == answer.headers["Content-Type"]
    assert {RESOLUTION: (await Partner(app.client).verified())[RESOLUTION]} == copy.buckets()


async def test_records_are_given_to_who_prefers_their_media_type(app: App) -> None:
    answer = await app.client.get(f"/documents/{REPORT}", headers={"Accept": "application/x-ndjson, */*;q=0.1"})

    assert "application/x-ndjson" == answer.headers["Content-Type"]


@pytest.mark.parametrize("form", ["json", "html", "ndjson"])
async def test_every_answer_says_from_where_to_follow_what_changes_of_it(app: App, form: str) -> None:
    answer = await app.client.get(f"/documents/{RESOLUTION}?format={form}")
    await retitled(app, "Migrants")
    lines, _ = await Partner(app.client, {"documents": RESOLUTION}).page(after=answer.headers["Ibid-Cursor"])

    assert [RESOLUTION] == [line["key"] for line in lines]


async def test_the_records_of_a_document_stand_at_one_address(app: App) -> None:
    answer = await app.client.get("/documents/a/res/74/148?format=ndjson")

    assert (308, f"/documents/{RESOLUTION}?format=ndjson") == (answer.status_code, answer.headers["Location"])


async def test_the_records_of_what_is_not_held_are_not_found(app: App) -> None:
    answer = await app.client.get("/documents/A/RES/1/1?format=ndjson")

    assert (404, "DOCUMENT_NOT_FOUND") == (answer.status_code, code(answer))
