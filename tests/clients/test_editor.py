"""The program of docs/clients/editors.md: a sheet for a translator, and the file that is loaded."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.clients import PYTHON, command, run
from tests.support.served import Served

pytestmark = [pytest.mark.clients, pytest.mark.embedded, pytest.mark.xdist_group("served")]

QUERY = """
{
  document(symbol: "A/HRC/45/30") {
    title(languages: ["fr"]) { plain match }
    coverage { language { tag } published }
  }
}
"""


def fill(sheet: Path, translations: dict[str, str]) -> None:
    """Write translations into a sheet, as a spreadsheet does."""
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        rows = [{**row, "translation": translations.get(row["unit"], "")} for row in csv.DictReader(file)]
    with sheet.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def test_what_is_missing_is_a_sheet_and_the_filled_in_sheet_is_loaded(own: Served, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    program: list[str | Path] = [sys.executable, PYTHON / "editor.py", own.url, "A/HRC/45/30", "fr", sheet]

    key = command(own, "keys", "create", "Translation memory", "--grant", "TRANSLATOR:fr,es").strip()
    told = run(*program, API_KEY=key)
    fill(sheet, {"title": "Droits humains des migrants", "sec.I": "Introduction"})
    run(*program)
    command(own, "load", sheet.with_suffix(".json"))
    document = own.ask(QUERY)["document"]

    assert told.splitlines()[:2] == ["Translation memory: TRANSLATOR in es, fr", "fr: 0 of 193 units, 0 stale"]
    assert "Un éditeur peut préciser laquelle." in told
    assert document["title"] == {"plain": "Droits humains des migrants", "match": "EXACT"}
    assert {"language": {"tag": "fr"}, "published": 2} in document["coverage"]


def test_a_translation_that_lost_a_call_is_told_and_nothing_is_written(ibid: Served, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    program: list[str | Path] = [sys.executable, PYTHON / "editor.py", ibid.url, "A/RES/74/148", "es", sheet]

    run(*program)
    fill(sheet, {"title": "Protección de los migrantes", "PP2": "Reafirmando la Declaración Universal"})
    done = subprocess.run(program, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert done.stderr == "PP2: look at [^4]\n"
    assert not sheet.with_suffix(".json").exists()
