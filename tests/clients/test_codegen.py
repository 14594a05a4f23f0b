"""graphql-codegen: an application in TypeScript is typed by the schema, checked, and run; by id, too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.support.clients import JAVASCRIPT, node, run, tool
from tests.support.served import Served, served

pytestmark = [pytest.mark.clients, pytest.mark.embedded, pytest.mark.xdist_group("served")]

FOLDER = JAVASCRIPT / "codegen"
GENERATED = FOLDER / "build" / "generated"
"""What graphql-codegen writes; persisted-documents.json is among it."""


@pytest.fixture(scope="module")
def program() -> Path:
    """The application, made and checked: `tsc` is strict, and fails where a type does not fit."""
    run(tool("graphql-codegen"), "--config", "codegen.json", folder=FOLDER)
    run(tool("tsc"), "--project", ".", "--strict", folder=FOLDER)
    return FOLDER / "build" / "javascript" / "src" / "main.js"


@pytest.fixture(scope="module")
def trusting(ibid: Served, program: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that has the documents of the application, and answers no others."""
    environment = {"IBID_DOCUMENTS": str(GENERATED), "IBID_ONLY_TRUSTED": "1"}
    with served(tmp_path_factory.mktemp("trusting") / "data", environment=environment) as server:
        yield server


def test_an_application_with_types_is_served(ibid: Served, program: Path) -> None:
    assert "IDN: A/HRC/45/30, 70\n" in run(node(), program, ibid.url)


def test_an_application_that_sends_its_text_is_refused_there(trusting: Served) -> None:
    answer = httpx.post(f"{trusting.url}/graphql", json={"query": "{ __typename }"}, timeout=30)

    assert answer.status_code == httpx.codes.FORBIDDEN
    assert [error["extensions"]["code"] for error in answer.json()["errors"]] == ["ONLY_TRUSTED_DOCUMENTS"]


def test_the_documents_that_it_persists_are_answered_by_their_ids(trusting: Served, program: Path) -> None:
    assert "IDN: A/HRC/45/30, 70\n" in run(node(), program, trusting.url, "--by-id")
