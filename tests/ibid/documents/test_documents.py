"""Documents by hash: trusted ones, and those that clients sent before."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ibid.documents.persisted import Persisted
from ibid.documents.trusted import BadTrustedDocument, read_trusted
from ibid.settings import Settings
from schema import build_schema
from tests.support.app import App, Change, application, code

QUERY = 'query Title { document(symbol: "A/RES/74/148") { symbol } }'
OTHER = "{ __typename }"
DATA = {"document": {"symbol": "A/RES/74/148"}}


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def apollo(text: str) -> dict[str, Any]:
    return {"persistedQuery": {"version": 1, "sha256Hash": sha256(text)}}


def trusting(folder: Path, *, only: bool = False) -> Change:
    def change(settings: Settings) -> Settings:
        return replace(settings, documents=replace(settings.documents, documents=folder, only_trusted=only))

    return change


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "title.graphql").write_text(QUERY + "\n")
    (tmp_path / "persisted-documents.json").write_text(json.dumps({f"sha256:{sha256(OTHER)}": OTHER}))
    (tmp_path / "readme.txt").write_text("not a query")
    return tmp_path


@pytest.mark.parametrize("document_id", [f"sha256:{sha256(QUERY)}", sha256(QUERY), f"sha256:{sha256(QUERY + chr(10))}"])
async def test_a_trusted_document_is_executed_by_its_id(folder: Path, document_id: str) -> None:
    async with application(trusting(folder)) as app:
        posted = await app.ask(json={"documentId": document_id})
        got = await app.client.get("/graphql", params={"documentId": document_id})

    assert posted.json()["data"] == got.json()["data"] == DATA


async def test_where_only_trusted_documents_are_executed_a_text_is_refused_unless_it_is_theirs(folder: Path) -> None:
    async with application(trusting(folder, only=True)) as app:
        refused = await app.ask("{ languages { tag } }")
        known = await app.ask(QUERY)
        hashed = await app.ask("{ languages { tag } }", beside={"extensions": apollo("{ languages { tag } }")})

    assert (refused.status_code, code(refused)) == (403, "ONLY_TRUSTED_DOCUMENTS")
    assert (hashed.status_code, code(hashed)) == (403, "ONLY_TRUSTED_DOCUMENTS")
    assert known.json()["data"] == DATA


async def test_an_id_that_nobody_knows_is_named(folder: Path) -> None:
    async with application(trusting(folder)) as app:
        answer = await app.ask(json={"documentId": "sha256:1234"})

    assert (answer.status_code, code(answer)) == (404, "PERSISTED_DOCUMENT_NOT_FOUND")
    assert "sha256:1234" in answer.json()["errors"][0]["message"]


async def test_an_id_and_a_text_are_not_both_taken(folder: Path) -> None:
    async with application(trusting(folder)) as app:
        answer = await app.ask(QUERY, beside={"documentId": sha256(QUERY)})

    assert (answer.status_code, code(answer)) == (400, "BAD_REQUEST")


async def by_hash(app: App, *, get: bool, text: str | None = None) -> dict[str, Any]:
    extensions = apollo(QUERY)
    if get:
        parameters = {"extensions": json.dumps(extensions), **({"query": text} if text else {})}
        answer = await app.client.get("/graphql", params=parameters)
    else:
        answer = await app.ask(json={"extensions": extensions, **({"query": text} if text else {})})
    assert answer.status_code == 200
    return dict(answer.json())


@pytest.mark.parametrize("get", [True, False])
async def test_apollos_clients_send_a_hash_then_the_document_then_the_hash_alone(get: bool) -> None:
    """The words of the first answer are what its clients compare."""
    async with application() as app:
        (unknown,) = (await by_hash(app, get=get))["errors"]
        sent = await by_hash(app, get=get, text=QUERY)
        known = await by_hash(app, get=get)

    assert (unknown["message"], unknown["extensions"]["code"]) == (
        "PersistedQueryNotFound",
        "PERSISTED_QUERY_NOT_FOUND",
    )
    assert sent["data"] == known["data"] == DATA


async def test_a_hash_that_is_not_the_documents_is_refused() -> None:
    async with application() as app:
        answer = await app.ask(OTHER, beside={"extensions": apollo(QUERY)})

    assert (answer.status_code, code(answer)) == (400, "BAD_REQUEST")


@pytest.mark.parametrize(
    "asked", [{}, {"version": 2, "sha256Hash": sha256(QUERY)}, {"version": 1, "sha256Hash": 5}, []]
)
async def test_another_protocol_is_not_supported(asked: object) -> None:
    async with application() as app:
        answer = await app.ask(json={"extensions": {"persistedQuery": asked}})

    assert code(answer) == "PERSISTED_QUERY_NOT_SUPPORTED"


async def test_a_document_that_is_not_valid_is_not_kept() -> None:
    bad = "{ nothing }"
    async with application() as app:
        await app.ask(bad, beside={"extensions": apollo(bad)})
        answer = await app.ask(json={"extensions": apollo(bad)})

    assert code(answer) == "PERSISTED_QUERY_NOT_FOUND"


def test_the_documents_that_were_not_asked_for_longest_are_forgotten_first() -> None:
    kept = Persisted(2)
    for text in ("{ a }", "{ b }"):
        kept.keep(text)
    kept.get(sha256("{ a }"))
    kept.keep("{ c }")

    assert [kept.get(sha256(text)) for text in ("{ a }", "{ b }", "{ c }")] == ["{ a }", None, "{ c }"]


def test_documents_are_kept_in_so_many_characters() -> None:
    kept = Persisted(100, most_characters=10)
    for text in ("{ a }", "{ b }", "{ c }"):
        kept.keep(text)

    assert kept.get(sha256("{ a }")) is None
    assert kept.get(sha256("{ c }")) == "{ c }"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("broken.graphql", "{"),
        ("unknown.graphql", "{ nothing }"),
        ("list.json", "[1]"),
        ("broken.json", "{"),
        ("other.json", json.dumps({"sha256:" + "0" * 64: OTHER})),
        ("latin.graphql", None),
    ],
)
def test_a_file_that_holds_no_document_ends_the_start_and_is_named(
    tmp_path: Path, name: str, content: str | None
) -> None:
    path = tmp_path / name
    path.write_bytes(b"{ \xe9 }" if content is None else content.encode())

    with pytest.raises(BadTrustedDocument) as caught:
        read_trusted(tmp_path, build_schema()._schema)

    assert caught.value.file == str(path)
    assert caught.value.reason
