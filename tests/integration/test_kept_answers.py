"""Kept answers over HTTP, where several processes keep their own: what is written by one is in those of every other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from store.embedded.directory import DataDirectory
from tests.support.editing import STEP, Desk, desk, new_key, paragraph
from tests.support.processes import runtime
from tests.support.served import Served, served

pytestmark = pytest.mark.embedded

READ = 'query($unit: ID!) { node(id: $unit) { ... on Paragraph { text(languages: ["sw"]) { markdown } } } }'

EACH = 6
"""Connections to each server: with two workers, some to each, in all likelihood."""


def read(server: Served, unit: str, **headers: str) -> httpx.Response:
    """What a reader without a key reads of a paragraph, by a connection of its own."""
    sent = {"query": READ, "variables": {"unit": unit}}
    answer = httpx.post(f"{server.url}/graphql", json=sent, headers=headers, timeout=60)
    assert "errors" not in answer.json(), answer.text
    return answer


def text(answer: httpx.Response) -> str:
    node: dict[str, Any] = answer.json()["data"]["node"]
    return str(node["text"]["markdown"])


def publish(by: Desk, unit: str, markdown: str, revision: int) -> str:
    """Write, approve and publish a text over the one of a revision, three steps; give the cursor of the last."""
    written = by.anne.write(unit, "sw", markdown, revision)
    assert written["__typename"] == "TranslationWritten", written
    assert by.rita.step(unit, "sw", revision + 1, "APPROVE")["__typename"] == "TranslationWritten"
    step = {"unit": unit, "language": "sw", "expectRevision": revision + 2, "to": "PUBLISH"}
    payload = by.paul.ask(STEP, input={"items": [step], "idempotencyKey": new_key()})["transitionVariants"]
    assert payload["results"][0]["__typename"] == "TranslationWritten", payload
    return str(payload["cursor"])


def test_who_has_written_reads_it_from_every_process_by_the_cursor_of_that(tmp_path: Path) -> None:
    """A server of two workers that keeps the database, and one that was given its address."""
    data_dir, unit = tmp_path / "data", paragraph("1")
    with served(data_dir, environment={"IBID_WORKERS": "2"}) as keeping:
        address = DataDirectory(data_dir).uri(runtime(data_dir).port, "ibid")
        with served(tmp_path / "other", environment={"IBID_MONGODB_URI": address}) as joining:
            people = desk(keeping)
            servers = [server for server in (keeping, joining) for _ in range(EACH)]
            for number, words in enumerate(("Inahimiza", "Inakaribisha")):
                for server in servers:
                    read(server, unit)
                    read(server, unit)
                cursor = publish(people, unit, words, 3 * number)
                answers = [read(server, unit, **{"Ibid-Cursor": cursor}) for server in servers]

                assert {text(answer) for answer in answers} == {words}
                assert all(answer.headers["Ibid-Cursor"] for answer in answers)
