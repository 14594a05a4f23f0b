"""A copy over real HTTP, on the embedded database: whole, resumed, followed and proved; and by the command."""

from __future__ import annotations

import gzip
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import zstandard

from tests.support.copies import Copy, Partner, lines_of, parsed, read_export, read_parts
from tests.support.served import Served

pytestmark = [pytest.mark.embedded, pytest.mark.xdist_group("served")]


@pytest.fixture
async def partner(ibid: Served) -> AsyncIterator[Partner]:
    async with httpx.AsyncClient(base_url=ibid.url, timeout=60) as client:
        yield Partner(client)


def unpacked(content: bytes, encoding: str) -> bytes:
    return (
        gzip.decompress(content) if encoding == "gzip" else zstandard.ZstdDecompressor().stream_reader(content).read()
    )


def written(folder: Path) -> bytes:
    """The files of an export, one after another."""
    parts = b"".join(unpacked(path.read_bytes(), "zstd") for path in sorted(folder.glob("part-*")))
    return parts + (folder / "manifest.json").read_bytes()


@pytest.mark.parametrize("encoding", ["gzip", "zstd"])
async def test_an_export_is_whole_and_true(ibid: Served, encoding: str) -> None:
    with httpx.stream("GET", f"{ibid.url}/export", headers={"Accept-Encoding": encoding}, timeout=60) as answer:
        sent = b"".join(answer.iter_raw())
    copy = Copy()
    copy.take(read_export(unpacked(sent, encoding)))
    async with httpx.AsyncClient(base_url=ibid.url, timeout=60) as client:
        verified = await Partner(client).verified(first="40")

    assert encoding == answer.headers["Content-Encoding"]
    assert verified == copy.buckets()
    assert {("DOCUMENT", "A/RES/74/148"), ("DOCUMENT", "A/HRC/45/30")} <= set(copy.records)


async def test_who_loses_the_connection_goes_on(partner: Partner) -> None:
    whole = await partner.export()
    had = b""
    async with partner.client.stream("GET", "/export") as answer:
        async for chunk in answer.aiter_raw():
            had += chunk
            if had.count(b'{"end":true') > 0 and len(had) > 1_000_000:
                break
    parts = read_parts(had)
    rest = await partner.client.get("/export", params={"after": parts.ends[-1]["next"]} if parts.ends else {})
    chain, records = (parts.ends[-1]["chain"], len(parts.lines)) if parts.ends else ("", 0)

    assert whole.lines == [*parts.lines, *read_export(rest.content, chain, records).lines]


async def test_from_the_beginning_of_the_feed_a_copy_becomes_the_same(partner: Partner) -> None:
    await partner.follow(first=1000)

    assert await partner.verified() == partner.copy.buckets()


async def test_a_document_is_its_bucket(partner: Partner) -> None:
    answer = await partner.client.get("/documents/A/HRC/45/30?format=ndjson")
    copy = Copy()
    copy.apply(map(parsed, lines_of(answer.content)))

    assert await partner.verified(bucket="A/HRC/45/30") == copy.buckets()


async def test_the_command_writes_what_the_server_gives(ibid: Served, partner: Partner, tmp_path: Path) -> None:
    ibid.run("export", "--all-records", str(tmp_path), "--fast")
    files = read_export(written(tmp_path))

    assert (await partner.export()).lines == files.lines
    assert files.manifest is not None
    lines, end = await partner.page(after=files.manifest["cursor"])
    assert ([], False) == (lines, end["hasMore"])
