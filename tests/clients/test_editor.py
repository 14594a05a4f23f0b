"""The program of docs/clients/editors.md: a sheet for a translator, and what is filled in is handed in."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.support.clients import PYTHON, command, run
from tests.support.served import Served

pytestmark = [pytest.mark.clients, pytest.mark.embedded, pytest.mark.xdist_group("served")]

REVIEW = """
{ translationTasks(document: "A/HRC/45/30", language: "fr", states: [IN_REVIEW]) { nodes { current { markdown } } } }
"""
TITLE, HEADING = "Droits humains des migrants", "Questions examinées"


def rows_of(sheet: Path) -> list[dict[str, str]]:
    """What a sheet has."""
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def fill(sheet: Path, column: str, cells: dict[str, str]) -> None:
    """Write into a column of a sheet, as a spreadsheet does."""
    rows = [{**row, column: cells.get(row["place"], row[column])} for row in rows_of(sheet)]
    with sheet.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def in_review(server: Served, key: str) -> list[str]:
    """The texts in French that wait for a review."""
    headers = {"Authorization": f"Bearer {key}"}
    answer = httpx.post(f"{server.url}/graphql", json={"query": REVIEW}, headers=headers, timeout=30).json()
    return [task["current"]["markdown"] for task in answer["data"]["translationTasks"]["nodes"]]


def test_what_is_filled_in_is_handed_in_and_what_is_not_taken_stays_with_a_remark(own: Served, tmp_path: Path) -> None:
    key = command(own, "keys", "create", "Anne", "--grant", "TRANSLATOR:fr,es").strip()
    sheet = tmp_path / "sheet.csv"
    program: list[str | Path] = [sys.executable, PYTHON / "editor.py", own.url, "A/HRC/45/30", "fr", sheet]

    told = run(*program, API_KEY=key).splitlines()
    rows = rows_of(sheet)
    fill(sheet, "translation", {"Document title": TITLE, "Section III": HEADING, "Section V": "Conclusions"})
    fill(sheet, "basis", {"Section V": '{"language": "en", "revision": 1, "digest": "0000000000000000"}'})
    said = run(*program, API_KEY=key).splitlines()
    rest = {row["place"]: row["remark"] for row in rows_of(sheet)}

    assert told[:2] == ["Anne: TRANSLATOR in es, fr", "fr: 0 of 193 units, 0 stale, 0 in review, 0 drafts"]
    assert any("Un éditeur peut préciser laquelle." in line for line in told)
    assert len(rows) == len({row["place"] for row in rows}) == 193
    assert "Document title: TranslationWritten" in said
    assert in_review(own, key) == [TITLE, HEADING]
    assert len(rest) == len(rows) - 2
    assert {place for place, remark in rest.items() if remark} == {"Section V"}


def test_what_was_handed_in_before_is_not_handed_in_twice(own: Served, tmp_path: Path) -> None:
    key = command(own, "keys", "create", "Anne", "--grant", "TRANSLATOR:fr").strip()
    sheet, before = tmp_path / "sheet.csv", tmp_path / "before.csv"
    program: list[str | Path] = [sys.executable, PYTHON / "editor.py", own.url, "A/HRC/45/30", "fr"]

    run(*program, sheet, API_KEY=key)
    fill(sheet, "translation", {"Document title": TITLE})
    before.write_bytes(sheet.read_bytes())
    first, again = run(*program, sheet, API_KEY=key), run(*program, before, API_KEY=key)

    assert "Document title: TranslationWritten" in first
    assert "Document title: TranslationWritten" in again
    assert sheet.read_bytes() == before.read_bytes()
    assert in_review(own, key) == [TITLE]


def test_who_may_not_translate_is_told_so(ibid: Served, tmp_path: Path) -> None:
    program: list[str | Path] = [sys.executable, PYTHON / "editor.py", ibid.url, "A/HRC/45/30", "fr"]

    done = subprocess.run([*program, tmp_path / "sheet.csv"], capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert done.stderr.startswith("UNAUTHENTICATED: ")
    assert not (tmp_path / "sheet.csv").exists()
