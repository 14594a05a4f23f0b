"""graphql-codegen: an application in TypeScript is typed by the schema, checked, and run; by id, too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.clients import JAVASCRIPT, node, run, tool
from tests.support.served import Served, served

pytestmark = [pytest.mark.clients, pytest.mark.embedded, pytest.mark.xdist_group("served")]

FOLDER = JAVASCRIPT / "codegen"


@pytest.fixture(scope="module")
def program() -> Path:
    """The application, made and checked: `tsc` is strict, and fails where a type does not fit."""
    run(tool("graphql-codegen"), "--config", "codegen.json", folder=FOLDER)
    run(tool("tsc"), "--project", ".", "--strict", folder=FOLDER)
    return FOLDER / "build" / "javascript" / "src" / "main.js"


@pytest.fixture(scope="module")
def trusting(ibid: Served, program: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that has the documents of the application, and answers no others."""
    documents = FOLDER / "build" / "generated" / "persisted-documents.json"
    environment = {"IBID_DOCUMENTS": str(documents), "IBID_ONLY_DOCUMENTS": "1"}
    with served(tmp_path_factory.mktemp("trusting") / "data", environment=environment) as server:
        yield server


def test_an_application_with_types_is_served(ibid: Served, program: Path) -> None:
    assert "IDN: A/HRC/45/30, 70\n" in run(node(), program, ibid.url)


def test_the_documents_that_it_persists_are_answered_by_their_ids(trusting: Served, program: Path) -> None:
    assert "IDN: A/HRC/45/30, 70\n" in run(node(), program, trusting.url, "--by-id")
