"""Lines and answers: read strictly, each part held against its count, bytes, hash and chain."""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator, Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibid.mirror import answers
from ibid.mirror.answers import Manifest, Part
from ibid.mirror.errors import Broken, Mismatch, OtherVersion
from ibid.mirror.place import Reached
from ibid.mirror.wire import canonical, digest, parsed, read_line, split
from resolvers.sync.buckets import bucket_of
from tests.support.sources import FakeSource, bytes_of, record_line

STATES = st.recursive(
    st.text() | st.integers(-(2**53), 2**53) | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
)


async def sent(chunks: Iterable[bytes]) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk


@given(st.dictionaries(st.text(max_size=8), STATES, max_size=4))
def test_the_digest_of_a_state_is_that_of_its_canonical_json(state: dict[str, Any]) -> None:
    """As the reference of the format writes it in Python."""
    reference = json.dumps(state, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    assert reference == canonical(state)
    assert hashlib.sha256(reference.encode()).hexdigest() == digest(canonical(state))


@given(st.lists(st.text(alphabet="a\u2028\u0085\v\r é").map(str.encode), max_size=5), st.integers(1, 5))
async def test_lf_alone_ends_a_line_however_the_bytes_come(lines: list[bytes], size: int) -> None:
    body = b"".join(line + b"\n" for line in lines)
    chunks = [body[at : at + size] for at in range(0, len(body), size)]

    assert [line + b"\n" for line in lines] == [line async for line in split(sent(chunks))]


async def test_a_line_that_is_cut_off_is_broken() -> None:
    with pytest.raises(Broken, match="cut off"):
        [line async for line in split(sent([b"{}\n{"]))]


@pytest.mark.parametrize("raw", [b"", b"nonsense", b"[]", b"1", b"\xff", b'{"a":NaN}'])
def test_what_is_no_object_is_broken(raw: bytes) -> None:
    with pytest.raises(Broken):
        parsed(raw)


def test_a_source_that_breaks_off_says_why() -> None:
    with pytest.raises(Broken, match=r"Come again. \(STORE_UNAVAILABLE\)"):
        parsed(b'{"error":{"code":"STORE_UNAVAILABLE","message":"Come again.","messageLanguage":"en"}}')


@pytest.mark.parametrize(
    "change",
    [
        {"operation": "CREATE"},
        {"type": "SUGGESTION"},
        {"key": None},
        {"revision": "3"},
        {"revision": True},
        {"languages": [1]},
        {"document": 7},
        {"digest": "0" * 64},
        {"state": {"text": "Another"}},
        {"state": None},
    ],
)
def test_a_record_line_that_is_not_right_is_broken(change: dict[str, Any]) -> None:
    with pytest.raises(Broken):
        read_line({**record_line("A/RES/1/1#1", "Text", 1), **change})


def test_fields_of_a_later_version_are_let_stand() -> None:
    line = record_line("A/RES/1/1#1", "Text", 1)

    assert read_line(line) == read_line({**line, "licence": "CC BY"})


@pytest.mark.parametrize(
    ("type_", "key", "document", "expected"),
    [
        ("PARAGRAPH", "A/RES/1/1#1", "A/RES/1/1", "A/RES/1/1"),
        ("DOCUMENT", "A/RES/1/1", "A/RES/1/1", "A/RES/1/1"),
        ("DOCUMENT", "A/RES/1/1", None, "A/RES/1/1"),
        ("STATE", "MEX", None, "reporters"),
        ("ORGANIZATION", "EU", None, "reporters"),
        ("BODY", "UN-GA", None, "bodies"),
        ("INSTRUMENT", "treaty:ICRMW", None, f"instruments/{hashlib.sha256(b'treaty:ICRMW').hexdigest()[:2]}"),
    ],
)
def test_a_record_is_proved_in_the_bucket_of_its_document_or_its_kind(
    type_: str, key: str, document: str | None, expected: str
) -> None:
    assert expected == bucket_of(type_, key, document)


def a_baseline() -> list[bytes]:
    """The lines of a baseline of two full parts and one of what changed."""
    source = FakeSource(part=2)
    for number in range(4):
        source.write(f"A/RES/1/1#{number}", f"Text {number}")
    body = b"".join(source._parts(None, [0, "", "", 0, 4]))
    return [line + b"\n" for line in body.split(b"\n")[:-1]]


async def read(lines: list[bytes], **reached: Any) -> list[Part | Manifest]:
    return [each async for each in answers.baseline(sent(lines), Reached(**reached))]


async def test_a_baseline_is_its_parts_and_a_manifest() -> None:
    *parts, manifest = await read(a_baseline())

    assert [2, 2, 0] == [len(part.lines) for part in parts if isinstance(part, Part)]
    assert Manifest("e1 4") == manifest


@pytest.mark.parametrize("missing", range(9))
async def test_a_baseline_without_one_of_its_lines_is_broken(missing: int) -> None:
    lines = a_baseline()
    assert 9 == len(lines)

    del lines[missing]

    with pytest.raises(Broken):
        await read(lines)


@pytest.mark.parametrize("name", ["part", "records", "bytes", "sha256", "chain", "next"])
async def test_an_end_line_that_is_not_right_breaks_its_part(name: str) -> None:
    lines = a_baseline()
    lines[3] = bytes_of({**json.loads(lines[3]), name: None})

    with pytest.raises(Broken):
        await read(lines)


async def test_a_part_that_does_not_follow_what_came_before_is_a_mismatch() -> None:
    with pytest.raises(Mismatch):
        await read(a_baseline(), parts=4)
    with pytest.raises(Mismatch):
        await read(a_baseline(), chain="0" * 64)


async def test_nothing_comes_after_a_manifest() -> None:
    with pytest.raises(Broken, match="after the end"):
        await read([*a_baseline(), bytes_of({})])


async def test_another_version_is_told() -> None:
    with pytest.raises(OtherVersion):
        await read([bytes_of({"export": {"version": 2, "part": 1}})])


async def test_a_page_is_counted() -> None:
    line = bytes_of({**record_line("A/RES/1/1#1", None, 4, operation="LEFT_SCOPE"), "cursor": "c"})
    end = {"end": True, "records": 1, "next": "n", "hasMore": False}

    page = await answers.page(sent([line, bytes_of(end)]))

    assert ("n", False, True) == (page.next, page.has_more, page.lines[0].is_removal)
    with pytest.raises(Broken):
        await answers.page(sent([bytes_of(end)]))
    with pytest.raises(Broken):
        await answers.page(sent([line]))
